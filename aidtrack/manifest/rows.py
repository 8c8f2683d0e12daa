"""The rows of a table that are no lines: blank ones, totals, headers again, remarks below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.manifest.asides import (
    LOOKS_ASIDE,
    part,
    reason_of_aside,
)
from aidtrack.manifest.header import Header, field_of
from aidtrack.manifest.headers import gives_way
from aidtrack.manifest.hxl import is_tag_row
from aidtrack.manifest.sums import LOOKS_LIKE_SUM, kind_of_sum
from aidtrack.text.fold import fold
from aidtrack.text.formula import ERROR, is_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.manifest.grid import Grid

BLANK, REPEATED, TAGS = "blank", "header repeated", "HXL hashtags"
TITLE, GROUPS, UNITS, STATED = "title", "group header", "units", "about the consignment"
_FEW = 2
_FIGURES = {"quantity", "packages", "gross_weight", "net_weight", "volume", "value"}
_COUNTS = ("quantity", "gross_weight", "net_weight", "packages", "volume")
"""The fields that goods are told by, the first of them that a table has before the others."""
ERRORS, UNREAD = "nothing but error values", "nothing in the columns that are read"


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row below the first header that may be no line."""

    cells: tuple[str, ...]
    first: str | None
    name: str | None
    unread: bool
    """Whether no column that is read says anything."""


def odd_rows(grid: Grid, header: Header, mapping: Mapping[str, str]) -> dict[int, OddRow]:
    """Return the rows worth a look: blank ones, those that begin like a header or a total."""
    fields = fields_of(grid, header, mapping)
    below = grid.cells.with_row_index(_ROW).slice(header.last + 1)
    text = [pl.col(name).str.strip_chars().replace("", None) for name in grid.cells.columns]
    first = pl.coalesce(text)
    named = text[fields.index("description")] if "description" in fields else first
    # Only where the goods or their quantity have a column does a row without both say nothing.
    unread = pl.lit(value=False)
    if {"description", "quantity"} & set(fields):
        unread = pl.all_horizontal(
            column.is_null() | column.str.contains(ERROR)
            for column, name in zip(text, fields, strict=True)
            if name is not None
        )
    begins = next((cell for cell in header.texts if cell), "").lower()
    sieve = _may_be_odd(grid, fields, begins)
    looked_at = (
        below.with_columns(sieve.alias(_ODD))
        .filter(pl.col(_ODD) | _counts_nothing(grid, fields))
        .filter(pl.col(_ODD) | _may_be_aside(text, first, named))
        .drop(_ODD)
    )
    odd = looked_at.select(
        _ROW,
        first.alias("first"),
        pl.coalesce(named, first).alias("named"),
        unread.alias("unread"),
    )
    rows = zip(odd.iter_rows(), looked_at.drop(_ROW).iter_rows(), strict=True)
    return {
        row: OddRow(tuple((cell or "").strip() for cell in cells), text, name, unread=bool(unread))
        for (row, text, name, unread), cells in rows
    }


_ROW, _ODD = "row", "odd"


def _may_be_odd(grid: Grid, fields: list[str | None], begins: str) -> pl.Expr:
    """Return a sieve that costs little on the lines of a long table.

    It looks at the first cell of a row, at the name of the goods, and at whether a row
    follows one without a first cell; only what it lets through is looked at closely.
    """
    names = grid.cells.columns
    first = pl.col(names[0])
    known = [name for name in ("description", "quantity") if name in fields]
    goods = pl.col(names[fields.index(known[0])]) if known else first
    blank = first.is_null() | first.str.slice(0, 1).is_in(_SPACES)
    return (
        blank
        | blank.shift(1, fill_value=True)
        | first.str.contains(rf"(?i)^\s*(?:#|{re.escape(begins)}\s*$)")
        | pl.any_horizontal(label.str.contains(LOOKS_LIKE_SUM) for label in (first, goods))
        | goods.is_null()
        | goods.str.slice(0, 1).is_in(["", "#", *_SPACES])
    )


def _counts_nothing(grid: Grid, fields: list[str | None]) -> pl.Expr:
    """Return whether a row has no quantity, or whatever else the goods are measured by."""
    names = grid.cells.columns
    counts = [pl.col(names[fields.index(each)]) for each in _COUNTS if each in fields]
    if not counts:
        return pl.lit(value=False)
    return counts[0].is_null() | counts[0].str.slice(0, 1).is_in(_SPACES)


def _may_be_aside(text: list[pl.Expr], first: pl.Expr, named: pl.Expr) -> pl.Expr:
    """Return a sieve of rows that count nothing: one text alone, a charge, a signature."""
    filled = pl.sum_horizontal(column.is_not_null() for column in text)
    labels = (label.str.contains(LOOKS_ASIDE).fill_null(value=False) for label in (first, named))
    return (filled == 1) | pl.any_horizontal(labels)


_SPACES = ["", " ", "\t", "\u00a0"]
"""What a cell begins with that may be blank all the same."""


def fields_of(grid: Grid, header: Header, mapping: Mapping[str, str]) -> list[str | None]:
    """Return the field of each column of a grid, or None."""
    fields = [_field(text, header, mapping) for text in header.texts]
    return fields + [None] * (grid.cells.width - len(fields))


def _field(text: str, header: Header, mapping: Mapping[str, str]) -> str | None:
    # Beside a description an item is its number or code: it names no goods.
    if gives_way(text, header.texts) and fold(text) not in mapping:
        return "line"
    return field_of(text, mapping) if text else None


def folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts as they are compared: without case, accents and punctuation."""
    return tuple(fold(text) for text in texts)


def reason_of(row: OddRow, header: Header, fields: list[str | None]) -> str | None:
    """Return why a row is no line, or None where it is one."""
    if row.first is None:
        return BLANK
    if folded(row.cells) == folded(header.texts[: len(row.cells)]):
        return REPEATED
    if is_tag_row(row.cells):
        return TAGS
    if all(is_error(cell) for cell in row.cells if cell):
        return ERRORS
    if row.unread:
        return UNREAD
    aside = reason_of_aside(part(row.cells, fields))
    return aside or kind_of_sum(row.cells, fields, row.first, row.name or row.first)


def says_little(row: OddRow, fields: list[str | None]) -> bool:
    """Return whether a row has one text or two and no figure: a signature, a remark."""
    filled = [name for cell, name in zip(row.cells, fields, strict=True) if cell]
    return len(filled) <= _FEW and not _FIGURES & set(filled)
