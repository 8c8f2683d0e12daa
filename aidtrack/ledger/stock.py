"""What is still to come, and what stands in the stores and expires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.reconciliation.effect import standing
from aidtrack.reconciliation.settle import settled
from aidtrack.reconciliation.units import LINE
from aidtrack.reconciliation.whereabouts import amounts

if TYPE_CHECKING:
    from datetime import date, datetime

    from aidtrack.reconciliation import Reconciliation

_SHOWN: Final = ("kind", "type", "description", "unit")


def outstanding(found: Reconciliation, older_than: date | datetime | None) -> pl.DataFrame:
    """Return what was sent and has not come, and what was pledged and not sent.

    Args:
        found: The balances.
        older_than: Only what was sent or pledged before then; None for all.

    Returns:
        One row per line in transit, and per pledge, kind, type and unit that is open, the
        oldest first: ``state`` (``in transit`` or ``pledged``), consignment, line, kind, type,
        description, quantity (null where it is not known), unit, since.
    """
    # What was taken back does not say since when goods are on their way.
    heads = standing(found.book).entries.filter(pl.col("act").is_in(["pledge", "dispatch"]))
    when = pl.col("when")
    first_hand = when.filter(pl.col("told") == "record").min()
    since = heads.group_by("consignment", "act").agg(
        pl.coalesce(first_hand, when.min()).alias("since")
    )
    sent = found.lines.filter(
        pl.col("dispatched.least").is_not_null() & (pl.col("in_transit").ne_missing(0))
    ).select(
        pl.lit("in transit").alias("state"),
        *LINE,
        *_SHOWN,
        pl.col("in_transit").alias("quantity"),
        pl.lit("dispatch").alias("act"),
    )
    open_ = found.pledges.filter(pl.col("outstanding").ne_missing(0)).select(
        pl.lit("pledged").alias("state"),
        pl.col("pledge").alias("consignment"),
        pl.lit(None, dtype=pl.String).alias("line"),
        "kind",
        "type",
        pl.col("words").replace("", None).alias("description"),
        "unit",
        pl.col("outstanding").alias("quantity"),
        pl.lit("pledge").alias("act"),
    )
    rows = pl.concat([sent, open_]).join(
        since.with_columns(pl.col("act").cast(pl.String)), on=["consignment", "act"], how="left"
    )
    if older_than is not None:
        rows = rows.filter(pl.col("since").is_null() | (pl.col("since") < older_than))
    return rows.select(
        "state", *LINE, "kind", "type", "description", "quantity", "unit", "since"
    ).sort("since", "state", *LINE, "kind", "unit", nulls_last=True)


def expiring(found: Reconciliation, before: date) -> pl.DataFrame:
    """Return what stands in the stores and expires before a day, the first to expire first.

    Args:
        found: The balances.
        before: The day.

    Returns:
        One row per line and batch: consignment, line, kind, description, batch, expiry,
        accepted (of the batch; null where claims of it differ), ``on_hand`` and unit.
        ``on_hand`` is null where goods of the line went out and no entry says of which batch,
        or of which expiry of a batch that has several; ``at_most`` then bounds it.
    """
    own = found.claims.filter("stands")
    sent = own.filter(pl.col("status") == "dispatched").select(
        *LINE, pl.col("batch").alias("sent_batch"), pl.col("expiry").alias("sent_expiry")
    )
    listed = sent.unique(LINE, keep="first", maintain_order=True)
    arrived = (
        own.filter(pl.col("status") == "accepted")
        .join(listed, on=LINE, how="left")
        .with_columns(
            pl.coalesce("batch", "sent_batch").alias("batch"),
            # What was sent says when a batch expires, unless another batch came.
            pl.coalesce(
                "expiry",
                pl.when(pl.coalesce("batch", "sent_batch").eq_missing(pl.col("sent_batch"))).then(
                    "sent_expiry"
                ),
            ).alias("expiry"),
        )
    )
    lots = (
        settled(arrived, "batch", "expiry")
        .select(*LINE, "batch", "expiry", pl.col("quantity").alias("accepted"))
        .filter(pl.col("expiry") < before)
    )
    out = amounts(own.filter(pl.col("status") != "accepted"), "on hand", "batch")
    gone = out.group_by(*LINE, "batch").agg((-pl.col("amount").sum()).alias("gone"))
    vague = out.filter(pl.col("batch").is_null() | pl.col("amount").is_null())
    unclear = vague.select(LINE).unique().with_columns(pl.lit(value=True).alias("vague"))
    balances = found.lines.select(*LINE, "kind", "description", "unit", "on_hand")
    # A line of one batch and expiry needs none stated; what leaves names no expiry.
    single = arrived.group_by(LINE).agg(single=pl.struct("batch", "expiry").n_unique() == 1)
    several = arrived.group_by(*LINE, "batch").agg(several=pl.col("expiry").n_unique() > 1)
    rows = (
        lots.join(balances, on=LINE, how="left")
        .join(gone, on=[*LINE, "batch"], how="left")
        .join(unclear, on=LINE, how="left")
        .join(single, on=LINE, how="left")
        .join(several, on=[*LINE, "batch"], how="left", nulls_equal=True)
        .with_columns(parted=pl.col("several") & pl.col("gone").is_not_null())
        .with_columns(
            left=pl.col("accepted") - pl.when(~pl.col("parted")).then(pl.col("gone")).fill_null(0),
        )
        .with_columns(
            whole=pl.when(pl.col("single"))
            .then("on_hand")
            .when(pl.col("vague").is_null() & ~pl.col("parted"))
            .then("left")
        )
    )
    return (
        rows.select(
            *LINE, "kind", "description", "batch", "expiry", "accepted",
            pl.col("whole").alias("on_hand"),
            pl.coalesce("whole", pl.min_horizontal("left", "on_hand")).alias("at_most"), "unit",
        )
        .filter(pl.col("at_most").ne_missing(0))
        .sort("expiry", *LINE, "batch", nulls_last=True)
    )  # fmt: skip
