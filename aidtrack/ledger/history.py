"""What the ledger knows of goods that are to be recorded, in columns for rules of family 8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.load import rows_of
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.reconciliation.posting import LISTED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Drafts

_LOT: Final = ["kind", "batch"]


def known_before(connection: Connection, drafts: Drafts) -> pl.DataFrame:
    """Return what is known of each line that drafts list.

    Args:
        connection: A connection.
        drafts: The entries that are to be recorded.

    Returns:
        One row for each line, in their order: ``recorded_as``, the reference under which a
        consignment of the same goods is recorded already; ``known_expiry``, the one expiry
        under which its batch is known. Null says that nothing is known.
    """
    return pl.concat(
        [_recorded_as(connection, drafts), _known_expiry(connection, drafts)], how="horizontal"
    )


def _recorded_as(connection: Connection, drafts: Drafts) -> pl.DataFrame:
    query = select(ENTRIES.c.id, ENTRIES.c.reference, ENTRIES.c.substance)
    recorded = rows_of(connection, query.where(ENTRIES.c.kind.in_(LISTED)))
    standing = recorded.filter(~pl.col("id").is_in(sorted(taken_back(connection))))
    own = pl.DataFrame(
        [(place, each.reference, each.substance) for place, each in enumerate(drafts.entries)],
        schema={"draft": pl.Int64, "own": pl.String, "substance": pl.String},
        orient="row",
    )
    # The same goods under the same reference are the same consignment.
    others = (
        own.join(standing, on="substance")
        .filter(pl.col("reference") != pl.col("own"))
        .group_by("draft")
        .agg(pl.col("reference").min().alias("recorded_as"))
    )
    return (
        drafts.cells.select("draft")
        .join(others, on="draft", how="left", maintain_order="left")
        .select("recorded_as")
    )


def _known_expiry(connection: Connection, drafts: Drafts) -> pl.DataFrame:
    cells = drafts.cells
    if not {*_LOT, "expiry"} <= set(cells.columns):
        return pl.DataFrame(
            {"known_expiry": pl.repeat(None, cells.height, dtype=pl.Date, eager=True)}
        )
    query = select(LINES.c.kind, LINES.c.batch, LINES.c.expiry).distinct()
    known = (
        rows_of(connection, query.where(LINES.c.batch.is_not(None), LINES.c.expiry.is_not(None)))
        .group_by(_LOT)
        # Under several nobody knows which is right: each was found when it was recorded.
        .agg(pl.col("expiry").first().alias("known_expiry"), pl.len().alias("several"))
        .filter(pl.col("several") == 1)
        .with_columns(pl.col("known_expiry").str.to_date("%Y-%m-%d"))
    )
    return (
        cells.select(_LOT)
        .join(known, on=_LOT, how="left", maintain_order="left")
        .select("known_expiry")
    )
