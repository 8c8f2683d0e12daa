"""Recording: what callers give, seen with what is recorded, and written or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import TYPE_CHECKING

from aidtrack.ledger.append import last_entry
from aidtrack.ledger.beside import Beside, is_looked_at
from aidtrack.ledger.door import together
from aidtrack.ledger.engine import lock
from aidtrack.ledger.history import known_before
from aidtrack.ledger.notes import Noted, of_rows
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.repeats import repeated_among
from aidtrack.ledger.sorting import refuse_what_contradicts, sorted_out
from aidtrack.ledger.write import Weighed, settled, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from aidtrack.findings import Findings
    from aidtrack.ledger.door import Door
    from aidtrack.ledger.drafts import Drafts
    from aidtrack.ledger.engine import Store
    from aidtrack.ledger.saying import Made
    from aidtrack.ledger.sorting import Sorted
    from aidtrack.ledger.write import Revision
    from aidtrack.lines.lines import Lines


def enter(
    store: Store, made: Made, door: Door | None, revision: Revision, *, also: bool, origin: str
) -> Recording:
    """Write what is not recorded yet, unless something speaks against it.

    Args:
        store: The database.
        made: The entries, and the goods that they list.
        door: What may not pass; None to ask nothing.
        revision: Whether what is recorded may be taken back, and why.
        also: Whether acts without a number are said to be further ones.
        origin: The chain that is written.

    Raises:
        NotRecorded: Something speaks against it.
    """
    looked = None
    if door is not None and made.lines is not None:
        look = partial(_look, made.drafts, made.lines, door, revision)
        with store.reading() as connection:
            looked = look(connection)
        if looked.findings is None:
            return Recording(known=looked.known)
    with store.writing() as connection:
        lock(connection)
        if looked is not None and looked.last != last_entry(connection):
            # Another desk recorded in between: what was looked at is no longer what is there.
            looked = look(connection)
        drafts = made.drafts
        of = repeated_among(connection, drafts.entries, also=also, revision=revision.allowed)
        revision = replace(revision, of=of)
        found = settled(connection, drafts, revision)
        beside = None
        written = found.written_of(drafts)
        if door is not None and is_looked_at(written.values(), found.spoken_of):
            beside = Beside(connection, written, found.spoken_of, door, found.revised_ids)
        goods = None if looked is None else looked.findings
        weigh = partial(_weigh, made, found, goods, beside, door)
        return write(connection, drafts, found, revision=revision, origin=origin, weigh=weigh)


def _weigh(
    made: Made, found: Sorted, goods: Findings | None, beside: Beside | None, door: Door | None
) -> Weighed:
    """Return what was found of goods, and of what the entries make contradict.

    Raises:
        NotRecorded: What they make contradict is too grave.
    """
    noted = []
    if goods is not None and made.lines is not None:
        rows = made.lines.frame.select("source", "row", made.drafts.cells["draft"])
        noted.append(Noted(goods, of_rows(rows, else_of=min(found.new, default=0))))
    if beside is not None and door is not None:
        brought = beside.brought()
        door.refuse(brought.findings)
        noted.append(brought)
    if not noted:
        return Weighed()
    return Weighed(reduce(together, (each.findings for each in noted)), noted)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen of goods beside what is recorded."""

    last: int
    """The number of the latest entry then."""
    known: tuple[str, ...]
    findings: Findings | None
    """What is wrong with them; None where nothing of them is new."""


def _look(
    drafts: Drafts, lines: Lines, door: Door, revision: Revision, connection: Connection
) -> _Looked:
    """Look at goods beside what is recorded.

    Raises:
        NotRecorded: What is found, or what is recorded, speaks against them.
    """
    last = last_entry(connection)
    found = sorted_out(connection, drafts)
    if not found.new and not found.gone:
        return _Looked(last, found.known, None)
    if not revision.allowed:
        refuse_what_contradicts(connection, drafts, found)
    known = known_before(connection, drafts, revised=found.revised_ids)
    if all(draft.kind == "pledge" for draft in drafts.entries):
        door = door.of_promises()
    findings = door.found(lines.with_history(known))
    door.refuse(findings)
    return _Looked(last, found.known, findings)
