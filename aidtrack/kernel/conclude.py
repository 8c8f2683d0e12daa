"""When every batch is merged: the rules that need the whole, and all findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Findings, Hits, NotAsked, Rule, Scope
from aidtrack.kernel.columnwise import as_columns, once_each
from aidtrack.kernel.contents import of_documents, with_facts
from aidtrack.kernel.evaluate import rows_of_hits
from aidtrack.kernel.faults import COUNT, ask, counts_of, key_columns
from aidtrack.kernel.grouping import in_order, varying_of, within
from aidtrack.kernel.identity import told_by
from aidtrack.kernel.mixed import may_be_mixed, mixed_columns
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.remarks import remarks_of
from aidtrack.kernel.wording import Wording
from aidtrack.rules.cells import units_mixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.kernel.partial import Partial
    from aidtrack.kernel.plan import Plan

_ASKED_ELSEWHERE = (Scope.CELL, Scope.BALANCE)
"""While a file is read, and of the entries in a book: not of lines."""


def conclude(partial: Partial, plan: Plan) -> Findings:
    """Return all findings of a merged partial."""
    hits = dict(partial.hits)
    asked = dict(partial.asked)
    for found, counts in (_groups(partial, plan), _consignments(partial, plan)):
        hits |= found
        asked |= counts
    sources = tuple(
        replace(source, lines=partial.lines.get(number, source.lines))
        for number, source in enumerate(partial.sources)
    )
    given = {name: getattr(plan.given, name) for rule in plan.rules for name in rule.givens
             if plan.given.has(name)}  # fmt: skip
    wording = Wording(sources, given)
    return Findings(
        hits=tuple(_all_hits(hits, partial, plan, wording)),
        not_asked=tuple(_not_asked(asked, partial, plan)),
        sources=sources,
        lines=sum(partial.lines.values()),
        given=given,
        today=plan.given.today if plan.given.has("today") else None,
        profiles=plan.profiles,
    )


def _all_hits(
    hits: Mapping[str, pl.DataFrame], partial: Partial, plan: Plan, wording: Wording
) -> list[Hits]:
    every: list[Hits] = []
    for rule in plan.rules:
        if rule.code in hits:
            make = wording.of_cells if rule.scope is Scope.CELL else wording.of_lines
            frame = in_order(hits[rule.code])
            if rule.scope is Scope.CELL and rule is not units_mixed:
                frame = once_each(frame, partial.sources)
            if rule is units_mixed:
                if not may_be_mixed(frame):
                    continue
                frame = mixed_columns(frame)
            elif "lines" in frame.columns and rule.scope is Scope.CELL:
                frame = as_columns(frame)
            every.append(Hits(rule, frame, make, told_by(rule, frame.columns)))
        tables = [
            {"source": source, "row": partial.sources[source].header_row, "lines": lines}
            for (code, source), lines in sorted(partial.absent.items())
            if code == rule.code
        ]
        if tables:
            schema = {"source": pl.UInt32, "row": pl.UInt32, "lines": pl.Int64}
            every.append(Hits(rule, pl.DataFrame(tables, schema=schema), wording.of_tables))
    return every + remarks_of(partial, plan.rules)


def _groups(partial: Partial, plan: Plan) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    if partial.kept is None:
        return {}, {}
    lines = in_order(partial.kept)
    rules = [rule for rule in plan.asked_of(Scope.GROUP) if partial.stated.issuperset(rule.needs)]
    varying = varying_of(lines, [key for rule in rules for key in key_columns(rule)])
    keys = {rule.code: [key for key in key_columns(rule) if key in varying] for rule in rules}
    faults = plan.expressions(Scope.GROUP)
    flagged = ask(lines.lazy(), {code: within(faults[code], own) for code, own in keys.items()})
    asked, found = counts_of(flagged, keys)
    hits = {}
    for rule in rules:
        if found[rule.code]:
            counted = flagged.with_columns(within(COUNT, keys[rule.code]).alias("count"))
            hits[rule.code] = rows_of_hits(rule, counted)
    return hits, asked


def _consignments(partial: Partial, plan: Plan) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    rules = plan.asked_of(Scope.CONSIGNMENT, Scope.DOCUMENTS)
    if not rules or partial.heads is None or partial.contents is None:
        return {}, {}
    facts = with_facts(partial.heads, partial.contents)
    hits: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    # Documents are compared as wholes, however many consignments each speaks of.
    for scope in (Scope.CONSIGNMENT, Scope.DOCUMENTS):
        own = plan.asked_of(scope)
        if not own:
            continue
        wholes = of_documents(facts) if scope is Scope.DOCUMENTS else facts
        states = sorted({name for rule in own for name in rule.states})
        frame = prepare(wholes, ("reference", *plan.heads), states, partial.stated)
        rows = ask(frame, plan.expressions(scope))
        counts, found = counts_of(rows, plan.expressions(scope))
        asked |= counts
        hits |= {rule.code: rows_of_hits(rule, rows) for rule in own if found[rule.code]}
    return hits, asked


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
    what = {Scope.LINE: "line", Scope.GROUP: "group of lines"}.get(rule.scope, "consignment")
    missing = [name for name in rule.fields if name not in stated]
    if missing:
        return f"no {what} states {', '.join(missing)}"
    return f"no {what} has all that it asks about: {', '.join(rule.fields + rule.extras)}"
