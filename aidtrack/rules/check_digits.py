"""Check digits of trade items (GTIN), logistic units (SSCC), containers and air waybills.

GS1: with weights of one and three, from the right, all digits add up to a multiple of ten. A
container (ISO 6346): every sign counts a power of two, and the rest by eleven, with ten written
as zero, is the last digit. An air waybill: the last digit is the rest by seven of the seven
before it.

Each expression is null where a text has not the form of such a number, so that words, and
numbers of another kind, are not judged.
"""

from __future__ import annotations

from itertools import count
from string import ascii_uppercase
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from polars import Expr

GTIN_LENGTHS: Final = (8, 12, 13, 14)
"""Digits of a GTIN: eight for small packages, fourteen for cartons."""
SSCC_LENGTH: Final = 18
"""Digits of an SSCC."""
LETTERS: Final[Mapping[str, int]] = MappingProxyType(
    dict(zip(ascii_uppercase, (n for n in count(10) if n % 11), strict=False))
)
"""What each letter of a container counts: from ten on, the multiples of eleven left out."""

_WEIGHTS: Final = (1, 3)
"""What the digits count, in turn, from the check digit at the right."""
_ELEVEN: Final = 11
_SIGNS: Final = r"[\s-]"
_IDENTIFIER: Final = r"^\s*\((?:00|01|02)\)"
_NUMBER: Final = r"^\d+$|^\d(?:[.,]\d+)?[eE]\+?\d+$"
"""Digits alone, or what a spreadsheet makes of many of them."""
_CONTAINER: Final = r"\b[A-Z]{3}[UJZ][ -]?\d{3}[ -]?\d{3}[ -]?\d\b"
_LETTERS: Final = 4
_DIGITS: Final = 6
_AWB: Final = r"^\D*\d{3}[- ]\d{4} ?\d{4}$"
_AWB_RUN: Final = r"^\d{11}$"
_SERIAL: Final = 10_000_000
_SEVEN: Final = 7


def is_no_gtin(text: Expr) -> Expr:
    """Return where a number is no GTIN: of another length, or its check digit is wrong."""
    return _is_no_gs1(text, GTIN_LENGTHS)


def is_no_sscc(text: Expr) -> Expr:
    """Return where a number is no SSCC: of another length, or its check digit is wrong."""
    return _is_no_gs1(text, [SSCC_LENGTH])


def has_wrong_container(text: Expr) -> Expr:
    """Return where a text names a container whose check digit is wrong; it may name several."""
    numbers = text.str.to_uppercase().str.extract_all(_CONTAINER)
    wrong = numbers.list.eval(_is_wrong_container(pl.element())).list.any()
    return pl.when(numbers.list.len() > 0).then(wrong)


def is_wrong_air_waybill(text: Expr, by_air: Expr) -> Expr:
    """Return where an air waybill's check digit is wrong.

    Args:
        text: The waybill: three digits, a hyphen or space, and eight; or eleven together.
        by_air: Whether the goods fly: eleven digits in a row can else be anything.
    """
    plain = text.str.contains(_AWB) | (text.str.contains(_AWB_RUN) & by_air)
    serial = text.str.replace_all(r"\D", "").cast(pl.Int64, strict=False)
    rest = serial // 10 % _SERIAL % _SEVEN
    return pl.when(plain).then(rest != serial % 10)


def _is_no_gs1(text: Expr, lengths: Sequence[int]) -> Expr:
    compact = text.str.replace(_IDENTIFIER, "").str.replace_all(_SIGNS, "")
    digits = compact.cast(pl.Int64, strict=False)
    total = pl.sum_horizontal(
        digits // 10**place % 10 * _WEIGHTS[place % len(_WEIGHTS)] for place in range(SSCC_LENGTH)
    )
    fits = compact.str.contains(r"^\d+$") & compact.str.len_bytes().is_in(list(lengths))
    wrong = pl.when(fits).then(total % 10 != 0).otherwise(pl.lit(value=True))
    return pl.when(compact.str.contains(_NUMBER)).then(wrong)


def _is_wrong_container(number: Expr) -> Expr:
    compact = number.str.replace_all(_SIGNS, "")
    letters = [
        compact.str.slice(place, 1).replace_strict(
            dict(LETTERS), default=None, return_dtype=pl.Int64
        )
        * 2**place
        for place in range(_LETTERS)
    ]
    digits = compact.str.slice(_LETTERS).cast(pl.Int64, strict=False)
    counted = [
        digits // 10 ** (_DIGITS - place) % 10 * 2 ** (_LETTERS + place) for place in range(_DIGITS)
    ]
    rest = pl.sum_horizontal(*letters, *counted) % _ELEVEN % 10
    return rest != digits % 10
