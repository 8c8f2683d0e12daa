"""Where goods are now: on their way, in a store, or handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.reconciliation.settle import settled
from aidtrack.reconciliation.units import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.reconciliation import Reconciliation

HERE: Final = ("accepted", "restored")
"""What brings goods into a store."""
GONE: Final = ("distributed", "lost", "returned")
"""What takes them out of it."""


def places_of(claims: pl.DataFrame, found: Reconciliation, batch: str | None) -> pl.DataFrame:
    """Return where goods are now.

    Args:
        claims: What is said of the lines, with the batch that it is ``of`` if one is asked for.
        found: The balances.
        batch: The batch that is asked for.
    """
    unit = found.lines.select(*LINE, "unit")
    coming = found.lines.join(
        claims.filter(pl.col("status") == "dispatched").select(LINE).unique(), on=LINE, how="semi"
    ).select(
        *LINE,
        pl.col("in_transit").alias("quantity"),
        "unit",
        pl.lit(None, dtype=pl.String).alias("place"),
        pl.lit("in transit" if batch is None else "in transit, of this line").alias("state"),
    )
    split = () if batch is None else ("of",)
    own = claims.filter(pl.col("status").is_in([*HERE, *GONE]))
    here = _of_batch(settled(own, *split), batch, LINE)
    accepted = own.filter(pl.col("stands") & (pl.col("status") == "accepted"))
    stores = accepted.group_by(LINE).agg(
        pl.col("place").unique().sort().str.join(", ").replace("", None)
    )
    handed = own.filter(pl.col("status").is_in(["distributed", "restored"]))
    places = _of_batch(settled(handed, "place", *split), batch, (*LINE, "place"))
    names = [*LINE, "place", "state", "quantity", "unit"]
    parts = (
        coming,
        here.join(stores, on=LINE, how="left")
        .join(unit, on=LINE, how="left")
        .with_columns(pl.col("here").alias("quantity"), pl.lit("on hand").alias("state")),
        places.join(unit, on=LINE, how="left").with_columns(
            pl.col("out").alias("quantity"), pl.lit("handed on").alias("state")
        ),
    )
    every = pl.concat([part.select(names) for part in parts])
    return every.filter(pl.col("quantity").ne_missing(0)).sort(
        *LINE, "state", "place", nulls_last=True
    )


def _of_batch(moved: pl.DataFrame, batch: str | None, by: Sequence[str]) -> pl.DataFrame:
    """Return what is ``here`` and what is ``out`` of a batch, by line or place.

    Either is null where a movement is not settled, or is of no batch by name.
    """
    amount = pl.col("quantity")
    if batch is not None:
        moved = moved.filter((pl.col("of") == batch) | pl.col("of").is_null())
        amount = pl.when(pl.col("of").is_not_null()).then(amount)
    status = pl.col("status")
    signed = pl.when(status.is_in(HERE)).then(amount).otherwise(-amount)
    given = pl.when(status == "distributed").then(amount).otherwise(-amount)
    return moved.group_by(by).agg(_sum(signed).alias("here"), _sum(given).alias("out"))


def _sum(value: pl.Expr) -> pl.Expr:
    """Return a sum that is unknown where one of its parts is."""
    return pl.when(value.is_not_null().all()).then(value.sum())
