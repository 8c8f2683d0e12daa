"""Shapes that hold a number with a unit or a currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from aidtrack.model.shape import Parts, PartType, Shape
from aidtrack.money import Money, read_money
from aidtrack.text.number import clear_number, read_number
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.measure import read_measure
from aidtrack.units.quantity import Quantity

if TYPE_CHECKING:
    from aidtrack.text.reading import Reading

_NUMBER_AND_UNIT: tuple[tuple[str, PartType], ...] = (("", "decimal"), (".unit", "text"))


@dataclass(frozen=True)
class MeasureShape(Shape):
    """A quantity of one of some dimensions, in the unit as written.

    The unit may be missing (a bare number in a column whose unit nobody states):
    such a line keeps its number, and no unit is made up.
    """

    dimension: str
    """What is measured: ``mass``, ``volume`` …, or ``goods`` for whatever can be sent."""
    name: ClassVar[str] = "quantity"
    parts: ClassVar = _NUMBER_AND_UNIT

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read number and unit."""
        return read_measure(
            text,
            unit=unit,
            decimal=style.decimal,
            ton=style.ton,
            dimension=self.dimension,
        ).map(tuple)

    def split(self, value: Quantity) -> Parts:
        """Return number and unit."""
        return (value.number, value.unit)

    def join(self, parts: Parts) -> Quantity | None:
        """Return a quantity, or None where the unit is not known."""
        number, unit = parts
        return None if unit is None else Quantity(number, unit)

    def write(self, value: Quantity) -> str:
        """Return ``5.4 t``, its number clear."""
        return f"{clear_number(value.number)} {value.unit}"


@dataclass(frozen=True)
class MoneyShape(Shape):
    """An amount in a currency."""

    name: ClassVar[str] = "amount of money"
    parts: ClassVar = _NUMBER_AND_UNIT

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read amount and currency; the unit is the currency known from elsewhere.

        The currency may be missing: the amount is kept, and no currency made up.
        """
        if unit is None:
            bare = read_number(text, decimal=style.decimal)
            if bare.value is not None or bare.candidates:
                return bare.map(lambda amount: (amount, None))
        return read_money(text, currency=unit, decimal=style.decimal).map(
            lambda money: (money.amount, money.currency)
        )

    def split(self, value: Money) -> Parts:
        """Return amount and currency code."""
        return (value.amount, value.currency)

    def join(self, parts: Parts) -> Money | None:
        """Return the money, or None where the currency is not known."""
        amount, currency = parts
        return None if currency is None else Money(amount, currency)

    def write(self, value: Money) -> str:
        """Return ``1200.50 USD``, its number clear."""
        return f"{clear_number(value.amount)} {value.currency}"
