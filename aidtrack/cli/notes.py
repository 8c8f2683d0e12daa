"""What a result without findings leaves out: said on standard error, so that none is silent."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from aidtrack.cli.misuse import say

if TYPE_CHECKING:
    from aidtrack.findings import Findings, Rule
    from aidtrack.summary import Totals

_MOST = 3
_TABLE_RULES = range(131, 150)


def reading_rules() -> list[Rule]:
    """Return the rules that reading raises."""
    from aidtrack.findings import Scope
    from aidtrack.rules import RULES

    return [rule for rule in RULES if rule.scope is Scope.CELL]


def say_reading(findings: Findings) -> None:
    """Say what reading found: of whole tables word by word, of cells how often."""
    from aidtrack.report.plain import count

    tables = findings.where(_is_about_tables)
    for code in tables.counts():
        own = tables.of_rule(code)
        for finding in itertools.islice(own, _MOST):
            say(str(finding))
        if len(own) > _MOST:
            say(f"… and {len(own) - _MOST:,} more of {code}")
    cells = findings.where(lambda rule: not _is_about_tables(rule))
    rules = {hits.rule.code: hits.rule for hits in cells.hits}
    for code, number in cells.counts().items():
        rule = rules[code]
        say(f"{code} {rule.severity}: {count(number, 'time')}: {rule.summary}")
    if cells.counts():
        say("aidtrack validate shows each of them")


def _is_about_tables(rule: Rule) -> bool:
    return int(rule.code[2:]) in _TABLE_RULES


def say_coverage(total: Totals) -> None:
    """Say how many lines the totals cover."""
    from aidtrack.report.amounts import coverage_note

    for line in coverage_note(total):
        say(line)
