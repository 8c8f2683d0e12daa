"""The total of each line: as stated, else worked out from what one piece or package has."""

from __future__ import annotations

import polars as pl

from aidtrack.lines.derived import product

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
    "flow_rate",
    "value",
    "unit_price",
    "pack_price",
    "pack_size",
    "reference",
)
"""The fields and derived columns that totals are made of."""

STATES = ("gross_weight", "net_weight", "volume", "value")
"""The fields whose state decides what a total covers."""

_QUANTITY, _UNIT = pl.col("quantity"), pl.col("quantity.unit")
_PIECES = (
    pl.when(_UNIT == "each")
    .then(_QUANTITY)
    .when(_UNIT == "pack")
    .then(product(_QUANTITY, pl.col("pack_size")))
    .alias("pieces")
)
"""How many single pieces there are: what is counted each, or packs of a known size."""
_PACKS = pl.when(_UNIT == "pack").then(_QUANTITY).alias("packs")
_PRICED = pl.when(pl.col("pack_price").is_null()).then(_QUANTITY).alias("priced")
"""What a unit price multiplies: the quantity, unless packs have a price of their own,
beside which a unit price is that of one piece."""

_WAYS = {
    "gross_weight": (("package_weight", "packages"), ("unit_weight", "pieces")),
    "value": (("pack_price", "packs"), ("unit_price", "priced")),
}
"""What each total is worked out from: the figure for one, and how many there are."""


def with_totals(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return a prepared frame with ``total.gross_weight`` and ``total.value`` beside the rest.

    A weight or value that the line states is taken as it is. Where it is blank, it
    is a product: packages times the weight of one, pieces times the weight or price of one;
    only where the count is whole and known, so that the product is exact.
    """
    return (
        frame.with_columns(_PIECES, _PACKS, _PRICED).with_columns(_PRODUCTS).with_columns(_TOTALS)
    )


def _products() -> list[pl.Expr]:
    # Only a blank total is worked out: an unreadable one stays unknown, one elsewhere there.
    return [
        pl.when(pl.col(f"{name}.state") == "blank")
        .then(product(pl.col(one), pl.col(count)))
        .alias(f"by.{one}")
        for name, ways in _WAYS.items()
        for one, count in ways
    ]


def _totals() -> list[pl.Expr]:
    totals = []
    for name, ways in _WAYS.items():
        number, unit = pl.col(name), pl.col(f"{name}.unit")
        # A weight without a unit says nothing; an amount without a currency is listed by itself.
        stated = number if name == "value" else pl.when(unit.is_not_null()).then(number)
        numbers = [stated, *(pl.col(f"by.{one}") for one, _ in ways)]
        units = [
            pl.when(number.is_not_null()).then(unit),
            *(pl.when(pl.col(f"by.{one}").is_not_null()).then(f"{one}.unit") for one, _ in ways),
        ]
        totals += [
            pl.coalesce(numbers).alias(f"total.{name}"),
            pl.coalesce(units).alias(f"total.{name}.unit"),
        ]
    return totals


_PRODUCTS = _products()
_TOTALS = _totals()
