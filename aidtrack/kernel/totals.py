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

MEASURED = ("gross_weight", "net_weight", "volume", "value")
"""What every line has a total of; its state decides what the total covers."""

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
    """Return a prepared frame with ``total.gross_weight``, ``total.value`` … beside the rest.

    A weight or value that the line states is taken as it is. Where it is blank, it
    is a product: packages times the weight of one, pieces times the weight or price of one;
    only where the count is whole and known, so that the product is exact.
    """
    return (
        frame.with_columns(_PIECES, _PACKS, _PRICED)
        .with_columns(_PRODUCTS)
        .with_columns(_TOTALS)
        .with_columns(_PARTS)
    )


def _products() -> list[pl.Expr]:
    # Only a blank total is worked out: an unreadable one stays unknown, one elsewhere there.
    return [
        pl.when(pl.col(f"{name}.state") == "blank", _can_be_added(name, one))
        .then(product(pl.col(one), pl.col(count)))
        .alias(f"by.{one}")
        for name, ways in _WAYS.items()
        for one, count in ways
    ]


def _can_be_added(name: str, column: str) -> pl.Expr:
    """Return where a number has what a total needs: a weight or volume needs its unit.

    An amount without a currency is listed by itself.
    """
    return pl.lit(value=True) if name == "value" else pl.col(f"{column}.unit").is_not_null()


def _totals() -> list[pl.Expr]:
    totals = []
    for name in MEASURED:
        ways = [name, *(f"by.{one}" for one, _ in _WAYS.get(name, ()))]
        sources = [name, *(one for one, _ in _WAYS.get(name, ()))]
        pairs = [
            pl.when(pl.col(way).is_not_null(), _can_be_added(name, source)).then(
                pl.struct(pl.col(way).alias("number"), pl.col(f"{source}.unit").alias("unit"))
            )
            for way, source in zip(ways, sources, strict=True)
        ]
        # Number and unit come from one way together.
        totals.append(pl.coalesce(pairs).alias(f"total.{name}"))
    return totals


def _parts() -> list[pl.Expr]:
    return [
        part
        for name in MEASURED
        for part in (
            pl.col(f"total.{name}").struct.field("unit").alias(f"total.{name}.unit"),
            pl.col(f"total.{name}").struct.field("number").alias(f"total.{name}"),
        )
    ]


_PRODUCTS = _products()
_TOTALS = _totals()
_PARTS = _parts()
