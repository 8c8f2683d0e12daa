"""Receiving: a file of what came, seen with what is recorded, and recorded or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.ledger.beside import Beside
from aidtrack.ledger.books import book_of, recipients_of
from aidtrack.ledger.door import placed, together
from aidtrack.ledger.lots import known_expiries
from aidtrack.ledger.notes import Noted, of_rows
from aidtrack.ledger.receipts import receipts_of, received_of
from aidtrack.ledger.received import received_lines
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.repeats import as_recorded, repeated_by
from aidtrack.ledger.saying import Said, drafts_from
from aidtrack.ledger.spoken import cell_of
from aidtrack.ledger.standing import about, taken_back
from aidtrack.ledger.unlisted import lines_described, lines_listed, with_goods
from aidtrack.ledger.write import Revision, Weighed, settled, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.ledger.door import Door
    from aidtrack.ledger.receipts import Came, Received
    from aidtrack.lines.lines import Lines


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
    receipts = receipts_of(arrived.rows, came, recipients_of(connection, references))
    if came.assumed:
        receipts = [as_recorded(receipt, standing, also=also) for receipt in receipts]
    drafts = drafts_from(receipts, Said()).drafts
    of = repeated_by(drafts.entries, standing, also=also, revision=revision.allowed)
    revision = replace(revision, of=of)
    found = settled(connection, drafts, revision)
    if not found.new and not found.gone:
        return Recording(known=found.known)
    written = found.written_of(drafts)
    beside = Beside(connection, written, found.spoken_of, door, found.revised_ids)
    batches = pl.Series([row.line.batch for row in arrived.rows], dtype=pl.String)
    expiries = known_expiries(connection, batches, taken_back(connection) | found.revised_ids)
    places = {draft.reference: place for place, draft in written.items()}
    read = _found_of_rows(arrived, places, beside.before.lines, expiries, door)
    weigh = partial(_weigh, arrived, read, beside, door)
    return write(connection, drafts, found, revision=revision, origin=origin, weigh=weigh)


def _found_of_rows(
    arrived: Arrived,
    places: Mapping[str | None, int],
    balances: pl.DataFrame,
    expiries: pl.DataFrame,
    door: Door,
) -> Noted:
    """Return what is wrong with how a file was read, and with what is known of its lines.

    Args:
        arrived: The file.
        places: The receipts that are to be written, by consignment.
        balances: The balance of each line without them.
        expiries: The batches that are known under one expiry.
        door: By what is looked.
    """
    rows = [each for each in arrived.rows if each.consignment in places]
    seen = received_lines(arrived.lines, rows, arrived.came, balances=balances, expiries=expiries)
    drafts = pl.Series("draft", [places[each.consignment] for each in rows], dtype=pl.Int64)
    keys = seen.frame.select("source", "row", drafts)
    return Noted(door.found_of_received(seen), of_rows(keys, else_of=min(places.values())))


def _weigh(arrived: Arrived, read: Noted, beside: Beside, door: Door) -> Weighed:
    """Return what is wrong with a file, and what it makes wrong that was not.

    Raises:
        NotRecorded: It is too grave.
    """
    brought = beside.brought()
    told = cell_of(arrived.lines, arrived.rows, arrived.came)
    brought = replace(brought, findings=placed(brought.findings, told))
    findings = together(read.findings, brought.findings)
    door.refuse(findings)
    return Weighed(findings, (read, brought))
