"""What one batch gives: counts, hits, sums; two of them merge into that of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import polars as pl

from aidtrack.kernel.contents import add_contents
from aidtrack.kernel.heads import first_rows
from aidtrack.kernel.lacking import added
from aidtrack.kernel.sums import Sums, merge_sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.findings import Finding, Source
    from aidtrack.kernel.lacking import Lacking
    from aidtrack.kernel.plan import Plan

K = TypeVar("K")


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
    absent: Mapping[tuple[str, int], Lacking] = field(default_factory=dict)
    """The lines of a source that lack what a rule wants for want of a column."""
    stating: frozenset[tuple[str, int]] = frozenset()
    """Of documents of one consignment: fields that are asked for, each with a source of it."""
    kept: pl.DataFrame | None = None
    """What the rules about groups and documents need of every line."""
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
        absent=added(part.absent for part in every),
        stating=frozenset[tuple[str, int]]().union(*(part.stating for part in every)),
        kept=_concat(part.kept for part in every),
        heads=_headed(part.heads for part in every),
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


def _headed(parts: Iterable[pl.DataFrame | None]) -> pl.DataFrame | None:
    heads = _concat(parts)
    return None if heads is None else first_rows(heads)


def _together(parts: Iterable[pl.DataFrame | None]) -> pl.DataFrame | None:
    there = [part for part in parts if part is not None]
    return add_contents(there) if there else None


def _merged(parts: Iterable[Sums | None], by: Iterable[str]) -> Sums | None:
    there = [part for part in parts if part is not None]
    return merge_sums(there, list(by)) if there else None
