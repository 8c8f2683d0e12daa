"""The batches that are known, each with the expiry that lists and receipts give it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.load import ASKED, in_parts, rows_of
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.reconciliation.posting import line_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

LOT: Final = ["kind", "batch"]
"""What a batch is known by: makers number theirs alike."""
_LINE: Final = ["consignment", "line"]
_SAID: Final = (*LOT, "expiry", "id")


def known_expiries(
    connection: Connection, batches: pl.Series, gone: Collection[str]
) -> pl.DataFrame:
    """Return those of some batches that are known under one expiry: kind, batch, known_expiry.

    Args:
        connection: A connection.
        batches: The batches, repeated or null as they come.
        gone: The ids of the entries that do not stand.
    """
    wanted = batches.drop_nulls().unique().sort().to_list()
    if not wanted:
        schema = {"kind": pl.String, "batch": pl.String, "known_expiry": pl.Date}
        return pl.DataFrame(schema=schema)
    told = pl.concat([_listed(connection, wanted), _received(connection, wanted)])
    return (
        told.filter(~pl.col("id").is_in(sorted(gone)))
        .select(*LOT, "expiry")
        .unique()
        .group_by(LOT)
        # Under several nobody knows which is right: each was found when it was recorded.
        .agg(pl.col("expiry").first().alias("known_expiry"), pl.len().alias("several"))
        .filter(pl.col("several") == 1)
        .with_columns(pl.col("known_expiry").str.to_date("%Y-%m-%d"))
    )


def _listed(connection: Connection, wanted: Sequence[str]) -> pl.DataFrame:
    """Return the expiries that lists of goods state."""
    # A few are asked for; beyond that it is quicker to look at all.
    asked = LINES.c.batch.in_(wanted) if len(wanted) <= ASKED else LINES.c.batch.is_not(None)
    query = (
        select(LINES.c.kind, LINES.c.batch, LINES.c.expiry, ENTRIES.c.id)
        .join_from(LINES, ENTRIES, LINES.c.entry == ENTRIES.c.seq)
        .distinct()
    )
    return rows_of(connection, query.where(asked, LINES.c.expiry.is_not(None))).select(_SAID)


def _received(connection: Connection, wanted: Collection[str]) -> pl.DataFrame:
    """Return the expiries that were read off packages when they came."""
    names, known = ("batch", "expiry"), frozenset(wanted)
    query = select(ENTRIES.c.id, ENTRIES.c.reference, ENTRIES.c.content).where(
        ENTRIES.c.kind == "receipt", *(ENTRIES.c.content.contains(f'"{each}":') for each in names)
    )
    came = pl.DataFrame(
        [
            (row.id, row.reference, line["line"], line.get("goods", {}).get("kind"),
             line["batch"], line["expiry"])
            for row in connection.execute(query)
            for line in json.loads(row.content)["lines"]
            if line.get("batch") in known and "expiry" in line
        ],
        schema=dict.fromkeys(("id", *_LINE, "own", *names), pl.String),
        orient="row",
    )  # fmt: skip
    kinds = _kinds(connection, came["consignment"].unique().sort())
    # What a list says of a line goes before what its receipt does.
    return came.join(kinds, on=_LINE, how="left").select(
        pl.coalesce("kind", "own").alias("kind"), *_SAID[1:]
    )


def _kinds(connection: Connection, references: Iterable[str]) -> pl.DataFrame:
    """Return of what kinds the lines are that lists of some consignments have."""
    query = (
        select(
            LINES.c.entry,
            LINES.c.position,
            LINES.c.line,
            LINES.c.kind,
            ENTRIES.c.reference.label("consignment"),
        )
        .join_from(LINES, ENTRIES, LINES.c.entry == ENTRIES.c.seq)
        .order_by(LINES.c.entry, LINES.c.position)
    )
    parts = [
        rows_of(connection, query.where(ENTRIES.c.reference.in_(part)))
        for part in in_parts(list(references))
    ]
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys((*_LINE, "kind"), pl.String))
    named = pl.concat(parts).with_columns(line=line_name(pl.col("entry")))
    return named.select(*_LINE, "kind").unique()
