r"""Reading manifests: container, layout, columns, cells, lines.

Each step is a function with a plain value between, so that a new format brings
only the first. Nothing that a readable file contains raises.

>>> import io
>>> lines = read(io.BytesIO(b"item,qty,unit\nmonitor,150,pcs\n"))
>>> lines.frame.select("description", "quantity.unit", "kind").rows()
[('monitor', 'each', 'monitor')]
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName, UnreadableManifest
from aidtrack.findings import Skipped, Source
from aidtrack.lines.lines import Lines, join_lines
from aidtrack.lines.schema import KEYS
from aidtrack.manifest.assemble import assemble
from aidtrack.manifest.columns import choose_columns, with_units
from aidtrack.manifest.container import Readable, open_container
from aidtrack.manifest.headless import layout_by_values
from aidtrack.manifest.layout import Layout, find_layouts, is_numbered
from aidtrack.manifest.limits import DEFAULT_LIMITS, Limits
from aidtrack.manifest.mapping import DonorMapping, constants_of, read_mapping
from aidtrack.manifest.remarks import nothing_read, sheet_not_read
from aidtrack.manifest.template import OF_THE_TEMPLATE, is_of_the_template
from aidtrack.rules import tables
from aidtrack.text.fold import fold
from aidtrack.text.nearest import nearest
from aidtrack.text.style import AS_WRITTEN, Style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aidtrack.manifest.grid import Grid

__all__ = ["DEFAULT_LIMITS", "DonorMapping", "Limits", "Readable", "read", "read_mapping"]


def read(
    source: Readable,
    *,
    columns: Mapping[str, str] | None = None,
    mapping: DonorMapping | str | Path | None = None,
    style: Style = AS_WRITTEN,
    encoding: str | None = None,
    sheet: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Lines:
    """Return the lines of a manifest, and how it was read.

    Args:
        source: A path, or a stream of bytes.
        columns: Headers as written, each with the field it means, where the
            headers alone do not say.
        mapping: What is known of this donor's manifests, or the path of a file that says it.
        style: What settles ambiguous numbers, dates and tons.
        encoding: The encoding of a text file, where its bytes do not say.
        sheet: The sheet of a workbook to read, which may be a hidden one.
        limits: What a file may ask for before it is refused.

    Raises:
        UnreadableManifest: The source cannot be opened, is of no format that is
            read, or has no sheet of that name.
        TypeError: An argument is of another type than it must be.
        UnknownName: A field of the mapping does not exist, or no table has a header
            that ``columns`` names.
        InvalidMapping: The mapping file is none.
    """
    if not isinstance(limits, Limits):
        raise TypeError(f"limits must be aidtrack.Limits, got {type(limits).__name__}")
    settled = _settled(mapping, columns)
    grids = open_container(source, encoding=encoding or settled.encoding, limits=limits)
    chosen = _chosen(grids, sheet or settled.sheet)
    lines = _read_grids(chosen, grids, settled, style_of(style, settled.style))
    _check_headers(columns or {}, lines)
    return lines


def _settled(
    mapping: DonorMapping | str | Path | None, columns: Mapping[str, str] | None
) -> DonorMapping:
    """Return the mapping given, with the columns that the caller names besides."""
    match mapping:
        case None:
            settled = DonorMapping()
        case DonorMapping():
            settled = mapping
        case _:
            settled = read_mapping(mapping)
    return settled.with_columns(columns or {})


def style_of(first: Style, then: Style) -> Style:
    """Return the settings of one style, and those of another where it has none."""
    return Style(
        decimal=first.decimal or then.decimal,
        date_order=first.date_order or then.date_order,
        ton=first.ton or then.ton,
    )


def _check_headers(columns: Mapping[str, str], lines: Lines) -> None:
    """Refuse a mapping that names a header which no table has."""
    uses = [use for source in lines.sources for use in (*source.columns, *source.extras)]
    headers = {use.header for use in uses}
    known = {fold(header) for header in headers}
    for header in columns:
        if uses and fold(header) not in known:
            what = "header"
            raise UnknownName(what, header, headers)


def _chosen(grids: list[Grid], sheet: str | None) -> list[Grid]:
    """Return the grids to read; a hidden sheet only where it is named."""
    if sheet is None:
        return [grid for grid in grids if not grid.hidden] or grids
    named = [grid for grid in grids if grid.sheet == sheet]
    if not named:
        names = [grid.sheet for grid in grids if grid.sheet is not None]
        close = nearest(sheet, names, cutoff=_CLOSE_SHEET)
        there = f"; there are {', '.join(map(repr, names))}" if names else "; it has no sheets"
        there = f"; did you mean {close!r}?" if close else there
        raise UnreadableManifest(f"{grids[0].file}: no sheet is named {sheet!r}{there}")
    return named


_CLOSE_SHEET = 0.65
"""How like a sheet's name what was asked for must be to be meant; it is asked, not taken."""


def _read_grids(grids: list[Grid], every: list[Grid], settled: DonorMapping, style: Style) -> Lines:
    """Return the lines of all tables; sheets without one are left out where others have one."""
    mapping = {fold(header): name for header, name in settled.columns.items()}
    tables_of = [(grid, _layouts(grid, mapping)) for grid in grids]
    parts = [
        _read_table(grid, layout, mapping, settled, style)
        for grid, layouts in tables_of
        for layout in layouts
    ]
    if not parts:
        return join_lines(_nothing(grid) for grid in grids)
    reasons = {
        id(grid): OF_THE_TEMPLATE if is_of_the_template(grid) else "no table"
        for grid, layouts in tables_of
        if not layouts
    }
    skipped = [
        (grid, reasons.get(id(grid), "hidden" if grid.hidden else "not asked for"))
        for grid in every
        if id(grid) in reasons or not any(grid is other for other in grids)
    ]
    return _with_skipped(join_lines(parts), skipped, mapping)


def _layouts(grid: Grid, mapping: Mapping[str, str]) -> list[Layout]:
    layouts = find_layouts(grid, mapping)
    told = None if layouts or grid.named else layout_by_values(grid)
    return layouts if told is None else [told]


def _with_skipped(
    lines: Lines, skipped: list[tuple[Grid, str]], mapping: Mapping[str, str]
) -> Lines:
    """Say which sheets were not read, and which of them holds a table all the same."""
    if not skipped:
        return lines
    first, *others = lines.sources
    names = tuple(Skipped(grid.sheet or grid.file, reason) for grid, reason in skipped)
    remarks = tuple(
        sheet_not_read(grid, reason, has_table=bool(grid.hidden and find_layouts(grid, mapping)))
        for grid, reason in skipped
        if reason != OF_THE_TEMPLATE
    )
    sources = (replace(first, skipped_sheets=names), *others)
    return replace(lines, sources=sources, remarks=(*lines.remarks, *remarks))


def _nothing(grid: Grid) -> Lines:
    """Return the finding of a grid in which no table was found."""
    source = Source(
        file=grid.file,
        sheet=grid.sheet,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        empty=grid.empty,
    )
    empty = pl.DataFrame(schema=KEYS)
    if grid.cells.height == 0:
        remarks = nothing_read(source, tables.lines_missing, "the file holds no lines")
        return Lines(empty, (source,), remarks=remarks)
    message = (
        "no row is a header that aidtrack knows; put one above the lines, or say by --column "
        "or a mapping what its columns mean"
    )
    remarks = nothing_read(source, tables.header_not_found, message)
    return Lines(empty, (source,), remarks=remarks)


def _read_table(
    grid: Grid, layout: Layout, mapping: Mapping[str, str], settled: DonorMapping, style: Style
) -> Lines:
    columns = choose_columns(
        layout.headers, mapping, partial(is_numbered, grid, layout), hints=layout.hints
    )
    taken = {*columns.chosen, *(stated.field for stated in layout.stated)}
    layout = replace(layout, stated=(*layout.stated, *constants_of(settled, taken)))
    return assemble(grid, layout, with_units(columns, settled.units), style)
