"""Recording: what callers give, seen with what is recorded, and written or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aidtrack.ledger.engine import lock
from aidtrack.ledger.history import known_before
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.repeats import repeated_among
from aidtrack.ledger.write import refuse_what_contradicts, sorted_out, write

if TYPE_CHECKING:
    from aidtrack.ledger.door import Door
    from aidtrack.ledger.engine import Store
    from aidtrack.ledger.saying import Made
    from aidtrack.ledger.write import Revision


def enter(
    store: Store, made: Made, door: Door | None, revision: Revision, *, also: bool, origin: str
) -> Recording:
    """Write what is not recorded yet, unless something speaks against it.

    Args:
        store: The database.
        made: The entries, and the goods that they list.
        door: What may not pass; None to ask nothing of the goods.
        revision: Whether what is recorded may be taken back, and why.
        also: Whether receipts without a number are said to be further ones.
        origin: The chain that is written.

    Raises:
        NotRecorded: Something speaks against it.
    """
    drafts, findings = made.drafts, None
    if door is not None and made.lines is not None:
        with store.reading() as connection:
            found = sorted_out(connection, drafts)
            if not found.new and not found.gone:
                return Recording(known=found.known)
            if not revision.allowed:
                refuse_what_contradicts(connection, drafts, found)
            known = known_before(connection, drafts, revised=found.revised_ids)
        if all(draft.kind == "pledge" for draft in drafts.entries):
            door = door.of_promises()
        findings = door.found(made.lines.with_history(known))
        door.refuse(findings)
    with store.writing() as connection:
        lock(connection)
        of = repeated_among(connection, drafts.entries, also=also, revision=revision.allowed)
        return write(connection, made, origin, findings, replace(revision, of=of))
