"""Rules as expressions: built once for a plan, asked of any number of frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import InvalidRule
from aidtrack.findings import Rule, Scope
from aidtrack.lines.columns import Columns
from aidtrack.lines.schema import value_columns
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.rules.given import Given

PLAIN = pl.QueryOptFlags.none()
"""Our queries are single steps: there is nothing to optimise, and small batches are many."""
_SHARING = pl.QueryOptFlags.none()
_SHARING.comm_subexpr_elim = True
_MANY = 10_000
"""From so many lines on it pays to work out once what several rules have in common."""
COUNT = pl.len()
"""The fact ``count``, within a group."""


def expressions_of(rules: Iterable[Rule], given: Given) -> dict[str, pl.Expr]:
    """Return each rule's expression, true at its fault, by the rule's code."""
    return {rule.code: _expression(rule, given) for rule in rules}


def _expression(rule: Rule, given: Given) -> pl.Expr:
    if rule.fault is None:
        raise InvalidRule(f"rule {rule.code} is raised by reading and has no expression")
    facts = FACTS[rule.scope]
    computed = {"count": COUNT} if rule.scope is Scope.GROUP else {}
    fault: pl.Expr = rule.fault(Columns(facts, computed), given)
    return fault


def told_of(rule: Rule) -> dict[str, pl.Expr]:
    """Return what a rule's message shows of a group besides its lines, by its name."""
    columns = Columns(FACTS[rule.scope])
    return {"count": COUNT} | {name: tell(columns) for name, tell in rule.tells.items()}


def key_columns(rule: Rule) -> list[str]:
    """Return the columns of a group's keys: a quantity is its number and its unit."""
    return [
        column
        for key in rule.keys
        for column in (value_columns(FIELDS[key]) if key in FIELDS else (key,))
    ]


def ask(frame: pl.LazyFrame, expressions: Mapping[str, pl.Expr], rows: int = 0) -> pl.DataFrame:
    """Return the frame with one column of flags for each rule, named as its code is.

    A flag is true at the fault, null where the rule is not asked.

    Args:
        frame: The lines, with the columns that the rules name.
        expressions: The rules' expressions by their codes.
        rows: About how many lines there are.

    Raises:
        InvalidRule: A rule's expression fails on the frame.
    """
    try:
        # Where a rule looks at all rows together, its one answer is that of each row.
        asked = frame.with_columns(**expressions)
        return asked.collect(optimizations=_SHARING if rows >= _MANY else PLAIN)
    except pl.exceptions.PolarsError as error:
        for code, expression in expressions.items():
            try:
                frame.select(expression).collect()
            except pl.exceptions.PolarsError as own:
                raise InvalidRule(f"rule {code} cannot be evaluated: {own}") from error
        raise


def counts_of(frame: pl.DataFrame, codes: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return of how many lines each rule was asked, and on how many it found its fault."""
    asked, found = {}, {}
    for code in codes:
        flags = frame[code]
        asked[code] = len(flags) - flags.null_count()
        found[code] = int(flags.sum()) if asked[code] else 0
    return asked, found
