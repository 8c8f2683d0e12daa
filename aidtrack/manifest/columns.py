"""Which column is read as which field, with which unit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aidtrack.errors import UnknownName
from aidtrack.manifest.headers import Meaning, currency_in, header_meaning, unit_for
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence


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
    packs: bool = field(default=False)
    """Whether bare quantities are taken to count packs."""


_OWN_NAME = 1
"""The rank of a header that is the field's own name: files of ours have no others."""
_LAST = 4
"""The rank of a claim that gives way to every other."""


def named_fields(columns: Mapping[str, str]) -> dict[str, str]:
    """Return a caller's mapping by folded header, each field checked.

    Raises:
        UnknownName: A field does not exist; the message names the nearest.
    """
    for name in columns.values():
        if name not in FIELDS and name not in COMPANIONS:
            what = "field"
            raise UnknownName(what, name, {*FIELDS, *COMPANIONS})
    return {fold(header): name for header, name in columns.items()}


def choose_columns(
    headers: Sequence[str], mapping: Mapping[str, str], numbered: Container[int] = ()
) -> Columns:
    """Return which column is read as which field.

    A field that the caller named goes first, then a header that is wholly a name
    of the field, then one with a unit in it; of two alike, the first.

    Args:
        headers: The header of each column.
        mapping: Headers, folded, whose fields the caller named.
        numbered: The places of the columns that hold nothing but whole numbers. An
            *Item* among them numbers the lines and does not describe the goods.
    """
    claims: dict[str, list[tuple[int, Chosen]]] = {}
    for place, header in enumerate(headers):
        meaning, rank = _claim(header, mapping)
        aliased = meaning is not None and rank > _OWN_NAME and meaning.field == "description"
        if aliased and place in numbered:
            meaning, rank = Meaning("line", exact=False), _LAST
        if meaning is not None:
            chosen = Chosen(place, header, meaning.field, meaning.unit)
            claims.setdefault(meaning.field, []).append((rank, chosen))
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
    return _with_currency(_with_packs(Columns(best, left, rivals)), headers)


def _claim(header: str, mapping: Mapping[str, str]) -> tuple[Meaning | None, int]:
    named = mapping.get(fold(header)) if header else None
    meaning = header_meaning(header) if header else None
    if named is not None:
        same = meaning is not None and meaning.field == named
        return (meaning if same else Meaning(named, unit_for(named, header))), 0
    if meaning is None:
        return None, 0
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
