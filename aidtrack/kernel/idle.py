"""Rules that nothing is said for: known without looking at any line."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from aidtrack.findings import Scope
from aidtrack.kernel.faults import ask
from aidtrack.kernel.prepare import prepare
from aidtrack.lines.schema import KEYS, null_row
from aidtrack.rules.facts import FACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.findings import Rule
    from aidtrack.kernel.plan import Plan


@lru_cache(maxsize=128)
def without_idle(plan: Plan, stated: frozenset[str]) -> tuple[Plan, Mapping[Rule, bool | None]]:
    """Return a plan without its idle rules, and what those say of every line alike.

    A rule of lines is idle where nothing it reads is stated: it looks at one line
    at a time, and so it says of each what it says of a line of blanks. One that needs a
    field which nothing states is asked of no line.
    """
    rules = plan.asked_of(Scope.LINE)
    needy = [rule for rule in rules if not stated.issuperset(rule.needs)]
    idle = [
        rule
        for rule in rules
        if (rule.fields or rule.extras)
        and rule not in needy
        and stated.isdisjoint((*rule.fields, *rule.extras))
    ]
    if not idle and not needy:
        return plan, {}
    apart = replace(plan, rules=tuple(idle), by=None)
    blank = prepare(null_row(KEYS), apart.names, apart.states, frozenset())
    (faults,) = ask(blank, apart.expressions(Scope.LINE)).iter_rows(named=True)
    silent = {rule: faults[rule.code] for rule in idle} | dict.fromkeys(needy)
    rest = tuple(rule for rule in plan.rules if rule not in silent)
    return replace(plan, rules=rest), silent


@lru_cache(maxsize=128)
def speaks_of_wholes(plan: Plan, stated: frozenset[str]) -> bool:
    """Return whether any rule about whole consignments has something to say where this is stated.

    A rule of which nothing is stated may still look for blanks: it is tried on a
    consignment of blanks. What such a rule says of sums is seen only with the sums.
    """
    rules = plan.asked_of(Scope.CONSIGNMENT)
    if plan.asked_of(Scope.DOCUMENTS):
        return True
    asked = [rule for rule in rules if not stated.isdisjoint((*rule.fields, *rule.extras))]
    if asked or any(not (rule.fields or rule.extras) for rule in rules):
        return True
    blanks = [rule for rule in rules if rule.states]
    if not blanks:
        return False
    if any(name in FACT_TYPES for rule in blanks for name in rule.reads):
        return True
    apart = replace(plan, rules=tuple(blanks), by=None)
    blank = prepare(null_row(KEYS), [*apart.heads], apart.states, frozenset())
    flags = ask(blank, apart.expressions(Scope.CONSIGNMENT))
    return any(flags[rule.code].any() for rule in blanks)
