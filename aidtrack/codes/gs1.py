"""Numbers of GS1: of trade items (GTIN) and of logistic units such as pallets (SSCC).

>>> gs1_check_digit("400638133393"), is_gtin("4006381333931"), is_gtin("4006381333932")
(1, True, False)
>>> is_sscc("(00) 1 0614141 123456789 7")
True

The last digit checks the others: with weights of three and one, from the right, they add up
to a multiple of ten. Any one digit that is changed breaks it.
"""

from __future__ import annotations

import re
from typing import Final

GTIN_LENGTHS: Final = (8, 12, 13, 14)
"""Digits of a GTIN: eight for small packages, fourteen for cartons."""
SSCC_LENGTH: Final = 18
"""Digits of an SSCC."""
WEIGHTS: Final = (1, 3)
"""What the digits count, in turn, from the check digit at the right."""
MODULUS: Final = 10

_IDENTIFIER = re.compile(r"\s*\((?:00|01|02)\)")
_SIGNS = re.compile(r"[\s-]+")


def gs1_check_digit(digits: str) -> int:
    """Return the digit that belongs behind others.

    Raises:
        ValueError: The text is not made of digits alone.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"expected digits alone, got {digits!r}")
    total = sum(
        int(digit) * WEIGHTS[(place + 1) % len(WEIGHTS)]
        for place, digit in enumerate(reversed(digits))
    )
    return -total % MODULUS


def is_gtin(text: str) -> bool:
    """Return whether a text is a GTIN with its right check digit; spaces do not count."""
    digits = _compact(text)
    return len(digits) in GTIN_LENGTHS and _is_checked(digits)


def is_sscc(text: str) -> bool:
    """Return whether a text is an SSCC with its right check digit; spaces do not count."""
    digits = _compact(text)
    return len(digits) == SSCC_LENGTH and _is_checked(digits)


def _compact(text: str) -> str:
    """Return a number without the identifier in brackets that stands before it on labels."""
    return _SIGNS.sub("", _IDENTIFIER.sub("", text, count=1))


def _is_checked(digits: str) -> bool:
    plain = digits.isascii() and digits.isdigit()
    return plain and gs1_check_digit(digits[:-1]) == int(digits[-1])
