"""The unit that a text names, by a closed table of spellings; never by guessing.

>>> read_unit("cartons").value, read_unit("KGM").value, read_unit("m³").value
('carton', 'kg', 'm3')
>>> read_unit("tons").candidates
('t', 'short_ton', 'long_ton')
>>> read_unit("tons", ton="metric").value
't'
>>> read_unit("blorps").message
"'blorps' is no unit that aidtrack knows"
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.text.digits import western
from aidtrack.text.fold import fold
from aidtrack.text.nearest import nearest
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.units.catalogue import UNITS
from aidtrack.units.spellings import (
    CODES,
    MEGATONNES,
    OPEN,
    OPEN_CODES,
    TONS,
    UNREAD_CODES,
    WORDS,
    spelt,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.text.style import Ton

LONGEST: Final = 60
"""How many characters a unit can have."""

_TON: Final[Mapping[str, str]] = MappingProxyType(
    dict(zip(("metric", "short", "long"), TONS, strict=True))
)
_PLURAL_SIGN = re.compile(r"(?<=\w)\((?:s|es|x)\)", re.IGNORECASE)


def _exact_spellings() -> dict[str, tuple[str, ...]]:
    """Return what is read in exactly its own letters: symbols and codes."""
    table: dict[str, tuple[str, ...]] = {}
    for unit in UNITS.values():
        for code in (unit.rec20, unit.rec21):
            if code and code not in UNREAD_CODES:
                table.setdefault(code, (unit.symbol,))
        if unit.rec21:
            table.setdefault(f"X{unit.rec21}", (unit.symbol,))
    for symbol, codes in CODES.items():
        table.update(dict.fromkeys(codes.split(", "), (symbol,)))
    return table | {symbol: (symbol,) for symbol in UNITS} | OPEN_CODES


def _folded_spellings() -> dict[str, tuple[str, ...]]:
    """Return what is read in any case, with or without its accents and signs."""
    named = {fold(word): (symbol,) for symbol, words in WORDS.items() for word in spelt(words)}
    return named | {fold(word): units for words, units in OPEN.items() for word in spelt(words)}


_EXACT: Final = MappingProxyType(_exact_spellings())
_FOLDED: Final = MappingProxyType(_folded_spellings())
_MEGATONNES: Final = frozenset(fold(word) for word in spelt(MEGATONNES))


def read_unit(text: str, *, ton: Ton | None = None) -> Reading[str]:
    """Read the name, symbol or code of a unit.

    Args:
        text: The text as written.
        ton: What the writer's tons are; without it a ``ton`` stays ambiguous.

    Returns:
        The unit's symbol; or `Problem.AMBIGUOUS_UNIT` with the possible units, or
        `Problem.UNKNOWN_UNIT`. ``MT`` is the tonne, with a note. Never raises.
    """
    if len(text) > LONGEST:
        return Reading(
            problem=Problem.UNKNOWN_UNIT, message=f"{quote(text)} is too long to be a unit"
        )
    folded, units = _named(text)
    if not units:
        return Reading(
            problem=Problem.UNKNOWN_UNIT,
            message=f"{quote(text)} is no unit that aidtrack knows{_hint(folded)}",
        )
    if ton is not None and set(TONS) <= set(units):
        return Reading(_TON[ton])
    if len(units) > 1:
        return Reading(
            problem=Problem.AMBIGUOUS_UNIT,
            message=f"{quote(text)} can be {_choice(units)}; it must be stated which",
            candidates=units,
        )
    notes = (Note.MEGATONNE_AS_TONNE,) if folded in _MEGATONNES else ()
    return Reading(units[0], notes=notes)


def find_unit(text: str) -> str | None:
    """Return the symbol of the one unit that a text names, or None; says nothing of the rest.

    >>> find_unit("cartons"), find_unit("tons"), find_unit("blorps")
    ('carton', None, None)
    """
    units = _named(text)[1] if len(text) <= LONGEST else ()
    return units[0] if len(units) == 1 else None


def _named(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the fold of a text, and the units that it can mean."""
    clean = _PLURAL_SIGN.sub("", western(text)).strip(" .:;()[]")
    folded = fold(clean)
    return folded, _EXACT.get(clean) or _FOLDED.get(folded, ())


@lru_cache(maxsize=1024)
def _hint(folded: str) -> str:
    """Ask for the nearest spelling, where one is near enough to be a slip of the pen."""
    close = nearest(folded, _FOLDED)
    return f"; did you mean {_choice(close)}?" if close else ""


def _choice(units: tuple[str, ...]) -> str:
    """Return the units as a person would ask for them: ``tonne, short ton or long ton``."""
    names = [UNITS[unit].name for unit in units]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
