"""Sums, products, ratios and comparisons of quantities, in our own decimal context.

>>> from aidtrack.units.quantity import Quantity
>>> sum([Quantity("1 lb"), Quantity("1 kg")])
Quantity('1.45359237 kg')
>>> Quantity("120 cm") * Quantity("80 cm") * Quantity("1 m")
Quantity('0.96 m3')
>>> Quantity("1 t") / Quantity("250 kg"), Quantity("1 t") / 4
(Decimal('4'), Quantity('0.25 t'))
"""

from __future__ import annotations

import operator
from decimal import Decimal, Inexact, Overflow
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NoReturn, Self, overload

import pint

from aidtrack.errors import MixedUnits
from aidtrack.units.arguments import exact_factor
from aidtrack.units.catalogue import BASE, UNITS
from aidtrack.units.closed import ClosedQuantity
from aidtrack.units.context import exact
from aidtrack.units.totals import convert, convert_exactly

if TYPE_CHECKING:
    from collections.abc import Callable

_PRODUCTS: Final = {
    ("length", "length"): "m2",
    ("length", "area"): "m3",
    ("area", "length"): "m3",
}
"""The only products of quantities that are something we know."""


_TOO_LONG: Final = "the result has more than 100 digits"


class Arithmetic(ClosedQuantity):
    """What can be done with quantities: like with like, and never in place."""

    def __add__(self, other: object) -> Self:
        return self._sum(other, operator.add, "add {other} to {self}")

    def __sub__(self, other: object) -> Self:
        return self._sum(other, operator.sub, "take {other} from {self}")

    def __radd__(self, other: object) -> Self:
        # The built-in sum starts at 0; no other number has a place beside a quantity.
        if type(other) is int and other == 0:
            return self
        return self._refuse("add {self} to {other}", other)

    def __rsub__(self, other: object) -> NoReturn:
        self._refuse("take {self} from {other}", other)

    def _sum(
        self, other: object, operation: Callable[[Decimal, Decimal], Decimal], action: str
    ) -> Self:
        """Return a sum in the first unit, or where it has no last digit there, the base unit."""
        if not isinstance(other, Arithmetic) or other.dimension != self.dimension:
            self._refuse(action, other)
        if self.unit == other.unit:
            return self._of(_exactly(operation, self.number, other.number), self.unit)
        # The second unit is needed for a flow per minute beside one per hour only.
        for unit in (self.unit, BASE[self.dimension], other.unit):
            first = convert_exactly(self.number, self.unit, unit)
            second = convert_exactly(other.number, other.unit, unit)
            if first is not None and second is not None:
                return self._of(_exactly(operation, first, second), unit)
        raise OverflowError(_TOO_LONG)

    def __mul__(self, other: object) -> Self:
        if not isinstance(other, pint.Quantity):
            return self._of(_exactly(operator.mul, self.number, exact_factor(other)), self.unit)
        unit = (
            _PRODUCTS.get((self.dimension, other.dimension))
            if isinstance(other, Arithmetic)
            else None
        )
        if unit is None:
            self._refuse("multiply {self} by {other}", other)
        return self._of(_exactly(operator.mul, self._base_number(), other._base_number()), unit)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, other: Arithmetic) -> Decimal: ...
    @overload
    def __truediv__(self, other: Decimal | int) -> Self: ...
    def __truediv__(self, other: object) -> Decimal | Self:
        """Divide by a number; or by a quantity of the same dimension, which gives a number.

        A result without a last digit is rounded half to even at 100 digits.
        """
        if not isinstance(other, pint.Quantity):
            return self._of(_divided(self.number, exact_factor(other)), self.unit)
        if not isinstance(other, Arithmetic) or other.dimension != self.dimension:
            self._refuse("divide {self} by {other}", other)
        return _divided(self._base_number(), other._base_number())

    # In place pint would change the quantity under everyone who holds it; so `+=` rebinds.
    __iadd__, __isub__ = __add__, __sub__  # type: ignore[assignment]
    __imul__, __itruediv__ = __mul__, __truediv__

    def __neg__(self) -> Self:
        return self._of(_exactly(operator.sub, Decimal(0), self.number), self.unit)

    def __pos__(self) -> Self:
        return self

    def __abs__(self) -> Self:
        return self._of(self.number.copy_abs(), self.unit)

    def __round__(self, ndigits: int | None = 0) -> Self:  # type: ignore[override]
        """Round half to even to so many decimals; nothing is ever rounded unasked."""
        with exact(rounding=True):
            return self._of(self.number.quantize(Decimal(1).scaleb(-(ndigits or 0))), self.unit)

    def _base_number(self) -> Decimal:
        return convert(self.number, self.unit, BASE[self.dimension])

    def _exact_value(self) -> Fraction:
        unit = UNITS[self.unit]
        return Fraction(self.number) * Fraction(unit.factor) / unit.divisor

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Arithmetic) or other.dimension != self.dimension:
            return False
        return self._exact_value() == other._exact_value()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.dimension, self._exact_value()))

    def __lt__(self, other: object) -> bool:
        return self._compare(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._compare(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._compare(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._compare(other, operator.ge)

    def _compare(self, other: object, operation: Callable[[Fraction, Fraction], bool]) -> bool:
        if not isinstance(other, Arithmetic) or other.dimension != self.dimension:
            self._refuse("compare {self} with {other}", other)
        return operation(self._exact_value(), other._exact_value())  # noqa: SLF001 - our own kind

    def _refuse(self, action: str, other: object) -> NoReturn:
        if isinstance(other, (Arithmetic, Decimal, int, float)):
            shown = str(other)
        elif isinstance(other, pint.Quantity):
            shown = f"{other} of another pint registry"
        else:
            shown = f"a {type(other).__name__}"
        raise MixedUnits("cannot " + action.format(self=self, other=shown))


def _exactly(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    try:
        with exact():
            return operation(left, right)
    except (Inexact, Overflow):
        raise OverflowError(_TOO_LONG) from None


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right.is_zero():
        raise ZeroDivisionError("a quantity cannot be divided by zero")
    with exact(rounding=True):
        return left / right
