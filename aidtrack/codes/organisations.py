"""Organisations that give and carry relief, so that none is taken for a country.

>>> find_organisation("UNHCR").name
'United Nations High Commissioner for Refugees'
>>> find_organisation("Croix-Rouge française").kind, find_organisation("OMS/UNICEF").abbreviation
('red cross', 'WHO and UNICEF')
>>> find_organisation("Peru") is None
True

The list is hand-kept and short: the names that stand on papers of relief, in English, French
and Spanish. What is not in it may be an organisation all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from aidtrack.codes.plain import join_initials, plain
from aidtrack.codes.table import Table, read_rows, split_names
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 200
_LANGUAGES: Final = ("en", "fr", "es")
_RED_CROSS: Final = (
    *("red cross", "red crescent", "croix rouge", "croissant rouge", "cruz roja"),
    *("media luna roja", "красный крест", "красного креста", "красный полумесяц"),
    *("красного полумесяца", "الهلال الاحمر", "الصليب الاحمر", "magen david adom"),
)
_JOINED: Final = re.compile(r"\s*[/&+,;]\s*|\s+(?:and|et|y|и)\s+")
_SHORTEST_ALONE: Final = 3
"""How many letters an abbreviation has at least that is told by itself before other words."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that gives, carries or receives relief, and is no country."""

    abbreviation: str
    """What it is mostly called, such as ``UNHCR``; a short name where it has no letters."""
    name: str
    """English name; of a national Red Cross or Red Crescent society, as it was written."""
    kind: str
    """What it is: united nations, red cross, bank or fund, community of states,
    government agency or charity."""

    def in_full(self, text: str) -> str:
        """Return the name in brackets where a text does not give it itself, else nothing."""
        return "" if fold(self.name) in fold(text) else f" ({self.name})"


def _load() -> Mapping[str, Organisation]:
    return {
        row["abbreviation"]: Organisation(row["abbreviation"], row["en"], row["kind"])
        for row in read_rows("organisations.csv")
    }


ORGANISATIONS: Final[Mapping[str, Organisation]] = Table(_load)
"""Every organisation of the list by its abbreviation."""


def find_organisation(text: str) -> Organisation | None:
    """Return the organisation that a text names, never by likeness.

    Several joined in one text are given as one; an abbreviation in capitals before other
    words, such as ``UNICEF Supply Division``, gives its organisation; and every text with
    the words of the Red Cross or Red Crescent names one of their societies.

    Args:
        text: An abbreviation or a name.
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        return None
    if found := _find_whole(written):
        return found
    parts = [_find_whole(part) for part in _JOINED.split(written)]
    several = [part for part in parts if part is not None]
    if several and len(several) == len(parts):
        return _joined(several)
    first = re.split(r"[\s/(-]", written, maxsplit=1)[0]
    if len(first) >= _SHORTEST_ALONE and first.isupper() and (found := _find_whole(first)):
        return found
    if any(words in fold(written) for words in _RED_CROSS):
        return Organisation(written, written, "red cross")
    return None


def _joined(several: list[Organisation]) -> Organisation:
    """Return organisations that act together as one, of the first one's kind."""
    short = " and ".join(each.abbreviation for each in several)
    return Organisation(short, " and ".join(each.name for each in several), several[0].kind)


def _find_whole(text: str) -> Organisation | None:
    names = _by_name()
    return names.get(join_initials(fold(text))) or names.get(plain(text))


@cache
def _by_name() -> Mapping[str, Organisation]:
    """Return the organisations by abbreviation and by name in every language."""
    names: dict[str, Organisation] = {}
    for row in read_rows("organisations.csv"):
        organisation = ORGANISATIONS[row["abbreviation"]]
        written = (row[language] for language in _LANGUAGES)
        for name in (row["abbreviation"], *written, *split_names(row["others"])):
            names[fold(name)] = names[plain(name)] = organisation
    return names
