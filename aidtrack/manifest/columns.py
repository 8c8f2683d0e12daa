"""Which column is read as which field, with which unit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.manifest.headers import Meaning, currency_in, gives_way, header_meaning, unit_for
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.text.fold import fold
from aidtrack.units.aliases import find_unit
from aidtrack.units.packsize import PACKAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that is read."""

    place: int
    """The 0-based place of the column."""
    header: str
    field: str
    unit: str | None = None
    """The unit or currency known from the header, or from the headers beside it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table's columns are read."""

    chosen: Mapping[str, Chosen]
    """By field and companion column."""
    left: tuple[tuple[int, str], ...]
    """The place and header of the columns that stand for no field."""
    rivals: tuple[tuple[str, str, str], ...] = ()
    """Field, header read and header left, where two columns claim one field."""
    borrowed: tuple[str, str, tuple[str, ...]] | None = None
    """The currency taken from another header, that header, and the fields it was given to."""
    pieces: tuple[str, str] | None = None
    """The header of pieces that are packages, and that of the waybill which tells it."""
    packs: bool = field(default=False)
    """Whether bare quantities are taken to count packs."""

    @property
    def are_ours(self) -> bool:
        """Whether every column is headed by the field's own name, as in a canonical file."""
        return all(chosen.header == name for name, chosen in self.chosen.items())


_OWN_NAME = 1
"""The rank of a header that is the field's own name: files of ours have no others."""
_CLASS = (["class"], ["classe"], ["clase"])
"""What the class of dangerous goods is headed beside their UN numbers."""
_PIECES = frozenset(
    map(
        fold,
        ("pieces", "no of pieces", "number of pieces", "total pieces", "no of pieces rcp", "pcs",
         "pièces", "nombre de pièces", "nb de pièces", "piezas", "nº de piezas",
         "número de piezas"),
    )
)  # fmt: skip
"""The headers, folded, that count packages on a waybill and goods elsewhere."""
_WITH_CURRENCY = 2
"""The words of *Total EUR*; of *Total (€)* only one is left."""
_LAST = 4
"""The rank of a claim that gives way to every other."""


def with_units(columns: Columns, units: Mapping[str, str]) -> Columns:
    """Return the columns with the units of fields that nothing in the table states."""
    chosen = {
        name: replace(column, unit=units[name])
        if name in units and column.unit is None and companion_of(name, columns) is None
        else column
        for name, column in columns.chosen.items()
    }
    return replace(columns, chosen=chosen, packs=columns.packs and "quantity" not in units)


def choose_columns(
    headers: Sequence[str],
    mapping: Mapping[str, str],
    is_numbered: Callable[[int], bool] = lambda _: False,
    hints: Mapping[int, str] = MappingProxyType({}),
) -> Columns:
    """Return which column is read as which field.

    A field that the caller named goes first, then a header that is wholly a name
    of the field, then one with a unit in it; of two alike, the first.

    Args:
        headers: The header of each column.
        mapping: Headers, folded, whose fields the caller named.
        is_numbered: Whether the column at a place holds nothing but numbers of lines. An
            *Item* among them numbers the lines and does not describe the goods.
        hints: The fields that hashtags name, by place, for headers that say nothing.
    """
    claims: dict[str, list[tuple[int, Chosen]]] = {}
    for place, header in enumerate(headers):
        meaning, rank = _claim(header, mapping)
        aliased = meaning is not None and rank > _OWN_NAME and meaning.field == "description"
        if aliased and is_numbered(place):
            meaning, rank = Meaning("line", exact=False), _LAST
        elif aliased and gives_way(header, headers):
            rank = _LAST
        if meaning is None and place in hints:
            meaning, rank = Meaning(hints[place], unit_for(hints[place], header)), _LAST
        if meaning is not None:
            chosen = Chosen(place, header, meaning.field, meaning.unit)
            claims.setdefault(meaning.field, []).append((rank, chosen))
    _with_neighbours(claims, headers)
    _with_amount(claims)
    _with_packages(claims)
    pieces = _with_pieces(claims)
    claims = {name: _unyielding(every) for name, every in claims.items()}
    best = {name: min(rivals, key=lambda rival: rival[0])[1] for name, rivals in claims.items()}
    rivals = tuple(
        (name, best[name].header, other.header)
        for name, every in claims.items()
        for _, other in every
        # Where the caller chose, there is nothing more to say.
        if other is not best[name] and fold(best[name].header) not in mapping
    )
    taken = {chosen.place for chosen in best.values()}
    left = tuple((place, header) for place, header in enumerate(headers) if place not in taken)
    return _with_currency(_with_packs(Columns(best, left, rivals, pieces=pieces)), headers)


def _unyielding(every: list[tuple[int, Chosen]]) -> list[tuple[int, Chosen]]:
    """Return the claims of a field without those that yield to the others."""
    held = [each for each in every if not _yields(each[1].header)]
    return held or every


def _yields(header: str) -> bool:
    meaning = header_meaning(header) if header else None
    return meaning is not None and meaning.yields


def _with_neighbours(claims: dict[str, list[tuple[int, Chosen]]], headers: Sequence[str]) -> None:
    """Take what a header says only beside another: *Class* of UN numbers, *Total (EUR)* of prices.

    Where a header that says it by itself is there, nothing is taken.
    """
    taken = {chosen.place for every in claims.values() for _, chosen in every}
    for place, header in enumerate(headers):
        if place in taken:
            continue
        words, currency = fold(header).split(), unit_for("value", header)
        if "un_number" in claims and words in _CLASS:
            claims.setdefault("hazard_class", [(_LAST, Chosen(place, header, "hazard_class"))])
        priced = not claims.keys().isdisjoint(("unit_price", "pack_price"))
        is_total = words[:1] == ["total"] and len(words) <= _WITH_CURRENCY
        if priced and is_total and currency is not None:
            claims.setdefault("value", [(_LAST, Chosen(place, header, "value", currency))])


def _with_amount(claims: dict[str, list[tuple[int, Chosen]]]) -> None:
    """Take an *amount* beside a column of units for the quantity, where nothing else is it."""
    values = claims.get("value", [])
    if "quantity" in claims or "quantity.unit" not in claims or "value.unit" in claims:
        return
    if len(values) == 1 and fold(values[0][1].header) == "amount":
        chosen = claims.pop("value")[0][1]
        claims["quantity"] = [(_LAST, replace(chosen, field="quantity", unit=None))]


def _with_packages(claims: dict[str, list[tuple[int, Chosen]]]) -> None:
    """Take *Bags* or *Drums* beside a quantity for the packages, where nothing else is them."""
    every = claims.get("quantity", [])
    packages = [each for each in every if find_unit(each[1].header) in PACKAGES]
    if len(packages) != 1 or len(every) == 1 or "packages" in claims:
        return
    claims["quantity"] = [each for each in every if each not in packages]
    claims["packages"] = [(_LAST, replace(packages[0][1], field="packages", unit=None))]


def _with_pieces(claims: dict[str, list[tuple[int, Chosen]]]) -> tuple[str, str] | None:
    """Take the *pieces* of a waybill for packages, where nothing says that they are the goods.

    An air waybill calls so what is handed over: a crate of ten tents is one piece. Beside
    goods that are described one by one, and counted in no other column, they are the quantity.
    """
    waybills, every = claims.get("waybill"), claims.get("quantity", [])
    pieces = [each for each in every if fold(each[1].header) in _PIECES and each[0]]
    if not waybills or len(pieces) != 1 or "packages" in claims:
        return None
    described = [each for each in claims.get("description", []) if not _yields(each[1].header)]
    others = [each for each in every if each is not pieces[0]]
    if described and not others:
        return None
    claims["packages"] = [(_LAST, replace(pieces[0][1], field="packages", unit=None))]
    if others:
        claims["quantity"] = others
    else:
        del claims["quantity"]
    return pieces[0][1].header, waybills[0][1].header


def _claim(header: str, mapping: Mapping[str, str]) -> tuple[Meaning | None, int]:
    named = mapping.get(fold(header)) if header else None
    meaning = header_meaning(header) if header else None
    if named is not None:
        same = meaning is not None and meaning.field == named
        return (meaning if same else Meaning(named, unit_for(named, header))), 0
    if meaning is None:
        return None, 0
    if meaning.yields:
        return meaning, _LAST
    own_name = fold(header) == fold(meaning.field)
    return meaning, _OWN_NAME if own_name else 2 if meaning.exact else 3


def _with_packs(columns: Columns) -> Columns:
    """Take bare quantities for packs where a pack size stands beside them and no unit does."""
    quantity = columns.chosen.get("quantity")
    counts_packs = (
        quantity is not None
        and quantity.unit is None
        and "pack_size" in columns.chosen
        and "quantity.unit" not in columns.chosen
    )
    return replace(columns, packs=counts_packs)


def _with_currency(columns: Columns, headers: Sequence[str]) -> Columns:
    """Give amounts without a currency the only one that the table's headers name."""
    bare = tuple(
        name
        for name, chosen in columns.chosen.items()
        if name in FIELDS and isinstance(FIELDS[name].shape, MoneyShape) and chosen.unit is None
    )
    named = {code: header for header in headers if (code := currency_in(header))}
    if not bare or len(named) != 1 or "value.unit" in columns.chosen:
        return columns
    code, header = next(iter(named.items()))
    chosen = {
        name: replace(column, unit=code) if name in bare else column
        for name, column in columns.chosen.items()
    }
    return replace(columns, chosen=chosen, borrowed=(code, header, bare))


def companion_of(name: str, columns: Columns) -> Chosen | None:
    """Return the column that states the units of a field, or None."""
    if not isinstance(FIELDS[name].shape, MeasureShape | MoneyShape):
        return None
    for companion, entry in COMPANIONS.items():
        if name in entry.completes and companion in columns.chosen:
            return columns.chosen[companion]
    return None
