"""The one evaluator: a batch of lines, of five or of two hundred thousand, to a partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import InvalidRule
from aidtrack.findings import Rule, Scope
from aidtrack.kernel.keys import KEYS as SUMMARY_KEYS
from aidtrack.kernel.partial import CONSIGNMENT_KEYS, Partial, first_rows
from aidtrack.kernel.prepare import prepare
from aidtrack.kernel.sums import sum_up
from aidtrack.kernel.totals import with_totals
from aidtrack.lines.cells import COLUMN_ISSUES, READ_ISSUES
from aidtrack.lines.columns import Columns
from aidtrack.lines.schema import KEYS, columns_of
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import FACTS
from aidtrack.rules.reading import rule_of_issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.findings import Source
    from aidtrack.kernel.plan import Plan
    from aidtrack.lines.lines import Lines
    from aidtrack.rules.given import Given

IDENTITY = (*KEYS, "reference", "line")
"""The columns that every hit keeps."""


def evaluate(lines: Lines, plan: Plan) -> Partial:
    """Return what a plan asks of one batch of lines."""
    frame = prepare(lines.frame, plan.names)
    hits, asked, absent = _find(frame, lines, plan)
    documents = _documents(lines)
    by = [f"key.{name}" for name in plan.by or ()]
    totals = with_totals(frame) if plan.needs_totals else frame
    totals = totals.with_columns(
        documents.alias("document"),
        *(SUMMARY_KEYS[name].make().alias(f"key.{name}") for name in plan.by or ()),
    )
    counts = dict(frame.group_by("source").len().iter_rows())
    return Partial(
        sources=lines.sources,
        lines=counts,
        asked=asked,
        hits=hits | _cell_hits(frame, lines, plan),
        absent=absent,
        kept=_kept(frame, plan),
        heads=_heads(totals, plan) if plan.needs_totals else None,
        consignments=sum_up(totals, CONSIGNMENT_KEYS) if plan.needs_totals else None,
        sums=sum_up(totals, by) if plan.by is not None else None,
        remarks=lines.remarks,
    )


def faults(
    frame: pl.DataFrame, rules: Sequence[Rule], given: Given, over: Sequence[str] = ()
) -> pl.DataFrame:
    """Return one column of flags for each rule: true at the fault, null where not asked.

    Raises:
        InvalidRule: A rule's expression fails on the frame.
    """
    expressions = {}
    for rule in rules:
        assert rule.fault is not None  # noqa: S101 (only cell rules have none)
        fault = rule.fault(Columns(FACTS[rule.scope]), given)
        expressions[rule.code] = fault.over(over) if over else fault
    try:
        return frame.lazy().select(**expressions).collect()
    except pl.exceptions.PolarsError as error:
        for code, expression in expressions.items():
            try:
                frame.select(expression)
            except pl.exceptions.PolarsError as own:
                raise InvalidRule(f"rule {code} cannot be evaluated: {own}") from error
        raise


def columns_of_hits(rule: Rule, frame: pl.DataFrame) -> list[str]:
    """Return the columns that findings of a rule are made of."""
    names = dict.fromkeys(IDENTITY)
    for name in (*rule.pointed, *rule.shown):
        own = columns_of(FIELDS[name]) if name in FIELDS else (name,)
        names |= dict.fromkeys(column for column in own if column in frame.columns)
    names |= dict.fromkeys(name for name in rule.extras if name in frame.columns)
    return [name for name in names if name in frame.columns]


def _find(
    frame: pl.DataFrame, lines: Lines, plan: Plan
) -> tuple[dict[str, pl.DataFrame], dict[str, int], dict[tuple[str, int], int]]:
    rules = [rule for rule in plan.of_scope(Scope.LINE) if plan.can_ask(rule)]
    if not rules:
        return {}, {}, {}
    flags = faults(frame, rules, plan.given)
    asked = flags.select(pl.all().is_not_null().sum()).row(0, named=True)
    found = flags.select(pl.all().sum()).row(0, named=True)
    hits: dict[str, pl.DataFrame] = {}
    absent: dict[tuple[str, int], int] = {}
    for rule in rules:
        if not found[rule.code]:
            continue
        broken = frame.filter(flags[rule.code]).select(columns_of_hits(rule, frame))
        without = _sources_without(rule, lines)
        if without:
            lacking = pl.col("source").is_in(without)
            counts = broken.filter(lacking).group_by("source").len().iter_rows()
            absent |= {(rule.code, source): number for source, number in counts}
            broken = broken.filter(~lacking)
        if broken.height:
            hits[rule.code] = broken
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


def _has_place(name: str, source: Source, lines: Lines) -> bool:
    if not source.columns:
        return lines.has(name)
    return source.header_row is None or source.column_of(name) is not None


def _cell_hits(frame: pl.DataFrame, lines: Lines, plan: Plan) -> dict[str, pl.DataFrame]:
    """Return the lines whose texts reading had something to say of, by rule."""
    wanted = {rule.code for rule in plan.of_scope(Scope.CELL)}
    stacks: dict[str, list[pl.DataFrame]] = {}
    identity = frame.select(IDENTITY)
    for (name, issue), group in lines.issues.group_by("field", "issue", maintain_order=True):
        rule = rule_of_issue(str(issue), FIELDS[str(name)].shape)
        if rule.code not in wanted:
            continue
        # One text can be read on one line and not on another, where their units differ.
        was_read = lines.frame[str(name)].is_not_null() == (issue in READ_ISSUES)
        rows = identity.with_columns(lines.frame[f"{name}.text"].alias("text")).filter(was_read)
        own = group.unique(["source", "text"], keep="first", maintain_order=True)
        hits = rows.join(own, on=["source", "text"], how="inner", maintain_order="left")
        if issue in COLUMN_ISSUES:
            hits = first_of_columns(hits.with_columns(pl.lit(1, dtype=pl.Int64).alias("lines")))
        if hits.height:
            stacks.setdefault(rule.code, []).append(hits)
    return {code: pl.concat(frames, how="diagonal") for code, frames in stacks.items()}


def first_of_columns(hits: pl.DataFrame) -> pl.DataFrame:
    """Return the first hit in each column of each source, with the number of lines alike."""
    keys = ["source", "field"]
    return (
        hits.sort("source", "row", maintain_order=True)
        .group_by(keys, maintain_order=True)
        .agg(pl.exclude("lines").first(), pl.col("lines").sum())
        .select(hits.columns)
    )


def _kept(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame | None:
    rules = [rule for rule in plan.of_scope(Scope.GROUP) if plan.can_ask(rule)]
    if not rules:
        return None
    names = dict.fromkeys(IDENTITY)
    for rule in rules:
        for name in rule.reads:
            own = columns_of(FIELDS[name]) if name in FIELDS else (name,)
            names |= dict.fromkeys(own)
    return frame.select(name for name in names if name in frame.columns)


def _documents(lines: Lines) -> pl.Expr:
    """Return each line's document: sheets of one file are one document."""
    files: dict[str | int, int] = {}
    numbers = []
    for number, source in enumerate(lines.sources):
        numbers.append(files.setdefault(source.file or number, len(files)))
    return pl.col("source").replace_strict(
        dict(enumerate(numbers)), default=0, return_dtype=pl.UInt32
    )


def _heads(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    names = [*CONSIGNMENT_KEYS, "source", "row", "position", "reference", "line"]
    for name in plan.heads:
        own = columns_of(FIELDS[name]) if name in FIELDS else (name,)
        names += [column for column in own if column in frame.columns and column not in names]
    return first_rows(frame.select(names))
