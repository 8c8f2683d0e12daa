"""The ledger itself: what can be asked of it, and what can be added."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from aidtrack.errors import UnusableLedger
from aidtrack.findings import Severity
from aidtrack.ledger import schema
from aidtrack.ledger.append import chain_heads
from aidtrack.ledger.asked import Asked
from aidtrack.ledger.books import recipients_of
from aidtrack.ledger.door import found_at_the_door, refuse
from aidtrack.ledger.engine import Store, lock
from aidtrack.ledger.history import known_before
from aidtrack.ledger.receipts import receipts_of
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.saying import Said, drafts_from
from aidtrack.ledger.transfer import Merge, exported, merged
from aidtrack.ledger.verify import Verification, verified
from aidtrack.ledger.write import Revision, sorted_out, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from types import TracebackType

    from aidtrack.ledger.receipts import Came
    from aidtrack.ledger.saying import Recordable
    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Document
    from aidtrack.model.entries.witness import Witness
    from aidtrack.profiles import Profile


class Ledger(Asked):
    """An append-only book in a database.

    Entries are added and never changed; a mistake is corrected by a further entry. Every
    method opens its own transaction, so that one ledger serves several threads, and
    several processes one database.
    """

    def __init__(self, url: str, *, create: bool = True, origin: str | None = None) -> None:
        """Open a ledger, or make one where there is none.

        Args:
            url: ``sqlite:///relief.db``, or ``postgresql+psycopg://user@host/database``.
            create: Whether to make a ledger where there is none.
            origin: The name of the chain that is written here, for a new ledger; a random
                one if none is given. No two ledgers that are ever merged may share it.

        Raises:
            UnusableLedger: It is no ledger, of a later version, or damaged.
            LedgerUnavailable: The database cannot be reached.
        """
        self._store = Store(url)
        try:
            self.origin = self._open(origin, create=create)
            """The name of the chain that is written here."""
        except BaseException:
            self.close()
            raise

    def _is_absent(self) -> bool:
        # SQLite would make an empty file of a mistyped name.
        database = self._store.engine.url.database
        is_file = self._store.dialect == "sqlite" and database and not database.startswith("file:")
        return bool(is_file) and not Path(str(database)).exists()

    def _open(self, origin: str | None, *, create: bool) -> str:
        if not create and self._is_absent():
            raise UnusableLedger(f"{self._store.name}: there is no ledger")
        with self._store.reading() as connection:
            new = schema.is_new(connection)
            old = not new and schema.version_of(connection) < schema.VERSION
            if not new and not old:
                return schema.origin_of(connection)
        if new and not create:
            raise UnusableLedger(f"{self._store.name}: there is no ledger")
        with self._store.making() as connection:
            # Asked again, as another process may have been quicker.
            if schema.is_new(connection):
                schema.make(connection, origin or secrets.token_hex(8))
            else:
                schema.bring_up_to_date(connection)
            return schema.origin_of(connection)

    def record(
        self,
        data: Recordable,
        *,
        who: str | Witness | None = None,
        when: datetime | date | str | None = None,
        document: Document | None = None,
        kind: Literal["dispatch", "pledge"] = "dispatch",
        told: Literal["record", "report"] = "record",
        unless: Severity | str | None = Severity.ERROR,
        revision: bool = False,
        reason: str | None = None,
        today: date | None = None,
        profiles: Iterable[str | Profile] = (),
    ) -> Recording:
        """Add entries, or consignments as entries; all of them or none.

        What is recorded already changes nothing. Goods are validated first, together with
        what the ledger knows of them.

        Args:
            data: An entry, several, or whatever :meth:`Lines.of` accepts: each consignment
                becomes an entry of its own.
            who: Who sent or promised the consignments; the donor unless given.
            when: When; the day on which they were dispatched unless given.
            document: Where they are taken from.
            kind: Whether consignments were sent or promised.
            told: Whether this is the record of who did it, or a report of it.
            unless: The least grave finding that forbids it; None to record without asking.
            revision: Whether other content under the same reference takes back what is
                recorded. It stays in the ledger, and is counted no more.
            reason: Why it is revised.
            today: The day to measure expiry against, or None not to ask.
            profiles: The profiles that hold over the default one, the later over the earlier.

        Raises:
            NotRecorded: A finding forbids it, or other content is recorded or given under
                the same reference, the differences being given in words; or it was recorded
                and is taken back, and no revision is allowed.
            LedgerUnavailable: The database cannot be written.
            TypeError: The data is nothing that can be recorded.
        """
        made = drafts_from(data, Said(who=who, when=when, document=document, kind=kind, told=told))
        findings = None
        if unless is not None and made.lines is not None:
            with self._store.reading() as connection:
                found = sorted_out(connection, made.drafts)
                known = known_before(connection, made.drafts)
            if not found.new and not found.gone:
                return Recording(known=found.known)
            lines = made.lines.with_history(known)
            findings = found_at_the_door(lines, today=today, profiles=profiles)
            refuse(findings, Severity(unless))
        with self._store.writing() as connection:
            lock(connection)
            return write(
                connection, made, self.origin, findings, Revision(allowed=revision, reason=reason)
            )

    def receive(
        self, lines: Lines, came: Came, *, revision: bool = False, reason: str | None = None
    ) -> Recording:
        """Record what was received, from a file like a manifest.

        More than was sent can be received: what then contradicts stands in the findings of
        the result, and is recorded all the same.

        Args:
            lines: The lines of the file, as :func:`aidtrack.read` gives them.
            came: What is said of the receipt besides its lines.
            revision: Whether it takes back what is recorded under the same number.
            reason: Why it is revised.

        Raises:
            NotRecorded: The file is no receipt, a line of it cannot be read, or other
                content is recorded under the same number.
            LedgerUnavailable: The database cannot be written.
        """
        with self._store.reading() as connection:
            recipients = recipients_of(connection)
        receipts = receipts_of(lines, came, recipients)
        recording = self.record(receipts, unless=None, revision=revision, reason=reason)
        found = self.reconcile(sorted({receipt.consignment for receipt in receipts})).findings
        return replace(recording, findings=found)

    def export(self) -> Iterator[str]:
        """Yield the ledger as lines of JSON, in an order that depends on its content alone."""
        with self._store.reading() as connection:
            yield from exported(connection)

    def merge(self, lines: Iterable[str]) -> Merge:
        """Add what another ledger exported and this one does not hold.

        Args:
            lines: The lines that :meth:`export` gave there.

        Raises:
            NotRecorded: They are no export, or not as they were written; links of their
                chains are missing; or they go on with the chain that is written here.
            LedgerUnavailable: The database cannot be written.
        """
        with self._store.writing() as connection:
            lock(connection)
            return merged(connection, lines, self.origin)

    def verify(self, head: str | Sequence[str] = ()) -> Verification:
        """Work out every hash anew, and say where the ledger is not as it was written.

        Args:
            head: The last link of a chain, or several, as noted elsewhere. Without it a
                chain that lost its latest entries cannot be told from a shorter one.
        """
        heads = (head,) if isinstance(head, str) else tuple(head)
        try:
            with self._store.reading() as connection:
                return verified(connection, heads)
        except UnusableLedger as error:
            # The database itself sees that it is damaged.
            return Verification(entries=0, lines=0, heads={}, faults=(str(error),))

    def heads(self) -> dict[str, str]:
        """Return the last link of each chain: noted elsewhere, it shows a cut tail."""
        with self._store.reading() as connection:
            return chain_heads(connection)

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._store.close()

    def __repr__(self) -> str:
        """Return where the ledger lies, without any password."""
        return f"<Ledger {self._store.name}>"
