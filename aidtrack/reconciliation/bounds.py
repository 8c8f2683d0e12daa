"""What cannot be exceeded: no more goes back, or on, than was there.

Of a line as a whole the balances tell it; these are of what was held apart from the stock, of
each place that goods were handed on to, and of each batch.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.reconciliation.units import AT, LINE
from aidtrack.reconciliation.whereabouts import GONE, added, amounts

_REFUSED: Final = ("rejected", "damaged")
_AMOUNT: Final = pl.col("amount")


def went_back(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what was rejected or damaged, and what of it went back to the sender.

    Args:
        lines: The balance of each line.

    Returns:
        One row per line and ``figure`` of which anything went back, or may have:
        ``refused``, ``refused_sent_back``.
    """
    return pl.concat(
        [
            lines.filter(pl.col(f"held_{what}").ne_missing(pl.col(what))).select(
                *LINE,
                "unit",
                figure=pl.lit(what),
                refused=what,
                refused_sent_back=pl.col(what) - pl.col(f"held_{what}"),
            )
            for what in _REFUSED
        ]
    )


def came_back(claims: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return what came back from each place, and what it had been given.

    Args:
        claims: What is said of the lines.
        lines: The balance of each line.

    Returns:
        One row per line and place that goods came back from: ``back_from``, ``given_there``
        and ``back_from_there``.
    """
    back = pl.col("status") == "restored"
    own = _of_lines(claims, back & pl.col("place").is_not_null())
    moved = amounts(own.filter(pl.col("place").is_not_null()), "handed on", "place")
    sums = moved.group_by(*LINE, pl.col("place").alias("back_from")).agg(
        added(_AMOUNT.filter(~back)).alias("given_there"),
        -added(_AMOUNT.filter(back)).alias("back_from_there"),
    )
    return _in_units(sums.filter(pl.col("back_from_there").ne_missing(0)), lines)


def of_batches(claims: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return what left the store of each batch, and what can have come of it.

    What came, or came back, and is of no batch by name may be of any. A line whose stock as a
    whole is below zero is left out: that is found, whatever the batch.

    Args:
        claims: What is said of the lines.
        lines: The balance of each line.

    Returns:
        One row per line and batch that left: ``batch_gone``, ``batch_came``, ``batch_left``.
    """
    left, named = pl.col("status").is_in(GONE), pl.col("batch").is_not_null()
    short = lines.filter(pl.col("on_hand") < 0).select(LINE)
    own = _of_lines(claims, left & named).join(short, on=LINE, how="anti")
    moved = amounts(own, "on hand", "batch")
    of_any = moved.filter(~named & ~left).group_by(LINE).agg(added(_AMOUNT).alias("of_any"))
    sums = (
        moved.filter(named)
        .group_by(*LINE, pl.col("batch").alias("batch_gone"))
        .agg(
            added(_AMOUNT.filter(~left)).alias("came"),
            -added(_AMOUNT.filter(left)).alias("batch_left"),
        )
        .filter(pl.col("batch_left").ne_missing(0))
        .join(of_any.with_columns(vague=pl.lit(value=True)), on=LINE, how="left")
    )
    with_any = pl.when(pl.col("vague").is_null()).then("came")
    came = with_any.otherwise(pl.col("came") + pl.col("of_any"))
    return _in_units(sums.with_columns(batch_came=came).drop("came", "of_any", "vague"), lines)


def _of_lines(claims: pl.DataFrame, wanted: pl.Expr) -> pl.DataFrame:
    """Return all that is said of the lines of which something is said that is wanted."""
    lines = claims.lazy().filter(wanted).select(AT).unique().collect()
    # Most books have none: nothing is then looked through.
    return claims.join(lines, on=AT, how="semi") if lines.height else claims.clear()


def _in_units(frame: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    return frame.join(lines.select(*LINE, "unit"), on=LINE, how="left")
