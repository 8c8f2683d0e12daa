"""Documents of one consignment, compared two by two."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given

from aidtrack.errors import InvalidRule
from aidtrack.findings import Findings, Rule, Scope, Severity, Source
from aidtrack.kernel.documents import documents_of, names_of_documents
from aidtrack.lines import Columns, Lines, join_lines
from aidtrack.manifest import read
from aidtrack.model import Consignment
from aidtrack.rules import RULES, Given, rule, rule_named
from aidtrack.validation import validate
from tests.properties.strategies import consignments, few

OF_DOCUMENTS = [each for each in RULES if each.scope is Scope.DOCUMENTS]


def documents(*parts: Any, files: tuple[str, ...] = ()) -> Lines:
    """Return lines of documents, each rows or objects, under names of their own."""
    named = []
    for number, part in enumerate(parts):
        lines = part if isinstance(part, Lines) else Lines.of(part)
        file = files[number] if files else f"{number}.csv"
        sources = tuple(replace(source, file=file) for source in lines.sources)
        named.append(replace(lines, sources=sources))
    return join_lines(named)


def compared(*parts: Any, rules: list[Rule] | None = None, **options: Any) -> Findings:
    asked = OF_DOCUMENTS if rules is None else rules
    return validate(documents(*parts), rules=asked, same_consignment=True, **options)


@given(consignments(unreadable=True))
@few
def test_a_document_agrees_with_itself(consignment: Consignment) -> None:
    assert compared(consignment, consignment, consignment).counts() == {}


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batches_cut_nothing(size: int) -> None:
    sent = [
        {"description": "tent", "quantity": "5 each", "gross_weight": "100 lb"},
        {"description": "tent", "quantity": "5 each", "gross_weight": "0.05 t"},
        {"description": "stove", "quantity": "2 each", "gross_weight": "9 kg"},
    ]
    waybill = [
        {"description": "Tent", "quantity": "11 each", "declared_gross_weight": "over 105 kg"},
        {"description": "stove", "quantity": "2 each"},
    ]
    findings = compared(sent, waybill, batch=size)
    assert [finding.message for finding in findings] == [
        "the gross weight is over 105 kg in 1.csv, but 104.359237 kg in 0.csv",
        "Tent: 11 each in 1.csv, but 10 each in 0.csv",
    ]


def test_a_finding_names_both_places() -> None:
    (finding,) = compared(
        [{"line": "7", "description": "tent", "storage": "2-8 °C"}],
        [{"line": "9", "description": "tent", "storage": "15-25 °C"}],
    )
    told = [(place.file, place.row, place.field, place.value) for place in finding.places]
    assert told == [("1.csv", 1, "storage", "15-25 °C"), ("0.csv", 1, "storage", "2-8 °C")]
    assert finding.line == "9"
    assert finding.to_dict()["places"][0]["file"] == "0.csv"


def test_a_sum_points_to_its_document_and_no_row() -> None:
    rows = [{"description": "tent", "gross_weight": "5 kg"}] * 2
    (finding,) = compared(rows, [rows[0]], rules=[rule_named("AT707")])
    assert [(place.file, place.row, place.value) for place in finding.places] == [
        ("1.csv", 1, "5 kg"),
        ("0.csv", None, "10 kg"),
    ]


def test_each_document_is_compared_with_every_one_before_it_and_said_once() -> None:
    weights = ["100 kg", "about 90 kg", "100 kg", "80 kg", "80 kg"]
    findings = compared(
        *([{"declared_gross_weight": weight, "description": "x"}] for weight in weights)
    )
    assert [finding.message for finding in findings] == [
        "the gross weight is 80 kg in 3.csv, but 100 kg in 0.csv",
        "the gross weight is 80 kg in 4.csv, but 100 kg in 0.csv",
    ]


def test_where_a_document_contradicts_itself_it_states_nothing() -> None:
    several = [{"donor": "Japan"}, {"donor": "Kenya"}]
    assert compared(several, [{"donor": "France"}], rules=[rule_named("AT530")]).counts() == {}


def test_a_document_that_states_nothing_contradicts_nothing() -> None:
    silent = [{"description": "tent"}]
    full = [
        {"description": "tent", "quantity": "5 each", "gross_weight": "5 kg", "donor": "Japan",
         "value": "5 USD", "packages": "1", "batch": "B", "expiry": "2030-01-01"},
    ]  # fmt: skip
    assert compared(full, silent).counts() == {}
    assert compared(silent, full).counts() == {}


def test_what_is_declared_of_one_of_several_consignments_is_not_the_documents() -> None:
    several = [
        {"reference": "A-1", "declared_gross_weight": "5 kg"},
        {"reference": "B-2", "declared_gross_weight": "7 kg"},
    ]
    assert compared(several, [{"declared_gross_weight": "12 kg"}]).counts() == {}


def test_values_of_several_currencies_and_quantities_of_several_kinds_have_no_sum() -> None:
    mixed = [
        {"description": "tent", "quantity": "1 each", "value": "5 USD"},
        {"description": "tent", "quantity": "1 carton", "value": "5 EUR"},
    ]
    one = [{"description": "tent", "quantity": "9 each", "value": "90 USD"}]
    assert compared(mixed, one).counts() == {}


def test_a_fingerprint_outlives_rows_and_file_names() -> None:
    ours = [{"description": "tent", "quantity": "5 each"}]
    theirs = [{"description": "stove", "quantity": "1 each"}, *ours]
    other = [{"description": "tent", "quantity": "6 each"}]
    first, second = compared(ours, other), validate(
        documents(theirs, other, files=("sent.csv", "bill.csv")),
        rules=OF_DOCUMENTS,
        same_consignment=True,
    )  # fmt: skip
    assert {finding.fingerprint for finding in first.of_rule("AT735")} == {
        finding.fingerprint for finding in second.of_rule("AT735")
    }


def test_lines_that_two_documents_share_are_not_repeated() -> None:
    rows = [
        {"reference": "A-1", "line": "1", "description": "amoxicillin", "quantity": "5 pack",
         "batch": "B1", "expiry": "2030-01-01"},
    ]  # fmt: skip
    lines = documents(rows, rows)
    apart = validate(lines).counts()
    together = validate(lines, same_consignment=True).counts()
    assert "AT201" in apart
    assert "AT201" not in together


def test_what_another_document_has_a_column_for_is_not_missing() -> None:
    import io

    import aidtrack

    files = []
    for name, text in (
        ("list.csv", "line,kind,item,qty,batch\n1,medicine_pack,a,5 pack,B1\n"),
        ("bill.csv", "line,kind,item,qty\n1,medicine_pack,a,5 pack\n"),
    ):
        stream = io.BytesIO(text.encode())
        stream.name = name
        files.append(stream)
    together = aidtrack.check(files, same_consignment=True).findings
    assert "AT601" not in together.counts()
    # Nobody states the expiry.
    assert together.counts()["AT602"] == 2
    for stream in files:
        stream.seek(0)
    assert aidtrack.check(files).findings.counts()["AT601"] == 1


@pytest.mark.parametrize("header", ["Qty received", "Quantité reçue", "Cantidad recibida"])
def test_a_receipt_is_known_by_its_header_in_three_languages(header: str) -> None:
    import io

    import aidtrack

    files = []
    for name, text in (
        ("received.csv", f"item,{header}\ntent,4 each\n"),
        ("sent.csv", "item,qty\ntent,5 each\n"),
    ):
        stream = io.BytesIO(text.encode())
        stream.name = name
        files.append(stream)
    findings = aidtrack.check(files, same_consignment=True, rules=OF_DOCUMENTS).findings
    assert [finding.message for finding in findings] == [
        "tent: 4 each received by received.csv, of 5 each sent by sent.csv"
    ]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("a/list.csv", "b/bill.csv"), ["list.csv", "bill.csv"]),
        (("a/list.csv", "b/list.csv"), ["a/list.csv", "b/list.csv"]),
        (("C:\\in\\list.csv",), ["list.csv"]),
        ((None, None), ["document 1", "document 2"]),
        (("list.csv", "list.csv"), ["list.csv 1", "list.csv 2"]),
    ],
)
def test_names_of_documents(files: tuple[str | None, ...], names: list[str]) -> None:
    assert names_of_documents([Source(file=file) for file in files]) == names


def test_sheets_of_one_file_are_one_document() -> None:
    sources = [Source(file="a.xlsx", sheet=sheet) for sheet in ("one", "two")]
    assert documents_of([*sources, Source(file="b.csv")]) == [0, 0, 1]
    assert names_of_documents(sources) == ["a.xlsx"]


def test_a_hundred_documents_are_compared_with_the_first_of_them() -> None:
    parts = [[{"declared_packages": "4", "description": "x"}] for _ in range(99)]
    findings = compared(*parts, [{"declared_packages": "5", "description": "x"}])
    assert findings.counts() == {"AT730": 1}


def test_a_rule_of_ones_own_compares() -> None:
    @rule("AT903", Severity.INFO, "{vehicle} in {document}, {other_vehicle} in {other_document}",
          cites=["x"], passes=["x"], fails=["x"], scope=Scope.DOCUMENTS)  # fmt: skip
    def vehicles_differ(document: Columns, given: Given) -> Any:
        """Two documents name different vehicles."""
        return document.vehicle != document.other.vehicle

    (finding,) = compared([{"vehicle": "KAB 1"}], [{"vehicle": "KAB 2"}], rules=[vehicles_differ])
    assert finding.message == "KAB 2 in 1.csv, KAB 1 in 0.csv"


def test_only_documents_have_another() -> None:
    def fault(line: Columns, given: Given) -> Any:
        """A fault."""
        return line.vehicle != line.other.vehicle

    with pytest.raises(InvalidRule, match="expected the scope documents"):
        rule("AT904", Severity.INFO, "x", cites=["x"], passes=["x"], fails=["x"])(fault)


def test_documents_share_texts_alone() -> None:
    def fault(document: Columns, given: Given) -> Any:
        """A fault."""
        return document.vehicle != document.other.vehicle

    with pytest.raises(InvalidRule, match="finds lines again by expiry; expected a text"):
        rule("AT905", Severity.INFO, "x", cites=["x"], passes=["x"], fails=["x"],
             scope=Scope.DOCUMENTS, keys=["expiry"])(fault)  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 100])
def test_what_a_waybill_leaves_blank_is_left_to_the_packing_list(size: int) -> None:
    waybill = "waybill,item,packages,quantity\n555-12345675,relief goods,20,\n"
    packing_list = "item,packages,quantity\ntent,15,5 each\nstove,5,\n"

    def missing(*tables: str) -> list[str | None]:
        lines = documents(*(read(BytesIO(each.encode())) for each in tables))
        findings = validate(lines, same_consignment=len(tables) > 1, batch=size)
        return [str(each.place) for each in findings.of_rule("AT301")]

    assert missing(waybill, packing_list) == ["1.csv:C3"]
    assert missing(waybill) == ["0.csv:D2"]
    assert missing(waybill, waybill) == ["0.csv:D2", "1.csv:D2"]
