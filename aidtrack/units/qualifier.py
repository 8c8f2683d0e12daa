"""How sure a stated total is: exactly, over, about or up to.

>>> split_qualifier("over 22 t"), split_qualifier("environ 5,7 t")
((<Qualifier.OVER: 'over'>, '22 t'), (<Qualifier.ABOUT: 'about'>, '5,7 t'))
>>> split_qualifier("22 t")
(<Qualifier.EXACTLY: 'exactly'>, '22 t')
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Qualifier(StrEnum):
    """What is meant by a stated amount."""

    EXACTLY = "exactly"
    """The amount itself; also where nothing is said."""
    OVER = "over"
    """At least the amount."""
    ABOUT = "about"
    """The amount, more or less."""
    UP_TO = "up to"
    """At most the amount."""


_SIGNS: Final = {
    Qualifier.EXACTLY: "=",
    Qualifier.OVER: ">=?|≥",
    Qualifier.ABOUT: "[~≈±]",
    Qualifier.UP_TO: "<=?|≤",
}
_WORDS: Final = {
    Qualifier.EXACTLY: "exactly|exactement|exactamente",
    Qualifier.OVER: "over|more than|at least|above|min|minimum|no less than|not less than|"
    "plus de|au moins|au minimum|au-delà de|"
    "más de|mas de|al menos|por lo menos|como mínimo|como minimo|mínimo|minimo",
    Qualifier.ABOUT: "about|approx|approximately|ca|c|circa|around|roughly|nearly|almost|some|"
    "environ|env|à peu près|a peu pres|près de|pres de|approximativement|"
    "aproximadamente|aprox|alrededor de|cerca de|casi|unos|unas",
    Qualifier.UP_TO: "up to|upto|max|maximum|at most|no more than|not more than|less than|"
    "under|below|"
    "jusqu.[àa]|moins de|au plus|au maximum|"
    "hasta|menos de|como máximo|como maximo|máximo|maximo|a lo sumo",
}
_PREFIX: Final = re.compile(
    "|".join(
        rf"(?P<{qualifier.name}>{_SIGNS[qualifier]}|(?:{words})(?:\.|\b))"
        for qualifier, words in _WORDS.items()
    ),
    re.IGNORECASE,
)
_PLUS: Final = re.compile(r"(?<=\d)\+(?=\s|$)|\+\s*$")


def split_qualifier(text: str) -> tuple[Qualifier, str]:
    """Return what a text says about its amount, and the text without that.

    English, French and Spanish words and the signs ``~ > < ≥ ≤`` are known before the
    amount, a plus sign behind it. A text without any is returned as it is, stripped.

    >>> split_qualifier("22 t+"), split_qualifier("22+ t")
    ((<Qualifier.OVER: 'over'>, '22 t'), (<Qualifier.OVER: 'over'>, '22 t'))
    """
    stripped = unicodedata.normalize("NFC", text).strip()
    found = _PREFIX.match(stripped)
    if found and found.lastgroup:
        return Qualifier[found.lastgroup], stripped[found.end() :].strip()
    rest = _PLUS.sub("", stripped, count=1).strip()
    return (Qualifier.EXACTLY if rest == stripped else Qualifier.OVER), rest
