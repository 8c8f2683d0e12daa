"""Check digits one number at a time, as their schemes tell them, to hold the expressions against.

>>> gs1_check_digit("400638133393"), is_gtin("4006381333931"), is_gtin("4006381333932")
(1, True, False)
>>> is_sscc("(00) 1 0614141 123456789 7")
True
>>> container_check_digit("CSQU305438"), is_container("CSQU 305438-3"), is_container("CSQU3054384")
(3, True, False)
>>> is_air_waybill("555-12345675"), is_air_waybill("555-12345674")
(True, False)
"""

from __future__ import annotations

import re

from aidtrack.rules.check_digits import GTIN_LENGTHS, LETTERS, SSCC_LENGTH

_IDENTIFIER = re.compile(r"\s*\((?:00|01|02)\)")
_SIGNS = re.compile(r"[\s-]+")
_PREFIX = re.compile(r"[A-Z]{3}[UJZ][0-9]{6}")
_AIR = re.compile(r"(\d{3})[- ]?(\d{4}) ?(\d{3})(\d)")


def gs1_check_digit(digits: str) -> int:
    """Return the digit that belongs behind others.

    Raises:
        ValueError: The text is not made of digits alone.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"expected digits alone, got {digits!r}")
    total = sum(
        int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits))
    )
    return -total % 10


def is_gtin(text: str) -> bool:
    """Return whether a text is a GTIN with its right check digit; spaces do not count."""
    digits = _compact(text)
    return len(digits) in GTIN_LENGTHS and _is_checked(digits)


def is_sscc(text: str) -> bool:
    """Return whether a text is an SSCC with its right check digit; spaces do not count."""
    digits = _compact(text)
    return len(digits) == SSCC_LENGTH and _is_checked(digits)


def container_check_digit(prefix: str) -> int:
    """Return the check digit of a container's four letters and six digits.

    The fourth letter is U for containers, J for what is detachable, Z for trailers.

    Raises:
        ValueError: The text is not made so.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"expected four letters, U, J or Z the last, and 6 digits, got {prefix!r}")
    total = sum(
        (LETTERS[sign] if sign in LETTERS else int(sign)) << place
        for place, sign in enumerate(prefix)
    )
    return total % 11 % 10


def is_container(text: str) -> bool:
    """Return whether a text is a container's number with its right check digit."""
    signs = _SIGNS.sub("", text).upper()
    if not _PREFIX.fullmatch(signs[:-1]) or signs[-1] not in "0123456789":
        return False
    return container_check_digit(signs[:-1]) == int(signs[-1])


def is_air_waybill(text: str) -> bool:
    """Return whether a text is an air waybill's number with the check digit that it should have.

    The check digit is the rest of the seven digits before it, divided by seven. A digit
    changed by seven, 1 to 8, cannot be told.
    """
    found = _AIR.fullmatch(text.strip())
    return found is not None and int(found[2] + found[3]) % 7 == int(found[4])


def _compact(text: str) -> str:
    """Return a number without the identifier in brackets that stands before it on labels."""
    return _SIGNS.sub("", _IDENTIFIER.sub("", text, count=1))


def _is_checked(digits: str) -> bool:
    plain = digits.isascii() and digits.isdigit()
    return plain and gs1_check_digit(digits[:-1]) == int(digits[-1])
