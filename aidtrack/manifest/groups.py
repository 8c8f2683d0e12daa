"""Rows that head the goods below them: the name of a group, alone in its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.manifest.asides import has_figures, heading_of, part
from aidtrack.manifest.rows import OddRow, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.manifest.grid import Grid
    from aidtrack.manifest.header import Header


def group_headers(
    grid: Grid, odd: Mapping[int, OddRow], header: Header, fields: list[str | None], end: int
) -> set[int]:
    """Return the rows that head the goods below them: *Shelter*, alone in its row.

    What stands in the column of the goods may be goods whose figures are missing. It heads
    others where it ends in a colon, spans several cells, or has no number while they have one.

    Args:
        grid: The cells.
        odd: The rows worth a look.
        header: The header of the table.
        fields: The field of each column.
        end: The row behind the table.
    """
    wide = {
        area.first.row
        for area in grid.marks.merged
        if area.first.row == area.last.row and area.first.column < area.last.column
    }
    number = fields.index("line") if "line" in fields else None
    # The row of the goods that each row is followed by, or None.
    goods: dict[int, int | None] = {}
    found: set[int] = set()

    def is_goods(row: int) -> bool:
        if row >= end or (row in odd and reason_of(odd[row], header, fields) is not None):
            return False
        return has_figures(grid.row(row), fields)

    for row in sorted((row for row in odd if header.last < row < end), reverse=True):
        each, below = odd[row], row + 1
        if below in found or (below in odd and odd[below].first is None and below < end):
            goods[row] = goods[below]
        else:
            goods[row] = below if is_goods(below) else None
        heading = None if each.first is None else heading_of(part(each.cells, fields))
        follows = goods[row]
        if heading is None or follows is None or reason_of(each, header, fields) is not None:
            continue
        numbered = number is not None and bool((grid.row(follows)[number] or "").strip())
        if heading.sure or row in wide or numbered:
            found.add(row)
    return found
