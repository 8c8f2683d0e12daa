"""Findings: counted exactly, ordered, located, and the same when rows move."""

from __future__ import annotations

import io
import json
import pickle
from datetime import date

import polars as pl
import pytest

from aidtrack import RULES, InvalidLines, Lines, Severity, read, validate
from aidtrack.findings import ColumnUse, Finding, Findings, Place, Source, Suggestion, column_letter
from aidtrack.lines import join_lines
from aidtrack.model import Consignment, Item, Monitor

TABLE = """line,donor,description,quantity,gross_weight,net_weight
1,WHO,monitor,5 each,11 kg,12 kg
2,WHO,tent,-4 each,blorps,
3,WHO,rice,,1 t,
"""


@pytest.fixture
def findings() -> Findings:
    return validate(read(io.BytesIO(TABLE.encode())))


def test_counts_are_those_of_the_findings(findings: Findings) -> None:
    codes = [finding.code for finding in findings]
    assert findings.counts() == {code: codes.count(code) for code in sorted(set(codes))}
    assert len(findings) == len(codes)
    assert sum(findings.of_severity(severity) for severity in Severity) == len(codes)
    assert findings.lines == 3


def test_they_come_by_source_row_and_code(findings: Findings) -> None:
    order = [(finding.place.row or 0, finding.code) for finding in findings]
    assert order == sorted(order)


def test_a_finding_points_to_its_cells(findings: Findings) -> None:
    (finding,) = findings.of_rule("AT302")
    assert str(finding) == ("(standard input):E2: AT302 error: gross 11 kg is below net 12 kg")
    assert [place.cell for place in finding.places] == ["E2", "F2"]
    assert (finding.place.header, finding.place.field, finding.place.value) == (
        "gross_weight", "gross_weight", "11 kg",
    )  # fmt: skip
    assert (finding.read_as, finding.line, finding.consignment) == ("11 kg", "1", None)


def test_a_finding_of_an_object_points_to_line_and_field() -> None:
    consignment = Consignment(
        reference="A-1", lines=(Monitor(quantity="5 each"), Item(quantity="-4 each"))
    )
    (finding,) = validate(consignment).of_rule("AT303")
    assert str(finding.place) == "A-1 line 2: quantity"
    assert (finding.place.row, finding.place.cell) == (None, None)


def test_a_finding_of_a_frame_points_to_its_row() -> None:
    (finding,) = validate([{"quantity": "5 each"}, {"quantity": "-4 each"}]).of_rule("AT303")
    assert str(finding.place) == "row 2: quantity"


def test_fingerprints_stay_when_rows_move() -> None:
    head, *rows = TABLE.splitlines()
    moved = "\n".join(["Title,,,,,", "", head, *reversed(rows)])
    before, after = fingerprints(TABLE), fingerprints(moved)
    # The title above the table is a row left out, and said to be.
    assert before == {code: after[code] for code in after if code != "AT137"}
    assert len(before) > 3
    assert all(len(each) == 16 for every in before.values() for each in every)


def fingerprints(table: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in validate(read(io.BytesIO(table.encode()))):
        found.setdefault(finding.code, []).append(finding.fingerprint)
    return {code: sorted(every) for code, every in found.items()}


def test_fingerprints_of_columns_stay_when_rows_move() -> None:
    head, *rows = TABLE.splitlines()
    moved = "\n".join([head, *reversed(rows)])
    assert fingerprints(TABLE)["AT139"] == fingerprints(moved)["AT139"]


def test_lines_without_a_number_go_by_their_words_and_their_place_among_equals() -> None:
    rows = ["tent,-5 each", "rice,-5 each", "tent,-5 each", "tent,-6 each"]
    before = fingerprints("\n".join(["description,quantity", *rows]))["AT303"]
    assert len(set(before)) == 4
    after = fingerprints("\n".join(["description,quantity", "new,1 each", *reversed(rows)]))
    assert after["AT303"] == before
    # What became of one line is no matter to the others.
    fewer = fingerprints("\n".join(["description,quantity", *rows[1:]]))["AT303"]
    assert set(fewer) < set(before)


def test_fingerprints_of_objects_stay_when_lines_move() -> None:
    lines = (Monitor(quantity="-5 each"), Item(quantity="-4 each"), Item(quantity="-4 each"))
    found = [
        {finding.fingerprint for finding in validate(Consignment(reference="A-1", lines=every))}
        for every in (lines, (Monitor(), *reversed(lines)))
    ]
    assert found[0] < found[1]
    assert len(found[0]) == len(validate(Consignment(reference="A-1", lines=lines)))


def test_tables_alike_are_told_apart() -> None:
    table = b"line,description,colour\n1,tent,red\n"
    lines = join_lines(read(io.BytesIO(table)) for _ in range(2))
    every = [finding.fingerprint for finding in validate(lines)]
    assert len(set(every)) == len(every) > 4


def test_fingerprints_differ_by_rule_line_field_and_value() -> None:
    place = Place(field="quantity", value="5")
    base = Finding(rule=RULES[0], message="", places=(place,), line="1")
    others = [
        Finding(rule=RULES[1], message="", places=(place,), line="1"),
        Finding(rule=RULES[0], message="", places=(place,), line="2"),
        Finding(rule=RULES[0], message="", places=(place,), line="1", consignment="A"),
        Finding(rule=RULES[0], message="", places=(Place(field="value", value="5"),), line="1"),
        Finding(rule=RULES[0], message="", places=(Place(field="quantity"),), line="1"),
    ]
    assert len({base.fingerprint, *(other.fingerprint for other in others)}) == 6
    assert Finding(rule=RULES[0], message="other words", places=(place,), line="1").fingerprint == (
        base.fingerprint
    )


def test_raise_for_errors_is_the_bridge_to_exceptions(findings: Findings) -> None:
    with pytest.raises(InvalidLines, match=r"^\d errors found\n\(standard input\):E2: AT302"):
        findings.raise_for_errors()
    many = validate([{"line": str(n), "quantity": "-4 each"} for n in range(1, 1500)])
    with pytest.raises(InvalidLines) as caught:
        many.raise_for_errors()
    message = str(caught.value).splitlines()
    assert message[0] == "1,499 errors found"
    assert message[-1] == "… and 1,494 more"
    findings.where(lambda rule: rule.severity is Severity.INFO).raise_for_errors()


def test_they_can_be_narrowed_by_rule(findings: Findings) -> None:
    assert not findings.ok
    assert findings.errors.of_severity(Severity.WARNING) == 0
    assert findings.reaches(Severity.INFO)
    infos = findings.where(lambda rule: rule.severity is Severity.INFO)
    assert infos.ok
    assert not infos.reaches(Severity.WARNING)
    assert not Findings().reaches(Severity.INFO)
    assert list(Findings()) == []


def test_to_frame_has_a_row_for_each(findings: Findings) -> None:
    frame = findings.to_frame()
    assert frame["code"].to_list() == [finding.code for finding in findings]
    assert frame.filter(code="AT302").select("cell", "row", "value").rows() == [("E2", 2, "11 kg")]
    assert Findings().to_frame().schema == frame.schema


def test_they_show_their_number(findings: Findings) -> None:
    assert repr(findings).startswith("<Findings in 3 lines: ")
    assert "error" in repr(findings)


def test_rules_that_nothing_could_answer_are_not_passed() -> None:
    findings = validate([{"quantity": "5 each"}])
    reasons = {each.rule.code: each.reason for each in findings.not_asked}
    assert reasons["AT402"] == "not told: today"
    assert "AT302" in reasons
    assert "AT303" not in reasons
    assert "AT301" not in reasons
    assert reasons["AT707"] == "needs several documents of one consignment"
    told = validate([{"expiry": "2027-01-01"}], today=date(2026, 11, 22))
    assert "AT402" not in {each.rule.code for each in told.not_asked}
    assert told.today == date(2026, 11, 22)
    assert told.not_asked[0].to_dict().keys() == {"code", "reason"}


def test_a_column_that_is_missing_is_reported_once_with_its_lines() -> None:
    findings = validate(read(io.BytesIO(b"item,qty\npills 500 mg,5\npills 5 mg,6\ntent,7\n")))
    (finding,) = findings.of_rule("AT601")
    assert finding.message.endswith("no column states it (2 lines concerned: rows 2 and 3)")
    assert (finding.place.row, finding.place.cell, finding.line) == (1, None, None)
    assert not findings.ok


def test_findings_can_be_sent_to_another_process(findings: Findings) -> None:
    again = pickle.loads(pickle.dumps(findings))  # noqa: S301 - our own pickle
    assert list(map(str, again)) == list(map(str, findings))
    assert again.counts() == findings.counts()


def test_a_finding_as_the_contract_shows_it(findings: Findings) -> None:
    (finding,) = findings.of_rule("AT302")
    shown = finding.to_dict()
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown)[:5] == ["code", "name", "severity", "scope", "message"]
    assert [place["cell"] for place in shown["places"]] == ["F2"]
    assert Suggestion("kg", "safe").to_dict() == {"value": "kg", "applicability": "safe"}


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place(), "(all)"),
        (Place(row=3), "row 3"),
        (Place(row=3, field="batch"), "row 3: batch"),
        (Place(field="batch"), "batch"),
        (Place(consignment="A-1"), "A-1"),
        (Place(consignment="A-1", line="2", field="batch"), "A-1 line 2: batch"),
        (Place(file="a.csv"), "a.csv"),
        (Place(file="a.csv", row=3), "a.csv:row 3"),
        (Place(file="a.csv", row=3, column="B"), "a.csv:B3"),
        (Place(file="a.xlsx", sheet="S", row=3, column="B"), "a.xlsx:S!B3"),
        (Place(file="a.xlsx", sheet="S"), "a.xlsx:S"),
    ],
)
def test_a_place_is_shown_as_a_person_would_look_it_up(place: Place, shown: str) -> None:
    assert str(place) == shown


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letter(index) == letters


def test_a_source_knows_its_columns() -> None:
    use = ColumnUse("F", "qty", "quantity")
    source = Source(file="a.csv", columns=(use,))
    assert source.column_of("quantity") is use
    assert source.column_of("batch") is None
    assert source.to_dict()["columns"] == [{"column": "F", "header": "qty", "field": "quantity"}]


def test_a_finding_without_a_place_is_of_its_consignment() -> None:
    finding = Finding(rule=RULES[0], message="m", consignment="A-1")
    assert str(finding.place) == "A-1"


def test_lines_of_a_frame_are_counted_by_source() -> None:
    assert [
        source.lines for source in validate(Lines.of(pl.DataFrame({"batch": ["A"]}))).sources
    ] == [1]
