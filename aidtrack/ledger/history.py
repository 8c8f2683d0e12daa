"""What the ledger knows of goods that are to be recorded, in columns for rules of family 8.

How much of a line was received says nothing against a list of what was sent: that column, and
what was sent before, are for receipts (:mod:`aidtrack.ledger.received`). Other content under a
recorded reference is refused in words before any rule is asked (:mod:`aidtrack.ledger.write`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.books import book_of
from aidtrack.ledger.load import rows_of
from aidtrack.ledger.resembling import resembling
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation import Book, reconcile
from aidtrack.reconciliation.posting import LISTED
from aidtrack.reconciliation.promises import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft, Drafts

_LOT: Final = ["kind", "batch"]
_SORT: Final = ["own", "kind", "type", "words", "unit"]
_TOGETHER: Final = 500
"""How many values one query asks for."""


def known_before(
    connection: Connection,
    drafts: Drafts,
    *,
    revised: Collection[str] = (),
) -> pl.DataFrame:
    """Return what is known of each line that drafts list.

    Args:
        connection: A connection.
        drafts: The entries that are to be recorded.
        revised: The ids of the entries whose place they take.

    Returns:
        One row for each line, in their order; null says that nothing is known.
        ``recorded_as``: the reference under which a consignment of the same goods is recorded.
        ``resembles``: the reference of one with the same goods between the same parties.
        ``pledged_before``: how much of such goods was pledged and not sent, of what is sent.
        ``known_expiry``: the one expiry under which its batch is known.
    """
    gone = taken_back(connection) | frozenset(revised)
    own = pl.DataFrame(
        [
            (place, each.kind, each.reference, each.substance)
            for place, each in enumerate(drafts.entries)
        ],
        schema={
            "draft": pl.Int64,
            "act": pl.String,
            "own": pl.String,
            "substance": pl.String,
        },
        orient="row",
    )
    recorded = _recorded_as(connection, own, gone)
    alike = resembling(connection, drafts.cells, own, gone)
    told = (
        own.join(recorded, on="draft", how="left", maintain_order="left")
        .join(alike, on="draft", how="left", maintain_order="left")
        # What is the same to the last word need not be said to resemble.
        .with_columns(resembles=pl.when(pl.col("recorded_as").is_null()).then("resembles"))
    )
    names = ["recorded_as", "resembles"]
    of_drafts = (
        drafts.cells.select("draft")
        .join(told.select("draft", *names), on="draft", how="left", maintain_order="left")
        .select(names)
    )
    return pl.concat(
        [
            of_drafts,
            _pledged_before(connection, drafts, gone),
            _known_expiry(connection, drafts, gone),
        ],
        how="horizontal",
    )


def _recorded_as(connection: Connection, own: pl.DataFrame, gone: Collection[str]) -> pl.DataFrame:
    query = select(
        ENTRIES.c.id, ENTRIES.c.kind.label("act"), ENTRIES.c.reference, ENTRIES.c.substance
    )
    recorded = rows_of(connection, query.where(ENTRIES.c.kind.in_(LISTED)))
    standing = recorded.filter(~pl.col("id").is_in(sorted(gone)))
    # The same goods under the same reference are the same consignment; a pledge is none.
    return (
        own.join(standing, on=["act", "substance"])
        .filter(pl.col("reference") != pl.col("own"))
        .group_by("draft")
        .agg(pl.col("reference").min().alias("recorded_as"))
    )


def _pledged_before(connection: Connection, drafts: Drafts, gone: Collection[str]) -> pl.DataFrame:
    """Return what is left of the pledge for each line that is sent, line by line."""
    cells = drafts.cells
    nothing = pl.DataFrame(
        {"pledged_before": pl.repeat(None, cells.height, dtype=DECIMAL, eager=True)}
    )
    named = {
        place: pledge
        for place, each in enumerate(drafts.entries)
        if each.kind == "dispatch" and (pledge := _pledge_of(each))
    }
    pledges = _pledges(connection, set(named.values()))
    named = {place: name for place, name in named.items() if name in pledges}
    if not named or "quantity" not in cells.columns:
        return nothing
    # What was sent for a pledge under other references is counted too.
    stays = ~pl.col("entry").is_in(sorted(gone))
    book = book_of(connection, _about_pledges(connection, set(named.values())))
    standing = Book(book.entries.filter(stays), book.movements.filter(stays), whole=False)
    left = (
        reconcile(standing)
        .pledges.filter(pl.col("pledged") > 0)
        .select(pl.col("pledge").alias("own"), *_SORT[1:], "outstanding")
    )
    lines = _sorts(cells, named)
    joined = lines.join(left, on=_SORT, how="left", nulls_equal=True, maintain_order="left")
    # Of two lines of such goods, the second has what the first left over.
    earlier = pl.col("number").cum_sum() - pl.col("number")
    return joined.select(
        pledged_before=pl.max_horizontal(
            pl.col("outstanding") - earlier.over(_SORT), pl.lit(0, dtype=DECIMAL)
        )
    ).with_columns(
        pledged_before=pl.when(joined["outstanding"].is_not_null()).then("pledged_before")
    )


def _pledge_of(draft: Draft) -> str | None:
    """Return the pledge that a dispatch fulfils: the one that it names, else its own."""
    if '"pledge":' not in draft.content:
        return draft.reference
    named: str | None = json.loads(draft.content).get("pledge")
    return named or draft.reference


def _about_pledges(connection: Connection, pledges: Collection[str]) -> list[str]:
    """Return some pledges and the references of what was sent for them."""
    named = connection.execute(
        select(ENTRIES.c.reference, ENTRIES.c.content).where(
            ENTRIES.c.kind == "dispatch", ENTRIES.c.content.contains('"pledge":', autoescape=True)
        )
    )
    sent = {row.reference for row in named if json.loads(row.content).get("pledge") in pledges}
    return sorted({*pledges, *sent})


def _pledges(connection: Connection, references: Collection[str]) -> frozenset[str]:
    """Return those of some references that are pledged."""
    names = sorted(references)
    return frozenset(
        name
        for start in range(0, len(names), _TOGETHER)
        for name in connection.execute(
            select(ENTRIES.c.reference).where(
                ENTRIES.c.kind == "pledge",
                ENTRIES.c.reference.in_(names[start : start + _TOGETHER]),
            )
        ).scalars()
    )


def _sorts(cells: pl.DataFrame, named: dict[int, str]) -> pl.DataFrame:
    """Return of each line what pledges are compared by, and how much of it there is."""
    wanted = ("kind", "technology", "category", "description", "quantity.unit")
    whole = cells.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in wanted if name not in cells.columns
    )
    return (
        whole.with_columns(DERIVED["type"].make(whole).alias("type"))
        .with_columns(words=words())
        .select(
            pl.col("draft")
            .replace_strict(named, default=None, return_dtype=pl.String)
            .alias("own"),
            "kind",
            "type",
            "words",
            pl.col("quantity.unit").alias("unit"),
            pl.col("quantity").cast(DECIMAL).fill_null(pl.lit(0, dtype=DECIMAL)).alias("number"),
        )
    )


def _known_expiry(connection: Connection, drafts: Drafts, gone: Collection[str]) -> pl.DataFrame:
    cells = drafts.cells
    if not {*_LOT, "expiry"} <= set(cells.columns):
        return pl.DataFrame(
            {"known_expiry": pl.repeat(None, cells.height, dtype=pl.Date, eager=True)}
        )
    known = known_expiries(connection, cells["batch"], gone)
    return (
        cells.select(_LOT)
        .join(known, on=_LOT, how="left", maintain_order="left")
        .select("known_expiry")
    )


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
    # A few are asked for; beyond that it is quicker to look at all.
    asked = LINES.c.batch.in_(wanted) if len(wanted) <= _TOGETHER else LINES.c.batch.is_not(None)
    query = (
        select(LINES.c.kind, LINES.c.batch, LINES.c.expiry, ENTRIES.c.id)
        .join_from(LINES, ENTRIES, LINES.c.entry == ENTRIES.c.seq)
        .distinct()
    )
    return (
        rows_of(connection, query.where(asked, LINES.c.expiry.is_not(None)))
        .filter(~pl.col("id").is_in(sorted(gone)))
        .select(*_LOT, "expiry")
        .unique()
        .group_by(_LOT)
        # Under several nobody knows which is right: each was found when it was recorded.
        .agg(pl.col("expiry").first().alias("known_expiry"), pl.len().alias("several"))
        .filter(pl.col("several") == 1)
        .with_columns(pl.col("known_expiry").str.to_date("%Y-%m-%d"))
    )
