"""However lines are cut into batches, the findings and the totals are the same."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.checking import check
from aidtrack.exchange import write
from aidtrack.findings import Findings, Scope
from aidtrack.lines import Lines, join_lines
from aidtrack.manifest import read
from aidtrack.model import Consignment
from aidtrack.rules import RULES
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
    assert differ.counts() == {"AT707": 2}


def named(lines: Lines, file: str) -> Lines:
    """Return lines as those of a document of their own."""
    return replace(lines, sources=tuple(replace(each, file=file) for each in lines.sources))


def csv_of(headers: list[str], rows: list[list[str]]) -> bytes:
    """Return a table as a spreadsheet would save it."""
    quoted = [[f'"{cell}"' for cell in (c.replace('"', '""') for c in row)] for row in rows]
    return "\n".join(",".join(row) for row in [headers, *quoted]).encode()
