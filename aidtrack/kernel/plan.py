"""What a run is to find out: which rules to ask, and what to sum by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from aidtrack.errors import InvalidRule
from aidtrack.findings import Rule, Scope
from aidtrack.kernel.faults import expressions_of
from aidtrack.kernel.identity import IDENTIFYING
from aidtrack.kernel.keys import KEYS
from aidtrack.kernel.stated import NEEDED as STATED
from aidtrack.kernel.totals import CLAIMED, MEASURED, NEEDED
from aidtrack.kernel.twins import CONTENT, TWIN
from aidtrack.rules.given import Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from aidtrack.findings import Known, NotAsked, Severity, UsedProfile

_OF_WHOLES = (Scope.CONSIGNMENT, Scope.DOCUMENTS)


@dataclass(frozen=True)
class Plan:
    """The rules, what they are told, and the keys of the totals."""

    rules: tuple[Rule, ...] = ()
    given: Given = field(default_factory=Given.of)
    by: tuple[str, ...] | None = None
    """The keys to sum by; None for no totals."""
    same_consignment: bool = False
    """Whether all documents speak of one consignment."""
    measured_by: tuple[UsedProfile, ...] = ()
    """The profiles that thresholds and severities came from."""
    severities: Mapping[Rule, Severity] = field(default_factory=dict, compare=False)
    """The severities that they give; other rules have their own."""
    silent: tuple[NotAsked, ...] = ()
    """The rules that they leave out, and why."""
    known: tuple[Known, ...] = ()
    """The findings that they know, which are not said again."""

    def __post_init__(self) -> None:
        """Refuse two rules of one code.

        Raises:
            InvalidRule: A code occurs twice.
        """
        codes = [rule.code for rule in self.rules]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise InvalidRule(f"several rules have the code {', '.join(twice)}")

    def of_scope(self, *scopes: Scope) -> tuple[Rule, ...]:
        """Return the rules of some scopes."""
        return tuple(rule for rule in self.rules if rule.scope in scopes)

    def can_ask(self, rule: Rule) -> bool:
        """Return whether everything that a rule must be told is known."""
        told = all(self.given.has(name) for name in rule.givens)
        return told and (rule.scope is not Scope.DOCUMENTS or self.same_consignment)

    def asked_of(self, *scopes: Scope) -> tuple[Rule, ...]:
        """Return the rules of some scopes that can be asked."""
        return tuple(rule for rule in self.of_scope(*scopes) if self.can_ask(rule))

    def expressions(self, *scopes: Scope) -> Mapping[str, pl.Expr]:
        """Return the expressions of the rules of some scopes that can be asked."""
        return {rule.code: self._expressions[rule.code] for rule in self.asked_of(*scopes)}

    @cached_property
    def _expressions(self) -> Mapping[str, pl.Expr]:
        scopes = (Scope.LINE, Scope.GROUP, *_OF_WHOLES)
        return expressions_of(self.asked_of(*scopes), self.given)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields and derived columns that a batch must have."""
        names = dict.fromkeys(
            name
            for rule in self.asked_of(Scope.LINE, Scope.GROUP, Scope.DOCUMENTS)
            for name in (*rule.reads, *rule.shown)
        )
        names |= dict.fromkeys(IDENTIFYING)
        if self.needs_totals:
            names |= dict.fromkeys((*NEEDED, *self.heads, *self.stated))
        if self.tells_twins:
            names |= dict.fromkeys(CONTENT)
        names |= dict.fromkeys(name for key in self.by or () for name in KEYS[key].fields)
        return tuple(names)

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The fields whose state a batch must have."""
        asked = self.asked_of(Scope.LINE, Scope.GROUP, *_OF_WHOLES)
        names = dict.fromkeys(name for rule in asked for name in sorted(rule.states))
        return tuple(names | dict.fromkeys(self.measures))

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """What every line needs a total of."""
        if self.by is not None or self.stated:
            return MEASURED
        return CLAIMED if self.needs_totals else ()

    @cached_property
    def needs_totals(self) -> bool:
        """Whether any sums are taken."""
        return self.by is not None or bool(self.asked_of(*_OF_WHOLES))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The fields of whole consignments that are kept once for each."""
        rules = self.asked_of(Scope.CONSIGNMENT)
        names = dict.fromkeys(name for rule in rules for name in (*rule.reads, *rule.shown))
        if self.by is not None:
            names["declared_gross_weight"] = None
        return tuple(names)

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """The fields of which it is worked out what each document states."""
        return STATED if self.asked_of(Scope.DOCUMENTS) else ()

    @cached_property
    def tells_twins(self) -> bool:
        """Whether consignments are to be found that are the same in all but their reference."""
        return any(TWIN in rule.reads for rule in self.asked_of(Scope.CONSIGNMENT))
