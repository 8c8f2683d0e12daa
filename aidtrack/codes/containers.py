"""Numbers of freight containers: an owner's code, six digits, and one that checks them (ISO 6346).

>>> container_check_digit("CSQU305438"), is_container("CSQU 305438-3"), is_container("CSQU3054384")
(3, True, False)

Every letter and digit counts a power of two, and the rest by eleven, with ten written as
zero, is the check digit. A digit that is changed breaks it, unless one of the two numbers
leaves ten and the other zero; of the letters, some have the same rest by eleven.
"""

from __future__ import annotations

import re
from itertools import count
from string import ascii_uppercase
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULUS: Final = 11
TEN: Final = 10
"""The rest that is written as zero."""
LETTERS: Final[Mapping[str, int]] = MappingProxyType(
    dict(zip(ascii_uppercase, (n for n in count(TEN) if n % MODULUS), strict=False))
)
"""What each letter counts: from ten on, the multiples of eleven left out."""

_PREFIX: Final = re.compile(r"[A-Z]{3}[UJZ][0-9]{6}")
_SIGNS = re.compile(r"[\s-]+")


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
    return total % MODULUS % TEN


def is_container(text: str) -> bool:
    """Return whether a text is a container's number with its right check digit."""
    signs = _SIGNS.sub("", text).upper()
    if not _PREFIX.fullmatch(signs[:-1]) or signs[-1] not in "0123456789":
        return False
    return container_check_digit(signs[:-1]) == int(signs[-1])
