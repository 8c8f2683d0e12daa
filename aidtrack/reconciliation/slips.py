"""What a slip of the pen makes of an entry: a day that cannot be, or half of a whole thing."""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.lines.derived import DERIVED
from aidtrack.reconciliation.telling import shown, witness
from aidtrack.reconciliation.units import LINE

_FOLLOWS: Final = ("arrival", "distribution", "loss", "return")
"""What can only be done to goods that were sent; receipts are asked about by themselves, and
customs may decide beforehand."""
_LISTED: Final = ("pledged", "dispatched")
_NO_LINE: Final = pl.lit(None, dtype=pl.String).alias("line")
_WEST: Final = "-12h"
"""How far the day begins after that of universal time where it begins last."""


def days_received(entries: pl.DataFrame) -> pl.DataFrame:
    """Return the day of each receipt beside that of its consignment's dispatch."""
    day = pl.col("when").dt.date()
    records = entries.filter(pl.col("told") == "record")
    sent = (
        records.filter(pl.col("act") == "dispatch")
        .group_by("consignment")
        .agg(day.min().alias("sent_on"))
    )
    return (
        records.filter(pl.col("act") == "receipt")
        .select("consignment", "entry", _NO_LINE, received_on=day, said_by=witness())
        .join(sent, on="consignment", how="inner")
    )


def days_after_dispatch(entries: pl.DataFrame) -> pl.DataFrame:
    """Return the day of what was done to each consignment beside that of its dispatch.

    Args:
        entries: The entries that stand.

    Returns:
        One row per record: ``act``, ``acted_on``, ``sent_on``, ``said_by``.
    """
    day = pl.col("when").dt.date()
    records = entries.filter(pl.col("told") == "record")
    sent = (
        records.filter(pl.col("act") == "dispatch")
        .group_by("consignment")
        .agg(day.min().alias("sent_on"))
    )
    return (
        records.filter(pl.col("act").is_in(_FOLLOWS))
        .select("consignment", "entry", _NO_LINE, _act(), acted_on=day, said_by=witness())
        .join(sent, on="consignment", how="inner")
    )


def days_told(entries: pl.DataFrame) -> pl.DataFrame:
    """Return the day of each entry, as it is where the day begins last.

    Args:
        entries: The entries that stand.
    """
    return entries.select(
        "consignment",
        "entry",
        _NO_LINE,
        _act(),
        earliest_day=pl.col("when").dt.offset_by(_WEST).dt.date(),
        said_by=witness(),
    )


def _act() -> pl.Expr:
    return pl.col("act").cast(pl.String)


def counted_whole(claims: pl.DataFrame) -> pl.DataFrame:
    """Return what entries state of goods that are counted whole; lists have their own rule.

    Args:
        claims: What is said of the lines.
    """
    moved = claims.filter(~pl.col("status").is_in(_LISTED)).with_columns(
        pl.col("unit").alias("quantity.unit")
    )
    whole = DERIVED["indivisible"].make(moved)
    return moved.filter(whole & pl.col("quantity").is_not_null()).select(
        *LINE,
        "entry",
        figure=pl.col("status").cast(pl.String).str.replace_all("_", " "),
        said_whole=pl.concat_str(shown(pl.col("quantity")), pl.lit(" "), "unit"),
        pieces=DERIVED["counted"].make(moved),
        said_by=witness(),
    )
