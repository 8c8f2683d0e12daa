"""What there is to say of whole sources: by those who read them, or told by how they were read."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.findings import Finding, Hits, Place, Rule
from aidtrack.rules.frames import floats_in_frame
from aidtrack.rules.tables import column_not_used, lines_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aidtrack.findings import Source
    from aidtrack.kernel.partial import Partial

_SHOWN = 8


def remarks_of(partial: Partial, asked: Iterable[Rule]) -> list[Hits]:
    """Return what some rules have to say of whole sources; those findings are made already."""
    codes = {rule.code for rule in asked}
    hits = []
    alike = Counter[tuple[str, str | None]]()
    for number, finding in _findings(partial):
        if finding.code not in codes:
            continue
        told = finding.code, finding.place.field or finding.consignment
        row = {"source": number, "row": finding.place.row}
        frame = pl.DataFrame([row], schema={"source": pl.UInt32, "row": pl.UInt32})
        numbered = replace(finding, alike=alike[told])
        hits.append(Hits(finding.rule, frame, functools.partial(_ready_made, numbered)))
        alike[told] += 1
    return hits


def _findings(partial: Partial) -> Iterator[tuple[int, Finding]]:
    """Yield the findings, each with the number of its source."""
    numbers = {(source.file, source.sheet): n for n, source in enumerate(partial.sources)}
    for finding in partial.remarks:
        yield numbers.get((finding.place.file, finding.place.sheet), 0), finding
    said = bool(partial.remarks)
    for number, source in enumerate(partial.sources):
        for finding in _of_source(source):
            said = True
            yield number, finding
    if not said and not sum(partial.lines.values()):
        yield 0, _finding(lines_missing, "there are no lines")


def _of_source(source: Source) -> Iterator[Finding]:
    """Yield what a source's own record tells: readers of files have told the rest."""
    for name in source.empty:
        finding = _finding(lines_missing, f"the consignment {name} has no lines")
        yield replace(
            finding,
            consignment=name,
            places=(Place(file=source.file, sheet=source.sheet, consignment=name),),
        )
    if source.file is not None or source.sheet is not None:
        return
    if source.unmapped:
        yield _finding(column_not_used, f"not read as any field: {listed(source.unmapped)}")
    if source.floats:
        yield _finding(
            floats_in_frame,
            f"{listed(source.floats)}: held as binary floats, and read by their shortest text",
        )


def _finding(rule: Rule, message: str) -> Finding:
    return Finding(
        rule=rule, message=rule.message.format(detail=message, value=""), places=(Place(),)
    )


def listed(names: tuple[str, ...]) -> str:
    """Return the first of some names, and how many more there are."""
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _ready_made(finding: Finding, rule: Rule, row: Mapping[str, Any]) -> Finding:
    """Return a finding that was made when its source was looked at."""
    del rule, row
    return finding
