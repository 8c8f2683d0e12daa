"""Countries by ISO 3166 code and by the names that people write on labels.

>>> find_countries("Cote d Ivoire")
(Country(alpha2='CI', alpha3='CIV', name="Côte d'Ivoire"),)
>>> [country.alpha2 for country in find_countries("Congo")]
['CG', 'CD']
>>> find_countries("Germnay"), suggest_country("Germnay").name
((), 'Germany')

Names are read in English, French, Spanish, Russian and Arabic, with or without accents,
inverted at a comma or a bracket, and by a hand-kept list of aliases (``DRC``, ``oPt``).
A name as it is shown is a label and no statement on the standing of a territory; reports
show what the writer wrote, with the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from aidtrack.codes.table import Table, read_rows, split_names
from aidtrack.text.fold import fold
from aidtrack.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST: Final = 100

USER_ASSIGNED: Final = frozenset({"XK"})
"""Codes that ISO 3166 leaves to its users: ``XK`` is Kosovo by wide agreement only."""

_WORDS: Final = frozenset(
    (
        *("ad", "am", "as", "at", "be", "by", "de", "do", "es", "et", "id", "il", "in", "is", "it"),
        *("la", "ma", "me", "my", "na", "ne", "no", "nu", "pa", "sa", "se", "si", "so", "to", "tu"),
        *("va", "ago", "and", "are", "arm", "can", "cod", "fin", "gin", "lie", "mar", "nor", "pan"),
        *("per", "sen", "sur", "ton"),
    )
)
"""Words of English, French and Spanish that are codes in capitals only."""

_FILLERS: Final = frozenset(
    (
        *("the", "and", "of", "et", "y", "e", "de", "du", "des", "d", "del"),
        *("la", "le", "les", "l", "el", "los", "las"),
    )
)
_SPELT_OUT: Final = {
    "st": "saint",
    "ste": "sainte",
    "sta": "santa",
    "dem": "democratic",
    "rep": "republic",
    "fed": "federated",
    "is": "islands",
    "isl": "islands",
}
_INVERTED = re.compile(r"([^,(]+)[,(]([^,()]+)\)?\s*")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory that has a code of its own."""

    alpha2: str
    """Two-letter code, such as ``CI``."""
    alpha3: str
    """Three-letter code, such as ``CIV``."""
    name: str
    """English name, as a label."""


@cache
def _load_rows() -> tuple[tuple[Country, tuple[str, ...]], ...]:
    return tuple(
        (
            Country(row["alpha2"], row["alpha3"], row["name"]),
            (row["name"], *split_names(row["names"])),
        )
        for row in read_rows("countries.csv")
    )


COUNTRIES: Final[Mapping[str, Country]] = Table(
    lambda: {country.alpha2: country for country, _ in _load_rows()}
)
"""Every country by its alpha-2 code: the 249 of ISO 3166-1, and Kosovo."""


def find_countries(text: str) -> tuple[Country, ...]:
    """Return the countries that a text can mean, never by likeness.

    A code is taken in any case when it is the whole text; words such as ``no`` and ``in``
    are codes in capitals only.

    Args:
        text: A code, a name or an alias.

    Returns:
        One country; several where the name is shared; none where it is unknown.
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        return ()
    if country := _by_code().get(written.upper()):
        return () if written.lower() in _WORDS and not written.isupper() else (country,)
    names = _by_name()
    key = fold(written)
    for form in (key, _join_initials(key), *_plain_forms(written)):
        if form in names:
            return names[form]
    return ()


@cache
def suggest_country(text: str) -> Country | None:
    """Return the country whose name is most like the text, for a person to confirm."""
    single = {name: found[0] for name, found in _by_name().items() if len(found) == 1}
    return nearest(text, single)


@cache
def _by_code() -> Mapping[str, Country]:
    return {
        code: country for country, _ in _load_rows() for code in (country.alpha2, country.alpha3)
    }


@cache
def _by_name() -> Mapping[str, tuple[Country, ...]]:
    """Return the countries by every form of their names; what an alias says comes first."""
    forms: dict[str, dict[Country, None]] = {}
    names: dict[str, tuple[Country, ...]] = {}
    for country, written in _load_rows():
        for name in written:
            names[fold(name)] = (*names.get(fold(name), ()), country)
            for form in _plain_forms(name):
                forms.setdefault(form, {})[country] = None
    aliases: dict[str, tuple[Country, ...]] = {}
    for row in read_rows("country_aliases.csv"):
        meant = tuple(COUNTRIES[code] for code in row["alpha2"].split(";"))
        aliases[fold(row["alias"])] = meant
        for form in _plain_forms(row["alias"]):
            forms[form] = dict.fromkeys(meant)
    plain = {form: tuple(meant) for form, meant in forms.items()}
    unique = {name: tuple(dict.fromkeys(meant)) for name, meant in names.items()}
    return plain | unique | aliases


def _plain_forms(text: str) -> Iterator[str]:
    """Yield the text without small words and abbreviations, as written and uninverted."""
    yield _plain(text)
    if found := _INVERTED.fullmatch(text):
        yield _plain(f"{found[2]} {found[1]}")


def _plain(text: str) -> str:
    words = [word for word in fold(text).split() if word not in _FILLERS]
    return " ".join(_SPELT_OUT.get(word, word) for word in words)


def _join_initials(key: str) -> str:
    """Return ``uk`` for ``u k``: points between initials are often left out or added."""
    words = key.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else key
