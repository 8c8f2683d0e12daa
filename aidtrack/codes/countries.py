"""Countries by ISO 3166 code and by the names that people write on labels.

>>> find_countries("Cote d Ivoire")
(Country(alpha2='CI', alpha3='CIV', name="Côte d'Ivoire"),)
>>> [country.alpha2 for country in find_countries("Congo")]
['CG', 'CD']
>>> find_countries("Germnay"), show_countries(suggest_countries("Germnay"))
((), 'Germany (DE)')

Names are read in English, French, Spanish, Russian and Arabic, with or without accents,
inverted at a comma or a bracket, behind the form of the state (``Republic of Kenya``), and
by a hand-kept list of aliases (``DRC``, ``oPt``).
A name as it is shown is a label and no statement on the standing of a territory; reports
show what the writer wrote, with the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from aidtrack.codes.plain import join_initials, plain, plain_forms
from aidtrack.codes.table import Table, read_rows, split_names
from aidtrack.text.fold import fold
from aidtrack.text.nearest import close

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

_WITH_CODE = re.compile(r"(.+?)\s*[(\[]\s*([A-Za-z]{2,3})\s*[)\]]")
_ANY: Final = "*"
"""Stands for every country among those whose state has a form, such as a government."""


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
    forms = list(plain_forms(written))
    for form in (key, join_initials(key), *forms):
        if form in names:
            return names[form]
    of_states = (_by_form_of_state(form) for form in forms)
    return next((found for found in of_states if found), ()) or _by_name_and_code(written)


@cache
def suggest_countries(text: str) -> tuple[Country, ...]:
    """Return the countries whose names are most like the text, for a person to choose from.

    None where nothing is close, and none for texts of fewer than four letters.
    """
    single = {name: found[0] for name, found in _by_name().items() if len(found) == 1}
    return close(text, single)


def show_countries(countries: Iterable[Country]) -> str:
    """Return countries by name and code, as alternatives.

    >>> show_countries(find_countries("Congo"))
    'Republic of the Congo (CG) or Democratic Republic of the Congo (CD)'
    """
    return " or ".join(f"{country.name} ({country.alpha2})" for country in countries)


def _by_form_of_state(form: str) -> tuple[Country, ...]:
    """Return what a name means behind the form of its state: ``Republic of Kenya``.

    Of countries that share the name, those stay whose state has that form.
    """
    words = form.split()
    for place in range(len(words) - 1, 0, -1):
        codes = _forms_of_state().get(" ".join(words[:place]))
        if codes is None:
            continue
        rest = " ".join(words[place:])
        found = _by_name().get(rest) or _by_form_of_state(rest)
        return tuple(each for each in found if _ANY in codes or each.alpha2 in codes)
    return ()


def _by_name_and_code(written: str) -> tuple[Country, ...]:
    """Return the country of a name with its code behind it, if both mean the same."""
    parts = _WITH_CODE.fullmatch(written)
    if parts is None:
        return ()
    coded = _by_code().get(parts[2].upper())
    return (coded,) if coded and coded in find_countries(parts[1]) else ()


@cache
def _forms_of_state() -> Mapping[str, frozenset[str]]:
    """Return the codes of the countries by each form of state, in every language."""
    codes: dict[str, frozenset[str]] = {}
    for row in read_rows("forms_of_state.csv"):
        for form in (row["form"], *split_names(row["others"])):
            known = codes.get(plain(form), frozenset())
            codes[plain(form)] = known | frozenset(split_names(row["countries"]))
    return codes


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
            for form in plain_forms(name):
                forms.setdefault(form, {})[country] = None
    aliases: dict[str, tuple[Country, ...]] = {}
    for row in read_rows("country_aliases.csv"):
        meant = tuple(COUNTRIES[code] for code in row["alpha2"].split(";"))
        aliases[fold(row["alias"])] = meant
        for form in plain_forms(row["alias"]):
            forms[form] = dict.fromkeys(meant)
    reduced = {form: tuple(meant) for form, meant in forms.items()}
    unique = {name: tuple(dict.fromkeys(meant)) for name, meant in names.items()}
    return reduced | unique | aliases
