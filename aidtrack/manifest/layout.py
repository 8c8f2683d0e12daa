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
_TOTAL = re.compile(
    r"(?:sub ?total|grand total|total|totals|sous total|total general|total général|somme|suma)\b"
)


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
    skipped = _skipped(grid, found, headers)
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


def _skipped(grid: Grid, header: int, headers: tuple[str, ...]) -> tuple[Skipped, ...]:
    """Return the rows that are blank, repeat the header, tag columns, or add others up."""
    rows = grid.cells.with_row_index("row").slice(header + 1)
    text = [pl.col(name).str.strip_chars().replace("", None) for name in grid.cells.columns]
    first = pl.coalesce(text)
    filled = pl.sum_horizontal(part.is_not_null() for part in text)
    odd = rows.select("row", first.alias("first"), filled.alias("filled")).filter(
        pl.col("first").is_null()
        | pl.col("first").str.starts_with("#")
        | (pl.col("first") == next(filter(None, headers), ""))
        | pl.col("first").str.contains(r"(?i)^\W*(?:sub|grand|total|sous|somme|suma)")
    )
    skipped = []
    for row, text_of_first, number in odd.iter_rows():
        cells = tuple((cell or "").strip() for cell in grid.row(row))
        reason = _reason(cells, headers, text_of_first, number)
        if reason:
            skipped.append(Skipped(row + 1, reason))
    return tuple(skipped)


def _reason(
    cells: tuple[str, ...], headers: tuple[str, ...], first: str | None, filled: int
) -> str | None:
    if first is None:
        return "blank"
    if cells == headers:
        return "header repeated"
    if sum(cell.startswith("#") for cell in cells) * 2 > filled and first.startswith("#"):
        return "HXL hashtags"
    if _TOTAL.match(fold(first)) and _in_description(cells, headers, first):
        return "subtotal" if "sub" in fold(first) or "sous" in fold(first) else "total"
    return None


def _in_description(cells: tuple[str, ...], headers: tuple[str, ...], first: str) -> bool:
    """Return whether a total's label stands where words stand, and few cells beside it."""
    place = cells.index(first.strip())
    meaning = header_meaning(headers[place]) if place < len(headers) and headers[place] else None
    words = meaning is None or meaning.field in {"line", "description", "reference", "donor"}
    return words and sum(map(bool, cells)) <= max(2, len(headers) // 2)
