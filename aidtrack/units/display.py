"""Numbers with their units, as a person reads them: the one formatter.

>>> show(Decimal("1349.9"), "kg"), show(Decimal(1), "box"), show(Decimal(200000), "pack")
('1,349.9 kg', '1 box', '200,000 packs')

Measured units are shown by their symbol, countables by their word.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aidtrack.text.number import normal_number, show_number
from aidtrack.units.catalogue import BASE, find_unit
from aidtrack.units.context import exact
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from aidtrack.units.quantity import Quantity

_SHOWN_DIGITS = Decimal("0.1")


def show(number: Decimal, unit: str | None) -> str:
    """Return a number with its unit, every digit kept, thousands grouped by comma.

    Args:
        number: The number; its trailing zeros are kept, as they were written.
        unit: The symbol of a unit, or None where none is known.

    Raises:
        UnknownUnit: There is no unit of that symbol.
    """
    shown = show_number(number)
    return shown if unit is None else f"{shown} {find_unit(unit).shown(number)}"


def show_quantity(quantity: Quantity) -> str:
    """Return a quantity as `show` does."""
    return show(quantity.number, quantity.unit)


def show_written(text: str, number: Decimal, unit: str) -> str:
    """Return a value as it was written, with its conversion to the base unit.

    The conversion is for reading only: it is rounded to one decimal, or where that
    would leave too little of it to four digits. A value already in the base unit
    stands by itself.

    >>> show_written("2976 lb", Decimal(2976), "lb")
    '2976 lb (1,349.9 kg)'
    >>> show_written("12 g", Decimal(12), "g"), show_written("12 kg", Decimal(12), "kg")
    ('12 g (0.012 kg)', '12 kg')
    """
    base = BASE[find_unit(unit).dimension]
    if base == unit:
        return text
    converted = convert(number, unit, base)
    with exact(rounding=True):
        finest = Decimal(1).scaleb(converted.adjusted() - 3)
        rounded = converted.quantize(min(_SHOWN_DIGITS, finest))
    return f"{text} ({show(normal_number(rounded), base)})"
