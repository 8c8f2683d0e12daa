"""Declared gross weights of one consignment: which can be true together."""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.lines.derived import DERIVED
from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation.telling import shown, witness

_COMPARED: Final = ("exactly", "over", "up to")
_LISTS: Final = ("dispatch", "pledge")


def weights_compared(entries: pl.DataFrame) -> pl.DataFrame:
    """Return whether the weights that entries declare of one consignment can all be true.

    ``over 22 t`` is true of whatever is heavier, ``up to 30 t`` of what is not; ``about`` is
    left out. They can all be true where the highest lower bound is not above the lowest
    upper one, and where "over" is no other's exact weight.

    Args:
        entries: The entries that stand.

    Returns:
        One row per consignment, dispatch or pledge, that has several declarations:
        ``weights_agree``, ``sides``.
    """
    kilograms = DERIVED["declared_gross_kg"].make(entries)
    declared = entries.filter(
        pl.col("act").is_in(_LISTS) & pl.col("declared_gross_weight.qualifier").is_in(_COMPARED)
    ).with_columns(kilograms.alias("kg"))
    qualifier = pl.col("declared_gross_weight.qualifier")
    nothing = pl.lit(None, dtype=DECIMAL)
    return (
        declared.filter(pl.col("kg").is_not_null())
        .with_columns(
            above=pl.when(qualifier == "over").then("kg").otherwise(nothing),
            least=pl.when(qualifier == "exactly").then("kg").otherwise(nothing),
            most=pl.when(qualifier != "over").then("kg").otherwise(nothing),
            side=_said(),
        )
        .sort("when", "entry")
        .group_by("consignment", "act", maintain_order=True)
        .agg(
            pl.len().alias("claims"),
            pl.col("above", "least").max(),
            pl.col("most").min(),
            pl.col("side").str.join("; ").alias("sides"),
        )
        .filter(pl.col("claims") > 1)
        .select(
            "consignment",
            pl.lit(None, dtype=pl.String).alias("line"),
            "sides",
            weights_agree=(
                (pl.col("above") < pl.col("most")).fill_null(value=True)
                & (pl.col("least") <= pl.col("most")).fill_null(value=True)
            ),
        )
    )


def _said() -> pl.Expr:
    qualifier = pl.col("declared_gross_weight.qualifier")
    return pl.concat_str(
        pl.when(qualifier != "exactly").then(pl.concat_str(qualifier, pl.lit(" "))),
        shown(pl.col("declared_gross_weight")),
        pl.lit(" "),
        pl.col("declared_gross_weight.unit"),
        pl.lit(" by "),
        witness(),
        ignore_nulls=True,
    )
