"""An exact number with a unit, which refuses to be added to anything unlike it.

>>> Quantity("5.4 t") + Quantity("250 kg")
Quantity('5.65 t')
>>> Quantity("2976 lb").to("kg") > Quantity(1349, "kg")
True
>>> Quantity("3 carton") + Quantity("4 each")
Traceback (most recent call last):
aidtrack.errors.MixedUnits: cannot add 4 each to 3 cartons

A quantity is a pint quantity of our own registry. It never changes, it is rounded only where
a division or a conversion has no last digit, and the caller's decimal context has no
effect on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pint

from aidtrack.errors import UnreadableText
from aidtrack.text.number import plain_number
from aidtrack.text.quote import quote
from aidtrack.units.arguments import exact_number
from aidtrack.units.arithmetic import Arithmetic
from aidtrack.units.catalogue import BASE, UNITS
from aidtrack.units.display import show_quantity
from aidtrack.units.measure import read_measure
from aidtrack.units.registry import REGISTRY, symbol_of
from aidtrack.units.schema import quantity_schema
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from pint.facets.plain import PlainUnit
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from aidtrack.text.number import DecimalMark
    from aidtrack.text.style import Ton


class Quantity(Arithmetic):
    """An exact amount: a number and a unit of the closed catalogue.

    Args:
        value: A text such as ``"5.4 t"``; or a number (``Decimal``, ``int`` or a plain decimal
            text such as ``"1.234"``) with the unit as second argument.
        unit: The unit's symbol or any spelling of it.
        decimal: The decimal mark of a text with two readings, such as ``"1,200 kg"``.
        ton: What ``ton`` means in the text.

    Raises:
        UnreadableText: The text is no number with a unit, or has too many digits.
        AmbiguousText: The text has several readings.
        UnknownUnit: The unit is not in the catalogue.
        TypeError: The number is a float, which is not exact.
    """

    def __new__(
        cls,
        value: str | Decimal | int | Quantity,
        unit: str | PlainUnit | None = None,
        *,
        decimal: DecimalMark | None = None,
        ton: Ton | None = None,
    ) -> Self:
        """Make a quantity of a text, or of a number and a unit."""
        if isinstance(value, Quantity):
            amount = value if unit is None else value.to(unit)
            return cls._of(amount.number, amount.unit)
        if isinstance(value, pint.Quantity):
            raise TypeError(
                f"{value} belongs to another pint registry; expected a text or a number"
            )
        if unit is not None:
            return cls._of(exact_number(value), symbol_of(unit, ton=ton))
        if not isinstance(value, str):
            raise TypeError(f"{value!r} has no unit; expected a text such as '5.4 t'")
        number, symbol = read_measure(value, decimal=decimal, ton=ton).unwrap()
        if symbol is None:
            raise UnreadableText(f"{quote(value)} has no unit; expected a text such as '5.4 t'")
        return cls._of(number, symbol)

    def to(self, unit: str | PlainUnit) -> Self:  # type: ignore[override]
        """Return the same amount in another unit, exactly where that has a last digit.

        To the base unit it always has, but for flows per hour; else, as for 1 kg in
        pounds, it is rounded half to even at 100 digits.

        Raises:
            MixedUnits: The unit measures something else.
            UnknownUnit: There is no such unit.
        """
        symbol = symbol_of(unit)
        return self._of(convert(self.number, self.unit, symbol), symbol)

    def to_base_units(self) -> Self:
        """Return the same amount in the base unit of its dimension: kg, m3, m, L/min …."""
        return self.to(BASE[self.dimension])

    to_root_units = to_base_units

    def m_as(self, unit: str | PlainUnit) -> Decimal:
        """Return the number that the same amount has in another unit."""
        return self.to(unit).number

    def check(self, dimension: str) -> bool:  # type: ignore[override]
        """Say whether a dimension, such as ``mass`` or ``[mass]``, is what is measured."""
        return self.dimension == dimension.strip("[]").replace("_", " ")

    def is_compatible_with(self, other: str | PlainUnit | Quantity) -> bool:  # type: ignore[override]
        """Say whether another quantity, or one in another unit, could be added."""
        unit = other.unit if isinstance(other, Quantity) else symbol_of(other)
        return self.dimension == UNITS[unit].dimension

    def __str__(self) -> str:
        return show_quantity(self)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        plain = plain_number(self.number)
        # "1.234 kg" has two readings as a text, so it is told as number and unit.
        if read_measure(f"{plain} {self.unit}").value is None:
            return f"Quantity({plain!r}, {self.unit!r})"
        return f"Quantity('{plain} {self.unit}')"

    def __reduce__(self) -> tuple[Callable[[Decimal, str], Quantity], tuple[Decimal, str]]:  # type: ignore[override]
        return Quantity._of, (self.number, self.unit)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return quantity_schema(cls)


# Whatever pint itself makes of our units is our class as well.
REGISTRY.Quantity = Quantity  # type: ignore[assignment]
