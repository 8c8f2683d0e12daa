"""What a run is to find out: which rules to ask, and what to sum by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from aidtrack.errors import InvalidRule
from aidtrack.findings import Rule, Scope
from aidtrack.kernel.keys import KEYS
from aidtrack.kernel.totals import NEEDED
from aidtrack.profiles import DEFAULT
from aidtrack.rules.given import Given


@dataclass(frozen=True)
class Plan:
    """The rules, what they are told, and the keys of the totals."""

    rules: tuple[Rule, ...] = ()
    given: Given = field(default_factory=Given.of)
    profiles: tuple[str, ...] = (DEFAULT.name,)
    """The names of the profiles that the thresholds came from."""
    by: tuple[str, ...] | None = None
    """The keys to sum by; None for no totals."""
    same_consignment: bool = False
    """Whether all documents speak of one consignment."""

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
        return all(self.given.has(name) for name in rule.givens)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields and derived columns that a batch must have."""
        names = dict.fromkeys(
            name for rule in self.of_scope(Scope.LINE, Scope.GROUP) for name in rule.reads
        )
        names |= dict.fromkeys(("line", "reference"))
        if self.needs_totals:
            names |= dict.fromkeys(NEEDED)
        names |= dict.fromkeys(name for key in self.by or () for name in KEYS[key].fields)
        names |= dict.fromkeys(self.heads)
        return tuple(names)

    @property
    def needs_totals(self) -> bool:
        """Whether any sums are taken."""
        return self.by is not None or bool(self.of_scope(Scope.CONSIGNMENT, Scope.DOCUMENTS))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The fields of whole consignments that are kept once for each."""
        rules = self.of_scope(Scope.CONSIGNMENT, Scope.DOCUMENTS)
        names = dict.fromkeys(name for rule in rules for name in rule.reads)
        if self.by is not None:
            names["declared_gross_weight"] = None
        return tuple(names)
