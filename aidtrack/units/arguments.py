"""Numbers and units as code gives them: exact, bounded, and named.

>>> exact_number("1.234"), unit_symbol("tonnes")
(Decimal('1.234'), 't')
"""

from __future__ import annotations

import re
from decimal import Decimal
from numbers import Integral
from typing import TYPE_CHECKING, Final

from aidtrack.errors import UnreadableText
from aidtrack.text.number import DECIMAL_DIGITS, INTEGER_DIGITS, plain_number
from aidtrack.text.quote import quote
from aidtrack.units.aliases import read_unit
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from aidtrack.text.style import Ton

_LONGEST: Final = 100
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def exact_factor(value: object) -> Decimal:
    """Return an exact number to multiply or divide by.

    Raises:
        TypeError: It is a float, a bool or no number.
    """
    if isinstance(value, Decimal):
        return value
    # Of numpy's integers too; a bool is an int only by accident.
    if isinstance(value, Integral) and not isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, float):
        raise TypeError(f"the float {value!r} is not exact; give a Decimal, an int or a text")
    raise TypeError(f"expected a Decimal or an int, got {type(value).__name__}")


def exact_number(value: object) -> Decimal:
    """Return an exact number of at most 18 integer digits and 9 decimals.

    Args:
        value: A ``Decimal``, an ``int``, or a text as machines write it: digits and a point.

    Raises:
        TypeError: It is a float, a bool or no number.
        UnreadableText: It is not finite, has too many digits, or the text is no number.
    """
    if isinstance(value, str):
        if len(value) > _LONGEST or not _PLAIN.fullmatch(value):
            raise UnreadableText(
                f"{quote(value)} is no plain number; expected one such as '1349.9'"
            )
        value = Decimal(value)
    return bounded(exact_factor(value))


def bounded(number: Decimal) -> Decimal:
    """Return the number as it is kept: without an exponent, its written zeros as they are.

    Raises:
        UnreadableText: It is not finite, or has more digits than are kept exactly.
    """
    if not number.is_finite():
        raise UnreadableText(f"{number} is no finite number")
    # The exponent is looked at first: 1E+999999999 would fill the memory when written out.
    _, digits, exponent = number.as_tuple()
    decimals = -int(exponent)
    if number.is_zero() and not 0 <= decimals <= DECIMAL_DIGITS:
        return Decimal(0)
    if decimals > DECIMAL_DIGITS and not any(digits[DECIMAL_DIGITS - decimals :]):
        decimals = DECIMAL_DIGITS
    if number.adjusted() >= INTEGER_DIGITS or decimals > DECIMAL_DIGITS:
        raise UnreadableText(
            f"the number has {max(number.adjusted() + 1, 0)} integer digits and "
            f"{max(decimals, 0)} decimals; expected at most {INTEGER_DIGITS} and {DECIMAL_DIGITS}"
        )
    plain = plain_number(number)
    whole, point, parts = plain.partition(".")
    return Decimal(f"{whole}{point}{parts[:DECIMAL_DIGITS]}")


def unit_symbol(unit: object, *, ton: Ton | None = None) -> str:
    """Return the symbol of a unit given by any of its spellings.

    Raises:
        AmbiguousText: The spelling stands for several units.
        UnknownUnit: It stands for none.
        TypeError: It is no text.
    """
    if not isinstance(unit, str):
        raise TypeError(f"expected the symbol of a unit, such as 'kg', got {type(unit).__name__}")
    return unit if unit in UNITS else read_unit(unit, ton=ton).unwrap()
