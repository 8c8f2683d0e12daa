"""How a rule names columns: ``line.gross_kg < line.net_kg``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import InvalidRule, UnknownName
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.history import HISTORY
from aidtrack.lines.schema import EXTRA, State, columns_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OTHER = "other."
"""The prefix of the columns of the other document, where two are compared."""


class Column(pl.Expr):
    """A column expression that also knows its state.

    Everything Polars can do with a column works; null never breaks a rule.
    """

    def __init__(
        self, name: str, owner: Columns, expression: pl.Expr | None = None, prefix: str = ""
    ) -> None:
        """Stand for the column of this name, or for an expression that works it out."""
        # Polars offers no public constructor for subclasses of Expr.
        self._pyexpr = (pl.col(prefix + name) if expression is None else expression)._pyexpr  # noqa: SLF001
        self._name = name
        self._prefix = prefix
        self._owner = owner

    def is_blank(self) -> pl.Expr:
        """True where nothing is stated: the only test of blankness a rule may use."""
        state = self._state()
        self._owner.blanks.add(self._name)
        return state == str(State.BLANK)

    def is_present(self) -> pl.Expr:
        """True where a value was read."""
        return self._state() == str(State.PRESENT)

    def is_elsewhere(self) -> pl.Expr:
        """True where the text points to another line or document."""
        return self._state() == str(State.ELSEWHERE)

    def has_unit(self) -> pl.Expr:
        """True where a unit or currency is known."""
        return self._part("unit").is_not_null()

    @property
    def unit(self) -> pl.Expr:
        """The unit of a quantity, or the currency of an amount."""
        return self._part("unit")

    @property
    def qualifier(self) -> pl.Expr:
        """How a declared total is meant: exactly, over, about, up to."""
        return self._part("qualifier")

    @property
    def low(self) -> pl.Expr:
        """The lowest of a range of temperatures, in °C."""
        return self._part("low")

    @property
    def high(self) -> pl.Expr:
        """The highest of a range of temperatures, in °C."""
        return self._part("high")

    def is_open_below(self) -> pl.Expr:
        """True where a range of temperatures has no lowest."""
        return self._part("low").is_null() & self._part("high").is_not_null()

    @property
    def text(self) -> pl.Expr:
        """The text as written."""
        return self._part("text")

    def _state(self) -> pl.Expr:
        state = self._part("state")
        self._owner.states.add(self._name)
        return state

    def _part(self, part: str) -> pl.Expr:
        """Return a column beside this one.

        Raises:
            InvalidRule: What this column holds has no such part.
        """
        parts = parts_of(self._name)
        if part not in parts:
            has = " and ".join(parts) or "no part but its value"
            raise InvalidRule(
                f"expected a column that has a {part}, got {self._name}, which has {has}"
            )
        return pl.col(f"{self._prefix}{self._name}.{part}")


def parts_of(name: str) -> tuple[str, ...]:
    """Return what stands beside a column's value: its unit, its text, its state.

    >>> parts_of("gross_weight"), parts_of("batch"), parts_of("gross_kg")
    (('unit', 'text', 'state'), ('text', 'state'), ())
    """
    if name.startswith(EXTRA):
        return ("state",)
    field = FIELDS.get(name)
    return (
        tuple(column.removeprefix(f"{name}.") for column in columns_of(field))[1:] if field else ()
    )


class Columns:
    """The columns that a rule may read, each noted as it is named.

    A name that is no column raises at once and says which is nearest.
    """

    def __init__(
        self, facts: Iterable[str] = (), computed: Mapping[str, pl.Expr] | None = None
    ) -> None:
        """Offer the fields, the derived columns, and facts such as sums.

        Args:
            facts: The names of the facts that the evaluator works out.
            computed: Facts that are expressions themselves rather than columns.
        """
        self.facts = frozenset(facts)
        self._computed = dict(computed or {})
        self.named: list[str] = []
        """The columns named so far, in order."""
        self.blanks: set[str] = set()
        """The fields whose blankness was asked."""
        self.states: set[str] = set()
        """The fields whose state was asked."""
        self.extras: list[str] = []
        """The user's own columns named so far."""
        self.compares = False
        """Whether the other of two documents was asked about."""

    def __getattr__(self, name: str) -> Column:
        """Return the column of a field, a derived column, history, or a fact."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in (known := {*FIELDS, *DERIVED, *HISTORY, *self.facts}):
            what = "column"
            raise UnknownName(what, name, known)
        self._note(name)
        return Column(name, self, self._computed.get(name))

    @property
    def other(self) -> Other:
        """The same columns of the document that this one is compared with.

        Raises:
            InvalidRule: The rule does not look at documents.
        """
        if "other_document" not in self.facts:
            raise InvalidRule("expected the scope documents of a rule that asks about the other")
        self.compares = True
        return Other(self)

    def extra(self, header: str) -> Column:
        """Return a column of the user's own, by its header as written."""
        name = EXTRA + header
        if name not in self.extras:
            self.extras.append(name)
        self._note(name)
        return Column(name, self)

    def _note(self, name: str) -> None:
        if name not in self.named:
            self.named.append(name)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields behind the columns named, in order, each once."""
        fields: dict[str, None] = {}
        for name in self.named:
            if name not in HISTORY:
                derived = DERIVED.get(name)
                fields |= dict.fromkeys(derived.fields if derived else (name,))
        return tuple(fields)


class Other:
    """The columns of the other document; each is noted as one of this."""

    def __init__(self, columns: Columns) -> None:
        """Stand beside the columns of one document."""
        self._columns = columns

    def __getattr__(self, name: str) -> Column:
        """Return the column of a field, a derived column, or a fact."""
        getattr(self._columns, name)
        return Column(name, self._columns, prefix=OTHER)
