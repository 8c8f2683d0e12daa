"""What kind of goods a line is, where the document does not say: a small lexicon.

>>> frame = pl.DataFrame({"words": ["Oxygen concentrator 10 L/min", "Respirateur de réanimation"]})
>>> frame.select(guess_kind(pl.col("words"))).unnest("guess").rows()
[('oxygen_unit', 'concentrator'), ('ventilator', None)]

The words are English, French and Spanish. The first entry that matches holds,
so that the more special ones stand first: a ventilator circuit is no ventilator.
What no entry matches is an ``item`` whose category is not stated.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_OXYGEN = "(?:oxygen|oxygène|oxygene|oxígeno|oxigeno)"
_MAKES = r"(?:generat|production|plant|générat|generad|\bpsa\b)"
_HOLDS = "(?:cylinder|bottle|bouteille|cilindro|balón)"
_LIQUID = "(?:liquid|líquid|cryogenic)"


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind and type of goods, and the patterns of the words that mean it."""

    kind: str
    type: str | None
    """The technology of an oxygen unit, the category of an item."""
    patterns: tuple[str, ...]


LEXICON: tuple[Entry, ...] = (
    # What belongs to a device is not the device.
    Entry("item", "device", (
        "circuit", "mask", "masque", "mascarilla", "cannula", "canule", "cánula", "tubing",
        "tubulure", "humidifi", "regulator", "détendeur", "flow ?meter", "débitmètre",
        "nebuli[sz]er", "spare", "consumable", "consommable", "accessor", "filter", "filtre",
        "filtro", "trolley", r"\bstands?\b", "bracket", r"\bcables?\b", r"\bprobes?\b",
        "battery", r"^(?:\w+ )?(?:infusion|giving|transfer|extension) sets?\b", "injection machine",
    )),
    Entry("vaccine", None, (
        "vaccin", "vacuna", r"\bbcg\b", r"\bopv\b", r"\bipv\b", "astrazeneca", "sinovac",
        "sinopharm", "sputnik",
    )),
    Entry("oxygen_unit", "concentrator", (r"\bconcentrat(?:or|eur)s?\b", r"\bconcentrador")),
    Entry("oxygen_unit", "generator", (f"{_OXYGEN}.*{_MAKES}", f"{_MAKES}.*{_OXYGEN}")),
    Entry("oxygen_unit", "cylinder", (f"{_OXYGEN}.*{_HOLDS}", f"{_HOLDS}.*{_OXYGEN}")),
    Entry("oxygen_unit", "liquid", (
        f"{_LIQUID}.*{_OXYGEN}", f"{_OXYGEN}.*{_LIQUID}", r"\blox\b",
    )),
    Entry("oxygen_unit", None, (rf"\b{_OXYGEN}\b",)),
    Entry("ventilator", None, (
        "ventilat", "respirateur", "respirador", r"\bbipap", r"\bcpap",
    )),
    Entry("monitor", None, (r"\bmonitors?\b", "moniteur", "oximet", "oxymètre", "oxímetro")),
    Entry("item", "test", (
        r"\bhiv\b.*(?:test|kit)", "diagnostic", r"\b[hm]?rdts?\b", r"\btests?\b", r"\bpcr\b",
        "prueba", "dépistage",
    )),
    Entry("item", "kit", (
        r"\b(?:kit|set|module)\b.*\bdrugs?\b", r"\bdrugs? (?:kit|set)\b", "medical kit",
    )),
    # These come in millilitres as medicines do, and are none.
    Entry("item", "wash", (
        r"\bhand[- ]?(?:rub|saniti)", "hydro-?alcoo?l", "insecticid", "pesticid",
    )),
    Entry("medicine_pack", None, (
        "tablet", "comprim", "tableta", "capsule", "gélule", "cápsula", r"\btabs?\b", r"\bcaps\b",
        "syrup", "sirop", "jarabe", "oral (?:solution|suspension)", "inject", "ampoul",
        r"\bvials?\b", "medicine", "medicament", "médicament", r"\bdrugs?\b", "antibiotic",
        r"\barv\b", "antiretroviral", r"\bact\b(?:[^.]|$)", "antimalarial", r"\bantm\b", "insulin",
        "remdesivir", "paracetamol", "ibuprofen", r"\d ?(?:mg|mcg|µg)\b",
        r"cillin\b", r"mycin\b", r"cycline\b",
        r"azole\b", "ceftriax", "ringer", "sodium chloride", "saline", r"\bors\b", "rehydrat",
        "artemeth", "artesun", "quinine", r"\binj\b", r"\d ?[iu]u\b", r"\d ?ui\b", "ointment",
        "pommade", "pomada", r"\bgutt", "dextrose", "glucose", "mannitol", r"caine\b", "epinephrin",
        "adrenalin", "immunoglobul", "globulin", "chlorhexidin", "povidone", "benzoate", "oxytocin",
        "eye ?drops?", "collyre", "colirio", r"\bamp\.", "lotion", "halothan", "lactulose",
        "bicarbonate", "plasma subst", r"\d ?m?g ?/ ?\d* ?ml\b", r"\d ?% ?[,;]? ?\d+ ?ml\b",
    )),
    Entry("item", "ppe", (
        r"\bppe\b", r"\bk?n95\b", "glove", r"\bgants?\b", "guante", "gown", "blouse", r"\bbatas?\b",
        "goggle", "lunette", "face ?shield", "visière", "coverall", "combinaison", "surgical cap",
    )),
    Entry("item", "shelter", (
        r"\btents?\b", r"\btentes?\b", "carpa", "tarpaulin", "bâche", r"\blonas?\b", "blanket",
        "couverture", r"\bmantas?\b", "frazada", "mattress", "matelas", "sleeping", "shelter",
    )),
    Entry("item", "food", (
        r"\brice\b", r"\briz\b", "arroz", "flour", "farine", "harina", r"\boil\b", "huile",
        "aceite", r"\bbeans\b", "haricot", "frijol", "biscuit", "galleta", r"\bfood", "vivres",
        "alimento", r"\bdates\b", "sugar", "sucre", "azúcar", "pulses", "lentil",
    )),
    Entry("item", "wash", (
        "hygien", "hygièn", "higien", r"\bsoap", "savon", "jabón", "bucket", r"\bseaux?\b",
        "jerry ?can", "bidon", "water (?:purif|treat|tank)", "chlorine", "latrine", "aquatab",
    )),
    Entry("item", "kit", (r"\bkits?\b", r"\biehk\b", "trousse")),
    Entry("item", "device", (
        "syringe", "seringue", "jeringa", "stretcher", "brancard", "camilla", r"\bbeds?\b",
        "ultrasound", "x-?ray", "thermometer", "suction", "defibrill", r"\bdevices?\b", "equipment",
        "équipement", "equipo",
    )),
)  # fmt: skip
"""The entries, the more special first."""

_NO_TYPE = ""


def guess_kind(words: pl.Expr) -> pl.Expr:
    """Return a struct ``guess`` of kind and type for a column of words; null where none matches."""
    text = words.str.to_lowercase()
    kinds, types = [], []
    for entry in LEXICON:
        matches = pl.when(text.str.contains("|".join(entry.patterns)))
        kinds.append(matches.then(pl.lit(entry.kind)))
        # Every entry has its turn in both lists, so that kind and type come from one entry.
        types.append(matches.then(pl.lit(entry.type or _NO_TYPE)))
    kind, type_ = pl.coalesce(kinds), pl.coalesce(types).replace(_NO_TYPE, None)
    return pl.struct(kind.alias("kind"), type_.alias("type")).alias("guess")
