"""Many claims, one figure: what stands of everything that is said of a line.

The records of those who did something are added, act by act; what several records say
of one act is compared. Reports are never added to records, nor to one another: each
witness has an account of its own. Where those that stand disagree, the figure lies
between the least and the most of them, and is not settled.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.reconciliation.units import LINE

_OF: Final = (*LINE, "status")
_ONCE: Final = ("pledge", "dispatch")
"""Of these there is one act for each consignment, however many tell of it."""


def with_voices(movements: pl.DataFrame) -> pl.DataFrame:
    """Return movements with what tells their claims apart.

    ``deed`` is the act they speak of; ``voice`` whose account they belong to (all records
    make one account); ``stands`` whether the figures are made of them.
    """
    records = (pl.col("told") == "record").any().over(*LINE, "act")
    return movements.with_columns(
        deed=pl.when(pl.col("act").is_in(_ONCE))
        .then(pl.lit(""))
        .otherwise(pl.coalesce(pl.lit("#") + pl.col("number"), "entry")),
        voice=pl.when(pl.col("told") == "record").then(pl.lit("")).otherwise("who"),
        stands=(pl.col("told") == "record") | ~records,
    )


def accounts(movements: pl.DataFrame) -> pl.DataFrame:
    """Return what each voice says of each line and status: one row each.

    Columns: consignment, line, status, voice, stands, ``least`` and ``most`` (apart where the
    records of one act differ), ``unknown`` (how many movements state no amount in the line's
    unit).
    """
    of_entries = movements.group_by(*_OF, "voice", "stands", "deed", "entry").agg(
        pl.col("amount").sum(), pl.col("amount").is_null().sum().cast(pl.Int64).alias("unknown")
    )
    of_deeds = of_entries.group_by(*_OF, "voice", "stands", "deed").agg(
        pl.col("amount").min().alias("least"),
        pl.col("amount").max().alias("most"),
        pl.col("unknown").sum(),
    )
    return of_deeds.group_by(*_OF, "voice", "stands").agg(
        pl.col("least").sum(),
        pl.col("most").sum(),
        pl.col("unknown").sum(),
    )


def figures(told: pl.DataFrame) -> pl.DataFrame:
    """Return what stands of each line and status: the accounts that count, compared.

    Columns: consignment, line, status, ``least``, ``most``, ``unknown``.
    """
    return (
        told.filter("stands")
        .group_by(_OF)
        .agg(
            pl.col("least").min(),
            pl.col("most").max(),
            pl.col("unknown").sum(),
        )
    )
