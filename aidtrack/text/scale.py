"""Words that count in thousands, lakhs, millions and crores, behind a number.

>>> split_scale("lakh pcs"), split_scale("millions de doses"), split_scale("pcs")
((5, 'pcs'), (6, 'doses'), None)
>>> raised(Decimal("1.5"), 7)
Decimal('15000000')

A billion is not among them: it is 10⁹ in English and 10¹² in Spanish and older French.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_POWERS: Final = {
    3: "thousands?",
    5: "lakhs?|lacs?",
    6: "millions?|mill[oó]n(?:es)?|mio|mln",
    7: "crores?",
}
_WORD: Final = re.compile(
    "|".join(rf"(?P<p{power}>(?:{words}))" for power, words in _POWERS.items()), re.IGNORECASE
)
_REST: Final = re.compile(r"\.?(?:\s+(?:(?:of|de)\s+|d['\u2019]\s*)?|$)(.*)", re.DOTALL)
_BEHIND: Final = re.compile(
    rf"(.*[0-9])\s*((?:{'|'.join(_POWERS.values())})\.?)", re.IGNORECASE | re.DOTALL
)


def split_scale(text: str) -> tuple[int, str] | None:
    """Return the power of ten that a text begins with in words, and the text behind it."""
    stripped = text.lstrip()
    word = _WORD.match(stripped)
    rest = _REST.fullmatch(stripped, word.end()) if word else None
    if word is None or rest is None or word.lastgroup is None:
        return None
    return int(word.lastgroup[1:]), rest[1]


def split_number(text: str) -> tuple[str, int] | None:
    """Return a number's digits and the power of ten that stands behind them in words.

    >>> split_number("5 lakh"), split_number("1.2 million"), split_number("12")
    (('5', 5), ('1.2', 6), None)
    """
    found = _BEHIND.fullmatch(text)
    scale = split_scale(found[2]) if found else None
    return (found[1], scale[0]) if found and scale else None


def raised(number: Decimal, power: int) -> Decimal:
    """Return a number times a power of ten, exactly and without an exponent."""
    # By text: an arithmetic of Decimal would follow the caller's context.
    return Decimal(format(Decimal(f"{number:f}E{power}"), "f"))
