"""Whether two names can be those of one party or one place, as different documents write them.

A name is never taken for another by likeness. What is asked here is whether two of them
contradict each other, and where that is not sure they do not:

>>> (
...     names_agree("Indian Red Cross", "INDIAN RED CROSS SOCIETY"),
...     names_agree("IRCS", "Indian Red Cross Society"),
... )
(True, True)
>>> (
...     names_agree("Ministry of Health", "Ministry of Defence"),
...     names_agree("Russia", "Russian Federation"),
... )
(False, True)
>>> places_agree("Kabul airport", "Central warehouse, Kabul"), places_agree("Kabul", "Kandahar")
(True, False)
"""

from __future__ import annotations

from typing import Final

from aidtrack.codes.countries import find_countries
from aidtrack.codes.plain import plain

_CODE_LENGTHS: Final = (3, 4, 5)
"""Letters of the codes of places: IATA, ICAO, UN/LOCODE."""


def names_agree(left: str, right: str) -> bool:
    """Return whether two names can be those of one party.

    They can where one has all words of the other, is made of its initials, or where both
    name one country. Small words, case, accents and order do not count.
    """
    ours, theirs = plain(left).split(), plain(right).split()
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _are_initials(ours, theirs) or _are_initials(theirs, ours):
        return True
    return not set(find_countries(left)).isdisjoint(find_countries(right))


def places_agree(left: str, right: str) -> bool:
    """Return whether two names can be those of one place.

    They can where they share a word. A country and a town in it, and a code and a name,
    cannot be compared, and so they do not contradict each other.
    """
    if names_agree(left, right) or _is_code(left) is not _is_code(right):
        return True
    if bool(find_countries(left)) is not bool(find_countries(right)):
        return True
    return not set(plain(left).split()).isdisjoint(plain(right).split())


def _are_initials(short: list[str], words: list[str]) -> bool:
    """Return whether a name is one word, made of the first letters of the others."""
    return len(short) == 1 and len(words) > 1 and short[0] == "".join(word[0] for word in words)


def _is_code(text: str) -> bool:
    letters = text.replace(" ", "")
    return letters.isalpha() and letters.isupper() and len(letters) in _CODE_LENGTHS
