"""The ledger itself: opened, added to, and handed on."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal, Self

from aidtrack.errors import UnusableLedger
from aidtrack.findings import Severity
from aidtrack.ledger import schema
from aidtrack.ledger.append import chain_heads
from aidtrack.ledger.asked import Asked
from aidtrack.ledger.door import door_of
from aidtrack.ledger.engine import Store, lock
from aidtrack.ledger.entering import enter
from aidtrack.ledger.parcels import read_export
from aidtrack.ledger.receiving import arrived, receive
from aidtrack.ledger.saying import Said, drafts_from
from aidtrack.ledger.transfer import Merge, exported, merged
from aidtrack.ledger.unchanged import of_unchanged, unless_changed
from aidtrack.ledger.write import Revision
from aidtrack.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from types import TracebackType

    from aidtrack.findings import Rule
    from aidtrack.ledger.receipts import Came
    from aidtrack.ledger.recording import Recording
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
        self.address = self._store.name
        """Where it lies, without any password."""
        self.is_new = False
        """Whether it was made when it was opened."""
        try:
            self.origin = self._open(origin, create=create)
            """The name of the chain that is written here."""
        except BaseException:
            self.close()
            raise

    def _open(self, origin: str | None, *, create: bool) -> str:
        # SQLite would make an empty file of a mistyped name.
        if not create and self._store.file is not None and not self._store.file.exists():
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
                self.is_new = True
            else:
                schema.bring_up_to_date(connection)
            return schema.origin_of(connection)

    @of_unchanged
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
        also: bool = False,
        revision: bool = False,
        reason: str | None = None,
        today: date | None = None,
        profiles: Iterable[str | Profile] = (),
        rules: Iterable[Rule] = RULES,
    ) -> Recording:
        """Add entries, or consignments as entries; all of them or none.

        What is recorded already changes nothing. Goods are validated first, together with
        what the ledger knows of them. What an entry makes contradict, and did not before, is
        found too, such as more handed on than there was.

        Args:
            data: An entry, several, or whatever :meth:`Lines.of` accepts: each consignment
                becomes an entry of its own.
            who: Who sent or promised the consignments; the donor unless given.
            when: When; the day on which they were dispatched unless given.
            document: Where they are taken from.
            kind: Whether consignments were sent or promised.
            told: Whether this is the record of who did it, or a report of it.
            unless: The least grave finding that forbids it; ``never`` to let all stand, which
                is kept with the entries; None to record without asking.
            also: Whether acts without a number are further ones, where one that they may be is
                recorded: both count. One that is the same to the last word is that one, and no
                further one: what tells the two apart, such as an hour, has to be stated.
            revision: Whether other content under the same reference takes back what is
                recorded. It stays in the ledger, and is counted no more.
            reason: Why it is revised, which a revision has to say.
            today: The day to measure expiry against, or None not to ask.
            profiles: The profiles that hold over the default one, the later over the earlier.
            rules: The rules to ask, such as ``[*RULES, mine]``.

        Raises:
            NotRecorded: A finding forbids it, or other content is recorded or given under
                the same reference, the differences being given in words; or it was recorded
                and is taken back, and no revision is allowed; or an act without a number
                may be one that is recorded, and nobody says whether it is.
            LedgerUnavailable: The database cannot be written.
            TypeError: The data is nothing that can be recorded.
            ValueError: It is a revision without a reason.
        """
        revises = Revision.of_caller(allowed=revision, reason=reason)
        made = drafts_from(data, Said(who=who, when=when, document=document, kind=kind, told=told))
        door = None if unless is None else door_of(unless, today, profiles, rules)
        return enter(self._store, made, door, revises, also=also, origin=self.origin)

    @of_unchanged
    def receive(
        self,
        lines: Lines,
        came: Came,
        *,
        unless: Severity | str | None = Severity.ERROR,
        also: bool = False,
        revision: bool = False,
        reason: str | None = None,
        today: date | None = None,
        profiles: Iterable[str | Profile] = (),
        rules: Iterable[Rule] = RULES,
    ) -> Recording:
        """Record what was received, from a file like a manifest.

        It is seen first together with what is recorded of its consignments: what it makes
        contradict, and did not before, is found, and told if it is let stand. More than was
        sent can be received, and is then stated as excess.

        Args:
            lines: The lines of the file, as :func:`aidtrack.read` gives them.
            came: What is said of the receipt besides its lines.
            unless: The least grave finding that forbids it; ``never`` or None to record
                whatever is found, which is kept with the entries.
            also: Whether it is a further receipt of lines of which one is recorded, where no
                number of its own tells so: both count.
            revision: Whether it takes back what is recorded under the same number, of the same
                file or of the same lines.
            reason: Why it is revised, which a revision has to say.
            today: The day to measure against, for rules that need it.
            profiles: The profiles that hold over the default one, the later over the earlier.
            rules: The rules to ask; those about reading, history and balances are.

        Raises:
            NotRecorded: The file is no receipt, a line of it cannot be read, a finding forbids
                it, other content is recorded under the same number, or a receipt of the same
                lines is recorded and nobody says whether this is a further one.
            LedgerUnavailable: The database cannot be written.
            ValueError: It is a revision without a reason.
        """
        revises = Revision.of_caller(allowed=revision, reason=reason)
        door = door_of(unless, today, profiles, rules)
        read = arrived(lines, came)
        with self._store.writing() as connection:
            lock(connection)
            return receive(connection, read, door, revises, also=also, origin=self.origin)

    def export(self) -> Iterator[str]:
        """Yield the ledger as lines of JSON, in an order that depends on its content alone."""
        with unless_changed(self), self._store.reading() as connection:
            yield from exported(connection)

    @of_unchanged
    def merge(self, lines: Iterable[str]) -> Merge:
        """Add what another ledger exported and this one does not hold.

        Args:
            lines: The lines that :meth:`export` gave there.

        Raises:
            NotRecorded: They are no export, or not as they were written; links of their
                chains are missing; or they go on with the chain that is written here.
            LedgerUnavailable: The database cannot be written.
        """
        # A long file is read before others are kept waiting.
        parcels = read_export(lines)
        with self._store.writing() as connection:
            lock(connection)
            return merged(connection, parcels, self.origin)

    @of_unchanged
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
        return f"<Ledger {self.address}>"
