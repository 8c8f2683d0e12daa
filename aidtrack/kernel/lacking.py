"""Lines that lack what a rule wants, in a table that has no column for it: said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMED: Final = 3
"""How many of the lines are named by their rows."""
_AND = " and "


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many lines of a table lack something, and the first of them."""

    lines: int
    rows: tuple[int, ...]
    """The first rows, in order."""

    def __add__(self, other: Lacking) -> Lacking:
        """Return those of two batches together, whichever comes first."""
        rows = sorted((*self.rows, *other.rows))
        return Lacking(self.lines + other.lines, tuple(rows[:NAMED]))

    def shown(self, of: int) -> str:
        """Return the number of lines and, where they are not all of so many, the first rows.

        >>> Lacking(15, (3, 5, 8)).shown(of=40), Lacking(2, (3, 5)).shown(of=40)
        ('15 lines concerned: rows 3, 5, 8 and 12 more', '2 lines concerned: rows 3 and 5')
        >>> Lacking(1, (3,)).shown(of=40), Lacking(40, (2, 3, 4)).shown(of=40)
        ('1 line concerned: row 3', '40 lines concerned')
        """
        concerned = f"{self.lines:,} line{'' if self.lines == 1 else 's'} concerned"
        if self.lines >= of:
            return concerned
        *named, last = [*map(str, self.rows)]
        if more := self.lines - len(self.rows):
            named, last = [*named, last], f"{more:,} more"
        rows = _AND.join(filter(None, (", ".join(named), last)))
        return f"{concerned}: row{'' if self.lines == 1 else 's'} {rows}"


def lacking_of(rows: pl.DataFrame) -> dict[int, Lacking]:
    """Return the lines of each source among some rows, by the source's number."""
    firsts = pl.col("row").bottom_k(NAMED).sort()
    counted = rows.group_by("source").agg(pl.len(), firsts)
    return {source: Lacking(lines, tuple(first)) for source, lines, first in counted.iter_rows()}


def added(
    parts: Iterable[Mapping[tuple[str, int], Lacking]],
) -> dict[tuple[str, int], Lacking]:
    """Return what several batches lack, put together by rule and source."""
    total: dict[tuple[str, int], Lacking] = {}
    for part in parts:
        for key, lacking in part.items():
            total[key] = total[key] + lacking if key in total else lacking
    return total
