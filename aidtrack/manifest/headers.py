"""From a header's text to what its column means: field, unit, currency.

>>> header_meaning("Weight (Kilograms)")
Meaning(field='gross_weight', unit='kg', exact=False, yields=False)
>>> header_meaning("Qté livrée").field, header_meaning("Doses").unit
('quantity', 'dose')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aidtrack.codes.currencies import CURRENCIES, find_currencies
from aidtrack.manifest.hxl import fields_of_tags
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.text.fold import fold, strip_accents
from aidtrack.units.aliases import find_unit
from aidtrack.units.catalogue import UNITS
from aidtrack.units.dimension import is_measured_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aidtrack.model.shape import Shape

LONGEST = 200
"""How long a header can be: a longer text is none."""
_PARTED = re.compile(
    r"^(?P<name>[^()\[\]]+?)\s*[(\[]\s*(?:in |en )?(?P<unit>[^()\[\]]+?)\s*[)\]]\s*$"
)
_CODE = re.compile(r"\b[A-Z]{3}\b")
_BRACKETED = re.compile(r"[(\[]\s*([A-Z]{3})\s*[)\]]")
_PRICED = re.compile(
    r"(?i)value|price|cost|amount|total|valeur|prix|montant|co[uû]t|valor|precio|importe|coste?"
)
"""What a header speaks of that names its currency without brackets: capitals alone are words."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column's header says."""

    field: str
    """The field, or the companion column."""
    unit: str | None = None
    """The unit or currency that the header gives."""
    exact: bool = True
    """Whether the whole text is a name of the field."""
    yields: bool = False
    """Whether it means the field only where no other column does."""


@cache
def _names() -> Mapping[str, str]:
    """Return every folded header with the column it means; the first claim holds."""
    names: dict[str, str] = {}
    for name in (*FIELDS, *COMPANIONS):
        names.setdefault(fold(name), name)
    aliases = [(name, entry.headers) for name, entry in FIELDS.items()]
    aliases += [(name, companion.headers) for name, companion in COMPANIONS.items()]
    for name, headers in aliases:
        for header in headers:
            names.setdefault(_folded(header), name)
    return names


@cache
def _yielding() -> Mapping[str, str]:
    """Return every folded header that means a field where no other column does."""
    return {_folded(text): name for name, entry in FIELDS.items() for text in entry.yielding}


_NUMERO = re.compile("(?i)\\bn\\s?\u00b0")
"""*N\u00b0* with the sign of degrees, which many keyboards have; the right sign folds to *no*."""


def _folded(text: str) -> str:
    return fold(_NUMERO.sub("no ", text))


@lru_cache(maxsize=4096)
def header_meaning(text: str) -> Meaning | None:
    """Return what a header means, or None where it is no name that aidtrack knows."""
    if len(text) > LONGEST:
        return None
    if text.startswith("#") and (tagged := fields_of_tags([text])):
        return Meaning(tagged[0])
    name = _names().get(_folded(text))
    if name is not None:
        # Signs are no part of a name, but that of a currency says something: price (€).
        priced = name in FIELDS and isinstance(FIELDS[name].shape, MoneyShape)
        return Meaning(name, unit_for(name, text) if priced else None)
    if (name := _yielding().get(_folded(text))) is not None:
        return Meaning(name, yields=True)
    for base, unit_text in _splits(text):
        name = _names().get(_folded(base)) or _WITH_CURRENCY.get(_folded(base))
        if name is None or name not in FIELDS:
            continue
        unit = _unit(name, unit_text)
        if unit is not None:
            return Meaning(name, unit, exact=False)
    apart = _RUN_TOGETHER.sub(" ", text)
    return _counting(text) if apart == text else header_meaning(apart)


_WITH_CURRENCY = {"rate": "unit_price", "tarif": "unit_price", "tarifa": "unit_price"}
"""Words, folded, that speak of a price only where a currency stands behind them: a bare
*Rate* can be a flow or a tax."""
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where one word ends and the next begins: *NetWeight*."""


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a header into a name and a unit."""
    if parted := _PARTED.match(text.strip()):
        yield parted["name"], parted["unit"]
    words = re.split(r"[\s_,/:;.-]+", text.strip(" ()[].,:;"))
    # Livré is delivered, livre is a pound: without brackets an accent tells a word from a unit.
    if len(words) > 1 and strip_accents(words[-1]) == words[-1]:
        yield " ".join(words[:-1]), words[-1]
    for ending in (" in ", " en "):
        base, found, unit = text.rpartition(ending)
        if found:
            yield base, unit


def _unit(name: str, text: str) -> str | None:
    """Return the unit or currency that a text gives to a field, or None."""
    shape: Shape = FIELDS[name].shape
    shape = getattr(shape, "inner", shape)
    if isinstance(shape, MeasureShape):
        unit = find_unit(text)
        return unit if unit and is_measured_by(UNITS[unit], shape.dimension) else None
    if isinstance(shape, MoneyShape):
        return _currency(text.strip(" ()[]"))
    return None


def _currency(text: str) -> str | None:
    """Return the currency of a code in capitals or a sign; words can mean anything."""
    if text in CURRENCIES:
        return text
    found = () if any(map(str.isalpha, text)) else find_currencies(text)
    return found[0].code if len(found) == 1 else None


_MAY_BE_CODES = frozenset({"item", "items", "article", "articles", "articulo", "articulos"})
"""What heads names of goods, or their numbers and codes."""
_DESCRIBES = re.compile(
    r"\b(?:descri|desig|libelle|denomina|nature\b|nom\b|names?\b|nombre del?\b)"
)
"""What of the names of a description, folded, can mean nothing else."""


def gives_way(header: str, headers: Iterable[str]) -> bool:
    """Return whether an *Item* stands beside a header that can only be the description.

    >>> gives_way("Article", ["N°", "Article", "Désignation"]), gives_way("Item", ["Item", "Goods"])
    (True, False)
    """
    return fold(header) in _MAY_BE_CODES and any(
        _DESCRIBES.search(fold(other)) is not None
        and (meaning := header_meaning(other)) is not None
        and meaning.field == "description"
        for other in headers
    )


def unit_for(name: str, header: str) -> str | None:
    """Return the unit or currency that a header gives to a field, whatever else it says.

    >>> unit_for("net_weight", "Masa (lbs)"), unit_for("net_weight", "Masa")
    ('lb', None)
    """
    units = (_unit(name, text) for _, text in _splits(header)) if name in FIELDS else ()
    return next((unit for unit in units if unit is not None), None)


def _counting(text: str) -> Meaning | None:
    """Return the quantity that a header such as ``Doses`` counts, or None.

    A header in the singular numbers things rather than counting them: ``Box``.
    """
    unit = find_unit(text)
    if unit is None or not UNITS[unit].indivisible or not fold(text).endswith("s"):
        return None
    return Meaning("quantity", unit, exact=False)


def currency_in(text: str) -> str | None:
    """Return the one currency code that stands in a header, or None.

    >>> currency_in("Freight Cost (USD)"), currency_in("HIV test")
    ('USD', None)
    """
    codes = {code for code in _BRACKETED.findall(text) if code in CURRENCIES}
    if not codes and _PRICED.search(text):
        codes = {code for code in _CODE.findall(text) if code in CURRENCIES}
    return codes.pop() if len(codes) == 1 else None
