"""What one document states of a measure: at least, at most, and in which words.

A document states a measure in one of several ways: all of its lines state theirs; it
declares a total, exactly or as a bound; or some of its lines do, and the whole cannot be
less. So it allows a least and a most, and two documents disagree only where the least of
one is above the most of the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.kernel.grouping import aggregate
from aidtrack.kernel.identity import FROM
from aidtrack.kernel.wording import written
from aidtrack.rules.facts import FACT_TYPES
from aidtrack.text.number import normal_number, show_number
from aidtrack.units.catalogue import BASE, UNITS
from aidtrack.units.context import exact
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Sums = Mapping[tuple[Any, ...], Sequence[tuple[Decimal, str | None, int]]]
    """Numbers added up, by side: the sum, its unit as written, and how many lines it covers."""

_NINE_PLACES = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that documents state."""

    name: str
    """What its facts begin with."""
    field: str
    """What lines state."""
    number: str
    unit: str | None
    """The columns of its number and unit."""
    declared: str | None = None
    """What documents declare of the whole."""
    known: str | None = None
    """The fact that counts the lines."""


MEASURES: Final = (
    Measure("gross_kg", "gross_weight", "total.gross_weight", "total.gross_weight.unit",
             "declared_gross_weight", "gross_known"),
    Measure("net_kg", "net_weight", "total.net_weight", "total.net_weight.unit"),
    Measure("volume_m3", "volume", "total.volume", "total.volume.unit"),
    Measure("packages", "packages", "packages", None, "declared_packages", "packages_known"),
    Measure("value", "value", "total.value", "total.value.unit", "declared_value", "value_known"),
    Measure("quantity", "quantity", "quantity", "quantity.unit"),
)  # fmt: skip

NEEDED: Final = (
    "batch",
    "hs_code",
    "counted_parcels",
    *(each.field for each in MEASURES),
    *(each.declared for each in MEASURES if each.declared),
)
"""The fields behind the facts, and those by which goods are found again."""
TOTALS: Final = tuple(
    column
    for measure in MEASURES
    for column in (measure.number, measure.unit)
    if column is not None and column.startswith("total.")
)
"""The columns behind them that are worked out for every line."""


def facts_of(measure: Measure) -> Iterator[str]:
    """Yield the names that the facts of a measure can have."""
    yield from (f"{measure.name}_{fact}" for fact in ("least", "most", "said", "total"))
    yield from (f"{measure.name}_{part}" for part in ("unit", "currency"))
    if measure.known:
        yield measure.known


def sums_of(frame: pl.DataFrame, by: Sequence[str], measure: Measure) -> Sums:
    """Return the sums of a measure by its side, one for each unit as written."""
    unit = pl.lit(None, dtype=pl.String) if measure.unit is None else pl.col(measure.unit)
    number = pl.col(measure.number)
    if measure.name == "packages":
        # Several lines may name one parcel, and its package counts once.
        parcels = pl.col("counted_parcels")
        again = parcels.is_not_null() & ~pl.struct(*by, "consignment", parcels).is_first_distinct()
        number = pl.when(again & number.is_not_null()).then(0).otherwise(number)
    known = frame.select(
        *by, number.alias("number"), unit.alias("unit")
    ).filter(pl.col("number").is_not_null())  # fmt: skip
    counted = [pl.col("number").sum(), pl.len().alias("known")]
    sums: defaultdict[tuple[Any, ...], list[tuple[Decimal, str | None, int]]] = defaultdict(list)
    if known.height:
        for *side, own, number, count in aggregate(known, [*by, "unit"], counted).iter_rows():
            sums[tuple(side)].append((number, own, count))
    return sums


def stated_facts(
    measure: Measure,
    head: Mapping[str, Any],
    lines: int,
    sums: Iterable[tuple[Decimal, str | None, int]],
) -> dict[str, Any]:
    """Return the facts of one measure: the bounds, the words, and where they come from."""
    total, unit, known = _total(measure, sums)
    facts: dict[str, Any] = {f"{measure.name}_total": total}
    if measure.known:
        facts[measure.known] = known
    declared, declared_unit = _declared(measure, head)
    qualifier = head.get(f"{measure.declared}.qualifier")
    complete = total is not None and known == lines
    words: str | None
    if declared is not None and qualifier != "about" and not complete:
        least = declared if qualifier in {"exactly", "over"} else None
        most = declared if qualifier in {"exactly", "up to"} else None
        words, field, unit = written(str(measure.declared), head), measure.declared, declared_unit
    else:
        least, most, field = total, total if complete else None, measure.field
        words = None if total is None else _words(total, unit, None if complete else (known, lines))
    name = measure.name
    facts |= {
        f"{name}_least": least, f"{name}_most": most, f"{name}_said": words,
        f"{name}_said{FROM}": field, f"{name}_unit": unit, f"{name}_currency": unit,
    }  # fmt: skip
    return {key: value for key, value in facts.items() if key in STATED_TYPES}


def _total(
    measure: Measure, sums: Iterable[tuple[Decimal, str | None, int]]
) -> tuple[Decimal | None, str | None, int]:
    """Return the sum in the base unit, that unit, and how many lines it covers.

    Amounts of several currencies and quantities of several kinds have no sum.
    """
    total, known = Decimal(), 0
    unit: str | None = None
    with exact(rounding=True):
        for number, own, count in sums:
            base = _base(measure, own)
            if measure.unit is not None and (base is None or (known and base != unit)):
                return None, None, 0
            is_unit = own in UNITS and own != base
            total += convert(number, str(own), str(base)) if is_unit else number
            unit, known = base, known + count
        return (total.quantize(_NINE_PLACES) if known else None), unit, known


def _base(measure: Measure, unit: str | None) -> str | None:
    if unit is None or measure.field == "value":
        return unit
    return BASE[UNITS[unit].dimension] if unit in UNITS else None


def _declared(measure: Measure, head: Mapping[str, Any]) -> tuple[Decimal | None, str | None]:
    """Return what is declared of the whole in the base unit, and that unit."""
    number = head.get(measure.declared or "")
    if number is None or measure.unit is None:
        return number, None
    unit = head.get(f"{measure.declared}.unit")
    base = _base(measure, unit)
    if unit is None or base is None:
        return None, None
    if measure.field == "value":
        return number, unit
    with exact(rounding=True):
        return convert(number, unit, base).quantize(_NINE_PLACES), base


def _words(number: Decimal, unit: str | None, covers: tuple[int, int] | None) -> str:
    """Return an amount as a message shows it, with what it covers where that is not all."""
    shown = UNITS[unit].shown(number) if unit is not None and unit in UNITS else unit
    text = " ".join(filter(None, (show_number(normal_number(number)), shown)))
    return text if covers is None else f"at least {text} ({covers[0]:,} of {covers[1]:,} lines)"


STATED_TYPES: Final[Mapping[str, pl.DataType]] = MappingProxyType(
    {name: FACT_TYPES[name] for each in MEASURES for name in facts_of(each) if name in FACT_TYPES}
    | {f"{each.name}_said{FROM}": pl.String() for each in MEASURES}
)
"""The facts with their types, and the field that each was taken from."""
