"""The rows of a ledger as the book that reconciliation stands on."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import ColumnElement, and_, select, true

from aidtrack.ledger.load import entries_of, frame_of_cells, in_parts, lines_of, of_entries, rows_of
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import CELLS, ENTRIES, LINES
from aidtrack.model.entries import read_entry, read_instant
from aidtrack.reconciliation.book import ENTRIES as HEADS
from aidtrack.reconciliation.book import GOODS, MOVEMENTS, Book
from aidtrack.reconciliation.posting import LISTED, head_of, list_goods, post_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from aidtrack.model.entries import Entry

_WANTED: Final = tuple(
    name
    for name in CELLS
    if name
    in {"line", "quantity", "quantity.unit", "batch", "expiry", "technology", "category", *GOODS}
)
"""The cells that say what goods are and how much there is of them."""


def book_of(connection: Connection, references: Collection[str] | None = None) -> Book:
    """Return all entries, or those about some consignments, as a book.

    The lines that entries list are never made objects of.
    """
    about: list[ColumnElement[bool]] = [true()]
    if references is not None:
        parts = in_parts(sorted(set(references)))
        # A reversal is about an entry, not about a consignment.
        about = [ENTRIES.c.kind == "reversal", *(ENTRIES.c.reference.in_(part) for part in parts)]
    lists = ENTRIES.c.kind.in_(LISTED)
    others: dict[str, Entry] = {}
    heads: list[dict[str, Any]] = []
    listed = []
    for each in about:
        others |= entries_of(connection, and_(each, ~lists))
        heads += _heads(connection, and_(each, lists))
        listed.append(_listed(connection, and_(each, lists)))
    posted = post_named(others)
    return Book(
        pl.concat([posted.entries, pl.DataFrame(heads, schema=dict(HEADS))]),
        pl.concat([posted.movements, *listed]),
        whole=references is None,
    )


def recipients_of(
    connection: Connection, references: Collection[str] | None = None
) -> dict[str, str | None]:
    """Return the consignments that were sent, each with who is to receive it, by name.

    What was taken back says nothing; a record goes before a report, the earlier before the
    later, whatever order they came in.

    Args:
        connection: A connection.
        references: The consignments to ask about; all unless given.
    """
    query = select(ENTRIES.c.id, ENTRIES.c.reference, ENTRIES.c.content).where(
        ENTRIES.c.kind == "dispatch"
    )
    asked = [query]
    if references is not None:
        asked = [
            query.where(ENTRIES.c.reference.in_(part)) for part in in_parts(sorted(references))
        ]
    undone = taken_back(connection)
    told = []
    for id_, reference, content in chain.from_iterable(map(connection.execute, asked)):
        if id_ not in undone:
            head = json.loads(content)
            name = head["consignment"].get("recipient", {}).get("name")
            told.append((head["told"], read_instant(head["when"]), id_, reference, name))
    found: dict[str, str | None] = {}
    for _, _, _, reference, name in sorted(told):
        found[reference] = found.get(reference) or name
    return found


def having_batch(connection: Connection, batch: str) -> list[str]:
    """Return the references of the consignments in which a batch was sent or received."""
    sent = (
        select(ENTRIES.c.reference)
        .join_from(LINES, ENTRIES, LINES.c.entry == ENTRIES.c.seq)
        .where(LINES.c.batch == batch)
    )
    # Other entries are few, and name their batches in their content.
    said = select(ENTRIES.c.reference, ENTRIES.c.content).where(~ENTRIES.c.kind.in_(LISTED))
    found = set(connection.execute(sent).scalars())
    for reference, content in connection.execute(said.where(ENTRIES.c.content.contains(
        json.dumps(batch, ensure_ascii=False), autoescape=True
    ))):  # fmt: skip
        lines = json.loads(content).get("lines", [])
        if any(line.get("batch") == batch for line in lines):
            found.add(reference)
    return sorted(found)


def _heads(connection: Connection, where: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    """Yield the rows of entries that list goods.

    Of a thousand that one file brought, few differ in more than their consignment.
    """
    alike: dict[str, dict[str, Any]] = {}
    query = select(ENTRIES.c.id, ENTRIES.c.content).where(where).order_by(ENTRIES.c.seq)
    for id_, content in connection.execute(query):
        said = json.loads(content)
        consignment = said.pop("consignment")
        del said["lines"]
        weight = consignment.get("declared_gross_weight")
        key = json.dumps([said, weight])
        if key not in alike:
            about = {"reference": consignment["reference"], "declared_gross_weight": weight}
            alike[key] = head_of(id_, read_entry({**said, "consignment": about}))
        yield {**alike[key], "entry": id_, "consignment": consignment["reference"]}


def _listed(connection: Connection, where: ColumnElement[bool]) -> pl.DataFrame:
    """Return the goods that entries list as movements."""
    entries = rows_of(
        connection,
        select(ENTRIES.c.seq.label("entry"), ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.reference)
        .where(where)
        .order_by(ENTRIES.c.seq),
    )
    cells = lines_of(connection, _WANTED, of_entries(entries["entry"].to_list())).join(
        entries, on="entry", how="semi", maintain_order="left"
    )
    if not cells.height:
        return pl.DataFrame(schema=dict(MOVEMENTS))
    told = cells.select("entry").join(entries, on="entry", how="left", maintain_order="left")
    frame = frame_of_cells(cells, told["reference"]).with_columns(told["id"].alias("entry"))
    return pl.concat(
        list_goods(frame.filter(told["kind"] == act), status=status)
        for act, status in LISTED.items()
    )
