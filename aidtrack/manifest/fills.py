"""Cells that stand for others: merged ones, and ditto marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.manifest.grid import Cell
from aidtrack.text.reference import is_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.manifest.grid import Grid
    from aidtrack.manifest.layout import Layout

_AMOUNTS = frozenset(
    {"quantity", "packages", "gross_weight", "net_weight", "volume", "value", "parcels"}
)
"""What belongs to all lines of a merged cell together, not to each."""
_DITTO = frozenset(
    {'"', "''", "\u2033", "\u3003", "\u201c", "\u201d", "\u00ab", "\u00bb", '-"-', '" "', "-''-"}
    | {
        "ditto",
        "do",
        "do.",
        "-do-",
        "- do -",
        "idem",
        "id.",
        "\u00eddem",
        "same as above",
        "as above",
    }
)
"""How people write that the cell above holds here too."""
_WRITTEN = sorted(
    f"{space}{way}{space}"
    for mark in _DITTO
    for way in {mark, mark.title(), mark.upper(), mark.capitalize()}
    for space in ("", " ")
)
"""The ways to write them, so that no column need be changed to look for them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that took its value from another."""

    cell: Cell
    source: Cell
    area: str
    """The merged cells, as a spreadsheet names them."""
    text: str
    """The value it took, or where the value stands."""
    shared: bool
    """Whether the value is that of all the merged lines together."""


def with_merged(
    grid: Grid, layout: Layout, fields: Mapping[int, str]
) -> tuple[pl.DataFrame, tuple[Filled, ...]]:
    """Return the cells with the blanks of merged areas filled, and the cells concerned.

    Args:
        grid: The cells and the merged areas.
        layout: The table.
        fields: The field of each column that is read, by its place.
    """
    lines = frozenset(layout.lines.to_list()) if grid.marks.merged else frozenset()
    filled = [
        each
        for area in grid.marks.merged
        if area.first.row in lines and area.first.column in fields
        for row in range(area.first.row + 1, min(area.last.row + 1, grid.cells.height))
        if row in lines
        for each in _filled(grid, area.first, Cell(row, area.first.column), area.last, fields)
    ]
    columns: dict[int, list[Filled]] = {}
    for each in filled:
        columns.setdefault(each.cell.column, []).append(each)
    changed = [
        grid.cells.to_series(place)
        .clone()
        .scatter([each.cell.row for each in own], [each.text for each in own])
        for place, own in columns.items()
    ]
    return grid.cells.with_columns(changed), tuple(filled)


def _filled(
    grid: Grid, source: Cell, cell: Cell, last: Cell, fields: Mapping[int, str]
) -> list[Filled]:
    value = grid.cells[source.row, source.column]
    if value is None or grid.cells[cell.row, cell.column] is not None:
        return []
    shared = fields[source.column] in _AMOUNTS
    text = _reference(grid, source, fields) if shared else value
    return [Filled(cell, source, f"{source.name}:{last.name}", text, shared)]


def _reference(grid: Grid, source: Cell, fields: Mapping[int, str]) -> str:
    """Return words that send to the line of a cell, in whatever file they are written again.

    The number of a row would mean another line there.
    """
    places = (place for place, field in fields.items() if field == "line")
    number = next((grid.cells[source.row, place] for place in places), None)
    by_number = f"see line {number}"
    return by_number if number and is_reference(by_number) == number else "see line above"


def with_dittos(cells: pl.DataFrame) -> tuple[pl.DataFrame, dict[int, pl.Series]]:
    """Return lines with ditto marks replaced by the value above, and where they stood.

    Args:
        cells: The lines of a table, in order.
    """
    places: dict[int, pl.Series] = {}
    changed = []
    for place, column in enumerate(cells.get_columns()):
        ditto = column.is_in(_WRITTEN).fill_null(value=False)
        if not ditto.any() or ditto[0]:
            continue
        places[place] = ditto.arg_true()
        # A blank above is repeated too: it is no reason to look further up.
        above = pl.when(~ditto).then(column.fill_null("")).forward_fill()
        changed.append(pl.select(above.replace("", None).alias(column.name)).to_series())
    return cells.with_columns(changed), places
