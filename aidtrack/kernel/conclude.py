"""When every batch is merged: the rules that need the whole, and all findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.findings import Findings, Hits, NotAsked, Rule, Scope
from aidtrack.kernel.evaluate import columns_of_hits, faults, first_of_columns
from aidtrack.kernel.consignments import facts_of_consignments
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.wording import Wording
from aidtrack.lines.derived import DERIVED
from aidtrack.rules.declaration import CONSIGNMENT

if TYPE_CHECKING:
    from aidtrack.kernel.partial import Partial
    from aidtrack.kernel.plan import Plan

_ORDER = ("source", "row")


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
    rules = {rule.code: rule for rule in plan.rules}
    for rule in plan.rules:
        if rule.code in hits:
            make = wording.of_cells if rule.scope is Scope.CELL else wording.of_lines
            frame = hits[rule.code].sort(_ORDER, maintain_order=True)
            if "lines" in frame.columns and rule.scope is Scope.CELL:
                frame = first_of_columns(frame)
            every.append(Hits(rule, frame, make))
        tables = [
            {"source": source, "row": partial.sources[source].header_row, "lines": lines}
            for (code, source), lines in sorted(partial.absent.items())
            if code == rule.code
        ]
        if tables:
            schema = {"source": pl.UInt32, "row": pl.UInt32, "lines": pl.Int64}
            every.append(Hits(rule, pl.DataFrame(tables, schema=schema), wording.of_tables))
    every += _remarks(partial, rules)
    return every


def _remarks(partial: Partial, rules: Mapping[str, Rule]) -> list[Hits]:
    """Return what reading found of whole sources; those findings are made already."""
    numbers = {(source.file, source.sheet): n for n, source in enumerate(partial.sources)}
    hits = []
    for finding in partial.remarks:
        if finding.code not in rules:
            continue
        place = finding.place
        row = {"source": numbers.get((place.file, place.sheet), 0), "row": place.row}
        frame = pl.DataFrame([row], schema={"source": pl.UInt32, "row": pl.UInt32})
        hits.append(Hits(finding.rule, frame, lambda rule, row, made=finding: made))
    return hits


def _groups(
    partial: Partial, plan: Plan
) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    hits: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    if partial.kept is None:
        return hits, asked
    lines = partial.kept.sort(_ORDER, maintain_order=True)
    for rule in plan.of_scope(Scope.GROUP):
        if not plan.can_ask(rule):
            continue
        keys = _key_columns(rule, lines)
        frame = lines.with_columns(pl.len().over(keys).alias("count"))
        hits |= _broken(rule, frame, plan, asked, keys)
    return hits, asked


def _key_columns(rule: Rule, frame: pl.DataFrame) -> list[str]:
    """Return the columns of a rule's keys: a quantity is its number and its unit."""
    names = [
        column
        for key in rule.keys
        for column in ((key,) if key == CONSIGNMENT else (key, f"{key}.unit"))
    ]
    return [name for name in names if name in frame.columns]


def _consignments(
    partial: Partial, plan: Plan
) -> tuple[dict[str, pl.DataFrame], dict[str, int]]:
    hits: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    rules = [rule for rule in plan.of_scope(Scope.CONSIGNMENT, Scope.DOCUMENTS) if plan.can_ask(rule)]
    if not rules or partial.heads is None or partial.consignments is None:
        return hits, asked
    facts = facts_of_consignments(partial.heads, partial.consignments)
    derived = [name for rule in rules for name in rule.reads if name in DERIVED]
    frame = prepare(facts, [*plan.heads, *derived])
    for rule in rules:
        if rule.scope is Scope.CONSIGNMENT:
            hits |= _broken(rule, frame, plan, asked)
        elif plan.same_consignment:
            # All documents speak of one consignment, whatever reference each gives it.
            together = frame.with_columns(pl.lit(frame["document"].n_unique()).alias("documents"))
            hits |= _broken(rule, together, plan, asked, [pl.lit(1)])
    return hits, asked


def _broken(
    rule: Rule, frame: pl.DataFrame, plan: Plan, asked: dict[str, int], over: Any = ()
) -> dict[str, pl.DataFrame]:
    flags = faults(frame, [rule], plan.given, over)[rule.code]
    asked[rule.code] = int(flags.is_not_null().sum())
    broken = frame.filter(flags)
    return {rule.code: broken.select(columns_of_hits(rule, broken))} if broken.height else {}


def _not_asked(asked: Mapping[str, int], partial: Partial, plan: Plan) -> list[NotAsked]:
    absent = {code for code, _ in partial.absent}
    return [
        NotAsked(rule, _reason(rule, plan))
        for rule in plan.rules
        if rule.scope is not Scope.CELL and not asked.get(rule.code) and rule.code not in absent
    ]


def _reason(rule: Rule, plan: Plan) -> str:
    if not plan.can_ask(rule):
        unknown = [name for name in rule.givens if not plan.given.has(name)]
        return f"not told: {', '.join(unknown)}"
    if rule.scope is Scope.DOCUMENTS and not plan.same_consignment:
        return "needs several documents of one consignment"
    what = {Scope.LINE: "line", Scope.GROUP: "group of lines"}.get(rule.scope, "consignment")
    fields = ", ".join(rule.fields + rule.extras) or "what it asks about"
    return f"no {what} states {fields}"
