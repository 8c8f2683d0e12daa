"""Pack sizes and counts of packages as people write them.

>>> [read_pack_size(text).value for text in ("10/box", "bte de 100", "50's", "10 x 10 tabs")]
[Decimal('10'), Decimal('100'), Decimal('50'), Decimal('100')]
>>> read_pack_size("12 x 500 ml").value, read_packages("3 pallets").value
(Decimal('12'), Decimal('3'))
>>> packages_of("boxes of 12")
'box'

A pack size counts single pieces: a measure of what one of them holds is left out, and
a number of packages is no pack size.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from aidtrack.text.digits import western
from aidtrack.text.number import read_number
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.units.aliases import find_unit
from aidtrack.units.catalogue import UNITS
from aidtrack.units.context import exact

if TYPE_CHECKING:
    from aidtrack.text.number import DecimalMark

_LONGEST: Final = 60
_COUNT = r"([0-9]{1,9})"
_TIMES = r"\s*[x\u00d7]\s*"
# No more of them than can be multiplied and kept.
_FACTOR = r"[0-9]{1,6}"
_WORD = r"([^\W\d_][^\d_]*?)"
# 10/box, 10 per box, 10 par boîte, 10 por caja
_PER = re.compile(
    rf"{_COUNT}\s*([^\W\d_][^\d_/]*?)?\s*(?:/|\b(?:per|par|por|in an?|an?)\b)\s*{_WORD}",
    re.IGNORECASE,
)
# box of 10, bte/10, bte de 10, pack: 10
_OF = re.compile(rf"{_WORD}\s*(?:/|:|\b(?:of|de|con|x|à)\b)\s*{_COUNT}\s*{_WORD}?", re.IGNORECASE)
_PIECES = re.compile(rf"{_COUNT}\s*(?:['\u2019\u00b4`]?\s*s|{_WORD})", re.IGNORECASE)
_PRODUCT = re.compile(
    rf"({_FACTOR}(?:{_TIMES}{_FACTOR}){{1,2}})\s*(?:['\u2019\u00b4`]?\s*s|{_WORD})?", re.IGNORECASE
)
_CONTENT = re.compile(rf"({_FACTOR}){_TIMES}([0-9][0-9., ]{{0,9}})\s*{_WORD}?", re.IGNORECASE)
_PACKAGES_OF = re.compile(
    r"\s*([^\W\d_][^\d_]*?)\s+(?:of|de|con|à)\s+[0-9]{1,9}(?:\s*[^\W\d_][^\d_]*)?", re.IGNORECASE
)
PACKAGES: Final = frozenset(
    {
        *("pack", "package", "box", "carton", "case", "crate", "pallet", "container", "bag"),
        *("sack", "bundle", "bale", "drum", "barrel", "jerrycan", "bucket", "can", "jar", "tray"),
        *("pouch", "bottle", "tube", "sachet", "strip", "blister", "roll", "reel", "ream", "kit"),
        *("set",),
    }
)
"""The units that hold pieces. What is no package is a piece itself."""
_OUTER: Final = frozenset({"box", "carton", "case", "crate", "pallet", "container", "pack"})
"""The packages that are not counted as the pieces of a pack."""


class Product(NamedTuple):
    """So many pieces of so much each."""

    pieces: Decimal
    content: Decimal
    unit: str | None


def read_pack_size(text: str, *, decimal: DecimalMark | None = None) -> Reading[Decimal]:
    """Read how many single pieces a pack holds.

    Args:
        text: The text as written.
        decimal: The writer's decimal mark, for numbers with two readings.

    Returns:
        The number, with a note where words stood around it; or a problem. Never raises.
    """
    reading = read_number(text, decimal=decimal)
    if reading.problem is not Problem.UNREADABLE or len(text) > _LONGEST:
        return reading
    count = _pieces(" ".join(western(text).split()))
    if count is None:
        message = f"{quote(text)} is no pack size; expected a number of pieces, such as 10"
        return replace(reading, message=message)
    return Reading(count, notes=(Note.COUNT_WITH_WORDS,))


def read_packages(text: str, *, decimal: DecimalMark | None = None) -> Reading[Decimal]:
    """Read a number of packages, whose kind may stand behind it: ``12 cartons``."""
    reading = read_number(text, decimal=decimal)
    found = _PIECES.fullmatch(" ".join(western(text).split())) if len(text) <= _LONGEST else None
    if reading.problem is not Problem.UNREADABLE or found is None or _unit(found[2]) is None:
        return reading
    return Reading(Decimal(found[1]), notes=(Note.COUNT_WITH_WORDS,))


def read_product(text: str, *, decimal: DecimalMark | None = None) -> Product | None:
    """Return the pieces and the content of ``12 x 500 ml``, or None for any other text."""
    found = _CONTENT.fullmatch(" ".join(western(text).split())) if len(text) <= _LONGEST else None
    if found is None:
        return None
    content = read_number(found[2].strip(), decimal=decimal).value
    unit = find_unit(found[3]) if found[3] else None
    if content is None or (found[3] and unit is None):
        return None
    return Product(Decimal(found[1]), content, unit)


def packages_of(text: str) -> str | None:
    """Return the unit of ``boxes of 12``, where a pack size stands behind it, or None."""
    found = _PACKAGES_OF.fullmatch(text)
    unit = find_unit(found[1]) if found else None
    return unit if unit in PACKAGES else None


def _pieces(text: str) -> Decimal | None:
    """Return the pieces of a pack that a text without a bare number tells."""
    if found := _PRODUCT.fullmatch(text):
        numbers = [Decimal(number) for number in re.findall("[0-9]+", found[1])]
        unit = found.groups()[-1]
        if unit is None or _is_piece(unit):
            return _multiplied(numbers)
    if (product := read_product(text)) and product.unit and not UNITS[product.unit].indivisible:
        return product.pieces
    if (found := _PER.fullmatch(text)) and _unit(found[3]) in PACKAGES:
        return Decimal(found[1]) if found[2] is None or _is_piece(found[2]) else None
    if (found := _OF.fullmatch(text)) and _unit(found[1]) in PACKAGES:
        return Decimal(found[2]) if found[3] is None or _is_piece(found[3]) else None
    if (found := _PIECES.fullmatch(text)) and (found[2] is None or _is_piece(found[2])):
        return Decimal(found[1])
    return None


def _multiplied(numbers: list[Decimal]) -> Decimal:
    product = Decimal(1)
    with exact():
        for number in numbers:
            product *= number
    return product


def _unit(word: str | None) -> str | None:
    """Return the countable unit that a word names, or None."""
    unit = find_unit(word) if word else None
    return unit if unit is not None and UNITS[unit].indivisible else None


def _is_piece(word: str) -> bool:
    """Say whether a word names what a pack can hold."""
    unit = _unit(word)
    return unit is not None and unit not in _OUTER
