"""When every batch is merged: the rules that need the whole, and all findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Findings, Hits, NotAsked, Rule, Scope
from aidtrack.kernel.columnwise import as_columns, once_each
from aidtrack.kernel.contents import with_facts
from aidtrack.kernel.documents import findings_of_documents
from aidtrack.kernel.evaluate import columns_read, rows_of_hits
from aidtrack.kernel.faults import ask, counts_of, key_columns, told_of
from aidtrack.kernel.grouping import in_order, varying_of, within
from aidtrack.kernel.identity import told_by
from aidtrack.kernel.left import without_left
from aidtrack.kernel.mixed import may_be_mixed, mixed_columns, tells_of_units
from aidtrack.kernel.once import said_once
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.remarks import remarks_of
from aidtrack.kernel.repeats import Repeats
from aidtrack.kernel.twins import with_twins
from aidtrack.kernel.wording import Wording
from aidtrack.lines.history import HISTORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aidtrack.kernel.partial import Partial
    from aidtrack.kernel.plan import Plan

_OF_LINES = (Scope.LINE, Scope.GROUP)
_ASKED_ELSEWHERE = (Scope.CELL, Scope.BALANCE)
"""While a file is read, and of the entries in a book: not of lines."""


def conclude(partial: Partial, plan: Plan) -> Findings:
    """Return all findings of a merged partial."""
    hits = without_left(partial.hits, plan.rules, partial.stating, partial.sources)
    asked = dict(partial.asked)
    for found, counts in (
        _groups(partial, plan),
        _consignments(partial, plan),
        _documents(partial, plan),
    ):
        hits |= found
        asked |= counts
    sources = tuple(
        replace(source, lines=partial.lines.get(number, source.lines))
        for number, source in enumerate(partial.sources)
    )
    given = {name: getattr(plan.given, name) for rule in plan.rules for name in rule.givens
             if plan.given.has(name)}  # fmt: skip
    wording = Wording(sources, given)
    findings = Findings(
        hits=tuple(
            replace(each, graded=plan.severities.get(each.rule))
            for each in _all_hits(hits, partial, plan, wording)
        ),
        not_asked=(*_not_asked(asked, partial, plan), *plan.silent),
        sources=sources,
        lines=sum(partial.lines.values()),
        given=given,
        today=plan.given.today if plan.given.has("today") else None,
        measured_by=plan.measured_by,
    )
    return findings.without(plan.known)


def _all_hits(
    hits: Mapping[str, pl.DataFrame], partial: Partial, plan: Plan, wording: Wording
) -> list[Hits]:
    every: list[Hits] = []
    for rule in plan.rules:
        if rule.code in hits:
            make = wording.of_cells if rule.scope is Scope.CELL else wording.of_lines
            frame = in_order(hits[rule.code])
            if rule.scope in _OF_LINES:
                frame = said_once(frame, rule, partial.sources)
            if rule.scope is Scope.CELL and not tells_of_units(rule):
                frame = once_each(frame, partial.sources)
            if tells_of_units(rule):
                if not may_be_mixed(frame):
                    continue
                frame = mixed_columns(frame)
            elif "lines" in frame.columns and rule.scope is Scope.CELL:
                frame = as_columns(frame)
            every.append(Hits(rule, frame, make, told_by(rule, frame.columns)))
        tables = [
            {
                "source": source,
                "row": partial.sources[source].header_row,
                "lacking": lacking.shown(of=partial.lines[source]),
            }
            for (code, source), lacking in sorted(partial.absent.items(), key=lambda each: each[0])
            if code == rule.code
        ]
        if tables:
            schema = {"source": pl.UInt32, "row": pl.UInt32, "lacking": pl.String}
            every.append(Hits(rule, pl.DataFrame(tables, schema=schema), wording.of_tables))
    return every + remarks_of(partial, plan.rules)


def _groups(partial: Partial, plan: Plan) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    if partial.kept is None:
        return {}, {}
    lines = in_order(partial.kept)
    rules = [rule for rule in plan.asked_of(Scope.GROUP) if partial.stated.issuperset(rule.needs)]
    # What two documents of one consignment say alike is no repetition.
    document = ("document",) if plan.same_consignment else ()
    every = {rule.code: (*key_columns(rule), *document) for rule in rules}
    varying = varying_of(lines, [key for own in every.values() for key in own])
    alike: dict[tuple[bool, tuple[str, ...]], list[Rule]] = defaultdict(list)
    for rule in rules:
        own = (key for key in every[rule.code] if key in varying and rule.several)
        alike[rule.several, tuple(own)].append(rule)
    hits: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    repeats = Repeats(lines)
    for (several, shared), each in sorted(alike.items(), key=lambda item: len(item[0][1])):
        read = columns_read(each, lines, document)
        looked_at = read[repeats.of(shared)] if several else lines
        keys = {rule.code: [key for key in every[rule.code] if key in varying] for rule in each}
        found, counts = _of_groups(looked_at, each, keys, plan)
        hits |= found
        # A line that is alone in its group was looked at as well.
        asked |= {rule.code: _stating(lines, rule.needs) for rule in each} if several else counts
    return hits, asked


def _of_groups(
    lines: pl.DataFrame, rules: Iterable[Rule], keys: Mapping[str, Sequence[str]], plan: Plan
) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    faults = plan.expressions(Scope.GROUP)
    own = {code: within(faults[code], names) for code, names in keys.items()}
    flagged = ask(lines.lazy(), own, lines.height)
    asked, found = counts_of(flagged, keys)
    hits = {}
    for rule in rules:
        if found[rule.code]:
            own_keys = keys[rule.code]
            at_fault = flagged.filter(within(pl.col(rule.code).any(), own_keys))
            told = {name: within(each, own_keys) for name, each in told_of(rule).items()}
            hits[rule.code] = rows_of_hits(rule, at_fault.with_columns(**told))
    return hits, asked


def _stating(lines: pl.DataFrame, names: Iterable[str]) -> int:
    """Return how many lines state all of some fields."""
    stated = pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_not_null() for name in names))
    return int(lines.select(stated.sum()).item())


def _consignments(partial: Partial, plan: Plan) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    rules = plan.asked_of(Scope.CONSIGNMENT)
    if not rules or partial.heads is None or partial.contents is None:
        return {}, {}
    facts = with_facts(partial.heads, partial.contents)
    facts = with_twins(facts, partial.contents, apart=plan.same_consignment)
    states = sorted({name for rule in rules for name in rule.states})
    frame = prepare(facts, ("reference", *plan.heads), states, partial.stated)
    rows = ask(frame, plan.expressions(Scope.CONSIGNMENT))
    asked, found = counts_of(rows, plan.expressions(Scope.CONSIGNMENT))
    return {rule.code: rows_of_hits(rule, rows) for rule in rules if found[rule.code]}, asked


def _documents(partial: Partial, plan: Plan) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    if partial.kept is None or not plan.asked_of(Scope.DOCUMENTS):
        return {}, {}
    return findings_of_documents(partial.kept, plan, partial.sources, partial.stated)


def _not_asked(asked: Mapping[str, int], partial: Partial, plan: Plan) -> list[NotAsked]:
    absent = {code for code, _ in partial.absent}
    return [
        NotAsked(rule, _reason(rule, plan, partial.stated))
        for rule in plan.rules
        if rule.scope not in _ASKED_ELSEWHERE
        and not asked.get(rule.code)
        and rule.code not in absent
    ]


def _reason(rule: Rule, plan: Plan, stated: frozenset[str]) -> str:
    unknown = [name for name in rule.givens if not plan.given.has(name)]
    if unknown:
        return f"not told: {', '.join(unknown)}"
    if rule.scope is Scope.DOCUMENTS and not plan.same_consignment:
        return "needs several documents of one consignment"
    if any(name in HISTORY and name not in stated for name in rule.reads):
        return "no record of earlier consignments is at hand"
    what = _WHAT[rule.scope]
    missing = [name for name in rule.fields if name not in stated]
    if missing:
        return f"no {what} states {', '.join(missing)}"
    names = ", ".join(rule.fields + rule.extras)
    # Either no line is of the goods that it is about, or those that are lack a value.
    return f"no {what} that it is about has all of: {names}" if names else f"it is about no {what}"


_WHAT = {
    Scope.LINE: "line",
    Scope.GROUP: "group of lines",
    Scope.CONSIGNMENT: "consignment",
    Scope.DOCUMENTS: "pair of documents",
}
