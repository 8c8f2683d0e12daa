"""Which UN numbers goods usually carry, by their words, where the list of them is short.

>>> frame = pl.DataFrame({"description": ["Kerosene, 200 L drum", "Kerosene stove", "Tent"]})
>>> frame.select(usual_numbers(frame).alias("usual")).to_series().to_list()
['UN1223', None, None]

The words are English, French and Spanish. The numbers are those under which the Model
Regulations list the goods (chapter 3.2); which of several it is, and whether an exception
holds, only a trained person can say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from aidtrack.lines.vocabulary import told_in

WORDS: Final = ("description",)
"""The fields in whose words is looked."""
_ENGINE = "(?:generat|engine|générat|groupe électrog|moteur|generador|motor)"
_FUEL = "(?:fuel|petrol|diesel|carburant|essence|combustible|gasolina)"
_NO_FUEL = ("without fuel", "no fuel", "sans carburant", "sin combustible", "empty", "drained")
_BURNERS = (
    "stove", "lamp", "lantern", "heater", "cooker", "burner", "wick", "engine", "generat", "pump",
    "réchaud", "lampe", "lanterne", "poêle", "mèche", "groupe", "moteur", "pompe", "jerry ?can",
    "estufa", "cocina", "lámpara", "linterna", "quemador", "motor", "bomba", "générat", "filter",
    "refriger", "réfrig", "freezer", "congel", "congél", "filtre", "filtro", "funnel", "test",
    "tank", "chain ?saw", "vehicle", "véhicule", "vehículo",
)  # fmt: skip
"""What burns such a fuel, holds it, or goes with it, and is not the fuel."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """Goods that are dangerous by what they are, and the words for them."""

    numbers: str
    """The UN numbers that they usually carry."""
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """What in the same text tells that they are not meant."""


HAZARDS: Final[tuple[Hazard, ...]] = (
    Hazard("UN1748, UN2208 or UN2880", (
        "calcium hypochlorite", "hypochlorite de calcium", "hipoclorito (?:de calcio|cálcico)",
        r"\bhth\b", "bleaching powder",
    ), unless=(r"\btests?\b", r"\bkits?\b", "comparator")),
    Hazard("UN2037", (
        r"\bgas (?:cartridge|canister)", r"\bcartouches? de gaz", r"\bcartuchos? de gas\b",
    ), unless=("mask", "masque", "máscara", "without", "not included", "sans cartouche",
               "sin cartucho", "empty", "vide", r"\bvac[ií]o")),
    Hazard("UN2794 or UN2800", (
        r"\blead[- ]acid\b", r"batter[a-z]* (?:au )?plomb", "plomb[- ]acide",
        r"bater[íi]as? de plomo", "plomo[- ]ácido", r"\bcar batter", "batteries? de voiture",
    ), unless=("charg", "carg", "tester", "terminal", "cable", "câble", "without batter",
               "batter[a-z]* not included", "sans batter", "sin bater")),
    Hazard("UN1944 or UN1331", (
        r"^\W*(?:box(?:es)? of )?(?:[a-z]+[- ]?proof |storm )?matches\b", r"\bsafety matches\b",
        r"\ballumettes\b", r"\bfósforos de seguridad\b", r"\bcerill(?:a|o)s\b",
    ), unless=("without matches", "sans allumettes", "sin cerill")),
    Hazard("UN1223", (r"\bkerosene\b", r"\bkérosène\b", r"\bqueros[ei]n[oe]\b", "pétrole lampant"),
           unless=_BURNERS),
    Hazard("UN1202", (
        r"\bdiesel fuel\b", r"\bfuel,? diesel\b", r"^\W*diesel\b", r"\bgazole\b", r"\bgasóleo\b",
    ), unless=_BURNERS),
    Hazard("UN1203", (r"^\W*(?:petrol|gasoline|gasolina)\b", r"^\W*essence\W*$"), unless=_BURNERS),
    Hazard("UN3528", (
        rf"{_ENGINE}.*\b(?:with|avec|con) {_FUEL}",
    ), unless=(*_NO_FUEL, r"\bfuel[- ](?:tank|filter|pump|gauge|cap|line|inject|level|hose|can)",
               "diesel (?:engine|motor|tank|filter)")),
)  # fmt: skip
"""What is looked for. Oxygen, lithium batteries, dry ice, alcohol and aerosols have rules of
their own."""


def usual_numbers(frame: pl.DataFrame) -> pl.Expr:
    """Return the UN numbers that the goods of each line usually carry; null of most goods."""
    if WORDS[0] not in frame.columns:
        return pl.lit(None, dtype=pl.String)
    return pl.lit(told_in(frame[WORDS[0]].str.to_lowercase(), _told))


def _told(words: pl.Expr) -> pl.Expr:
    return pl.coalesce(
        pl.when(words.str.contains("|".join(hazard.patterns)) & ~_unless(words, hazard)).then(
            pl.lit(hazard.numbers)
        )
        for hazard in HAZARDS
    )


def _unless(words: pl.Expr, hazard: Hazard) -> pl.Expr:
    return words.str.contains("|".join(hazard.unless))
