"""The balance of every line: what was sent is on its way, or came, or is missing.

The law, for each line and unit::

    dispatched = in transit + accepted + rejected + damaged + missing - excess

The parts share nothing, and only an entry turns transit into missing: of a hundred
sent and sixty received, forty are on their way. *Rejected* and *damaged* are what was
found so: what of them went back to the sender is said beside, and what is still held.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation.book import STATUSES
from aidtrack.reconciliation.units import AT
from aidtrack.reconciliation.whereabouts import there

OPTIONAL: Final = ("pledged", "dispatched", "arrived", "cleared")
"""What is unknown, and not zero, where no entry states it."""
DERIVED: Final = (
    "missing",
    "excess",
    "in_transit",
    "awaiting",
    "distributed",
    "on_hand",
    "held_rejected",
    "held_damaged",
    "sent_back",
)
"""What is worked out from the figures of several kinds of entries."""
BALANCE: Final = (
    "pledged",
    "dispatched",
    "in_transit",
    "arrived",
    "awaiting",
    "cleared",
    "accepted",
    "rejected",
    "damaged",
    "missing",
    "excess",
    "distributed",
    "returned",
    "lost",
    "on_hand",
    "held_rejected",
    "held_damaged",
    "sent_back",
)
"""The figures of a balance, in the order in which goods meet them."""
CLAIMED: Final = tuple(name for name in BALANCE if name in STATUSES and name not in DERIVED)
"""The figures that entries state, which can lie between several claims."""

_ENDS: Final = ("least", "most")
_NOTHING: Final = pl.lit(None, dtype=DECIMAL)
_ZERO: Final = pl.lit(0, dtype=DECIMAL)


def balance(figures: pl.DataFrame, goods: pl.DataFrame, listing: pl.DataFrame) -> pl.DataFrame:
    """Return one row per line: what it is, and the figures of `BALANCE` in its unit.

    A figure is null where it is not known: nobody states it, claims of it differ, an
    entry does not say how much, or a unit does not fit the line's. ``X.least`` and
    ``X.most`` say between which claims each stated figure lies.

    Args:
        figures: What stands of each line and status.
        goods: What each line is.
        listing: The consignments whose lines a record of dispatch lists, with ``complete``.
    """
    wide = goods.join(listing, on="consignment", how="left", maintain_order="left")
    said = figures["status"].unique().cast(pl.String).to_list()
    for name in said:
        own = figures.filter(pl.col("status") == name).select(
            AT,
            pl.col("least").alias(f"{name}.least"),
            pl.col("most").alias(f"{name}.most"),
            pl.col("unknown").alias(f"{name}.unknown"),
        )
        wide = wide.join(own, on=AT, how="left", maintain_order="left")
    unsaid = [name for name in STATUSES if name not in said]
    stated = wide.with_columns(
        *(_stated(name) for name in said),
        *(_silent(name).alias(name) for name in unsaid),
        *(_NOTHING.alias(f"{name}.{end}") for name in unsaid for end in _ENDS),
    )
    kept = [*goods.columns, *BALANCE, *(f"{name}.{end}" for name in CLAIMED for end in _ENDS)]
    return _worked_out(stated).select(kept)


def _stated(name: str) -> pl.Expr:
    """Return a figure where it is settled; what no entry states is zero or unknown."""
    least, most = pl.col(f"{name}.least"), pl.col(f"{name}.most")
    settled = (least == most) & (pl.col(f"{name}.unknown") == 0)
    figure = pl.when(settled).then(least)
    return pl.when(least.is_null()).then(_silent(name)).otherwise(figure).alias(name)


def _silent(name: str) -> pl.Expr:
    """Return what a figure is of a line of which no entry states it."""
    if name == "dispatched":
        # The list of what was sent says that nothing was sent of what is not on it.
        return pl.when(pl.col("complete")).then(_ZERO)
    return _NOTHING if name in OPTIONAL else _ZERO


def _worked_out(stated: pl.DataFrame) -> pl.DataFrame:
    """Return the figures with those that follow from several of them."""
    came = pl.col("accepted") + pl.col("rejected") + pl.col("damaged")
    first = stated.with_columns(
        missing=pl.col("missing") + pl.col("substituted") + pl.col("lost_in_transit"),
        distributed=there("handed on"),
        on_hand=there("on hand"),
        held_rejected=there("held rejected"),
        held_damaged=there("held damaged"),
        sent_back=pl.col("sent_back_rejected") + pl.col("sent_back_damaged"),
        came=came,
        # Nothing beyond what came can be more than was sent.
        told=pl.when(pl.col("excess").is_not_null() & came.is_not_null()).then(
            pl.min_horizontal("excess", came)
        ),
    )
    second = first.with_columns(gone=pl.col("came") + pl.col("missing"))
    beyond = pl.col("gone") - pl.col("dispatched")
    known = pl.col("told").is_not_null() & beyond.is_not_null()
    third = second.with_columns(
        excess=pl.when(known).then(pl.max_horizontal("told", beyond)).otherwise("told")
    )
    fourth = third.with_columns(
        in_transit=pl.when(known).then(pl.col("dispatched") - pl.col("gone") + pl.col("excess"))
    )
    waiting = pl.max_horizontal(pl.col("arrived") - pl.col("came"), _ZERO)
    both = pl.col("arrived").is_not_null() & pl.col("in_transit").is_not_null()
    return fourth.with_columns(
        awaiting=pl.when(both).then(pl.min_horizontal(waiting, "in_transit"))
    ).drop("came", "told", "gone")
