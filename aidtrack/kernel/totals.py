"""The total of each line: as stated, else worked out from what one piece or package has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.derived import priced, product
from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

NEEDED = (
    "kind",
    "type",
    "description",
    "quantity",
    "gross_weight",
    "net_weight",
    "volume",
    "unit_weight",
    "package_weight",
    "packages",
    "counted_parcels",
    "flow_rate",
    "value",
    "unit_price",
    "pack_price",
    "pack_size",
    "reference",
)
"""The fields and derived columns that totals are made of."""

MEASURED = ("gross_weight", "net_weight", "volume", "value")
"""What every line has a total of; its state decides what the total covers."""

CLAIMED = ("gross_weight", "value")
"""What documents declare totals of, besides their packages."""

_QUANTITY, _UNIT = pl.col("quantity"), pl.col("quantity.unit")
_COUNTS = {
    "packages": pl.col("packages"),
    # How many single pieces there are: what is counted each, or packs of a known size.
    "pieces": pl.when(_UNIT == "each")
    .then(_QUANTITY)
    .when(_UNIT == "pack")
    .then(product(_QUANTITY, pl.col("pack_size"))),
    **priced(),
}
_WAYS: Mapping[str, Mapping[str, str]] = {
    "gross_weight": {"package_weight": "packages", "unit_weight": "pieces"},
    "value": {"pack_price": "pack_price", "unit_price": "unit_price"},
}
"""What each total is worked out from: the figure for one, and how many there are."""


def with_totals(
    frame: pl.LazyFrame, measures: Iterable[str], stated: Container[str]
) -> pl.LazyFrame:
    """Return a prepared frame with ``total.gross_weight``, ``total.value`` … beside the rest.

    A weight or value that the line states is taken as it is. Where it is blank, it
    is a product: packages times the weight of one, pieces times the weight or price of one;
    only where the count is whole and known, so that the product is exact.

    Args:
        frame: The prepared frame.
        measures: What to work out, of `MEASURED`.
        stated: The fields of which any line says anything: nothing is made of the others.
    """
    totals = [expression for name in measures for expression in _total(name, stated)]
    return frame.with_columns(totals)


def _total(name: str, stated: Container[str]) -> list[pl.Expr]:
    """Return a total's number and its unit, both from one way of knowing it."""
    ways = [(pl.col(name), pl.col(f"{name}.unit"))] if name in stated else []
    ways += [
        (product(pl.when(_is_blank(name)).then(pl.col(one)), _COUNTS[count]), pl.col(f"{one}.unit"))
        for one, count in _WAYS.get(name, {}).items()
        if one in stated
    ]
    number: pl.Expr = pl.lit(None, dtype=DECIMAL)
    unit: pl.Expr = pl.lit(None, dtype=pl.String)
    for amount, its_unit in reversed(ways):
        known = amount.is_not_null()
        # A weight or volume needs its unit; an amount without a currency is listed by itself.
        if name != "value":
            known &= its_unit.is_not_null()
        number = pl.when(known).then(amount).otherwise(number)
        unit = pl.when(known).then(its_unit).otherwise(unit)
    return [number.alias(f"total.{name}"), unit.alias(f"total.{name}.unit")]


def _is_blank(name: str) -> pl.Expr:
    # Only a blank total is worked out: an unreadable one stays unknown, one elsewhere there.
    return pl.col(f"{name}.state") == "blank"
