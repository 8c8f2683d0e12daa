"""What there is to say of hidden and merged cells, of ditto marks, and of the sheet's totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings import Place, column_letter
from aidtrack.manifest.grid import Cell
from aidtrack.manifest.remarks import PLACES, listed, place_of, remark
from aidtrack.manifest.totals import Verdict
from aidtrack.rules import sheets, tables
from aidtrack.rules.values import declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from aidtrack.findings import Finding, Source
    from aidtrack.manifest.columns import Columns
    from aidtrack.manifest.fills import Filled
    from aidtrack.manifest.grid import Grid
    from aidtrack.manifest.layout import Layout
    from aidtrack.manifest.totals import SheetTotal


def remarks_of_marks(
    grid: Grid,
    layout: Layout,
    source: Source,
    fields: Mapping[int, str],
    merged: Iterable[Filled],
) -> Iterator[Finding]:
    """Yield what is hidden, merged, or worked out anew when the file is opened.

    Args:
        grid: The cells and their marks.
        layout: The table.
        source: How it was read.
        fields: The field of each column that is read, by its place.
        merged: The cells that took their value from another.
    """
    if grid.told_by_letters:
        message = f"the text is no UTF-8; it is read as {grid.encoding}"
        place = Place(file=grid.file, sheet=grid.sheet)
        yield remark(tables.encoding_told_by_letters, message, place)
    lines = frozenset(layout.lines.to_list()) if grid.marks.hidden_rows else frozenset()
    hidden = sorted(grid.marks.hidden_rows & lines)
    if hidden:
        one = len(hidden) == 1
        rows = listed(str(row + 1) for row in hidden)
        message = (
            f"row {rows} is hidden and holds a line; it is counted"
            if one
            else f"rows {rows} are hidden and hold lines; they are counted"
        )
        places = [place_of(source, Cell(row, 0)) for row in hidden[:PLACES]]
        yield remark(sheets.part_hidden, message, *places)
    for column in sorted(grid.marks.hidden_columns & fields.keys()):
        letter = column_letter(column)
        message = f"column {letter} is hidden and is read as {fields[column]}"
        header = Cell((source.header_row or 1) - 1, column)
        place = place_of(source, header, field=fields[column])
        yield remark(sheets.part_hidden, message, place)
    for each in merged:
        yield _merged(each, source, fields)
    yield from _changing(grid, layout, source, fields)


def _merged(each: Filled, source: Source, fields: Mapping[int, str]) -> Finding:
    if each.shared:
        said = f"the {fields[each.cell.column]} in {each.source.name} is that of all its lines"
    else:
        said = f"read as {each.text!r}"
    message = f"blank, because {each.area} are merged; {said}"
    field = fields.get(each.cell.column)
    return remark(sheets.value_merged, message, place_of(source, each.cell, field=field))


def _changing(
    grid: Grid, layout: Layout, source: Source, fields: Mapping[int, str]
) -> Iterator[Finding]:
    """Yield the formulas whose value the file holds and the next opening changes."""
    lines = frozenset(layout.lines.to_list()) if grid.marks.formulas else frozenset()
    for cell, formula in sorted(grid.marks.formulas.items()):
        text = grid.cells[cell.row, cell.column] if cell.column < grid.cells.width else None
        if cell.row not in lines or cell.column not in fields or text in (None, formula):
            continue
        message = (
            f"{formula} changes each time the file is opened; read as {text!r}, its last value"
        )
        place = place_of(source, cell, field=fields[cell.column], value=text)
        yield remark(sheets.value_changes_when_opened, message, place)


def remarks_of_dittos(
    source: Source, layout: Layout, columns: Columns, dittos: Mapping[int, pl.Series]
) -> Iterator[Finding]:
    """Yield one remark for each column in which a mark repeats the cell above."""
    by_place = {chosen.place: name for name, chosen in columns.chosen.items()}
    for place, indices in dittos.items():
        rows: Sequence[int] = layout.lines.gather(indices.head(PLACES)).to_list()
        field = by_place.get(place)
        count = f"{len(indices):,} cell{'' if len(indices) == 1 else 's'}"
        message = f"{count} with a ditto mark, read as the cell above"
        cells = [place_of(source, Cell(row, place), field=field) for row in rows]
        yield remark(tables.value_repeated, message, *cells)


_RULE_OF = {
    Verdict.DIFFERS: tables.sheet_total_differs,
    Verdict.COUNTS_TWICE: declared.subtotal_counted_twice,
    Verdict.NOT_COMPARED: tables.rows_left_out,
}


def remarks_of_totals(source: Source, totals: Iterable[SheetTotal]) -> Iterator[Finding]:
    """Yield the sheet's own totals that are not what their lines add up to, or may not be."""
    for total in totals:
        place = place_of(source, total.cell, field=total.field, value=total.text)
        yield remark(_RULE_OF[total.verdict], total.message, place)
