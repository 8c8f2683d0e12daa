"""Where goods are now: on their way, in a store, handed on, sent back or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.reconciliation.units import LINE
from aidtrack.reconciliation.whereabouts import SIGNS, added, amounts

if TYPE_CHECKING:
    from aidtrack.reconciliation import Reconciliation

_IN_STORE: Final = {"on hand": "accepted", "held rejected": "rejected", "held damaged": "damaged"}
"""What stands in a store, with what the receipt calls it that brought it there."""
_TO_PLACES: Final = "handed on"


def places_of(claims: pl.DataFrame, found: Reconciliation, batch: str | None) -> pl.DataFrame:
    """Return where goods are now.

    Args:
        claims: What is said of the lines, with the batch that it is ``of`` if one is asked for.
        found: The balances.
        batch: The batch that is asked for.
    """
    unit = found.lines.select(*LINE, "unit")
    listed = claims.filter(pl.col("status") == "dispatched")
    nowhere = pl.lit(None, dtype=pl.String).alias("place")
    coming = found.lines.join(listed.select(LINE).unique(), on=LINE, how="semi").select(
        *LINE,
        nowhere,
        pl.lit("in transit" if batch is None else "in transit, of this line").alias("state"),
        pl.col("in_transit").alias("quantity"),
        "unit",
    )
    names = coming.columns
    own = claims
    if batch is not None:
        own = claims.filter((pl.col("of") == batch) | pl.col("of").is_null())
    parts = [coming]
    for where in SIGNS:
        there = _there(own, where, batch)
        if where in _IN_STORE:
            there = there.join(_stores(own, _IN_STORE[where]), on=LINE, how="left")
        elif where != _TO_PLACES:
            there = there.with_columns(nowhere)
        there = there.join(unit, on=LINE, how="left").with_columns(pl.lit(where).alias("state"))
        parts.append(there.select(names))
    every = pl.concat(parts)
    return every.filter(pl.col("quantity").ne_missing(0)).sort(
        *LINE, "state", "place", nulls_last=True
    )


def _there(claims: pl.DataFrame, where: str, batch: str | None) -> pl.DataFrame:
    """Return how much is somewhere, by line, and by place where goods were handed on.

    It is null where a movement is not settled, or is of no batch by name.
    """
    by = (*LINE, "place") if where == _TO_PLACES else LINE
    moved = amounts(claims, where, *by[len(LINE) :], *(() if batch is None else ("of",)))
    if batch is not None:
        moved = moved.with_columns(amount=pl.when(pl.col("of").is_not_null()).then("amount"))
    return moved.group_by(by).agg(added(pl.col("amount")).alias("quantity"))


def _stores(claims: pl.DataFrame, status: str) -> pl.DataFrame:
    """Return the stores that received goods of each line as such, in one text."""
    came = claims.filter(pl.col("stands") & (pl.col("status") == status))
    return came.group_by(LINE).agg(pl.col("place").unique().sort().str.join(", ").replace("", None))
