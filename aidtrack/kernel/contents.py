"""What whole consignments hold, to set beside what their documents claim.

A batch gives a small table with one row for each consignment, weight unit and
currency; the tables of two batches add up to that of both. Only at the end are
the few sums converted, exactly, into one row of facts for each consignment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.kernel.grouping import aggregate
from aidtrack.kernel.heads import CONSIGNMENT_KEYS
from aidtrack.kernel.twins import content_of
from aidtrack.rules.facts import FACT_TYPES, SUMS
from aidtrack.units.context import exact
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KEYS = (*CONSIGNMENT_KEYS, "unit", "currency")
_PARCELS = "counted_parcels"
_KEYS_OF_BATCHES = (*_KEYS, _PARCELS)
_SHARED = "packages_shared"
"""The packages of parcels that several lines may name: they count once."""
_UNITS = {"unit": "gross_weight", "currency": "value"}
_SUMS = (
    pl.len().cast(pl.Int64).alias("lines"),
    pl.col("total.gross_weight").sum().alias("gross_weight"),
    pl.col("total.gross_weight").count().cast(pl.Int64).alias("gross_known"),
    pl.col("packages").filter(pl.col(_PARCELS).is_null()).sum(),
    pl.col("packages").filter(pl.col(_PARCELS).is_not_null()).max().alias(_SHARED),
    pl.col("packages").count().cast(pl.Int64).alias("packages_known"),
    pl.col("total.value").sum().alias("value"),
    pl.col("value").count().cast(pl.Int64).alias("value_known"),
)
_NINE_PLACES = Decimal("1e-9")
_FACTS = {name: dtype for name, dtype in FACT_TYPES.items() if name in SUMS}


@dataclass(slots=True)
class _Held:
    """What one consignment holds, as its rows are added."""

    lines: int = 0
    gross_known: int = 0
    gross_kg: Decimal = Decimal()
    packages_known: int = 0
    packages: Decimal = Decimal()
    value_known: int = 0
    values: dict[str | None, Decimal] = field(default_factory=dict)

    def add(self, row: Mapping[str, Any]) -> None:
        self.lines += row["lines"]
        if row["gross_known"]:
            self.gross_known += row["gross_known"]
            self.gross_kg += convert(row["gross_weight"], row["unit"], "kg")
        if row["packages_known"]:
            self.packages_known += row["packages_known"]
            self.packages += row["packages"] + row[_SHARED]
        if row["value_known"]:
            self.value_known += row["value_known"]
            currency = row["currency"]
            self.values[currency] = self.values.get(currency, Decimal()) + row["value"]

    def facts(self) -> tuple[Any, ...]:
        """Return the facts, each total null where it covers nothing, in the order of `_FACTS`."""
        # The values of two currencies, or of one that is not known, have no total.
        single = len(self.values) == 1 and None not in self.values
        currency, value = next(iter(self.values.items())) if single else (None, None)
        currencies = sorted(each for each in self.values if each is not None)
        return (
            self.lines,
            self.gross_known,
            self.gross_kg.quantize(_NINE_PLACES) if self.gross_known else None,
            self.packages_known,
            self.packages if self.packages_known else None,
            self.value_known,
            value,
            currency,
            len(currencies),
            " and ".join(currencies) or None,
        )


def contents_of(frame: pl.DataFrame, *, twins: bool = False) -> pl.DataFrame:
    """Return what the consignments of a prepared batch hold.

    Args:
        frame: The prepared batch.
        twins: Whether to take a mark of their content, by which like ones are found.
    """
    named = frame.with_columns(
        _unit_of(frame[f"total.{name}"], frame[f"total.{name}.unit"]).alias(key)
        for key, name in _UNITS.items()
    )
    return aggregate(named, _KEYS_OF_BATCHES, [*_SUMS, *content_of(twins=twins)])


def _unit_of(numbers: pl.Series, units: pl.Series) -> pl.Expr:
    """Return the units to group by: where all numbers have the same, one for all lines."""
    known = units.drop_nulls().unique()
    if len(known) == 1 and units.null_count() == numbers.null_count():
        return pl.lit(known[0])
    return pl.col(units.name)


def add_contents(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return what the consignments of several batches hold together."""
    if len(parts) == 1:
        return parts[0]
    sums = [pl.exclude(*_KEYS_OF_BATCHES, _SHARED).sum(), pl.col(_SHARED).max()]
    return aggregate(pl.concat(parts), _KEYS_OF_BATCHES, sums)


def with_facts(heads: pl.DataFrame, contents: pl.DataFrame) -> pl.DataFrame:
    """Return the heads of consignments with their facts, named as in `aidtrack.rules.facts`."""
    # What parcels hold is taken once from each, and then added up like the rest.
    contents = aggregate(contents, _KEYS, [pl.exclude(_KEYS_OF_BATCHES).sum()])
    held: defaultdict[tuple[int, str], _Held] = defaultdict(_Held)
    with exact():
        for row in contents.iter_rows(named=True):
            held[row["document"], row["consignment"]].add(row)
    # A column has nine places: only here, at the very end, is anything rounded.
    with exact(rounding=True):
        rows = [held[key].facts() for key in heads[list(CONSIGNMENT_KEYS)].iter_rows()]
    facts = pl.DataFrame(rows, schema=_FACTS, orient="row")
    return heads.hstack(facts)
