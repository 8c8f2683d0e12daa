"""What kind of goods a line is, where the document does not say: a small lexicon.

>>> frame = pl.DataFrame({"words": ["Oxygen concentrator 10 L/min", "Respirateur de réanimation"]})
>>> frame.select(guess_kind(pl.col("words"))).unnest("guess").rows()
[('oxygen_unit', 'concentrator'), ('ventilator', None)]

The words are English, French and Spanish. The first entry that matches holds,
so that the more special ones stand first: a ventilator circuit is no ventilator.
The stems of medicines are those of their international nonproprietary names (WHO);
those under international control are known by their names as well.
What no entry matches is an ``item`` whose category is not stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from aidtrack.codes.controlled import CONTROLLED

_OXYGEN = "(?:oxygen|oxygène|oxygene|oxígeno|oxigeno)"
_MAKES = r"(?:generat|production|plant|générat|generad|\bpsa\b)"
_HOLDS = "(?:cylinder|bottle|bouteille|cilindro|balón)"
_STEM = r"\b[a-z\u00c0-\u017f]{2,}"
"""The beginning of a name; two letters at least, so that April is no medicine."""
_GOODS = "(?:drug|medicine|médicament|medicamento|vaccin|vacuna|ventilat|respirat|monitor)"
_TABLET = r"\b(?:tablets?|tablettes?|tabletas?)"
_ELECTRONIC = (
    "(?:samsung|lenovo|huawei|xiaomi|wacom|android|ipads?|wi-?fi|touch ?screen|écran tactile)"
)
_SCHOOL = "(?:schools?|pupils?|students?|écoles?|élèves?|escuelas?|alumnos|estudiantes)"
_LIQUID = "(?:liquid|líquid|cryogenic)"


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind and type of goods, and the patterns of the words that mean it."""

    kind: str
    type: str | None
    """The technology of an oxygen unit, the category of an item."""
    patterns: tuple[str, ...]


LEXICON: tuple[Entry, ...] = (
    Entry("medicine_pack", None, (
        r"nebuli[sz]er solution", r"solution (?:for|pour|para) n[eé]bul",
    )),
    Entry("item", "ppe", (
        r"\bk?n9[56]\b", r"\bffp[1-3]\b", "surgical masks?", "masques? chirurgica",
        "mascarillas? quirúrgica",
    )),
    # What shares the word of a form or a machine with ours: a tablet to write on, a screen, a fan.
    Entry("item", None, (
        r"\btablet (?:computer|pc)", "tablette (?:tactile|numérique)",
        r"\b(?:paper|graphics?) tablets?\b", r"\btablettes? graphique", r"\btabletas? gr[aá]fica",
        rf"{_TABLET}.*\b{_ELECTRONIC}", rf"\b{_ELECTRONIC}.*{_TABLET}",
        rf"^\W*{_TABLET} (?:for|pour|para) (?:l.|las? |les |los |the )?{_SCHOOL}\W*$",
        r"\bempty (?:[a-z]+ )?(?:vial|ampoul|bottle|blister|capsule)",
        r"\b(?:vials?|ampoules?|bottles?|capsules?),? empty\b",
        r"\b(?:flacon|ampoule|fiole|gélule|bouteille)s? vides?\b",
        r"\b(?:vial(?:es)?|frascos?|ampollas?|cápsulas?) vac[ií][oa]s?\b",
        r"\bcapsules? (?:hotel|tent|hous|bed)", "coffee capsule", "capsules? de café",
        "cápsulas? de café",
        r"\b(?:computer|pc|led|lcd) monitors?\b", r"^\W*screen monitor",
        r"\bmonitors? for (?:the |a )?(?:pcs?|computers?|laptops?|desktops?)\b",
        r"moniteurs? (?:d.ordinateur|de pc|pc\b|informatique|pour (?:pc|ordinateur))",
        r"monitor(?:es)? (?:de|para) (?:pc\b|ordenador|computador)",
        r"\bfans?\b.*ventilat",
        r"\bventilat\w+.*\bfans?\b", r"ventilateur,? (?:sur pied|de table|de plafond)",
        r"\b(?:medicine|drugs?) (?:cabinet|cupboard)", "armoire à (?:pharmacie|médicament)",
    )),
    Entry("item", "food", (
        r"^\W*chocolat", r"\bchocolate (?:bar|tablet)",
        rf"^\W*(?:{_TABLET}|barr[ae]s?) de chocolat",
    )),
    # What belongs to a device or holds goods is not the device and not the goods.
    Entry("item", "device", (
        r"\bsensors? (?:for|of)\b", r"\bcapteurs? (?:pour|de)\b", r"\bsensor(?:es)? (?:para|de)\b",
        r"\bgluco(?:se|sa)\b.*\bmonitor",
        "circuit", "mask", "masque", "mascarilla", "cannula", "canule", "cánula", "tubing",
        f"{_OXYGEN} tube", "tubulure", "humidifi", "regulator", "détendeur", "flow ?meter",
        "débitmètre", "nebuli[sz]er", "spare", "consumable", "consommable", "accessor", "filter",
        "filtre", "filtro", "trolley", r"\bstands?\b", "bracket", r"\bcables?\b", r"\bprobes?\b",
        "battery", rf"\b(?:for|pour|para) (?:the )?{_GOODS}", "cold ?box", "cold chain",
        "chaîne (?:du|de) froid", "cadena de frío", "vaccine? carrier", "porte-vaccins",
        "portavacunas", "freezer", "fridge", "refrigerator", "réfrigérateur", "refrigerador",
        "glacière", "congelador", "congélateur", "ice ?packs?", "blood bag", r"adapt[eo]r\b",
        "adaptateur", "adaptador", "analy[sz]er", "analyseur", "analizador",
        "gluco(?:se )?m[eè]t", "glucómetr", "injection (?:material|equipment|machine|site)",
        "matériel d.injection", r"medic\w*\W+(?:supplies|surgical)", "fournitures? médicale",
        "suministros? médico",
        # The name in front of the first comma is the thing; behind it may stand what it holds.
        r"^\W*(?:syringe|seringue|jeringa)", r"insulin (?:syringe|pen)",
        r"^\W*(?:bags?|sachets?|(?:infusion|transfer|giving) set),",
    )),
    Entry("item", "wash", (
        r"purif\w* (?:tab|drop|sachet|unit)", "water.?(?:purif|treat)",
        r"purification d(?:e l)?.eau\b", "potabili[sz]",
        r"purific\w* (?:de|del) agua", "nadcc", "aquatab", r"\bfloc",
        r"\bchlor(?:ine|e)\b", r"\bcloro\b",
    )),
    Entry("item", "food", ("biscuit", "galleta")),
    Entry("item", "test", (
        r"\bhiv\b.*(?:test|kit|control)", "diagnostic", "diagnóstic", r"\b[hm]?rdts?\b",
        r"\btests?\b", r"\bpcr\b", "prueba", "dépistage", r"\bassays?\b", r"\belisa\b",
        "reagent", "réactif", "reactivo", "antigen", "antigène", "antígeno", "antibody",
        "grouping serum", r"\bserum anti", "anti-human", r"\bbuffer\b",
    )),
    Entry("item", "kit", (
        r"^\W*(?:kit\W|set\W|module\b)", r"^\W*\w+,? (?:kit|set|module)\W+drugs?\b",
    )),
    Entry("vaccine", None, (
        "vaccin", "vacuna", r"\bbcg\b", r"\bopv\b", r"\bipv\b", "astrazeneca", "sinovac",
        "sinopharm", "sputnik", "comirnaty", "spikevax", "covishield", "covaxin",
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
    Entry("medicine_pack", None, (
        "medicine", "medicament", "médicament", r"\bdrugs?\b", r"\barv\b", r"\bantm\b",
        r"^act(?:$|,)",
        # Forms of dosage; a volume alone is that of a bottle.
        "tablet", "comprim", "tableta", "capsule", "gélule", "cápsula", r"\btabs?\b",
        r"\d ?caps\b", "syrup", "sirop", "jarabe", "oral (?:solution|suspension)", "inject",
        "inyect", "ampoul", "ampolla", r"\bamps?\b", r"\bvials?\b", r"\binj\b", "ointment",
        "pommade", "pomada", r"\bcreams?\b", r"\bcrème\b", r"\bcrema\b", r"\blotion", "loción",
        "eye ?drops?", "collyre", "colirio", "suppositor", "supositorio", "inhaler", "inhalateur",
        r"\d ?(?:mg|mcg|µg)\b", r"\d ?(?:iu|ui)\b",
        # What it is for.
        "antibiot", "antibiót", "antiretroviral", "antimalarial", "antipalud", "analg[eé]si",
        "pain ?killer", "anti.?inflam", "anti.?diarr?h?[eo]?a", "antisepti", "antisépti",
        r"\bors\b", "rehydrat", "réhydrat", "rehidrat", "electrolyt", "électrolyt", "electrolit",
        # The stems of international names, as their languages end them.
        rf"{_STEM}(?:cil+in|m[iy]cin|cycline?|ciclin|oxacin|azol)[ae]?\b",
        rf"{_STEM}(?:caïn|caín|cain|pril|sartan|olol)[ae]?\b",
        rf"{_STEM}(?:statin|vudin|dipin|rizin|tidin|profen|fenac|zepam|parin|formin|setron)[ae]?\b",
        rf"{_STEM}(?:[ao]|desi|ami)vir\b", rf"{_STEM}[iu]mab\b", r"\bcef[a-z]{4,}",
        r"\bsulfa[a-z]{4,}", "quinin", r"(?:oro|ima|dia|flo)quin", "predniso", "methason",
        "metason", "artemeth", "artesun", "butamol",
        "paracetamol", "paracétamol", "acetaminophen", "insulin", "povidone", "betadine",
        "chlorhexidin", "clorhexidin", "dextrose", "glucose", "ringer", "sodium chloride",
        "saline", "ceftriax",
    )),
    Entry("item", "ppe", (
        r"\bppe\b", "glove", r"\bgants?\b", "guante", "gown", "blouse", r"\bbatas?\b",
        "goggle", "lunette", "face ?shield", "visière", "coverall", "combinaison", "surgical cap",
    )),
    Entry("item", "shelter", (
        r"\btents?\b", r"\btentes?\b", "carpa", r"\btarps?\b", "tarpaulin", "bâche",
        r"\blonas?\b", "blanket", "couverture", r"\bmantas?\b", "frazada", "mattress", "matelas",
        "sleeping", "shelter", "plastic (?:roll|sheet)", "mosquito net", "moustiquaire",
        "mosquitero",
    )),
    Entry("item", "food", (
        r"\brice\b", r"\briz\b", "arroz", "flour", "farine", "harina", r"\boil\b", "huile",
        "aceite", r"\bbeans\b", "haricot", "frijol", r"\bfood", "vivres", "alimento",
        r"\bdates\b", "sugar", "sucre", "azúcar", "pulses", "lentil", r"\bdal\b", "noodle",
        r"\bsalt\b", r"\bsel\b", r"\bsal\b", r"\bmilk\b", "maize", "maïs", "maíz",
    )),
    Entry("item", "wash", (
        "hygien", "hygièn", "higien", r"\bsoap", "savon", "jabón", "bucket", r"\bseaux?\b",
        "jerry ?can", "bidon", "water tank", "latrine", r"sanitary (?:pad|napkin|towel)",
        "diaper", r"\bcouches\b", "pañal",
    )),
    Entry("item", "kit", (r"\bkits?\b", r"\biehk\b", "trousse")),
    Entry("item", "device", (
        "syringe", "seringue", "jeringa", "stretcher", "brancard", "camilla", r"\bbeds?\b",
        "ultrasound", "x-?ray", "thermometer", "suction", "defibrill", r"\bdevices?\b", "equipment",
        "équipement", "equipo", "bandage", "gauze", "compresse", r"\bgasas?\b",
        r"\bbrush", "brosse", "cepillo",
    )),
)  # fmt: skip
"""The entries, the more special first."""

_NO_TYPE = ""
_BEFORE_MORE = r"^(.+?)\W(?:with|and|incl\w*|avec|et|con|y)\W"


@cache
def _controlled() -> Entry:
    """Return the entry of the medicines under international control, known by their bare names."""
    names = {text for each in CONTROLLED.values() for text in (each.name, *each.spellings)}
    return Entry("medicine_pack", None, (rf"\b(?:{'|'.join(sorted(names))})\b",))


def guess_kind(words: pl.Expr) -> pl.Expr:
    """Return a struct ``guess`` of kind and type for a column of words; null where none matches."""
    text = words.str.to_lowercase()
    kinds, types = [], []
    # A cylinder with a regulator is a cylinder: what comes behind goes second.
    for part in (text.str.extract(_BEFORE_MORE), text):
        for entry in (*LEXICON, _controlled()):
            matches = pl.when(part.str.contains("|".join(entry.patterns)))
            kinds.append(matches.then(pl.lit(entry.kind)))
            # Every entry has its turn in both lists, so that kind and type come from one entry.
            types.append(matches.then(pl.lit(entry.type or _NO_TYPE)))
    kind, type_ = pl.coalesce(kinds), pl.coalesce(types).replace(_NO_TYPE, None)
    return pl.struct(kind.alias("kind"), type_.alias("type")).alias("guess")
