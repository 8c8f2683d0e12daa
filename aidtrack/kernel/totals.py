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


def with_totals(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a prepared frame with ``total.gross_weight`` and ``total.value`` beside the rest.

    A weight or value that the line states is taken as it is. Where it is blank, it
    is a product: packages × the weight of one, pieces × the weight or price of one;
    only where the count is whole and known, so that the product is exact.
    """
    gross = _first(
        _stated("gross_weight"),
        _per("package_weight", pl.col("packages")),
        _per("unit_weight", _pieces()),
    )
    value = _first(_stated("value"), _per("pack_price", _packs()), _per("unit_price", _priced()))
    return frame.with_columns(
        gross.struct.field("number").alias("total.gross_weight"),
        gross.struct.field("unit").alias("total.gross_weight.unit"),
        value.struct.field("number").alias("total.value"),
        value.struct.field("unit").alias("total.value.unit"),
    )


def _pieces() -> pl.Expr:
    """Return the number of single pieces: what is counted each, or packs of a known size."""
    quantity = pl.col("quantity")
    return (
        pl.when(pl.col("quantity.unit") == "each")
        .then(quantity)
        .when(pl.col("quantity.unit") == "pack")
        .then(product(quantity, pl.col("pack_size")))
    )


def _packs() -> pl.Expr:
    return pl.when(pl.col("quantity.unit") == "pack").then(pl.col("quantity"))


def _priced() -> pl.Expr:
    """Return what a unit price multiplies: the quantity, unless packs have a price of their own.

    Beside a price per pack, a unit price is that of one piece.
    """
    return pl.when(pl.col("pack_price").is_null()).then(pl.col("quantity"))


def _stated(name: str) -> pl.Expr:
    number, unit = pl.col(name), pl.col(f"{name}.unit")
    # A weight without a unit says nothing; an amount without a currency is listed by itself.
    there = number.is_not_null() if name == "value" else number.is_not_null() & unit.is_not_null()
    return _pair(number, unit, there)


def _per(name: str, count: pl.Expr) -> pl.Expr:
    number = product(pl.col(name), count)
    # Only a blank total is worked out: an unreadable one stays unknown, one elsewhere there.
    stated = "gross_weight" if name.endswith("weight") else "value"
    blank = pl.col(f"{stated}.state") == "blank"
    return _pair(number, pl.col(f"{name}.unit"), blank & number.is_not_null())


def _pair(number: pl.Expr, unit: pl.Expr, there: pl.Expr) -> pl.Expr:
    return pl.when(there).then(pl.struct(number.alias("number"), unit.alias("unit")))


def _first(*pairs: pl.Expr) -> pl.Expr:
    return pl.coalesce(*pairs)
