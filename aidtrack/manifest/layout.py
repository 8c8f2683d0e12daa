"""The tables of a grid: where each header stands, which rows are lines, and which are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Skipped
from aidtrack.manifest.block import Stated, stated_in_rows
from aidtrack.manifest.header import ENOUGH, Header, field_of, find_header, known_fields
from aidtrack.manifest.hxl import fields_of_tags, is_tag_row
from aidtrack.manifest.sums import LOOKS_LIKE_SUM, SUBTOTAL, TOTAL, kind_of_sum
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aidtrack.manifest.grid import Grid

BLANK, REPEATED, TAGS = "blank", "header repeated", "HXL hashtags"
TITLE, GROUPS, UNITS, STATED = "title", "group header", "units", "about the consignment"
BELOW = "below the table"
_FEW = 2
_FIGURES = {"quantity", "packages", "gross_weight", "net_weight", "volume", "value"}
ERRORS, UNREAD = "nothing but error values", "nothing in the columns that are read"
ERROR_VALUES = frozenset(
    {"#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
"""What a spreadsheet shows where a formula fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One table of a grid."""

    headers: tuple[str, ...]
    """The text of each column's header, empty where there is none."""
    header_row: int | None
    """The 1-based row of the header; None where the format names its columns."""
    lines: pl.Series
    """The 0-based indices of the rows that hold lines."""
    skipped: tuple[Skipped, ...] = ()
    """The rows that hold none, above the lines and among them."""
    hints: Mapping[int, str] = field(default_factory=dict)
    """The fields that hashtags name, by the place of the column."""
    stated: tuple[Stated, ...] = ()
    """What stands above or below the table about the consignment."""
    told_by_values: bool = False
    """Whether there is no header, and the hints come from what the columns hold."""

    @property
    def sums(self) -> tuple[Skipped, ...]:
        """The rows that add others up."""
        return tuple(row for row in self.skipped if row.reason in (SUBTOTAL, TOTAL))


def find_layouts(grid: Grid, mapping: Mapping[str, str]) -> list[Layout]:
    """Return the tables of a grid, or none where no row is a header.

    Args:
        grid: The cells.
        mapping: Headers, folded, whose fields the caller named.
    """
    if grid.headers is not None:
        every = pl.int_range(grid.cells.height, eager=True, dtype=pl.UInt32)
        return [Layout(headers=grid.headers, header_row=None, lines=every)]
    first = _first_header(grid, mapping)
    if first is None:
        return []
    odd = _odd_rows(grid, first, mapping)
    further = list(_further_headers(grid, first, mapping, odd))
    # What stands between the blank row and its header is the next table's title.
    starts = [0, *(blank for blank, _ in further)]
    ends = [*starts[1:], grid.cells.height]
    return [
        _layout(grid, header, mapping, odd, start=start, end=end)
        for header, start, end in zip(
            [first, *(header for _, header in further)], starts, ends, strict=True
        )
    ]


def _first_header(grid: Grid, mapping: Mapping[str, str]) -> Header | None:
    """Return the header of the first table, which may name fewer fields than a later one."""
    found = find_header(grid, mapping)
    while found is not None:
        above = find_header(grid, mapping, range(found.first))
        if above is None or not _heads_a_table(above, found, mapping):
            break
        found = above
    return found


def _heads_a_table(header: Header, below: Header, mapping: Mapping[str, str]) -> bool:
    """Return whether a row above a header is one too, and no line of a letterhead."""
    filled = [text for text in header.texts if text]
    return (
        below.first - header.last > 1
        and header.known * 3 >= len(filled) * 2
        and bool({"description", "quantity"} & known_fields(header.texts, mapping))
    )


@dataclass(frozen=True, slots=True)
class _Odd:
    """A row below the first header that may be no line."""

    cells: tuple[str, ...]
    first: str | None
    name: str | None
    unread: bool
    """Whether no column that is read says anything."""


def _odd_rows(grid: Grid, header: Header, mapping: Mapping[str, str]) -> dict[int, _Odd]:
    """Return the rows worth a look: blank ones, those that begin like a header or a total."""
    fields = _fields(grid, header, mapping)
    below = grid.cells.with_row_index(_ROW).slice(header.last + 1)
    text = [pl.col(name).str.strip_chars().replace("", None) for name in grid.cells.columns]
    first = pl.coalesce(text)
    named = text[fields.index("description")] if "description" in fields else first
    # Only where the goods or their quantity have a column does a row without both say nothing.
    unread = pl.lit(value=False)
    if {"description", "quantity"} & set(fields):
        unread = pl.all_horizontal(
            column.is_null() | column.is_in(_ERRORS)
            for column, name in zip(text, fields, strict=True)
            if name is not None
        )
    begins = next((cell for cell in header.texts if cell), "").lower()
    looked_at = below.filter(_may_be_odd(grid, fields, begins))
    odd = looked_at.select(
        _ROW,
        first.alias("first"),
        pl.coalesce(named, first).alias("named"),
        unread.alias("unread"),
    )
    rows = zip(odd.iter_rows(), looked_at.drop(_ROW).iter_rows(), strict=True)
    return {
        row: _Odd(tuple((cell or "").strip() for cell in cells), text, name, unread=bool(unread))
        for (row, text, name, unread), cells in rows
    }


_ROW = "row"
_ERRORS = sorted(ERROR_VALUES)


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


_SPACES = ["", " ", "\t", "\u00a0"]
"""What a cell begins with that may be blank all the same."""


def _further_headers(
    grid: Grid, first: Header, mapping: Mapping[str, str], odd: Mapping[int, _Odd]
) -> Iterator[tuple[int, Header]]:
    """Yield the headers of the tables below the first, each with the blank row before it."""
    current = first
    blanks = [row for row, each in odd.items() if each.first is None]
    for blank in blanks:
        rows = range(blank + 1, min(blank + 4, grid.cells.height))
        if blank < current.last or blank + 1 in blanks:
            continue
        found = find_header(grid, mapping, rows)
        if found is not None and _is_other(found, current, mapping):
            current = found
            yield blank, found


def _is_other(header: Header, before: Header, mapping: Mapping[str, str]) -> bool:
    filled = [text for text in header.texts if text]
    return (
        header.first > before.last
        and header.known >= max(ENOUGH, (len(filled) + 1) // 2)
        and not any(text.replace(".", "").isdigit() for text in filled)
        and _folded(header.texts) != _folded(before.texts)
        and known_fields(header.texts, mapping) != set()
    )


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(text) for text in texts)


def _fields(grid: Grid, header: Header, mapping: Mapping[str, str]) -> list[str | None]:
    fields = [field_of(text, mapping) if text else None for text in header.texts]
    return fields + [None] * (grid.cells.width - len(fields))


def _layout(
    grid: Grid,
    header: Header,
    mapping: Mapping[str, str],
    odd: Mapping[int, _Odd],
    *,
    start: int,
    end: int,
) -> Layout:
    fields = _fields(grid, header, mapping)
    skipped: list[Skipped] = []
    hints: dict[int, str] = {}
    ended = False
    for row, each in odd.items():
        if not header.last < row < end:
            continue
        reason = _reason(each, header, fields)
        if reason is None and ended and _says_little(each, fields):
            reason = BELOW
        ended = ended or reason == TOTAL
        if reason is not None:
            skipped.append(Skipped(row + 1, reason))
        if reason == TAGS:
            hints |= fields_of_tags(each.cells)
    above = list(range(start, header.first))
    stated, used = stated_in_rows(grid, [*above, *_behind(skipped, end)], mapping, fields)
    skipped += [Skipped(row + 1, STATED) for row in used if row > header.last]
    left_out = [int(skip.name) - 1 for skip in skipped]
    below = pl.int_range(header.last + 1, end, eager=True, dtype=pl.UInt32)
    lines = below.filter(~below.is_in(left_out)) if left_out else below
    return Layout(
        headers=header.texts,
        header_row=header.row + 1,
        lines=lines,
        skipped=(*_above(grid, header, above, used), *sorted(skipped, key=lambda s: int(s.name))),
        hints=hints,
        stated=stated,
    )


def _behind(skipped: list[Skipped], end: int) -> list[int]:
    """Return the rows behind the total of the whole: signatures, remarks, declared figures."""
    totals = [int(skip.name) for skip in skipped if skip.reason == TOTAL]
    blanks = [int(skip.name) for skip in skipped if skip.reason == BLANK]
    last = max(totals, default=None)
    if last is None:
        last = max((row for row in blanks if row < end), default=None)
    if last is None:
        return []
    gone = {int(skip.name) - 1 for skip in skipped}
    return [row for row in range(last, end) if row not in gone]


def _reason(row: _Odd, header: Header, fields: list[str | None]) -> str | None:
    if row.first is None:
        return BLANK
    if _folded(row.cells) == _folded(header.texts[: len(row.cells)]):
        return REPEATED
    if is_tag_row(row.cells):
        return TAGS
    if all(cell in ERROR_VALUES for cell in row.cells if cell):
        return ERRORS
    if row.unread:
        return UNREAD
    return kind_of_sum(row.cells, fields, row.first, row.name or row.first)


def _says_little(row: _Odd, fields: list[str | None]) -> bool:
    """Return whether a row has one text or two and no figure: a signature, a remark."""
    filled = [name for cell, name in zip(row.cells, fields, strict=True) if cell]
    return len(filled) <= _FEW and not _FIGURES & set(filled)


def _above(grid: Grid, header: Header, rows: list[int], used: set[int]) -> list[Skipped]:
    """Return the rows above a header, and those of the header that hold no names."""
    skipped = []
    for row in rows:
        filled = any(text and text.strip() for text in grid.row(row))
        reason = STATED if row in used else TITLE if filled else BLANK
        skipped.append(Skipped(row + 1, reason))
    if header.first < header.row:
        skipped.append(Skipped(header.first + 1, GROUPS))
    if header.last > header.row:
        skipped.append(Skipped(header.last + 1, UNITS))
    return skipped


def is_numbered(grid: Grid, layout: Layout, place: int) -> bool:
    """Return whether the lines of a column hold nothing but whole numbers."""
    column = grid.cells.to_series(place)
    for part in (layout.lines.head(_LOOK), layout.lines):
        texts = column.gather(part).drop_nulls().unique()
        filled = texts.filter(texts.str.contains(r"\S"))
        if not len(filled) or not filled.str.contains(r"^\s*[0-9]{1,9}\s*$").all():
            return False
    return True


_LOOK = 1_000
"""How many lines are enough to see that a column is not numbered."""
