"""Many claims, one figure: what stands of everything that is said of a line.

The records of those who did something are added, act by act; what several records say
of one act is compared. Reports are never added to records, nor to one another: each
witness has an account of its own. Where those that stand disagree, the figure lies
between the least and the most of them, and is not settled.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.reconciliation.units import AT

_OF: Final = (AT, "status")
_ONCE: Final = ("pledge", "dispatch")
"""Of these there is one act for each consignment, however many tell of it."""


def with_voices(movements: pl.DataFrame) -> pl.DataFrame:
    """Return movements with what tells their claims apart.

    ``deed`` is the act they speak of; ``voice`` whose account they belong to (all records
    make one account); ``stands`` whether the figures are made of them.
    """
    record = pl.col("told") == "record"
    told = movements.with_columns(
        deed=pl.when(pl.col("act").is_in(_ONCE))
        .then(pl.lit(""))
        .otherwise(pl.coalesce(pl.lit("#") + pl.col("number"), "entry")),
        voice=pl.when(record).then(pl.lit("")).otherwise("who"),
    )
    if (movements["told"] == "record").all():
        return told.with_columns(stands=pl.lit(value=True))
    decided = (
        movements.filter(record).select(AT, "act").unique().with_columns(decided=pl.lit(value=True))
    )
    return (
        told.join(decided, on=[AT, "act"], how="left", maintain_order="left")
        .with_columns(stands=record | pl.col("decided").is_null())
        .drop("decided")
    )


def accounts(movements: pl.DataFrame) -> pl.DataFrame:
    """Return what each voice says of each line and status: one row each.

    Columns: at, status, voice, stands, ``least`` and ``most`` (apart where the records of one
    act differ), ``unknown`` (how many movements state no amount in the line's unit).
    """
    unknown = pl.col("amount").is_null()
    alone = movements.select(*_OF).is_unique()
    # Most of what a book says, one movement says alone: its account is itself.
    plain = movements.filter(alone).select(
        *_OF,
        "voice",
        "stands",
        least=pl.col("amount").fill_null(0),
        most=pl.col("amount").fill_null(0),
        unknown=unknown.cast(pl.Int64),
    )
    of_entries = (
        movements.filter(~alone)
        .group_by(*_OF, "voice", "stands", "deed", "entry")
        .agg(pl.col("amount").sum(), unknown.sum().cast(pl.Int64).alias("unknown"))
    )
    of_deeds = of_entries.group_by(*_OF, "voice", "stands", "deed").agg(
        pl.col("amount").min().alias("least"),
        pl.col("amount").max().alias("most"),
        pl.col("unknown").sum(),
    )
    several = of_deeds.group_by(*_OF, "voice", "stands").agg(
        pl.col("least").sum(), pl.col("most").sum(), pl.col("unknown").sum()
    )
    return pl.concat([plain, several.select(plain.columns)])


def figures(told: pl.DataFrame) -> pl.DataFrame:
    """Return what stands of each line and status: the accounts that count, compared.

    Columns: at, status, ``least``, ``most``, ``unknown``, ``first_hand`` (whether they are
    records).
    """
    standing = told.filter("stands")
    alone = standing.select(*_OF).is_unique()
    first_hand = pl.col("voice") == ""
    plain = standing.filter(alone).select(*_OF, "least", "most", "unknown", first_hand=first_hand)
    several = (
        standing.filter(~alone)
        .group_by(_OF)
        .agg(
            pl.col("least").min(),
            pl.col("most").max(),
            pl.col("unknown").sum(),
            first_hand=first_hand.any(),
        )
    )
    return pl.concat([plain, several])
