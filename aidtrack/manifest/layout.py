"""The tables of a grid: where each header stands, which rows are lines, and which are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Skipped
from aidtrack.manifest.asides import BELOW
from aidtrack.manifest.block import Stated, stated_in_rows
from aidtrack.manifest.charges import CHARGE
from aidtrack.manifest.groups import group_headers
from aidtrack.manifest.header import ENOUGH, Header, find_header, known_fields
from aidtrack.manifest.hxl import fields_of_tags
from aidtrack.manifest.rows import (
    BLANK,
    GROUPS,
    STATED,
    TAGS,
    TITLE,
    UNITS,
    OddRow,
    fields_of,
    folded,
    odd_rows,
    reason_of,
    says_little,
)
from aidtrack.manifest.sums import SUBTOTAL, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aidtrack.manifest.grid import Grid


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
    overruled: tuple[Stated, ...] = ()
    """What stands there of fields that the table has a column for."""
    told_by_values: bool = False
    """Whether there is no header, and the hints come from what the columns hold."""

    @property
    def sums(self) -> tuple[Skipped, ...]:
        """The rows that add others up."""
        return tuple(row for row in self.skipped if row.reason in (SUBTOTAL, TOTAL))

    @property
    def charges(self) -> tuple[int, ...]:
        """The 1-based rows of freight, insurance and the like."""
        return tuple(int(row.name) for row in self.skipped if row.reason == CHARGE)


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
    odd = odd_rows(grid, first, mapping)
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


def _further_headers(
    grid: Grid, first: Header, mapping: Mapping[str, str], odd: Mapping[int, OddRow]
) -> Iterator[tuple[int, Header]]:
    """Yield the headers of the tables below the first, each with the blank row before it."""
    current = first
    blanks = [row for row, each in odd.items() if each.first is None]
    for blank in blanks:
        rows = range(blank + 1, min(blank + _TITLE_ROWS, grid.cells.height))
        if blank < current.last or blank + 1 in blanks:
            continue
        found = find_header(grid, mapping, rows)
        if found is None or found.first <= current.last:
            continue
        stated, _ = stated_in_rows(grid, range(blank + 1, found.first), mapping)
        # Another consignment may have the same columns, and then says what it is.
        if _is_other(found, current, mapping) or (stated and _is_alike(found, current)):
            current = found
            yield blank, found


_TITLE_ROWS = 8
"""How many rows may stand between a blank one and the header of another table."""


def _is_alike(header: Header, before: Header) -> bool:
    return folded(header.texts) == folded(before.texts)


def _is_other(header: Header, before: Header, mapping: Mapping[str, str]) -> bool:
    filled = [text for text in header.texts if text]
    return (
        header.known >= max(ENOUGH, (len(filled) + 1) // 2)
        and not any(text.replace(".", "").isdigit() for text in filled)
        and not _is_alike(header, before)
        and known_fields(header.texts, mapping) != set()
    )


def _layout(
    grid: Grid,
    header: Header,
    mapping: Mapping[str, str],
    odd: Mapping[int, OddRow],
    *,
    start: int,
    end: int,
) -> Layout:
    fields = fields_of(grid, header, mapping)
    skipped: list[Skipped] = []
    hints: dict[int, str] = {}
    ended = False
    group_headings = group_headers(grid, odd, header, fields, end)
    for row, each in odd.items():
        if not header.last < row < end:
            continue
        reason = GROUPS if row in group_headings else reason_of(each, header, fields)
        if reason is None and ended and says_little(each, fields):
            reason = BELOW
        ended = ended or reason == TOTAL
        if reason is not None:
            skipped.append(Skipped(row + 1, reason))
        if reason == TAGS:
            hints |= fields_of_tags(each.cells)
    above = list(range(start, header.first))
    around = [*above, *_behind(skipped, end)]
    every, used = stated_in_rows(grid, around, mapping)
    taken = set(fields)
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
        stated=tuple(each for each in every if each.field not in taken),
        overruled=tuple(each for each in every if each.field in taken),
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
    """Return whether the lines of a column hold nothing but their numbers: 1, 2, 2a, 3.1."""
    column = grid.cells.to_series(place)
    for part in (layout.lines.head(_LOOK), layout.lines):
        texts = column.gather(part).drop_nulls().unique()
        filled = texts.filter(texts.str.contains(r"\S"))
        if not len(filled) or not filled.str.contains(_NUMBERS).all():
            return False
    return True


_NUMBERS = r"^\s*[0-9]{1,9}(?:[.\-/][0-9]{1,3}){0,2}[.)]?[a-zA-Z]?[.)]?\s*$"
_LOOK = 1_000
"""How many lines are enough to see that a column is not numbered."""
