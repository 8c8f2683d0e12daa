"""What the words of a line speak of besides its kind: a form, a strength, the cold chain.

>>> frame = pl.DataFrame({"description": ["Morphine 10 mg/mL ampoules", "Dry ice"]})
>>> frame.select(mentions(frame).alias("words"), substance(frame).alias("named")).rows()
[(' form strength ', 'morphine'), (' dry-ice ', None)]

The words are English, French and Spanish. Rules ask for what is *not* stated elsewhere, so
that a word too many here means a finding too few. Texts repeat from line to line, and each
is looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.controlled import CONTROLLED
from aidtrack.lines.vocabulary import told_in

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ("description", "inn")
"""The fields in whose words is looked."""
NOTHING = " "
"""What is found in no words: each find stands between two spaces."""
_LITHIUM = r"(?:lith?ium|litio|li[- ]?ion\b|li-?po\b)"
_BATTERY = r"(?:batter|bater|\bpiles?\b|accumul|acumul|power ?bank)"
_TWO_TO_EIGHT = r"\+?2 ?[°º]? ?c? ?(?:-|–|—|to|à|a|/|~|et|and|y) ?\+?8 ?"  # noqa: RUF001
_CENTIGRADE = rf"{_TWO_TO_EIGHT}[°º]? ?c\b"

_ONCE_OPEN = (
    "reconstit", r"\bonce (?:open|mix|dilut)", "after (?:first |the )?(?:open|mix|dilut)",
    "après (?:ouverture|dilution|mélange)", "une fois (?:ouvert|dilué)",
    "(?:después de|tras) (?:abrir|abierto|diluir|la apertura)", "una vez (?:abiert|diluid)",
    "(?:do not|don't|ne pas|no) (?:refriger|réfrig|store|keep|conserv)",
)  # fmt: skip
"""What tells that the temperatures in a text are not those that goods travel at."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for what is spoken of, and the patterns that tell it."""

    name: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """What in the same text tells that it is not meant."""


MENTIONS: tuple[Mention, ...] = (
    Mention("form", (
        r"\btab", r"tabs?\b", "comprim", "capsul", "cápsul", "gélule", "gelule", r"\bcaps?\b",
        "syrup", "sirop", "jarabe", "solution", "soluci", r"\bsoln?\b", "suspen", r"\bsusp\b",
        "inject", "inyec", r"\binj\b", "infus", "perfus", "ampoul", "ampoll", r"\bamps?\b",
        r"\bvials?\b", "flacon", "powder", "poudre", "polvo", "cream", "crème", "creme", "crema",
        "ointment", "pommade", "pomada", r"\bgel\b", r"\bdrops\b", "goutte", r"\bgotas\b",
        "collyr", "colirio", "inhal",
        "a[eé]rosol", "spray", "suppos", "supos", "pessar", "patch", "lozenge", "sachet",
        r"\bsobres?\b", "granul", "lotion", "loción", "elixir", "élixir", "emuls", "émuls",
        "syringe", "seringue", "jeringa", "paste", "nebul", r"\boint\b", "liquid", r"\boil\b",
        "huile", "aceite", r"\bbags?\b", "poche", r"\bpowd\b", r"\bcart\b", r"\bsyr\b",
        # What is measured in millilitres is a liquid, if a poor way to say which.
        r"[0-9] ?m?l\b", r"/ ?m?l\b",
    )),
    Mention("strength", (
        r"[0-9] ?(?:m?cg|mg|µg|μg|ug|micro ?g[a-z]*|g|m?l|m?iu|m?ui|i\.u\.|mmol|meq)\b",
        r"[0-9] ?(?:units?|unités?|unidades?)\b", r"[0-9] ?%",
    )),
    Mention("cold", (
        r"\bcold[- ]?chain", "refrigerat", "réfrig", "refriger", "cha[iî]ne d[ue] froid",
        "cadena de fr[ií]o", rf"{_TWO_TO_EIGHT}[°º]", _CENTIGRADE,
    ), unless=_ONCE_OPEN),
    Mention("2-8", (rf"(?:^|[^0-9.,-]){_CENTIGRADE}",), unless=_ONCE_OPEN),
    # MSF and UNICEF, and for oxytocin WHO: kept between 2 and 8 °C until they are used.
    Mention("cold-medicine", (
        r"\binsulin", "insuline", "insulina", "oxytocin", "ocytocin", "oxitocin",
    ), unless=("syringe", "seringue", "jeringa", "carbetocin", "carbétocin", "cooler", "pouch",
               r"\bpump\b", "pompe", "bomba", r"\bkits?\b", "needle", "aiguille", "aguja")),
    Mention("diluent", ("diluent", "diluant", "diluyente", "disolvente", r"\bsol(?:vant|vente)\b"),
            unless=(r"\b(?:with|and|incl[a-z]*|avec|et|con|y)\b.*\b(?:dil[uo]|disol|solv)",)),
    # Made of many substances, or by a formula that all makers keep to: no one strength.
    Mention("formula", (
        r"multi[- ]?vit", r"multiple micro", r"micro-?nutri", r"\bors\b", r"\bsro\b",
        "rehydrat", "réhydrat", "rehidrat",
    )),
    # Australian Immunisation Handbook; the live influenza vaccine is another matter.
    Mention("freeze-sensitive", (
        r"hepat[a-zé]*[ -]*[ab]\b", r"\bhep[ .-]*[ab]\b", "pentaval", "hexaval", r"\bdta?w?p\b",
        r"\bdpt\b", r"\bdtc\b", r"\btt\b", "t[eé]tan", "dipht", "difter", "pertus", "coqueluch",
        "tos ?ferina", r"\bpcv ?[0-9]*\b", "pneumoc", "neumoc", r"\binfluenza\b", r"\bgrippe\b",
        r"\bgripe\b",
        # CDC, Vaccine Management (2007), and for the last MSF, Essential drugs.
        r"\btd(?:ap)?\b", r"\bhpv\b", r"\bvph\b", "papillom", "papilom", r"\bf?-?ipv\b", r"\bvpi\b",
        "inactiv.*polio", "polio.*inactiv", r"\btcv\b", "typho.*conju", "conju.*typho",
        "tifoid.*conju", "conju.*tifoid",
    ), unless=(r"\blive\b", "nasal", "vivant", r"\bviv[oa]s?\b")),
    Mention("empty", (
        r"\bempty\b", r"\bvides?\b", r"\bvac[ií][oa]s?\b", r"\bun-?filled\b", "not filled",
        "without (?:gas|oxygen)", "sans gaz", "sin gas",
    )),
    Mention("vessel", (
        "container", r"\btank", "conteneur", "citerne", "contenedor", "cisterna", "dewar", "vessel",
        "recipient", "récipient", "recipiente",
    )),
    Mention("filled", (
        r"\bfilled\b",
        r"\bfull\b(?: *(?:$|[\]\[,;:.!()/-])| of\b| [0-9]| (?:oxygen|cylinder|bottle))",
        r"\bpleine?s?\b", r"\bremplie?s?\b", r"\bllen[oa]s?\b", r"\bcharged\b",
        # Not a compressor, nor what fits one.
        r"\bcompressed\b", r"\bcomprim(?:ée?s?|id[oa]s?)\b",
    )),
    Mention("lithium", (
        rf"{_LITHIUM}.*{_BATTERY}", rf"{_BATTERY}.*{_LITHIUM}", r"\bpower ?banks?\b",
    ), unless=("carbonate", "without batter", "no batter", "sans (?:pile|batter)", "sin bater",
               "excluding batter", "batter[a-z]* not included")),
    Mention("dry-ice", (
        r"\bdry[- ]ice\b", "carboglace", "glace carbonique", "neige carbonique", "hielo seco",
        "carbon dioxide,? solid", "solid carbon dioxide",
    ), unless=("glove", "gant", "guante", "scoop", "maker", "machine", "label", "étiquette",
               "etiqueta", "without dry", r"\bno dry")),
    Mention("alcohol", (
        r"\bhand[- ]?(?:rub|saniti|disinf)", "hydro-?alcoo?l", "alcohol gel", "gel (?:de )?alcohol",
        "alcohol en gel", r"\b[6-9][0-9] ?% ?(?:v/v ?)?(?:alcohol|ethanol|éthanol|etanol|alcool)",
        r"\b(?:alcohol|ethanol|éthanol|etanol|alcool)[ ,(]*(?:[6-9][0-9]) ?[%°º]",
        "isopropyl alcohol", "alcool isoprop", "alcohol isoprop", "isopropanol",
    ), unless=("swab", "wipe", r"\bpads?\b", "lingette", "toallita", "torunda", "dispenser",
               "distributeur", "dispensador", "alcohol[- ]free", "sans alcool", "sin alcohol",
               "station", "bracket")),
    Mention("aerosol", (
        "aerosol (?:can|spray)", r"\bspray cans?\b", "bombe a[ée]rosol", "en aerosol",
        r"\ba[ée]rosols\b", "insecticid[ae]? (?:spray|aerosol)", "aerosol insecticid",
    ), unless=("therap", "thérap", "terap", "mask", "masque", "chamber", "valve", "nebul",
               "nébul", "partic", "filter", "filtre", "filtro")),
)  # fmt: skip
"""What is looked for; a rule names one by its name."""


def mentions(frame: pl.DataFrame) -> pl.Expr:
    """Return the names of all that each line's words speak of, each between blanks."""
    return _by_text(frame, _told_of)


def substance(frame: pl.DataFrame) -> pl.Expr:
    """Return the internationally controlled substance that each line's words name, or null."""
    return _by_text(frame, _named_in)


def _told_of(words: pl.Expr) -> pl.Expr:
    parts = []
    for mention in MENTIONS:
        told = words.str.contains("|".join(mention.patterns))
        if mention.unless:
            told &= ~words.str.contains("|".join(mention.unless))
        parts.append(pl.when(told).then(pl.lit(f"{mention.name} ")).otherwise(pl.lit("")))
    return pl.concat_str(pl.lit(NOTHING), *parts)


@cache
def _spellings() -> dict[str, str]:
    return {
        spelling: each.name
        for each in CONTROLLED.values()
        for spelling in (each.name, *each.spellings)
    }


def _named_in(words: pl.Expr) -> pl.Expr:
    known = _spellings()
    # The longest first: of two that begin alike the whole word is meant.
    pattern = "|".join(sorted(known, key=len, reverse=True))
    return words.str.extract(rf"\b({pattern})\b").replace_strict(known, default=None)


def _by_text(frame: pl.DataFrame, look: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    stated = [name for name in WORDS if name in frame.columns]
    if not stated:
        return pl.lit(None, dtype=pl.String)
    words = pl.concat_str(stated, separator=" ", ignore_nulls=True).str.to_lowercase()
    return pl.lit(told_in(frame.select(words).to_series(), look))
