"""Which cells of a source would say the same in a better way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import column_index
from aidtrack.lines.issue import SAFE_ISSUES, CellIssue
from aidtrack.model.field import FIELDS
from aidtrack.rules.reading import rule_of_issue
from aidtrack.text.spreadsheet import guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aidtrack.findings import Source
    from aidtrack.lines import Lines
    from aidtrack.manifest.grid import Grid


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

    @property
    def cell(self) -> str:
        """The address, such as ``F12``."""
        return f"{self.column}{self.row}"

    def __str__(self) -> str:
        """Return what was changed in one line."""
        place = f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        kind = "the number " if self.as_number else ""
        change = f"{self.before!r} is now {kind}{self.after!r}"
        return f"{self.file}:{place}: {change} ({self.code})"


def fixes_of(lines: Lines, grids: Sequence[Grid]) -> tuple[Fix, ...]:
    """Return the safe fixes of lines, by source and row, as far as their cells hold the texts.

    A text that reading put there, from the cell above or a merged one, is not
    written into the cell.
    """
    safe = lines.issues.filter(
        pl.col("issue").is_in(sorted(SAFE_ISSUES)) & pl.col("suggestion").is_not_null()
    )
    by_sheet = {grid.sheet: grid for grid in grids}
    found: dict[tuple[int, int, int], Fix] = {}
    for issue in safe.iter_rows(named=True):
        source = lines.sources[issue["source"]]
        grid = by_sheet[source.sheet]
        for row, column in _cells(issue["field"], issue["text"], issue["source"], source, lines):
            place = column_index(column)
            before = _text(grid, row, place)
            after = issue["suggestion"]
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
