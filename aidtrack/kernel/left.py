"""What one document leaves to another: a waybill states no quantity of each item."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Scope
from aidtrack.kernel.documents import documents_of
from aidtrack.lines.schema import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aidtrack.findings import Rule, Source
    from aidtrack.kernel.plan import Plan


def stating_of(frame: pl.DataFrame, plan: Plan) -> frozenset[tuple[str, int]]:
    """Return the fields whose blankness is asked about, each with the sources that state it."""
    if not plan.same_consignment:
        return frozenset()
    asked = {name for rule in plan.asked_of(Scope.LINE) for name in rule.blanks}
    return frozenset(
        (name, source)
        for name in asked
        if f"{name}.state" in frame.columns
        for source in frame["source"].filter(frame[f"{name}.state"] != State.BLANK).unique()
    )


def without_left(
    hits: Mapping[str, pl.DataFrame],
    rules: Iterable[Rule],
    stating: frozenset[tuple[str, int]],
    sources: Sequence[Source],
) -> dict[str, pl.DataFrame]:
    """Return hits without those in documents that state nothing of what another states.

    A column that a form has and nobody filled in says no more than none.
    """
    numbers = documents_of(sources)
    documents: defaultdict[str, set[int]] = defaultdict(set)
    for name, source in stating:
        documents[name].add(numbers[source])
    kept = dict(hits)
    for rule in rules:
        having = set[int]().union(*(documents[name] for name in rule.blanks))
        if not having or rule.code not in kept or rule.scope is not Scope.LINE:
            continue
        here = [source for source, document in enumerate(numbers) if document in having]
        rest = kept.pop(rule.code).filter(pl.col("source").is_in(here))
        if rest.height:
            kept[rule.code] = rest
    return kept
