"""Consignments that may be one: the same goods between the same parties, under two references.

A donor's packing list and an agent's seldom agree in weights, numbers of lines and the order
of their lines. What they do agree in is who sent what to whom, how much of it, and about when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.load import in_parts, rows_of
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation.posting import LISTED

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_PARTIES: Final = ("donor", "donor_country", "recipient", "recipient_country")
_GOODS: Final = ("kind", "description", "quantity", "quantity.unit")
_WANTED: Final = (*_PARTIES, *_GOODS, "dispatched", "batch")
_DAYS: Final = 14
"""How far apart the days may lie on which two lists have one shipment leave: an agent's is that
of the flight. Goods that are sent every month are other goods."""


def resembling(
    connection: Connection, cells: pl.DataFrame, references: pl.DataFrame, gone: Collection[str]
) -> pl.DataFrame:
    """Return which consignment, recorded or given with it, each of some resembles.

    Args:
        connection: A connection.
        cells: The plain cells of the lines that are to be recorded, by ``draft``.
        references: What kind of entry each draft is, what it is about, and the hash of its
            goods: ``draft``, ``act``, ``own``, ``substance``.
        gone: The ids of the entries that do not stand.

    Returns:
        One row for each draft that resembles another: ``draft``, ``resembles``.
    """
    nothing = pl.DataFrame(schema={"draft": pl.Int64, "resembles": pl.String})
    if not {"description", "quantity"} <= set(cells.columns):
        return nothing
    named = references.select("draft", "act", reference="own")
    new = _told(cells.drop("reference", strict=False).join(named, on="draft"), "draft")
    if not new.height:
        return nothing
    found = _told(_recorded(connection, cells, gone), "entry")
    recorded = (
        new.join(found, on=["act", "parties", "goods"], suffix=".theirs")
        .filter(
            pl.col("reference") != pl.col("reference.theirs"),
            _near(pl.col("day"), pl.col("day.theirs")),
            _may_be_one(pl.col("batches"), pl.col("batches.theirs")),
        )
        .group_by("draft")
        .agg(pl.col("reference.theirs").min().alias("resembles"))
    )
    together = _among(new.join(references.select("draft", "substance"), on="draft"))
    return pl.concat([recorded, together.join(recorded, on="draft", how="anti")])


def _among(new: pl.DataFrame) -> pl.DataFrame:
    """Return which of some each resembles: of several the one before it, by their days.

    What is the same to the last word is found without a book (AT209).
    """
    alike = ["act", "parties", "goods"]
    before = {name: f"{name}.theirs" for name in ("reference", "substance", "day", "batches")}
    return (
        new.sort("day", "draft", nulls_last=True)
        .with_columns(
            pl.col(name).shift(1).over(alike).alias(theirs) for name, theirs in before.items()
        )
        .filter(
            pl.col("reference") != pl.col("reference.theirs"),
            pl.col("substance") != pl.col("substance.theirs"),
            _near(pl.col("day"), pl.col("day.theirs")),
            _may_be_one(pl.col("batches"), pl.col("batches.theirs")),
        )
        .select(pl.col("draft").cast(pl.Int64), pl.col("reference.theirs").alias("resembles"))
    )


def _recorded(connection: Connection, cells: pl.DataFrame, gone: Collection[str]) -> pl.DataFrame:
    """Return the cells of recorded lists that have the greatest number of one of the new ones."""
    # Of a list the greatest number: that is the rarest, and written alike in both.
    probes = (
        cells.sort(pl.col("quantity").cast(DECIMAL), descending=True, nulls_last=True)
        .group_by("draft")
        .agg(pl.col("quantity").first())["quantity"]
        .drop_nulls()
        .unique()
        .sort()
    )
    entries = rows_of(
        connection,
        select(
            ENTRIES.c.seq.label("entry"),
            ENTRIES.c.id,
            ENTRIES.c.kind.label("act"),
            ENTRIES.c.reference,
        ).where(ENTRIES.c.kind.in_(LISTED)),
    ).filter(~pl.col("id").is_in(sorted(gone)))
    alike: set[int] = set()
    for part in in_parts(probes.to_list()):
        query = select(LINES.c.entry).distinct().where(LINES.c.quantity.in_(part))
        alike.update(connection.execute(query).scalars())
    seqs = sorted(alike.intersection(entries["entry"]))
    lines = [
        rows_of(
            connection,
            select(LINES.c.entry, *(LINES.c[name] for name in _WANTED)).where(
                LINES.c.entry.in_(part)
            ),
        )
        for part in in_parts(seqs)
    ]
    schema = {"entry": pl.Int64} | dict.fromkeys(_WANTED, pl.String)
    rows = pl.concat(lines) if lines else pl.DataFrame(schema=schema)
    return rows.join(entries.select("entry", "act", "reference"), on="entry")


def _told(cells: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return one row for each list that says enough: its parties, its goods, its day, its batches.

    A list with a line that does not say what it is, or how much, is compared with none.
    """
    whole = cells.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in _WANTED if name not in cells.columns
    )
    words = pl.col("description").str.to_lowercase().str.replace_all(r"\s+", " ")
    goods = pl.concat_str(
        pl.col("kind").fill_null("item"), words, "quantity", pl.col("quantity.unit").fill_null(""),
        separator="\x1f",
    )  # fmt: skip
    donor, recipient = (
        pl.coalesce(f"{name}_country", pl.col(name).str.to_lowercase())
        for name in ("donor", "recipient")
    )
    return (
        whole.with_columns(goods=goods, donor=donor, recipient=recipient)
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("act", "reference").first(),
            pl.concat_str(
                pl.col("donor").drop_nulls().first(),
                pl.col("recipient").drop_nulls().first(),
                separator="\x1f",
            ).alias("parties"),
            pl.when(pl.col("goods").is_not_null().all())
            .then(pl.col("goods").sort().str.join("\x1e"))
            .alias("goods"),
            pl.col("dispatched").drop_nulls().first().str.to_date("%Y-%m-%d").alias("day"),
            pl.col("batch").drop_nulls().unique().sort().alias("batches"),
        )
        .filter(pl.col("parties").is_not_null(), pl.col("goods").is_not_null())
    )


def _near(day: pl.Expr, other: pl.Expr) -> pl.Expr:
    apart = (day - other).dt.total_days().abs()
    return (apart <= _DAYS).fill_null(value=True)


def _may_be_one(batches: pl.Expr, others: pl.Expr) -> pl.Expr:
    """Return whether what is known of the batches does not tell two consignments apart."""
    silent = (batches.list.len() == 0) | (others.list.len() == 0)
    return silent | (batches.list.set_intersection(others).list.len() > 0)
