"""What can be wrong: one immutable declaration per rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aidtrack.findings.severity import Severity


class Scope(StrEnum):
    """What a rule looks at, one at a time."""

    LINE = "line"
    """One line by itself."""
    GROUP = "group"
    """All lines that share the rule's keys."""
    CONSIGNMENT = "consignment"
    """One consignment's declarations and merged sums."""
    DOCUMENTS = "documents"
    """Several documents of one consignment."""
    CELL = "cell"
    """One cell while it is read; raised by reading, without an expression."""
    BALANCE = "balance"
    """What entries say of a line or a consignment, put together; asked by `reconcile`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """What can be wrong, how grave it is, and how it is recognised.

    Made by the ``@rule`` decorator or ``cell_rule``; never by hand. A declaration
    is itself alone: two rules are equal only if they are one.
    """

    code: str
    """The stable code, such as ``AT302``; never used again once retired."""
    name: str
    """The fault in kebab case, such as ``gross-below-net``."""
    severity: Severity
    """How grave the fault is, unless a profile says otherwise."""
    scope: Scope
    message: str
    """The sentence shown, with fields and thresholds in braces."""
    summary: str
    """One sentence that states the fault."""
    explanation: str
    """Why it matters, and what usually caused it."""
    remedy: str
    """What to do about it; empty where its author did not say."""
    cites: tuple[str, ...]
    """The sources that say so, or ``arithmetic``."""
    passes: tuple[Any, ...]
    """Examples that are in order."""
    fails: tuple[Any, ...]
    """Examples that are not."""
    fault: Callable[[Any, Any], Any] | None = None
    """Builds the expression that is true where the fault is; None for cell rules."""
    raised_by: frozenset[str] = frozenset()
    """The issues of reading that raise it."""
    shapes: tuple[type[Any], ...] = ()
    """The shapes of fields at which it takes an issue that several rules name; all, if none."""
    keys: tuple[str, ...] = ()
    """The fields whose equal values make a group, or are sought in every document."""
    compares: bool = False
    """Whether it looks at two documents at a time."""
    needs: frozenset[str] = frozenset()
    """The fields without which a rule about lines or groups asks of no line."""
    several: bool = False
    """Whether only lines that share the keys with another can be at fault."""
    tells: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    """What the message shows of a group besides: each worked out only where a fault was found."""
    reads: tuple[str, ...] = ()
    """The columns the rule names, in order: fields, derived columns, facts."""
    fields: tuple[str, ...] = ()
    """The fields behind them, in order."""
    shown: tuple[str, ...] = ()
    """The fields and thresholds in the message's braces."""
    blanks: frozenset[str] = frozenset()
    """The fields whose blankness the rule asks about."""
    states: frozenset[str] = frozenset()
    """The fields whose state the rule asks about."""
    givens: tuple[str, ...] = ()
    """The thresholds and dates that the rule needs from its caller."""
    home: tuple[str, str] = ("", "")
    """The module and the name by which the declaration is found again, in another process."""
    extras: tuple[str, ...] = ()
    """The columns of the user's own that the rule reads: ``extra.`` and their header."""
    on_request: bool = False
    """Whether it is asked only where a profile gives it a severity."""

    def __reduce__(self) -> tuple[Callable[[str, str], Rule], tuple[str, str]]:
        """Pickle by module and name, as functions are."""
        return _declaration, self.home

    def __repr__(self) -> str:
        """Return code and name."""
        return f"<Rule {self.code} {self.name}>"

    @property
    def pointed(self) -> tuple[str, ...]:
        """The fields whose cells a finding points to, the foremost first.

        Those asked to be blank and those shown in the message; where there are
        neither, all that the rule reads.
        """
        shown = [name for name in self.shown if name in self.fields]
        blank = [name for name in self.fields if name in self.blanks and name not in shown]
        return (*blank, *shown) or (*self.fields, *self.extras)

    @property
    def page(self) -> str | None:
        """The page of the documentation that explains it; None for a rule of the user's own.

        It never changes. Where the documentation is kept, ``.md`` or ``.html`` follows.
        """
        return None if self.code[2] == _OWN else f"rules/{self.code}"

    @property
    def family(self) -> str:
        """The family by the code's first digit, as the rules' index heads it."""
        return FAMILIES[self.code[2]]


def _declaration(module: str, name: str) -> Rule:
    found: Rule = getattr(import_module(module), name)
    return found


_OWN = "9"
FAMILIES: Mapping[str, str] = {
    "1": "reading",
    "2": "identity",
    "3": "quantities and packaging",
    "4": "dates and shelf life",
    "5": "parties and places",
    "6": "goods",
    "7": "values and declared totals",
    "8": "history",
    "9": "users' own",
}
"""The families of rules by the first digit of their codes."""
