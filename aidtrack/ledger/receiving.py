"""Receiving: a file of what came, seen with what is recorded, and recorded or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.ledger.books import book_of, recipients_of
from aidtrack.ledger.door import new_findings, placed, together
from aidtrack.ledger.lots import known_expiries
from aidtrack.ledger.receipts import receipts_of, received_of
from aidtrack.ledger.received import received_lines
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.repeats import as_recorded, repeated_by
from aidtrack.ledger.saying import Made, Said, drafts_from
from aidtrack.ledger.spoken import cell_of
from aidtrack.ledger.standing import about, taken_back
from aidtrack.ledger.unlisted import lines_described, lines_listed, with_goods
from aidtrack.ledger.write import Revision, refuse_what_contradicts, sorted_out, write
from aidtrack.reconciliation import Book, post, reconcile

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from aidtrack.findings import Findings
    from aidtrack.ledger.door import Door
    from aidtrack.ledger.receipts import Came, Received
    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Receipt


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file of what came, as it was read and before it is compared with anything."""

    lines: Lines
    came: Came
    rows: Sequence[Received]


def arrived(lines: Lines, came: Came) -> Arrived:
    """Return what a file says was received.

    Raises:
        NotRecorded: The file is no receipt, or a line of it cannot be read.
        UnknownName: A column is said to be one that receipts do not have.
    """
    return Arrived(lines, came, received_of(lines, came))


def receive(
    connection: Connection,
    arrived: Arrived,
    door: Door,
    revision: Revision,
    *,
    also: bool,
    origin: str,
) -> Recording:
    """Write the receipts of a file, unless something speaks against it.

    Args:
        connection: One that alone may write.
        arrived: What the file says.
        door: What may not pass.
        revision: Whether what is recorded may be taken back, and why.
        also: Whether the receipts are said to be further ones.
        origin: The chain that is written.

    Raises:
        NotRecorded: Something speaks against it.
    """
    came = arrived.came
    references = sorted({each.consignment for each in arrived.rows})
    book, standing = book_of(connection, references), about(connection, references)
    listed = lines_listed(book) - lines_described(standing, came.document)
    arrived = replace(arrived, rows=with_goods(arrived.rows, arrived.lines, listed))
    receipts = receipts_of(arrived.rows, came, recipients_of(connection))
    if came.assumed:
        receipts = [as_recorded(receipt, standing, also=also) for receipt in receipts]
    made = _named(drafts_from(receipts, Said()))
    drafts = made.drafts
    of = repeated_by(drafts.entries, standing, also=also, revision=revision.allowed)
    sorted_ = sorted_out(connection, drafts, of)
    if not sorted_.new and not sorted_.gone:
        return Recording(known=sorted_.known)
    if not revision.allowed:
        refuse_what_contradicts(connection, drafts, sorted_)
    written = [*sorted_.new, *sorted_.gone]
    ids = {drafts.entries[place].id for place in written}
    before = _without(book, sorted_.revised_ids, ids)
    batches = pl.Series([row.line.batch for row in arrived.rows], dtype=pl.String)
    gone = taken_back(connection) | sorted_.revised_ids
    expiries = known_expiries(connection, batches, gone)
    findings = _found(arrived, before, [receipts[place] for place in written], expiries, door)
    door.refuse(findings)
    return write(connection, made, origin, findings, replace(revision, of=of))


def _named(made: Made) -> Made:
    """Return drafts that findings about their consignment are kept with."""
    entries = tuple(replace(each, name=each.reference) for each in made.drafts.entries)
    return replace(made, drafts=replace(made.drafts, entries=entries))


def _without(book: Book, taken_back: Collection[str], written: Collection[str]) -> Book:
    """Return a book as it is before something is written, without what is thereby taken back.

    What is written again stands again: nothing takes it back any more.
    """
    gone = list({*taken_back, *written})
    back = pl.col("reverses").is_in(list(written)).fill_null(value=False)
    return replace(
        book,
        entries=book.entries.filter(~pl.col("entry").is_in(gone) & ~back),
        movements=book.movements.filter(~pl.col("entry").is_in(gone)),
    )


def _found(
    arrived: Arrived,
    before: Book,
    receipts: Sequence[Receipt],
    expiries: pl.DataFrame,
    door: Door,
) -> Findings:
    """Return what is wrong with a file, and what it makes wrong that was not."""
    new = post(receipts)
    after = Book(
        pl.concat([before.entries, new.entries]),
        pl.concat([before.movements, new.movements]),
        whole=False,
    )
    one, other = (
        reconcile(book, today=door.today, rules=door.rules, profiles=door.profiles)
        for book in (replace(before, whole=False), after)
    )
    about = {receipt.consignment for receipt in receipts}
    seen = received_lines(
        arrived.lines,
        [each for each in arrived.rows if each.consignment in about],
        arrived.came,
        balances=one.lines,
        expiries=expiries,
    )
    told = cell_of(arrived.lines, arrived.rows, arrived.came)
    brought = new_findings(one.findings, other.findings)
    return together(door.found_of_received(seen), placed(brought, told))
