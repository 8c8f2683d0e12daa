"""Where in a grid the header stands, which rows are lines, and which are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Skipped
from aidtrack.manifest.headers import header_meaning
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.manifest.grid import Grid

_SEARCHED_ROWS = 60
_ENOUGH = 2
_TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "overall total", "total general", "totaux", "totales"}
    | {"total weight", "total quantity", "somme", "suma", "total geral", "total poids"}
)
"""What rows that add all others up are called, folded."""
_TOTAL = re.compile(r"(?:grand total|overall total|totals?|totaux|totales|sum|somme|suma)\b")
_SUBTOTAL = re.compile(r"(?:sub ?total|sous total)\b")
_FEW_WORDS = 2
_LOOKS_LIKE_SUM = r"(?i)^\W*(?:sub|sous|grand|overall|tota|som|sum)"
_WORDS = {None, "line", "description", "reference", "donor", "parcels"}
"""The fields in whose columns the label of a total can stand."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a grid."""

    headers: tuple[str, ...]
    """The text of each column's header, empty where there is none."""
    header_row: int | None
    """The 1-based row of the header; None where the format names its columns."""
    lines: pl.Series
    """The 0-based indices of the rows that hold lines."""
    skipped: tuple[Skipped, ...] = ()
    """The rows below the header that hold none."""


def find_layout(grid: Grid, mapping: Mapping[str, str]) -> Layout | None:
    """Return the layout of a grid, or None where no row is a header.

    Args:
        grid: The table.
        mapping: Headers, folded, whose fields the caller named.
    """
    if grid.headers is not None:
        every = pl.int_range(grid.cells.height, eager=True, dtype=pl.UInt32)
        return Layout(grid.headers, None, every)
    found = _header(grid, mapping)
    if found is None:
        return None
    headers = tuple((text or "").strip() for text in grid.row(found))
    skipped = _skipped(grid, found, headers, mapping)
    below = pl.int_range(found + 1, grid.cells.height, eager=True, dtype=pl.UInt32)
    left_out = [int(skip.name) - 1 for skip in skipped]
    lines = below.filter(~below.is_in(left_out)) if left_out else below
    return Layout(headers, found + 1, lines, skipped)


def _header(grid: Grid, mapping: Mapping[str, str]) -> int | None:
    """Return the first row that holds the most headers; one is enough in a table of one."""
    best, best_score = None, 0
    for index in range(min(_SEARCHED_ROWS, grid.cells.height)):
        texts = [text for text in grid.row(index) if text and text.strip()]
        known = {_meaning(text, mapping) for text in texts} - {None}
        if len(known) > best_score:
            best, best_score = index, len(known)
    return best if best_score >= min(_ENOUGH, grid.cells.width) else None


def _meaning(text: str, mapping: Mapping[str, str]) -> str | None:
    if fold(text) in mapping:
        return mapping[fold(text)]
    meaning = header_meaning(text.strip())
    return meaning.field if meaning else None


def _skipped(
    grid: Grid, header: int, headers: tuple[str, ...], mapping: Mapping[str, str]
) -> tuple[Skipped, ...]:
    """Return the rows that are blank, repeat the header, tag columns, or add others up."""
    fields = [_meaning(text, mapping) if text else None for text in headers]
    fields += [None] * (grid.cells.width - len(fields))
    text = [pl.col(name).str.strip_chars().replace("", None) for name in grid.cells.columns]
    first = pl.coalesce(text)
    named = text[fields.index("description")] if "description" in fields else first
    odd = (
        grid.cells.with_row_index("row")
        .slice(header + 1)
        .select("row", first.alias("first"), pl.coalesce(named, first).alias("named"))
        .filter(
            pl.col("first").is_null()
            | pl.col("first").str.starts_with("#")
            | (pl.col("first") == next(filter(None, headers), ""))
            | pl.any_horizontal(pl.col("first", "named").str.contains(_LOOKS_LIKE_SUM))
        )
    )
    skipped = []
    for row, first_text, name in odd.iter_rows():
        cells = tuple((cell or "").strip() for cell in grid.row(row))
        reason = _reason(cells, headers, first_text) or _sum(cells, fields, first_text, name)
        if reason:
            skipped.append(Skipped(row + 1, reason))
    return tuple(skipped)


def _reason(cells: tuple[str, ...], headers: tuple[str, ...], first: str | None) -> str | None:
    if first is None:
        return "blank"
    if cells == headers:
        return "header repeated"
    tags = sum(cell.startswith("#") for cell in cells)
    if first.startswith("#") and tags * 2 > sum(map(bool, cells)):
        return "HXL hashtags"
    return None


def _sum(cells: tuple[str, ...], fields: list[str | None], first: str, name: str) -> str | None:
    """Return what a row that adds others up is, or None where it may be goods.

    A name that is nothing but *total* is never goods. One that only begins so
    (total parenteral nutrition) is, unless the row has little else.
    """
    labels = [fold(name)]
    if fields[cells.index(first)] in _WORDS:
        labels.append(fold(first))
    for label in labels:
        if _SUBTOTAL.match(label):
            return "subtotal"
        few = sum(map(bool, cells)) <= max(2, len(cells) // 2)
        short = len(label.split()) <= _FEW_WORDS
        if label in _TOTALS or (_TOTAL.match(label) and few and short):
            return "total"
    return None


def numbered_columns(grid: Grid, layout: Layout) -> frozenset[int]:
    """Return the places of the columns whose lines hold nothing but whole numbers."""
    if not grid.cells.width:
        return frozenset()
    lines = grid.cells[layout.lines].select(pl.all().str.strip_chars().replace("", None))
    whole = lines.select(pl.all().str.contains(r"^[0-9]{1,9}$").all(), pl.len().alias("lines"))
    flags = whole.row(0)[:-1]
    filled = [column.null_count() < column.len() for column in lines.get_columns()]
    return frozenset(n for n, flag in enumerate(flags) if flag and filled[n])
