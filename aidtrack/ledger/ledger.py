"""The ledger itself: what can be asked of it, and what can be added."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Self

from aidtrack.errors import UnknownName, UnusableLedger
from aidtrack.findings import Severity
from aidtrack.ledger import schema
from aidtrack.ledger.append import chain_heads
from aidtrack.ledger.asking import asked, unless_changed
from aidtrack.ledger.books import book_of, having_batch, recipients_of
from aidtrack.ledger.door import found_at_the_door, refuse
from aidtrack.ledger.engine import Store, lock
from aidtrack.ledger.goods import goods_of
from aidtrack.ledger.history import known_before
from aidtrack.ledger.load import entries_of
from aidtrack.ledger.notes import stood
from aidtrack.ledger.parcels import read_export
from aidtrack.ledger.receiptform import receipt_form
from aidtrack.ledger.receipts import receipts_of
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.saying import Said, drafts_from
from aidtrack.ledger.stock import expiring, outstanding
from aidtrack.ledger.story import Trace, story_of
from aidtrack.ledger.transfer import Merge, exported, merged
from aidtrack.ledger.verify import Verification, verified
from aidtrack.ledger.write import Revision, sorted_out, write
from aidtrack.model.entries.instant import read_instant
from aidtrack.model.field import field_named
from aidtrack.reconciliation import reconcile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from types import TracebackType

    from polars import DataFrame

    from aidtrack.ledger.receipts import Came
    from aidtrack.ledger.saying import Recordable
    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Document, Entry
    from aidtrack.model.entries.witness import Witness
    from aidtrack.profiles import Profile
    from aidtrack.reconciliation import Book, Reconciliation


class Ledger:
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

    @asked
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

    @asked
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

    @asked
    def receipt_form(self, reference: str) -> bytes:
        """Return a receipt to be filled in: a workbook with what was sent.

        Raises:
            UnknownName: No consignment of that reference was sent.
        """
        movements = self.reconcile([reference]).book.movements.filter(status="dispatched")
        if not movements.height:
            with self._store.reading() as connection:
                known = recipients_of(connection)
            what = "consignment"
            raise UnknownName(what, reference, known)
        return receipt_form(reference, movements)

    def lines(
        self,
        *,
        kind_of_entry: Literal["dispatch", "pledge"] = "dispatch",
        **chosen: str | None,
    ) -> Lines:
        """Return the goods that were sent, or promised, as lines to summarise or validate.

        What was taken back is left out.

        Args:
            kind_of_entry: Whether goods were sent or promised.
            chosen: What lines are kept by: the name of a field and its value, such as
                ``batch="AMX-2291"`` or ``kind="monitor"``; ``donor`` and ``recipient`` by
                name or by the code of a country.

        Raises:
            UnknownName: There is no such field.
        """
        for name in chosen:
            field_named(name)
        with unless_changed(self), self._store.reading() as connection:
            return goods_of(connection, kind_of_entry, chosen)

    @asked
    def book(self, references: Collection[str] | None = None) -> Book:
        """Return all entries, or those about some consignments, in columns."""
        with self._store.reading() as connection:
            return book_of(connection, references)

    @asked
    def reconcile(
        self, references: Collection[str] | None = None, *, today: date | None = None
    ) -> Reconciliation:
        """Return the balances of all entries, or of those about some consignments.

        Every figure can list the claims that it is made of: ``.behind(…)``.

        Args:
            references: The consignments; None for all.
            today: The day to measure against, for rules that need it.
        """
        return reconcile(self.book(references), today=today)

    @asked
    def balance(self, by: Sequence[str] = ()) -> DataFrame:
        """Return what became of everything: one row for each key, kind, type and unit.

        Args:
            by: Any of donor, recipient, kind, item, consignment and country.

        Raises:
            UnknownName: There is no such key.
        """
        return self.reconcile().by(*by)

    @asked
    def outstanding(self, older_than: date | datetime | None = None) -> DataFrame:
        """Return what was sent and has not come, and what was pledged and not sent.

        Args:
            older_than: Only what was sent or pledged before then; None for all.

        Returns:
            A frame as :func:`aidtrack.ledger.stock.outstanding` describes it.

        Raises:
            ValueError: A time states no offset from UTC.
        """
        before = None if older_than is None else read_instant(older_than)
        return outstanding(self.reconcile(), before)

    @asked
    def expiring(self, before: date) -> DataFrame:
        """Return what stands in the stores and expires before a day, the first to expire first.

        Returns:
            A frame as :func:`aidtrack.ledger.stock.expiring` describes it.
        """
        return expiring(self.reconcile(), before)

    @asked
    def trace(self, reference: str | None = None, *, batch: str | None = None) -> Trace:
        """Return the story of one consignment, or where one batch is now.

        Args:
            reference: The reference of the consignment or pledge.
            batch: The batch, in whatever consignments it came.

        Raises:
            TypeError: Neither is given, or both.
        """
        if (reference is None) == (batch is None):
            raise TypeError("expected a reference or a batch, one of the two")
        with self._store.reading() as connection:
            references = [reference] if reference else having_batch(connection, str(batch))
            book = book_of(connection, references)
        return story_of(reconcile(book), batch=batch)

    def export(self) -> Iterator[str]:
        """Yield the ledger as lines of JSON, in an order that depends on its content alone."""
        with unless_changed(self), self._store.reading() as connection:
            yield from exported(connection)

    @asked
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

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield the entries with their ids, in the order in which they were added here."""
        with unless_changed(self), self._store.reading() as connection:
            yield from entries_of(connection)

    @asked
    def findings(self, entry: str) -> list[dict[str, Any]]:
        """Return what the rules found of an entry and was let stand, each time it was recorded."""
        with self._store.reading() as connection:
            return stood(connection, entry)

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

    @asked
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
