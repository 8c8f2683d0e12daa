"""The one evaluator: a batch of lines, of five or of two hundred thousand, to a partial."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Rule, Scope
from aidtrack.kernel.columnwise import first_of_columns, once_each
from aidtrack.kernel.contents import contents_of
from aidtrack.kernel.documents import documents_of
from aidtrack.kernel.faults import ask, counts_of
from aidtrack.kernel.heads import AT, CONSIGNMENT_KEYS, first_rows
from aidtrack.kernel.identity import IDENTITY
from aidtrack.kernel.idle import speaks_of_wholes, without_idle
from aidtrack.kernel.keys import KEYS as SUMMARY_KEYS
from aidtrack.kernel.lacking import Lacking, lacking_of
from aidtrack.kernel.left import stating_of
from aidtrack.kernel.mixed import firsts_of_units, tells_of_units
from aidtrack.kernel.once import said_once
from aidtrack.kernel.partial import Partial, merge
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.stated import TOTALS
from aidtrack.kernel.sums import sum_up
from aidtrack.kernel.totals import with_totals
from aidtrack.lines.issue import COLUMN_ISSUES, EITHER_ISSUES, READ_ISSUES
from aidtrack.lines.schema import columns_of, null_column
from aidtrack.model.field import FIELDS
from aidtrack.rules import rule_of_issue

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from aidtrack.findings import Source
    from aidtrack.kernel.plan import Plan
    from aidtrack.lines.lines import Lines


def evaluate(lines: Lines, plan: Plan, *, wholes: bool = True, alone: bool = False) -> Partial:
    """Return what a plan asks of one batch of lines.

    Args:
        lines: The batch.
        plan: What to find out.
        wholes: Whether anything is to be said of whole consignments.
        alone: Whether there is no other batch.
    """
    wholes = wholes and plan.needs_totals
    plan, idle = without_idle(plan, lines.stated)
    frame = _ready(lines, plan, wholes=wholes)
    hits, asked, absent = _find(frame, lines, plan, idle)
    by = [f"key.{name}" for name in plan.by or ()]
    return Partial(
        sources=lines.sources,
        lines=_lines_of_sources(frame, lines),
        stated=lines.stated,
        asked=asked,
        hits=hits | _cell_hits(frame, lines, plan) | _units(lines, plan, alone=alone),
        absent=absent,
        stating=stating_of(frame, plan),
        kept=_kept(frame, plan),
        heads=_heads(frame, plan, lines.stated) if wholes else None,
        contents=contents_of(frame, twins=plan.tells_twins) if wholes else None,
        sums=sum_up(frame, by) if plan.by is not None else None,
        remarks=lines.remarks,
    )


@cache
def _columns_of_hits(rule: Rule) -> tuple[str, ...]:
    names = dict.fromkeys(IDENTITY)
    for name in (*rule.pointed, *rule.shown):
        names |= dict.fromkeys(columns_of(FIELDS[name]) if name in FIELDS else (name,))
        names[f"{name}{AT}"] = None
    return tuple(names | dict.fromkeys(rule.extras))


def run(lines: Lines, plan: Plan, batch: int) -> Partial:
    """Return what a plan asks of lines, batch by batch."""
    wholes = plan.by is not None or speaks_of_wholes(plan, lines.stated)
    alone = len(lines) <= batch
    parts = (evaluate(part, plan, wholes=wholes, alone=alone) for part in lines.batches(batch))
    return merge(parts, plan)


def columns_of_hits(rule: Rule, frame: pl.DataFrame) -> pl.DataFrame:
    """Return what a rule's findings are made of, of every row."""
    present = frozenset(frame.columns)
    return frame[[name for name in _columns_of_hits(rule) if name in present]]


def rows_of_hits(rule: Rule, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows at which a rule found its fault, with what its findings are made of."""
    return columns_of_hits(rule, frame).filter(frame[rule.code])


def _ready(lines: Lines, plan: Plan, *, wholes: bool) -> pl.DataFrame:
    """Return the batch with every column that the plan needs, flags included, in one query."""
    frame = prepare(lines.frame, plan.names, plan.states, lines.stated)
    if wholes:
        keys = [SUMMARY_KEYS[name].make().alias(f"key.{name}") for name in plan.by or ()]
        frame = with_totals(frame, plan.measures, lines.stated).with_columns(keys)
    if wholes or plan.same_consignment:
        frame = frame.with_columns(_document(lines).alias("document"))
    return ask(frame, plan.expressions(Scope.LINE), len(lines))


def _document(lines: Lines) -> pl.Expr:
    """Return each line's document by its number."""
    numbers = documents_of(lines.sources)
    if len(set(numbers)) <= 1:
        return pl.lit(0, dtype=pl.UInt32)
    return pl.col("source").replace_strict(
        dict(enumerate(numbers)), default=0, return_dtype=pl.UInt32
    )


def _lines_of_sources(frame: pl.DataFrame, lines: Lines) -> dict[int, int]:
    if len(lines.sources) == 1:
        return {0: frame.height}
    return dict(frame.group_by("source").len().iter_rows())


def _find(
    frame: pl.DataFrame, lines: Lines, plan: Plan, idle: Mapping[Rule, bool | None]
) -> tuple[dict[str, pl.DataFrame], dict[str, int], dict[tuple[str, int], Lacking]]:
    """Return the hits of line rules, how often each was asked, and what whole tables lack."""
    rules = plan.asked_of(Scope.LINE)
    asked, found = counts_of(frame, [rule.code for rule in rules])
    asked |= {rule.code: frame.height for rule, fault in idle.items() if fault is not None}
    hits: dict[str, pl.DataFrame] = {}
    absent: dict[tuple[str, int], Lacking] = {}
    broken = {rule: rows_of_hits(rule, frame) for rule in rules if found[rule.code]} | {
        rule: columns_of_hits(rule, frame) for rule, fault in idle.items() if fault
    }
    for rule, every in broken.items():
        left = _left_to_another(rule, lines) if plan.same_consignment else []
        rows = every.filter(~pl.col("source").is_in(left)) if left else every
        without = _sources_without(rule, lines)
        lacking = pl.col("source").is_in(without)
        if without:
            found_in = lacking_of(rows.filter(lacking))
            absent |= {(rule.code, source): lines for source, lines in found_in.items()}
        own = rows.filter(~lacking) if without else rows
        if own.height:
            hits[rule.code] = said_once(own, rule, lines.sources)
    return hits, asked, absent


def _sources_without(rule: Rule, lines: Lines) -> list[int]:
    """Return the numbers of the tables that have no column for what a rule wants stated.

    There the fault is the table's, and is reported once. Objects, JSON among them,
    have every field, so theirs are reported line by line.
    """
    if not rule.blanks:
        return []
    return [
        number
        for number, source in enumerate(lines.sources)
        if not any(_has_place(name, source, lines) for name in rule.blanks)
    ]


def _left_to_another(rule: Rule, lines: Lines) -> list[int]:
    """Return the numbers of the tables that leave what a rule wants stated to another document.

    A waybill has no column for batches, and need not have one where the packing list has.
    """
    having = {
        document
        for document, source in zip(documents_of(lines.sources), lines.sources, strict=True)
        if any(source.column_of(name) for name in rule.blanks)
    }
    if not having:
        return []
    return [
        number
        for number, document in enumerate(documents_of(lines.sources))
        if document not in having and lines.sources[number].columns
    ]


def _has_place(name: str, source: Source, lines: Lines) -> bool:
    if not source.columns:
        return lines.has(name)
    # Objects name their fields, so that there are no columns with letters.
    named = all(use.column is None for use in source.columns if use.row is None)
    return named or source.column_of(name) is not None


def _cell_hits(frame: pl.DataFrame, lines: Lines, plan: Plan) -> dict[str, pl.DataFrame]:
    """Return the lines whose texts reading had something to say of, by rule."""
    if not lines.issues.height:
        return {}
    wanted = {rule.code for rule in plan.of_scope(Scope.CELL)}
    stacks: dict[str, list[pl.DataFrame]] = {}
    identity = frame.select(IDENTITY)
    for (name, issue), group in lines.issues.group_by("field", "issue", maintain_order=True):
        rule = rule_of_issue(str(issue), FIELDS[str(name)].shape)
        if rule.code not in wanted:
            continue
        # One text can be read on one line and not on another, where their units differ.
        rows = identity.with_columns(lines.frame[f"{name}.text"].alias("text"))
        if issue not in EITHER_ISSUES:
            rows = rows.filter(lines.frame[str(name)].is_not_null() == (issue in READ_ISSUES))
        own = group.unique(["source", "text"], keep="first", maintain_order=True)
        hits = rows.join(own, on=["source", "text"], how="inner", maintain_order="left")
        hits = once_each(hits, lines.sources)
        if issue in COLUMN_ISSUES:
            hits = first_of_columns(hits.with_columns(pl.lit(1, dtype=pl.Int64).alias("lines")))
        if hits.height:
            stacks.setdefault(rule.code, []).append(hits)
    return {code: pl.concat(frames, how="diagonal") for code, frames in stacks.items()}


def _units(lines: Lines, plan: Plan, *, alone: bool) -> dict[str, pl.DataFrame]:
    """Return the first line of each unit of weights and volumes, for the whole to judge."""
    rules = [rule for rule in plan.of_scope(Scope.CELL) if tells_of_units(rule)]
    if not rules:
        return {}
    present = frozenset(lines.frame.columns)
    identity = [pl.col(name) if name in present else null_column(name) for name in IDENTITY]
    firsts = firsts_of_units(lines.frame, identity, lines.stated, whole=alone)
    return {} if firsts is None else {rule.code: firsts for rule in rules}


def _kept(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame | None:
    """Return what the rules about groups and documents need of every line."""
    rules = plan.asked_of(Scope.GROUP, Scope.DOCUMENTS)
    if not rules:
        return None
    document = ("document", *TOTALS) if plan.same_consignment else ()
    return columns_read(rules, frame, (*document, *plan.stated))


def columns_read(
    rules: Iterable[Rule], frame: pl.DataFrame, besides: Iterable[str] = ()
) -> pl.DataFrame:
    """Return what some rules read of every row, and what their findings show of it."""
    names = dict.fromkeys(IDENTITY)
    for name in (*besides, *(name for rule in rules for name in (*rule.reads, *rule.shown))):
        names |= dict.fromkeys(columns_of(FIELDS[name]) if name in FIELDS else (name,))
    present = frozenset(frame.columns)
    return frame[[name for name in names if name in present]]


def _heads(frame: pl.DataFrame, plan: Plan, stated: Container[str]) -> pl.DataFrame:
    """Return what is claimed of each consignment as a whole, and where."""
    names = dict.fromkeys((*CONSIGNMENT_KEYS, "source", "row", "position", "reference", "line"))
    for name in plan.heads:
        if name in stated:
            its = columns_of(FIELDS[name]) if name in FIELDS else (name,)
            names |= dict.fromkeys(its)
    present = frozenset(frame.columns)
    return first_rows(frame[[name for name in names if name in present]])
