"""Which cells of a source would say the same in a better way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import column_index
from aidtrack.lines.issue import SAFE_ISSUES, CellIssue
from aidtrack.model.field import FIELDS
from aidtrack.rules import rule_of_issue
from aidtrack.text.spreadsheet import guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aidtrack.findings import Source
    from aidtrack.lines import Lines
    from aidtrack.manifest.grid import Grid


_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3}){1,4}")
"""Thousands between spaces; a comma or a point between them can mean something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One cell that is written otherwise, and says what it said."""

    code: str
    """The rule that suggests it."""
    file: str
    sheet: str | None
    row: int
    """The 1-based row, as a spreadsheet shows it."""
    column: str
    before: str
    after: str
    as_number: bool = False
    """Whether it is written as a number rather than as a text."""
    is_in_doubt: bool = False
    """Whether it is a number that a spreadsheet might keep as another, and so is not written."""

    @property
    def cell(self) -> str:
        """The address, such as ``F12``."""
        return f"{self.column}{self.row}"

    @property
    def place(self) -> str:
        """The file, the sheet of a workbook, and the cell."""
        return f"{self.file}:{self.sheet}!{self.cell}" if self.sheet else f"{self.file}:{self.cell}"

    def __str__(self) -> str:
        """Return what was changed in one line."""
        kind = "the number " if self.as_number else ""
        change = f"{self.before!r} is now {kind}{self.after!r}"
        return f"{self.place}: {change} ({self.code})"


def ungrouped(text: str) -> str | None:
    """Return a number without the spaces between its thousands; None if it has none.

    >>> ungrouped("5 000"), ungrouped("5,000"), ungrouped("05 000")
    ('5000', None, None)
    """
    spaced = _SPACED.fullmatch(text)
    return re.sub(r"\s", "", text) if spaced else None


def fixes_of(lines: Lines, grids: Sequence[Grid]) -> tuple[Fix, ...]:
    """Return the safe fixes of lines, by source and row, as far as their cells hold the texts.

    A text that reading put there, from the cell above or a merged one, is not
    written into the cell. A number kept as text of which it is not certain how a
    spreadsheet would keep it is there too, and stays as it was: :attr:`Fix.is_in_doubt`.
    """
    safe = lines.issues.filter(
        pl.col("issue").is_in(sorted(SAFE_ISSUES))
        & (pl.col("suggestion").is_not_null() | (pl.col("issue") == str(CellIssue.NUMBER_AS_TEXT)))
    )
    by_sheet = {grid.sheet: grid for grid in grids}
    found: dict[tuple[int, int, int], Fix] = {}
    for issue in safe.iter_rows(named=True):
        source = lines.sources[issue["source"]]
        grid = by_sheet[source.sheet]
        for row, column in _cells(issue["field"], issue["text"], issue["source"], source, lines):
            place = column_index(column)
            before = _text(grid, row, place)
            after = issue["suggestion"] or ungrouped(issue["text"]) or issue["text"]
            if before is None or before.strip() != issue["text"].strip() or guard(after) != after:
                continue
            fix = Fix(
                code=rule_of_issue(issue["issue"], FIELDS[issue["field"]].shape).code,
                file=grid.file,
                sheet=grid.sheet,
                row=row,
                column=column,
                before=before,
                after=after,
                as_number=issue["issue"] == CellIssue.NUMBER_AS_TEXT,
                is_in_doubt=issue["suggestion"] is None and after == issue["text"],
            )
            if before != after or fix.as_number:
                found.setdefault((issue["source"], row, place), fix)
    return tuple(found[key] for key in sorted(found))


def _cells(
    field: str, text: str, number: int, source: Source, lines: Lines
) -> Iterator[tuple[int, str]]:
    """Yield the row and column of each cell from which a field has a text."""
    use = source.column_of(field)
    if use is None or use.column is None:
        return
    if use.row is not None:
        yield use.row, use.column
        return
    alike = (pl.col("source") == number) & (pl.col(f"{field}.text") == text)
    for (row,) in lines.frame.filter(alike).select("row").iter_rows():
        yield row, use.column


def _text(grid: Grid, row: int, place: int) -> str | None:
    if row > grid.cells.height or place >= grid.cells.width:
        return None
    text: str | None = grid.cells[row - 1, place]
    return text
