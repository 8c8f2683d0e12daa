"""The rules about balances, asked by the same evaluator as all others."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.findings import Finding, Findings, Hits, NotAsked, Place, Scope
from aidtrack.kernel.faults import ask, counts_of, expressions_of
from aidtrack.profiles import asked_of, used
from aidtrack.rules import RULES, Given
from aidtrack.text.number import normal_number, show_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from aidtrack.findings import Rule, Severity
    from aidtrack.profiles import Profile

_PLACE = ("consignment", "line")
_TOLD_BY = (*_PLACE, "entry", "figure", "goods", "back_from", "batch_gone")
"""What tells one hit of a rule from another."""


def judge(
    facts: Iterable[pl.DataFrame],
    rules: Sequence[Rule],
    *,
    lines: int,
    today: date | None,
    profiles: tuple[Profile, ...],
) -> Findings:
    """Return what rules about balances find in frames of facts; other rules are left out.

    Args:
        facts: A frame for each sort of fact.
        rules: The rules; only those of the scope *balance* are asked.
        lines: How many lines the book has.
        today: Today's date, for rules that need it.
        profiles: The profiles that hold, the default one first.
    """
    given = Given.of(today=today, profiles=profiles)
    graded = asked_of([rule for rule in rules if rule.scope is Scope.BALANCE], profiles, RULES)
    own = graded.rules
    told = [rule for rule in own if all(given.has(name) for name in rule.givens)]
    expressions = expressions_of(told, given)
    found_by: dict[str, pl.DataFrame] = {}
    asked: dict[str, int] = {}
    for frame in facts:
        able = {
            rule.code: expressions[rule.code]
            for rule in told
            if frame.height and set(frame.columns).issuperset((*rule.reads, *rule.shown))
        }
        flagged = ask(frame.lazy(), able) if able else frame
        counts, found = counts_of(flagged, able)
        asked |= counts
        for rule in told:
            if found.get(rule.code):
                found_by[rule.code] = flagged.filter(rule.code)
    placed = _placed(found_by)
    findings = Findings(
        hits=tuple(
            _hits(rule, placed[rule.code], graded.severities.get(rule))
            for rule in own
            if rule.code in placed
        ),
        not_asked=(
            *(NotAsked(rule, _reason(rule, given)) for rule in own if not asked.get(rule.code)),
            *graded.silent,
        ),
        lines=lines,
        given={name: getattr(given, name) for rule in told for name in rule.givens},
        today=today,
        measured_by=used(profiles, today),
    )
    return findings.without(graded.known)


def _placed(found: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return what was found with the place of its line among all lines with findings."""
    if not found:
        return {}
    places = (
        pl.concat([frame.select(_PLACE) for frame in found.values()])
        .unique()
        .sort(_PLACE, nulls_last=False)
        .with_row_index("row", offset=1)
        .with_columns(pl.lit(0, dtype=pl.UInt32).alias("source"))
    )
    return {
        code: frame.join(places, on=_PLACE, how="left", nulls_equal=True)
        for code, frame in found.items()
    }


def _hits(rule: Rule, found: pl.DataFrame, graded: Severity | None) -> Hits:
    told_by = [name for name in _TOLD_BY if name in found.columns]
    names = list(dict.fromkeys(("source", "row", *told_by, *rule.shown)))
    rows = found.select(names).sort(names, nulls_last=False)
    return Hits(rule, rows, _finding, tuple(pl.col(name) for name in told_by), graded)


def _finding(rule: Rule, row: Mapping[str, Any]) -> Finding:
    """Return a hit as a finding: it points to the line, or to the consignment."""
    message = rule.message.format(**{name: _shown(row[name]) for name in rule.shown})
    consignment, line = row["consignment"], row["line"]
    told = tuple(row.get(name) for name in _TOLD_BY)
    return Finding(
        rule=rule,
        message=message,
        places=(Place(consignment=consignment, line=line),),
        consignment=consignment,
        line=line,
        told_by=told,
        alike=row.get("alike", 0),
    )


def _shown(value: Any) -> str:
    if value is None:
        return "(not stated)"
    return show_number(normal_number(value)) if isinstance(value, Decimal) else str(value)


def _reason(rule: Rule, given: Given) -> str:
    unknown = [name for name in rule.givens if not given.has(name)]
    if unknown:
        return f"not told: {', '.join(unknown)}"
    return "no entry has all that it asks about"
