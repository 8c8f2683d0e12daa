"""Shapes with a closed vocabulary: code lists and the words of our own fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from aidtrack.codes.countries import find_countries, show_countries, suggest_countries
from aidtrack.codes.hs import read_hs_code
from aidtrack.codes.organisations import find_organisation
from aidtrack.codes.regions import describe_region
from aidtrack.codes.transport import find_incoterm, find_mode
from aidtrack.model.shape import HeldAsText, Parts, refused
from aidtrack.text.fold import fold
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.text.style import AS_WRITTEN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class CountryShape(HeldAsText):
    """A country, held as its ISO 3166 alpha-2 code."""

    name: ClassVar[str] = "country"

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read a code or a name in any of the languages known."""
        del style, unit
        found = find_countries(text)
        match found:
            case (country,):
                return Reading(value=(country.alpha2,))
            case ():
                return _no_country(text)
            case _:
                return Reading(
                    problem=Problem.AMBIGUOUS,
                    message=f"{text!r} can be {show_countries(found)}",
                    candidates=tuple((country.alpha2,) for country in found),
                )

    def suggest(self, text: str) -> str | None:
        """Return the countries whose names are close, unless the text names something else."""
        if find_organisation(text) or describe_region(text):
            return None
        return show_countries(suggest_countries(text)) or None


def _no_country(text: str) -> Reading[Parts]:
    """Return why a text is no country, as far as it is known what it is instead."""
    if organisation := find_organisation(text):
        message = f"{text!r} is an organisation{organisation.in_full(text)}, not a country"
        return Reading(problem=Problem.ORGANISATION, message=message)
    if region := describe_region(text):
        return refused(f"{text!r} is {region}, not a country")
    return refused(f"{text!r} is no country that aidtrack knows")


@dataclass(frozen=True)
class HsShape(HeldAsText):
    """A Harmonized System code of 6, 8 or 10 digits."""

    name: ClassVar[str] = "HS code"

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read the code with or without points and spaces."""
        del style, unit
        return read_hs_code(text).map(lambda code: (code,))


class Choice(HeldAsText):
    """One word of a closed list, with the other words that mean it.

    >>> from aidtrack.model.choice import Choice
    >>> answer = Choice("answer", {"concentrator": ("oxygen concentrators",)})
    >>> answer.read("Oxygen Concentrators").value
    ('concentrator',)
    """

    name: ClassVar[str] = "one of a list"

    def __init__(self, label: str, words: Mapping[str, tuple[str, ...]]) -> None:
        """Take the canonical words, each with its other spellings."""
        self.label = label
        self.words = tuple(words)
        self._known = {
            fold(spelling): word
            for word, spellings in words.items()
            for spelling in (word, word.replace("_", " "), *spellings)
        }

    def find(self, text: str) -> str | None:
        """Return the canonical word that a text means, or None."""
        return self._known.get(fold(text))

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read one of the words, whatever its case or accents; another that means it is noted."""
        del style, unit
        word = self.find(text)
        if word is None:
            return refused(f"{text!r} is no {self.label}; expected {', '.join(self.words)}")
        own = fold(text) in (fold(word), fold(word.replace("_", " ")))
        return Reading(value=(word,), notes=() if own else (Note.OTHER_WORD,))


class Found(HeldAsText):
    """A word that a code list finds."""

    name: ClassVar[str] = "code"

    def __init__(self, label: str, find: Callable[[str], str | None], *, expected: str) -> None:
        """Take the code list's own look-up."""
        self.label = label
        self._find = find
        self._expected = expected

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Look the text up."""
        del style, unit
        code = self._find(text)
        if code is None:
            return refused(f"{text!r} is no {self.label}; expected {self._expected}")
        return Reading(value=(code,))


MODE = Found("mode of transport", find_mode, expected="air, sea, road, rail, river or courier")
INCOTERM = Found("Incoterm", find_incoterm, expected="a code such as DAP, CIP or EXW")

TECHNOLOGY = Choice(
    "oxygen technology",
    {
        "generator": ("oxygen generator", "oxygen generators", "generators", "oxygen plants",
                      "production unit", "oxygen plant", "plant", "psa",
                      "psa plant",
                      "générateur", "generador", "planta"),
        "concentrator": ("oxygen concentrator", "oxygen concentrators", "concentrators",
                         "concentrateur", "concentrateurs", "concentrador", "concentradores"),
        "cylinder": ("oxygen cylinder", "oxygen cylinders", "cylinders", "cyl", "bouteille",
                     "bouteilles", "cilindro", "cilindros", "balón", "balones"),
        "liquid": ("liquid oxygen", "lox", "oxygène liquide", "oxígeno líquido"),
    },
)  # fmt: skip
CATEGORY = Choice(
    "category of goods",
    {
        "ppe": ("personal protective equipment", "protective equipment", "epi", "epp"),
        "test": ("tests", "diagnostics", "test kit", "test kits", "prueba", "pruebas"),
        "shelter": ("shelter and nfi", "abri", "abris", "refugio", "alojamiento"),
        "food": ("foodstuffs", "vivres", "aliments", "alimentation", "alimentos", "víveres"),
        "wash": ("water", "hygiene", "water and sanitation", "wash items", "eha", "agua",
                 "hygiène"),
        "kit": ("kits",),
        "device": ("devices", "medical device", "medical devices", "equipment", "medical equipment",
                   "dispositif", "équipement", "equipo", "equipos"),
        "other": ("others", "misc", "miscellaneous", "autre", "autres", "divers", "otro", "otros",
                  "varios"),
    },
)  # fmt: skip
KIND = Choice(
    "kind of goods",
    {
        "oxygen_unit": ("oxygen", "oxygen units", "oxygène", "oxígeno"),
        "ventilator": ("ventilators", "ventilateur", "ventilateurs", "respirateur", "respirateurs",
                       "ventilador", "ventiladores", "respirador", "respiradores"),
        "monitor": ("monitors", "moniteur", "moniteurs", "monitores", "patient monitor"),
        "medicine_pack": ("medicine", "medicines", "medicine packs", "drug", "drugs", "medication",
                          "pharmaceutical", "pharmaceuticals", "médicament", "médicaments",
                          "medicamento", "medicamentos"),
        "vaccine": ("vaccines", "vaccin", "vaccins", "vacuna", "vacunas"),
        "item": ("items", "article", "articles", "artículo", "artículos"),
    },
)  # fmt: skip
