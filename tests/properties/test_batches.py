"""However lines are cut into batches, the findings and the totals are the same."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.checking import check
from aidtrack.exchange import write
from aidtrack.findings import Findings, Rule, Scope, Severity
from aidtrack.lines import Columns, Lines, join_lines
from aidtrack.manifest import read
from aidtrack.model import Consignment
from aidtrack.rules import RULES, Given, rule
from aidtrack.summary import summarise
from aidtrack.validation import validate
from tests.properties.outcomes import added, asked, told
from tests.properties.strategies import consignments, few, several, tables

TODAY = date(2026, 11, 22)
SIZES = st.sampled_from((1, 2, 3, 5, 7))


def everything(findings: Findings) -> object:
    dicts = sorted(repr(finding.to_dict()) for finding in findings)
    return told(findings), asked(findings), dicts, findings.lines, findings.counts()


@given(several(unreadable=True), SIZES)
@few
def test_of_objects(every: list[Consignment], size: int) -> None:
    # Twice the same lines, so that there are groups for a cut to go through.
    lines = join_lines([Lines.of(every), Lines.of(every)])
    whole = validate(lines, today=TODAY, same_consignment=True)
    cut = validate(lines, today=TODAY, same_consignment=True, batch=size)
    assert everything(cut) == everything(whole)
    by = ("recipient", "kind", "month")
    assert added(summarise(lines, by=by, batch=size)) == added(summarise(lines, by=by))


@given(tables(most=9), SIZES)
@few
def test_of_tables_of_any_texts(table: tuple[list[str], list[list[str]]], size: int) -> None:
    headers, rows = table
    lines = read(io.BytesIO(csv_of(["line", *headers], [["1", *row] for row in rows])))
    whole = validate(lines, today=TODAY)
    assert everything(validate(lines, today=TODAY, batch=size)) == everything(whole)
    assert added(summarise(lines, by=["kind"], batch=size)) == added(summarise(lines, by=["kind"]))


@given(consignments(unreadable=True), SIZES)
@few
def test_of_a_check(consignment: Consignment, size: int) -> None:
    text = write(Lines.of(consignment), to="csv").encode()
    whole = check(io.BytesIO(text), by=["kind"], today=TODAY)
    cut = check(io.BytesIO(text), by=["kind"], today=TODAY, batch=size)
    assert everything(cut.findings) == everything(whole.findings)
    assert added(cut.summary) == added(whole.summary)
    assert cut.reading == whole.reading


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 100])
def test_groups_consignments_and_documents_are_seen_across_every_cut(size: int) -> None:
    rows = [
        {"reference": "A-1", "line": "1", "description": "monitor", "batch": "B1",
         "expiry": "2027-01-31", "gross_weight": "100 kg", "declared_gross_weight": "500 kg"},
        {"reference": "B-2", "line": "1", "description": "tent", "gross_weight": "5 kg"},
        {"reference": "A-1", "line": "2", "description": "monitor", "batch": "B1",
         "expiry": "2028-01-31", "gross_weight": "100 kg"},
        {"reference": "A-1", "line": "1", "description": "monitor", "batch": "B1",
         "expiry": "2027-01-31", "gross_weight": "100 kg"},
        {"reference": "A-1", "line": "2", "description": "hose", "gross_weight": "1 kg"},
    ]  # fmt: skip
    rules = [rule for rule in RULES if rule.scope not in (Scope.LINE, Scope.CELL)]
    findings = validate(rows, rules=rules, batch=size)
    assert findings.counts() == {"AT201": 2, "AT202": 2, "AT203": 3, "AT701": 1}
    documents = join_lines([named(Lines.of(rows), "invoice"), named(Lines.of(rows[:1]), "list")])
    of_documents = [rule for rule in rules if rule.scope is Scope.DOCUMENTS]
    differ = validate(documents, rules=of_documents, same_consignment=True, batch=size)
    assert differ.counts() == {"AT707": 1}


STATES: dict[str, Any] = {
    "AT901": lambda claimed: claimed.is_blank(),
    "AT902": lambda claimed: claimed.is_present(),
    "AT903": lambda claimed: claimed.is_elsewhere(),
    "AT904": lambda claimed: ~claimed.is_blank() & ~claimed.is_present() & ~claimed.is_elsewhere(),
}


def rule_of_state(code: str, field: str, scope: Scope) -> Rule:
    """Return a rule of a user that finds a consignment or document by what is known of a field."""

    def fault(whole: Columns, given: Given) -> Any:
        """A claim is in a state."""
        return STATES[code](getattr(whole, field))

    declare = rule(
        code, Severity.INFO, f"it says {{{field}}}", cites=["x"], passes=["x"], fails=["x"],
        scope=scope,
    )  # fmt: skip
    return declare(fault)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 100])
def test_the_state_of_a_claim_is_that_of_its_first_statement(size: int) -> None:
    claims = {
        "present": ["", "blorps", "5 t", "6 t"],
        "bare": ["N/A", "", "5", "blorps"],
        "unreadable": ["", "N/A", "blorps", "see line 1"],
        "silent": ["", "N/A", "", ""],
    }
    rows = [
        {"reference": reference, "line": str(place), "declared_gross_weight": texts[place]}
        for place in range(4)
        for reference, texts in claims.items()
    ]
    rules = [rule_of_state(code, "declared_gross_weight", Scope.CONSIGNMENT) for code in STATES]
    findings = validate(rows, rules=rules, batch=size)
    found = [(finding.code, finding.consignment, finding.place.value) for finding in findings]
    assert sorted(found) == [
        ("AT901", "silent", None),
        ("AT902", "bare", "5"),
        ("AT902", "present", "5 t"),
        ("AT904", "unreadable", "blorps"),
    ]
    assert {finding.code: finding.message for finding in findings}["AT904"] == "it says blorps"


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_value_that_stands_elsewhere_is_neither_blank_nor_unreadable(size: int) -> None:
    rows = [{"reference": "A-1", "gross_weight": text} for text in ("", "see line 3", "blorps")]
    rules = [rule_of_state(code, "gross_weight", Scope.CONSIGNMENT) for code in STATES]
    assert validate(rows, rules=rules, batch=size).counts() == {"AT903": 1}


@pytest.mark.parametrize("size", [1, 2, 100])
@pytest.mark.parametrize("scope", [Scope.CONSIGNMENT, Scope.DOCUMENTS])
def test_a_claim_that_nobody_makes_is_blank(scope: Scope, size: int) -> None:
    rows = [{"reference": "A-1", "quantity": "1 each"}, {"reference": "A-1", "quantity": "2 each"}]
    lines = join_lines([named(Lines.of(rows), "invoice"), named(Lines.of(rows), "list")])
    rules = [rule_of_state(code, "carrier", scope) for code in STATES]
    findings = validate(lines, rules=rules, same_consignment=True, batch=size)
    assert findings.counts() == {"AT901": 2}


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_document_claims_what_any_of_its_consignments_does(size: int) -> None:
    rows = [{"reference": "A-1"}, {"reference": "B-2", "carrier": "Aeroflot"}]
    lines = join_lines([named(Lines.of(rows), "invoice"), named(Lines.of(rows[:1]), "list")])
    rules = [rule_of_state(code, "carrier", Scope.DOCUMENTS) for code in STATES]
    findings = validate(lines, rules=rules, same_consignment=True, batch=size)
    assert findings.counts() == {"AT901": 1, "AT902": 1}


@pytest.mark.parametrize("size", [1, 100])
def test_a_consignment_is_asked_for_a_column_of_ones_own(size: int) -> None:
    @rule("AT905", Severity.INFO, "by night", cites=["x"], passes=["x"], fails=["x"],
          scope=Scope.CONSIGNMENT)  # fmt: skip
    def fault(whole: Columns, given: Given) -> Any:
        """A consignment flies by night."""
        return whole.extra("Shift") == "night"

    rows = [{"reference": "A-1", "Shift": None}, {"reference": "A-1", "Shift": "night"}]
    (finding,) = validate(rows, rules=[fault], batch=size)
    assert (finding.consignment, finding.place.value) == ("A-1", "night")


def named(lines: Lines, file: str) -> Lines:
    """Return lines as those of a document of their own."""
    return replace(lines, sources=tuple(replace(each, file=file) for each in lines.sources))


def csv_of(headers: list[str], rows: list[list[str]]) -> bytes:
    """Return a table as a spreadsheet would save it."""
    quoted = [[f'"{cell}"' for cell in (c.replace('"', '""') for c in row)] for row in rows]
    return "\n".join(",".join(row) for row in [headers, *quoted]).encode()


@pytest.mark.parametrize(
    "rows",
    [
        [{"reference": "A", "quantity": "1 each"}, {"reference": None, "quantity": "1 each"}],
        [
            {"kind": "medicine_pack", "quantity": "1 pack", "description": ""},
            {"kind": "medicine_pack", "quantity": "1 pack", "description": "x"},
        ],
    ],
    ids=["a reference in one batch only", "words in one batch only"],
)
def test_what_one_batch_alone_states(rows: list[dict[str, str | None]]) -> None:
    whole, apart = (list(map(str, validate(rows, batch=size))) for size in (2, 1))
    assert whole == apart
    silent = ({each.rule.code for each in validate(rows, batch=size).not_asked} for size in (2, 1))
    assert next(silent) == next(silent)
