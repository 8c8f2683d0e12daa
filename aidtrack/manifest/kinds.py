"""What kind of goods a line is, where the document does not say: a small lexicon.

>>> frame = pl.DataFrame({"words": ["Oxygen concentrator 10 L/min", "Respirateur de réanimation"]})
>>> frame.select(guess_kind(pl.col("words"))).unnest("guess").rows()
[('oxygen_unit', 'concentrator'), ('ventilator', None)]

The words are English, French and Spanish. The first entry that matches holds,
so that the more special ones stand first: a ventilator circuit is no ventilator.
What no entry matches is an ``item`` whose category is not stated.
"""

from __future__ import annotations

import polars as pl

_OXYGEN = "oxygen|oxygène|oxygene|oxígeno|oxigeno|o2"

LEXICON: tuple[tuple[str, str, str | None], ...] = (
    # What belongs to a device is not the device.
    (
        r"circuit|mask|masque|mascarilla|cannula|canule|cánula|tubing|tubulure|humidifi|regulator"
        r"|détendeur|detendeur|flow ?meter|débitmètre|nebuli[sz]er|spare|consumable|consommable"
        r"|accessor|filter|filtre|filtro|trolley",
        "accessory",
        None,
    ),
    (r"vaccin|vacuna|\bbcg\b|\bopv\b|\bipv\b|astrazeneca|sinovac|sinopharm|sputnik", "vaccine", None),
    (rf"(?:{_OXYGEN}).*concentrat|concentrat.*(?:{_OXYGEN})|\bconcentrat(?:or|eur|ador)s?\b"
     r"|concentrador", "oxygen_unit", "concentrator"),
    (rf"(?:{_OXYGEN}).*(?:generat|production|plant|générat|generad|planta|\bpsa\b)"
     rf"|(?:generat|production|plant|générat|generad|planta|\bpsa\b).*(?:{_OXYGEN})",
     "oxygen_unit", "generator"),
    (rf"(?:{_OXYGEN}).*(?:cylinder|bottle|bouteille|cilindro|balón)"
     rf"|(?:cylinder|bouteille|cilindro|balón).*(?:{_OXYGEN})", "oxygen_unit", "cylinder"),
    (rf"(?:liquid|liquide|líquido|liquido|cryogenic).*(?:{_OXYGEN})"
     rf"|(?:{_OXYGEN}).*(?:liquid|liquide|líquido)|\blox\b", "oxygen_unit", "liquid"),
    (rf"\b(?:{_OXYGEN})\b", "oxygen_unit", None),
    (r"ventilat|respirateur|respirador|\bbipap\b|\bcpap\b", "ventilator", None),
    (r"monitor\b|monitors\b|moniteur|oximet|oxymètre|oxymetre|oxímetro", "monitor", None),
    (r"\bhiv\b.*(?:test|kit)|diagnostic|\brdt\b|\bhrdt\b|\bmrdt\b|test kit|\btests?\b|\bpcr\b|prueba"
     r"|dépistage", "item", "test"),
    (r"tablet|comprimé|comprime|tableta|capsule|gélule|cápsula|\btabs?\b|\bcaps?\b|syrup|sirop|jarabe"
     r"|oral (?:solution|suspension)|inject|ampoul|\bvials?\b|medicine|medicament|médicament|drug"
     r"|antibiotic|\barv\b|antiretroviral|\bact\b|antimalarial|\bantm\b|insulin|remdesivir|paracetamol"
     r"|amoxicill|ibuprofen|\d ?mg\b", "medicine_pack", None),
    (r"\bppe\b|\bn95\b|\bkn95\b|glove|gant|guante|gown|blouse|bata|goggle|lunette|face ?shield|visière"
     r"|coverall|combinaison|surgical cap", "item", "ppe"),
    (r"tent\b|tents\b|tente|carpa|tarpaulin|bâche|bache|lona|blanket|couverture|manta|frazada|mattress"
     r"|matelas|sleeping|shelter", "item", "shelter"),
    (r"\brice\b|\briz\b|arroz|flour|farine|harina|\boil\b|huile|aceite|beans|haricot|frijol|biscuit"
     r"|galleta|food|vivres|alimento|dates\b|sugar|sucre|azúcar|pulses|lentil", "item", "food"),
    (r"hygiene|hygiène|higiene|soap|savon|jabón|bucket|seau|jerry ?can|bidon|water (?:purif|treat|tank)"
     r"|chlorine|chlore|latrine|aquatab", "item", "wash"),
    (r"\bkits?\b|\biehk\b|trousse", "item", "kit"),
    (r"syringe|seringue|jeringa|stretcher|brancard|camilla|\bbed\b|\blit\b|ultrasound|x-?ray"
     r"|thermometer|suction|defibrill|device|equipment|équipement|equipo", "item", "device"),
)  # fmt: skip
"""Pattern, kind and type, the more special first; ``accessory`` is an item of category device."""


_NO_TYPE = ""


def guess_kind(words: pl.Expr) -> pl.Expr:
    """Return a struct ``guess`` of kind and type for a column of words; null where none matches."""
    text = words.str.to_lowercase()
    kinds, types = [], []
    for pattern, found, of_type in LEXICON:
        matches = pl.when(text.str.contains(pattern))
        accessory = found == "accessory"
        kinds.append(matches.then(pl.lit("item" if accessory else found)))
        # Every entry has its turn in both lists, so that kind and type come from one entry.
        types.append(matches.then(pl.lit("device" if accessory else of_type or _NO_TYPE)))
    kind, type_ = pl.coalesce(kinds), pl.coalesce(types).replace(_NO_TYPE, None)
    return pl.struct(kind.alias("kind"), type_.alias("type")).alias("guess")
