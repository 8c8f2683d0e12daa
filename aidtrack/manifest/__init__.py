r"""Reading manifests: container, layout, columns, cells, lines.

Each step is a function with a plain value between, so that a new format brings
only the first. Nothing that a readable file contains raises.

>>> import io
>>> lines = read(io.BytesIO(b"item,qty,unit\nmonitor,150,pcs\n"))
>>> lines.frame.select("description", "quantity.unit", "kind").rows()
[('monitor', 'each', 'monitor')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName, UnreadableManifest
from aidtrack.findings import Source
from aidtrack.lines.lines import Lines, join_lines
from aidtrack.lines.schema import KEYS
from aidtrack.manifest.assemble import assemble
from aidtrack.manifest.columns import choose_columns, named_fields
from aidtrack.manifest.container import Readable, open_container
from aidtrack.manifest.layout import find_layout, numbered_columns
from aidtrack.manifest.remarks import nothing_read
from aidtrack.rules import tables
from aidtrack.text.fold import fold
from aidtrack.text.style import AS_WRITTEN, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.manifest.grid import Grid

__all__ = ["Readable", "read"]


def read(
    source: Readable,
    *,
    columns: Mapping[str, str] | None = None,
    style: Style = AS_WRITTEN,
    encoding: str | None = None,
    sheet: str | None = None,
) -> Lines:
    """Return the lines of a manifest, and how it was read.

    Args:
        source: A path, or a stream of bytes.
        columns: Headers as written, each with the field it means, where the
            headers alone do not say.
        style: What settles ambiguous numbers, dates and tons.
        encoding: The encoding of a text file, where its bytes do not say.
        sheet: The sheet of a workbook to read.

    Raises:
        UnreadableManifest: The source cannot be opened, is of no format that is
            read, or has no sheet of that name.
        UnknownName: A field of the mapping does not exist, or no table has its header.
    """
    mapping = named_fields(columns or {})
    grids = open_container(source, encoding=encoding)
    if sheet is not None:
        file = grids[0].file
        grids = [grid for grid in grids if grid.sheet == sheet]
        if not grids:
            raise UnreadableManifest(f"{file}: no sheet is named {sheet!r}")
    lines = join_lines(_read_grid(grid, mapping, style) for grid in grids)
    _check_headers(columns or {}, lines)
    return lines


def _check_headers(columns: Mapping[str, str], lines: Lines) -> None:
    """Refuse a mapping that names a header which no table has."""
    uses = [use for source in lines.sources for use in (*source.columns, *source.extras)]
    headers = {use.header for use in uses}
    known = {fold(header) for header in headers}
    for header in columns:
        if uses and fold(header) not in known:
            what = "header"
            raise UnknownName(what, header, headers)


def _read_grid(grid: Grid, mapping: Mapping[str, str], style: Style) -> Lines:
    layout = find_layout(grid, mapping)
    if layout is None or not layout.headers:
        source = Source(
            file=grid.file, sheet=grid.sheet, encoding=grid.encoding, delimiter=grid.delimiter
        )
        empty = pl.DataFrame(schema=KEYS)
        if grid.cells.height == 0:
            return Lines(empty, (source,), remarks=nothing_read(
                source, tables.lines_missing, "the file holds no lines"))  # fmt: skip
        message = (
            "no row is a header that aidtrack knows; name the columns by --column or a mapping"
        )
        return Lines(empty, (source,), remarks=nothing_read(
            source, tables.header_not_found, message))  # fmt: skip
    columns = choose_columns(layout.headers, mapping, numbered_columns(grid, layout))
    return assemble(grid, layout, columns, style)
