"""The examples of a rule, asked of the rule itself: what tests and pages are made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.findings import Scope
from aidtrack.findings.file_example import EncodedExample, SheetExample
from aidtrack.lines import Lines, join_lines
from aidtrack.lines.history import HISTORY
from aidtrack.manifest import read
from aidtrack.profiles import Grading, Profile
from aidtrack.reconciliation import reconcile
from aidtrack.report.entry_example import entries_of_example
from aidtrack.validation import validate

if TYPE_CHECKING:
    from aidtrack.findings import Findings, Rule

TODAY = "today"
"""The entry of an example that says which day it is, and is no column."""

Example = str | EncodedExample | SheetExample | Mapping[str, Any] | Sequence[Any]
"""The text of a CSV file; a small file of another kind; a line by canonical names; several
lines; several documents; or several entries."""


def findings_of_example(rule: Rule, example: Example) -> Findings:
    """Return what one rule has to say of one of its examples, no other rule being asked.

    Args:
        rule: The rule.
        example: One of its ``passes`` or ``fails``.
    """
    if rule.scope is Scope.BALANCE:
        entries = entries_of_example(rows_of_example(example))
        return reconcile(entries, today=_today(example), rules=[rule]).findings
    return validate(
        lines_of_example(rule, example),
        today=_today(example),
        rules=[rule],
        profiles=[_asking_for(rule)] if rule.on_request else (),
        same_consignment=rule.scope is Scope.DOCUMENTS,
    )


def _asking_for(rule: Rule) -> Profile:
    """Return a profile that asks for a rule which is else left out."""
    grading = Grading(severity=rule.severity, source=rule.cites[0], edition=None, checked=None)
    return Profile(name="example", description="An example.", severities={rule.code: grading})


def lines_of_example(rule: Rule, example: Example) -> Lines:
    """Return the lines of an example, read as its form and the rule's scope say."""
    match example:
        case str():
            return read(io.BytesIO(example.encode()))
        case EncodedExample():
            return read(io.BytesIO(example.text.encode(example.encoding)))
        case SheetExample():
            return read(io.BytesIO(workbook_of(example)))
    if rule.scope is not Scope.DOCUMENTS:
        return _lines_of_rows(rows_of_example(example))
    documents = []
    for number, rows in enumerate(example, start=1):
        is_text = isinstance(rows, str)
        lines = read(io.BytesIO(rows.encode())) if is_text else Lines.of(rows_of_example(rows))
        sources = tuple(replace(each, file=f"document {number}") for each in lines.sources)
        documents.append(replace(lines, sources=sources))
    return join_lines(documents)


def _lines_of_rows(rows: list[dict[str, Any]]) -> Lines:
    """Return the lines of rows, in which history stands beside what a manifest states."""
    stated = [{name: row[name] for name in row if name not in HISTORY} for row in rows]
    known = {name: [row.get(name) for row in rows] for row in rows for name in row.keys() & HISTORY}
    lines = Lines.of(stated)
    return lines.with_history(pl.DataFrame(known)) if known else lines


def workbook_of(example: SheetExample) -> bytes:
    """Return the workbook that an example stands for."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is made

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("Manifest")
        for area in example.merged:
            sheet.merge_range(area, "")
        for number, row in enumerate(csv.reader(io.StringIO(example.text))):
            for place, text in enumerate(row):
                if text.startswith("="):
                    sheet.write_formula(number, place, text, None, example.values.get(text, ""))
                elif text.startswith("'"):
                    sheet.write_string(number, place, text[1:])
                elif text:
                    sheet.write(number, place, text)
        for number in example.hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        if example.hidden_sheet:
            hidden = book.add_worksheet("Hidden")
            hidden.hide()
            for number, row in enumerate(csv.reader(io.StringIO(example.hidden_sheet))):
                hidden.write_row(number, 0, row)
    return content.getvalue()


def rows_of_example(example: Example) -> list[dict[str, Any]]:
    """Return the lines of an example as rows, without the day."""
    rows: Sequence[Any] = [example] if isinstance(example, Mapping) else list(example)  # type: ignore[arg-type]
    return [{name: text for name, text in row.items() if name != TODAY} for row in rows]


def _today(example: Example) -> date | None:
    """Return the day that an example names anywhere, or None."""
    if isinstance(example, Mapping):
        return date.fromisoformat(example[TODAY]) if TODAY in example else None
    if isinstance(example, str | EncodedExample | SheetExample):
        return None
    return next((day for part in example if (day := _today(part))), None)
