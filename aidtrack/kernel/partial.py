"""What one batch gives: counts, hits, sums; two of them merge into that of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from aidtrack.kernel.contents import CONSIGNMENT_KEYS, add_contents
from aidtrack.kernel.grouping import aggregate, in_order
from aidtrack.kernel.sums import Sums, merge_sums
from aidtrack.lines.schema import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.findings import Finding, Source
    from aidtrack.kernel.plan import Plan

K = TypeVar("K")

_PLACE = "#"
AT = ".at"
"""The part of a head's field that holds the row it was stated on."""


@dataclass(frozen=True)
class Partial:
    """The outcome of one batch, or of several put together."""

    sources: tuple[Source, ...] = ()
    lines: Mapping[int, int] = field(default_factory=dict)
    """The number of lines of each source, by its number."""
    stated: frozenset[str] = frozenset()
    """The fields of which any line says anything."""
    asked: Mapping[str, int] = field(default_factory=dict)
    """How many lines each rule was asked of, by its code."""
    hits: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """The lines at which each rule found its fault."""
    absent: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """How many lines of a source lack what a rule wants for want of a column."""
    kept: pl.DataFrame | None = None
    """What the group rules need of every line."""
    heads: pl.DataFrame | None = None
    """The first row of each consignment of each document."""
    contents: pl.DataFrame | None = None
    """What each consignment of each document holds, unit by unit."""
    sums: Sums | None = None
    """The sums by the plan's keys."""
    remarks: tuple[Finding, ...] = ()


def merge(parts: Iterable[Partial], plan: Plan) -> Partial:
    """Return the partials of several batches as one, whatever their cuts."""
    every = list(parts)
    if len(every) == 1:
        return every[0]
    return Partial(
        sources=max((part.sources for part in every), key=len, default=()),
        lines=_added(part.lines for part in every),
        stated=frozenset[str]().union(*(part.stated for part in every)),
        asked=_added(part.asked for part in every),
        hits=_stacked(part.hits for part in every),
        absent=_added(part.absent for part in every),
        kept=_concat(part.kept for part in every),
        heads=_first_of_each(_concat(part.heads for part in every)),
        contents=_together(part.contents for part in every),
        sums=_merged((part.sums for part in every), [f"key.{name}" for name in plan.by or ()]),
        remarks=tuple(remark for part in every for remark in part.remarks),
    )


def _added(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    total = Counter[K]()
    for count in counts:
        total.update(count)
    return dict(total)


def _stacked(groups: Iterable[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    stacks: dict[str, list[pl.DataFrame]] = {}
    for group in groups:
        for code, frame in group.items():
            stacks.setdefault(code, []).append(frame)
    return {code: pl.concat(frames, how="diagonal_relaxed") for code, frames in stacks.items()}


def _concat(frames: Iterable[pl.DataFrame | None]) -> pl.DataFrame | None:
    there = [frame for frame in frames if frame is not None]
    return pl.concat(there, how="diagonal_relaxed") if there else None


def _together(parts: Iterable[pl.DataFrame | None]) -> pl.DataFrame | None:
    there = [part for part in parts if part is not None]
    return add_contents(there) if there else None


def _merged(parts: Iterable[Sums | None], by: Iterable[str]) -> Sums | None:
    there = [part for part in parts if part is not None]
    return merge_sums(there, list(by)) if there else None


def _first_of_each(heads: pl.DataFrame | None) -> pl.DataFrame | None:
    """Return one row for each consignment of a document: what is stated first holds."""
    return None if heads is None else first_rows(heads)


def first_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return for each consignment of a document the first value stated of each field.

    A field's columns are taken from one row together: the number of one row never
    meets the unit of another.
    """
    ordered = in_order(frame)
    fields = _by_field(ordered.columns)
    firsts = aggregate(
        ordered.with_row_index(_PLACE),
        CONSIGNMENT_KEYS,
        [
            pl.col(_PLACE).filter(_is_whole(name, columns)).first().alias(name)
            for name, columns in fields.items()
        ],
    )
    gathered = [
        pl.col(column).gather(firsts[name])
        for name, columns in fields.items()
        for column in columns
    ]
    # Of heads that are merged again, each field's row is known already.
    rows = [
        pl.col("row").gather(firsts[name]).alias(name + AT)
        for name, columns in fields.items()
        if name not in KEYS and name + AT not in columns
    ]
    return firsts[list(CONSIGNMENT_KEYS)].hstack(ordered.select(*gathered, *rows))


def _is_whole(name: str, columns: Iterable[str]) -> pl.Expr:
    """Return whether a field is stated with all it needs: a number with its unit."""
    needed = [column for column in columns if column == name or column.endswith(".unit")]
    return pl.all_horizontal(pl.col(column).is_not_null() for column in needed)


def _by_field(columns: Iterable[str]) -> dict[str, list[str]]:
    """Return the columns of each field together; keys of consignments are left out."""
    fields: dict[str, list[str]] = {}
    for column in columns:
        if column not in CONSIGNMENT_KEYS:
            fields.setdefault(column.split(".", maxsplit=1)[0], []).append(column)
    return fields
