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
from aidtrack.ledger.load import in_parts, rows_of
from aidtrack.ledger.lots import LOT, known_expiries
from aidtrack.ledger.resembling import resembling
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import ENTRIES
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation import Book, reconcile
from aidtrack.reconciliation.posting import LISTED
from aidtrack.reconciliation.promises import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft, Drafts

_SORT: Final = ["own", "kind", "type", "words", "unit"]


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
    return frozenset(
        name
        for part in in_parts(sorted(references))
        for name in connection.execute(
            select(ENTRIES.c.reference).where(
                ENTRIES.c.kind == "pledge", ENTRIES.c.reference.in_(part)
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
    if not {*LOT, "expiry"} <= set(cells.columns):
        return pl.DataFrame(
            {"known_expiry": pl.repeat(None, cells.height, dtype=pl.Date, eager=True)}
        )
    known = known_expiries(connection, cells["batch"], gone)
    return (
        cells.select(LOT)
        .join(known, on=LOT, how="left", maintain_order="left")
        .select("known_expiry")
    )
