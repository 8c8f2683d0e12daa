"""From a grid, its layout and its columns to lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import ColumnUse, Source, column_letter
from aidtrack.lines.cells import read_cells
from aidtrack.lines.completion import complete
from aidtrack.lines.lines import Lines
from aidtrack.lines.schema import BLANK, EXTRA, KEYS, state_of
from aidtrack.lines.units import read_units
from aidtrack.manifest.columns import companion_of
from aidtrack.manifest.fills import with_dittos, with_merged
from aidtrack.manifest.marked import remarks_of_dittos, remarks_of_marks, remarks_of_totals
from aidtrack.manifest.packages import types_of_packages
from aidtrack.manifest.remarks import remarks_of
from aidtrack.manifest.totals import check_totals
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from aidtrack.lines.issue import Issue
    from aidtrack.manifest.block import Stated
    from aidtrack.manifest.columns import Chosen, Columns
    from aidtrack.manifest.grid import Grid
    from aidtrack.manifest.layout import Layout
    from aidtrack.text.style import Style


def assemble(grid: Grid, layout: Layout, columns: Columns, style: Style) -> Lines:
    """Return the lines of a table whose header and columns are known."""
    fields = {chosen.place: name for name, chosen in columns.chosen.items()}
    whole, merged = with_merged(grid, layout, fields)
    cells = _rows(whole, layout.lines)
    # A file of ours writes every value out: a text that looks like a mark is a text.
    dittos: dict[int, pl.Series] = {}
    if not columns.are_ours:
        cells, dittos = with_dittos(cells)
    native = _rows(grid.native, layout.lines) if grid.native is not None else None
    columns = _with_units_of_cells(columns, cells)
    units = _unit_columns(columns, cells)
    series: list[pl.Series] = []
    issues: list[Issue] = []
    habits: set[str] = set()
    for name, chosen in columns.chosen.items():
        if name in COMPANIONS:
            continue
        column = read_cells(
            FIELDS[name],
            cells.to_series(chosen.place),
            style=style,
            unit=_unit(name, chosen, columns, units, cells=cells),
            native=None if native is None else native.to_series(chosen.place),
            typed=native is not None and not grid.named,
        )
        series += column.columns
        issues += column.issues
        habits |= column.habits
    types = types_of_packages(columns, cells)
    if types is not None and all(stated.field != "package_type" for stated in layout.stated):
        series += read_cells(FIELDS["package_type"], types, style=style).columns
    for stated in layout.stated:
        once = read_cells(
            FIELDS[stated.field], pl.Series([stated.text]), style=style, unit=stated.unit
        )
        series += [column.new_from_index(0, cells.height) for column in once.columns]
        issues += once.issues
    extras, own = _extras(columns, cells, named=grid.named)
    # In one piece: whatever is done with a frame in several would put it together anew.
    read = pl.DataFrame([*_keys(layout, cells.height), *series, *own]).rechunk()
    source = replace(
        _source(grid, layout, columns, extras, cells.height),
        decimal=style.decimal or one_of(habits, ("comma", "point"), "both"),
        date_order=style.date_order or one_of(habits, ("dmy", "mdy", "ymd"), "several"),
        units=_units_alone(read, units),
    )
    remarks = (
        *remarks_of(source, layout, columns, cells),
        *remarks_of_marks(grid, layout, source, fields, merged),
        *remarks_of_dittos(source, layout, columns, dittos),
        *remarks_of_totals(source, check_totals(grid, layout, columns.chosen, read, style)),
    )
    described = columns.chosen.get("description")
    heading = described.header if described else None
    frame, said = complete(_with_consignments(read, grid), issues, heading)
    return Lines(frame, (source,), said, remarks)


def one_of(habits: Container[str], choices: Iterable[str], several: str) -> str | None:
    """Return the one habit of some that a table shows, the word for several, or None."""
    shown = [choice for choice in choices if choice in habits]
    return several if len(shown) > 1 else next(iter(shown), None)


def _rows(frame: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """Return the rows of the lines; those that stand together are not copied."""
    if not frame.width or not len(lines):
        return frame.clear()
    first, last = int(lines[0]), int(lines[-1])
    if last - first + 1 == len(lines):
        return frame.slice(first, len(lines))
    gone = lines.diff().fill_null(1) > 1
    starts = [0, *gone.arg_true().to_list(), len(lines)]
    if len(starts) > _PIECES:
        return frame[lines]
    return pl.concat(
        [frame.slice(int(lines[start]), end - start) for start, end in pairwise(starts)],
        rechunk=False,
    )


_PIECES = 64
"""How many pieces of a table are put together rather than copied."""


def _with_units_of_cells(columns: Columns, cells: pl.DataFrame) -> Columns:
    """Take no bare quantity to count packs where others in its column state their unit."""
    if not columns.packs:
        return columns
    quantities = cells.to_series(columns.chosen["quantity"].place)
    return replace(columns, packs=not quantities.str.contains(r"\d\s*\p{L}").any())


def _keys(layout: Layout, height: int) -> list[pl.Series]:
    return [
        pl.repeat(0, height, dtype=KEYS["source"], eager=True).alias("source"),
        (layout.lines + 1).cast(KEYS["row"]).alias("row"),
        pl.repeat(None, height, dtype=KEYS["position"], eager=True).alias("position"),
    ]


def _unit_columns(columns: Columns, cells: pl.DataFrame) -> dict[str, pl.Series]:
    """Return each companion column as canonical units."""
    return {
        name: read_units(cells.to_series(columns.chosen[name].place), currency=name == "value.unit")
        for name in COMPANIONS
        if name in columns.chosen
    }


def _units_alone(read: pl.DataFrame, units: dict[str, pl.Series]) -> tuple[tuple[int, str], ...]:
    """Return the rows that state a unit and no quantity, and that unit."""
    unit = units.get("quantity.unit")
    if unit is None:
        return ()
    blank = state_of("quantity", read.columns) == BLANK
    alone = read.select("row", unit.alias("unit"), blank.alias("blank"))
    return tuple(alone.filter("blank", pl.col("unit").is_not_null()).select("row", "unit").rows())


def _unit(
    name: str,
    chosen: Chosen,
    columns: Columns,
    units: dict[str, pl.Series],
    *,
    cells: pl.DataFrame,
) -> pl.Series | str | None:
    if chosen.unit is not None:
        return chosen.unit
    companion = companion_of(name, columns)
    if companion is not None:
        return units[companion.field]
    if name == "quantity" and columns.packs:
        # Only a line that states its pack size counts packs.
        size = cells.to_series(columns.chosen["pack_size"].place).str.strip_chars()
        return pl.select(pl.when(size.str.len_chars() > 0).then(pl.lit("pack"))).to_series()
    return None


def _extras(
    columns: Columns, cells: pl.DataFrame, *, named: bool
) -> tuple[tuple[ColumnUse, ...], list[pl.Series]]:
    """Return the columns that stand for no field, with their addresses."""
    uses: list[ColumnUse] = []
    width = len(columns.left) + len({chosen.place for chosen in columns.chosen.values()})
    beyond = ((place, "") for place in range(width, cells.width))
    series = []
    for place, header in (*columns.left, *beyond):
        column = cells.to_series(place)
        if not header and column.null_count() == column.len():
            continue
        letter = column_letter(place)
        name = EXTRA + (header or f"column {letter}")
        if any(use.field == name for use in uses):
            name = f"{name} ({letter})"
        uses.append(ColumnUse(None if named else letter, header, name))
        series.append(column.alias(name))
    return tuple(uses), series


def _with_consignments(frame: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """Name each line's consignment: its reference, else its table."""
    table = grid.sheet or grid.file
    reference = (
        pl.col("reference") if "reference" in frame.columns else pl.lit(None, dtype=pl.String)
    )
    return frame.with_columns(reference.fill_null(table).alias("consignment"))


def _source(
    grid: Grid, layout: Layout, columns: Columns, extras: tuple[ColumnUse, ...], lines: int
) -> Source:
    chosen = sorted(columns.chosen.values(), key=lambda column: column.place)
    return Source(
        file=grid.file,
        sheet=grid.sheet,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        header_row=layout.header_row,
        lines=lines,
        columns=(
            *(
                ColumnUse(None if grid.named else column_letter(use.place), use.header, use.field)
                for use in chosen
            ),
            *map(_once, layout.stated),
        ),
        extras=extras,
        skipped_rows=layout.skipped,
        breaks=grid.breaks,
        empty=grid.empty,
    )


def _once(stated: Stated) -> ColumnUse:
    if stated.row is None or stated.column is None:
        return ColumnUse(None, stated.label, stated.field)
    return ColumnUse(column_letter(stated.column), stated.label, stated.field, stated.row + 1)
