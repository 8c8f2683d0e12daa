"""What there is to say of a whole table: columns left, units borrowed, rows left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings import Finding, Place, column_letter
from aidtrack.rules import sheets, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from aidtrack.findings import Rule, Source
    from aidtrack.manifest.columns import Columns
    from aidtrack.manifest.grid import Cell, Grid
    from aidtrack.manifest.layout import Layout

_SHOWN = 8
PLACES = 20
"""How many rows or cells of one remark are named."""


def remarks_of(
    source: Source, layout: Layout, columns: Columns, cells: pl.DataFrame
) -> tuple[Finding, ...]:
    """Return the findings about a table as a whole."""
    return tuple(_remarks(source, layout, columns, cells))


def nothing_read(source: Source, rule: Rule, message: str) -> tuple[Finding, ...]:
    """Return the one finding of a table of which nothing could be read."""
    return (_finding(rule, source, message),)


def sheet_not_read(grid: Grid, reason: str, *, has_table: bool) -> Finding:
    """Return the finding of a sheet, or of a file in an archive, that was left out."""
    name = repr(grid.sheet) if grid.sheet else grid.file
    place = Place(file=grid.file, sheet=grid.sheet)
    if has_table:
        message = f"{name} is hidden and holds a table; name it by --sheet to read it"
    elif grid.hidden:
        message = f"{name} is hidden and was not read"
    else:
        message = f"{name} was not read: {reason}"
    return remark(sheets.sheet_not_read, message, place)


def _remarks(
    source: Source, layout: Layout, columns: Columns, cells: pl.DataFrame
) -> Iterator[Finding]:
    if not source.lines:
        yield _finding(tables.lines_missing, source, "the table has a header and no lines")
    if layout.told_by_values:
        columns_read = ", ".join(f"{use.column} as {use.field}" for use in source.columns)
        message = f"there is no header; told by their values, columns are read: {columns_read}"
        yield _finding(tables.header_told_by_values, source, message)
    if source.unmapped:
        headers = listed(source.unmapped)
        yield _finding(tables.column_not_used, source, f"not read as any field: {headers}")
    for each in layout.overruled:
        column = columns.chosen.get(each.field)
        if column is not None:
            message = (
                f"{each.label!r} says {each.text!r} for the whole; "
                f"the column {column.header!r} is read instead"
            )
            yield _finding(tables.field_claimed_twice, source, message, each.field)
    for field, header, other in columns.rivals:
        message = f"{header!r} is read as {field}; {other!r} claims it too and is left as it is"
        yield _finding(tables.field_claimed_twice, source, message, field)
    if columns.borrowed is not None:
        code, header, fields = columns.borrowed
        headers = ", ".join(columns.chosen[name].header for name in fields)
        message = f"{headers}: taken to be in {code}, the only currency named, in {header!r}"
        yield _finding(tables.currency_from_other_header, source, message, fields[0])
    if columns.pieces is not None:
        header, waybill = columns.pieces
        message = f"{header!r} is read as packages, as on a waybill ({waybill!r}); not as quantity"
        yield _finding(tables.field_claimed_twice, source, message, "packages")
    if columns.packs:
        header = columns.chosen["pack_size"].header
        message = f"bare quantities are taken to count packs, because {header!r} states their size"
        yield _finding(tables.unit_from_pack_size, source, message, "quantity")
    yield from _left_out(source)
    yield from _too_long(source, columns, cells)


def _left_out(source: Source) -> Iterator[Finding]:
    if not source.skipped_rows:
        return
    reasons: dict[str, list[int]] = {}
    for skip in source.skipped_rows:
        reasons.setdefault(skip.reason, []).append(int(skip.name))
    parts = [f"{reason}: row {listed(map(str, rows))}" for reason, rows in reasons.items()]
    places = [
        Place(file=source.file, sheet=source.sheet, row=int(skip.name))
        for skip in source.skipped_rows[:PLACES]
    ]
    yield remark(tables.rows_left_out, f"not read as lines: {'; '.join(parts)}", *places)


def _too_long(source: Source, columns: Columns, cells: pl.DataFrame) -> Iterator[Finding]:
    """Report the cells beyond the last header: they shift what stands before them."""
    if source.header_row is None:
        return
    named = [place for place, header in columns.left if header]
    last = max([*named, *(chosen.place for chosen in columns.chosen.values())], default=-1)
    for place in range(last + 1, cells.width):
        filled = cells.to_series(place).drop_nulls().len()
        if filled:
            message = (
                f"{filled:,} row{'' if filled == 1 else 's'} with a cell in column "
                f"{column_letter(place)}, beyond the last header"
            )
            yield _finding(tables.row_too_long, source, message)


def _finding(rule: Rule, source: Source, message: str, field: str | None = None) -> Finding:
    use = source.column_of(field) if field else None
    place = Place(
        file=source.file,
        sheet=source.sheet,
        row=source.header_row if use else None,
        column=use.column if use else None,
        header=use.header if use else None,
        field=field,
    )
    return remark(rule, message, place)


def remark(rule: Rule, message: str, *places: Place) -> Finding:
    """Return a finding of reading about some places."""
    return Finding(rule=rule, message=rule.message.format(detail=message, value=""), places=places)


def place_of(
    source: Source, cell: Cell, *, field: str | None = None, value: str | None = None
) -> Place:
    """Return a cell of a source as a place."""
    use = source.column_of(field) if field else None
    return Place(
        file=source.file,
        sheet=source.sheet,
        row=cell.row + 1,
        column=column_letter(cell.column),
        header=use.header if use else None,
        field=field,
        value=value,
    )


def listed(names: Iterable[str]) -> str:
    """Return names in a row, the first few of many."""
    every = list(names)
    more = len(every) - _SHOWN
    shown = ", ".join(every[:_SHOWN])
    return f"{shown} and {more:,} more" if more > 0 else shown
