"""Validation at the door: what is to be recorded, seen with what the ledger knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.errors import NotRecorded
from aidtrack.findings import Scope, Severity
from aidtrack.ledger.telling import first_few
from aidtrack.lines.history import HISTORY
from aidtrack.profiles import stacked
from aidtrack.rules import RULES
from aidtrack.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from aidtrack.findings import Finding, Findings, Hits, Place, Rule
    from aidtrack.lines.lines import Lines
    from aidtrack.profiles import Profile

NEVER: Final = "never"
"""What is said in the place of a severity to have everything pass, seen and kept."""
_ON_PACKAGES: Final = frozenset({"batch", "expiry", "manufactured", "serials", "sscc", "gtin"})
"""What is read from a package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """By what is looked at what is to be recorded, and what may not pass."""

    unless: Severity | None = Severity.ERROR
    """The least grave finding that forbids it; None lets everything pass."""
    today: date | None = None
    profiles: tuple[Profile, ...] = ()
    rules: tuple[Rule, ...] = RULES

    def found(self, lines: Lines) -> Findings:
        """Return what is wrong with goods that are to be recorded."""
        return validate(lines, today=self.today, rules=self.rules, profiles=self.profiles)

    def of_promises(self) -> Door:
        """Return the door for goods that are promised: nobody knows their packages yet."""
        rules = (rule for rule in self.rules if rule.blanks.isdisjoint(_ON_PACKAGES))
        return replace(self, rules=tuple(rules))

    def found_of_received(self, lines: Lines) -> Findings:
        """Return what is wrong with how a receipt was read, and with what is known of its lines.

        A receipt is no manifest: whether goods are described as they should be is not asked.
        """
        rules = [rule for rule in self.rules if _is_about_receipts(rule)]
        return validate(lines, today=self.today, rules=rules, profiles=self.profiles)

    def refuse(self, findings: Findings) -> None:
        """Refuse to record where a finding is as grave as the caller will not have.

        Raises:
            NotRecorded: One is.
        """
        unless = self.unless
        if unless is None or not findings.reaches(unless):
            return
        grave = list(_of(findings, lambda hits: hits.severity.reaches(unless)))
        # What is wrong with a whole consignment, such as its name, may be why its lines are.
        names = {finding.consignment for finding in grave}
        beside = _of(
            findings,
            lambda hits: hits.rule.scope is Scope.BALANCE and not hits.severity.reaches(unless),
        )
        rest = [each for each in beside if each.line is None and each.consignment in names]
        raise NotRecorded(
            "nothing was recorded, as the findings are too grave",
            first_few([*rest, *grave]),
            ways_out=("unless",),
        )


def _of(findings: Findings, keep: Callable[[Hits], bool]) -> Findings:
    """Return the findings of some rules, before any is made of its row."""
    return replace(findings, hits=tuple(hits for hits in findings.hits if keep(hits)))


def _is_about_receipts(rule: Rule) -> bool:
    """Return whether a rule is about reading, or about what earlier records say."""
    if rule.scope is Scope.CELL:
        return rule.severity is not Severity.INFO
    return not HISTORY.keys().isdisjoint(rule.reads)


def new_findings(before: Findings, after: Findings) -> Findings:
    """Return what is found now and was not found before, word for word."""
    known = {_told(finding) for finding in before}
    return replace(after, hits=tuple(_without(hits, known) for hits in after.hits))


def _told(finding: Finding) -> tuple[str, str]:
    return finding.fingerprint, finding.message


def _without(hits: Hits, known: set[tuple[str, str]]) -> Hits:
    keep = pl.Series([_told(finding) not in known for finding in hits], dtype=pl.Boolean)
    return replace(hits, frame=hits.counted.filter(keep))


def placed(findings: Findings, cells: Callable[[Mapping[str, Any]], Place | None]) -> Findings:
    """Return findings about lines of consignments, each first at the cell that brought it.

    Args:
        findings: The findings.
        cells: What tells where a file speaks of what a row of hits says.
    """
    return replace(findings, hits=tuple(_at_cells(hits, cells) for hits in findings.hits))


def _at_cells(hits: Hits, cells: Callable[[Mapping[str, Any]], Place | None]) -> Hits:
    def make(rule: Rule, row: Mapping[str, Any]) -> Finding:
        finding = hits.make(rule, row)
        cell = cells(row)
        return finding if cell is None else replace(finding, places=(cell, *finding.places))

    return replace(hits, make=make)


def together(findings: Findings, others: Findings) -> Findings:
    """Return what was found of lines, then what was found of their balances."""
    return replace(
        findings,
        hits=(*findings.hits, *others.hits),
        not_asked=(*findings.not_asked, *others.not_asked),
    )


def door_of(
    unless: Severity | str | None,
    today: date | None,
    profiles: Iterable[str | Profile],
    rules: Iterable[Rule],
) -> Door:
    """Return the door as callers describe it: ``never`` and None let everything pass.

    Raises:
        ValueError: There is no such severity.
        TypeError: The profiles are one text.
        UnknownName: There is no profile of a name.
    """
    return Door(
        unless=None if unless is None or unless == NEVER else Severity(unless),
        today=today,
        profiles=stacked(profiles),
        rules=tuple(rules),
    )
