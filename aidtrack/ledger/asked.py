"""What can be asked of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from aidtrack.errors import UnknownName, UnusableLedger
from aidtrack.ledger.books import book_of, having_batch, recipients_of
from aidtrack.ledger.choice import Choice
from aidtrack.ledger.goods import goods_of
from aidtrack.ledger.lists import lists_of
from aidtrack.ledger.load import entries_of
from aidtrack.ledger.names import check_name, entry_named
from aidtrack.ledger.notes import stood
from aidtrack.ledger.parts import check_lines, parts_of
from aidtrack.ledger.stock import expiring, outstanding
from aidtrack.ledger.story import Trace, story_of
from aidtrack.ledger.unchanged import of_unchanged, unless_changed
from aidtrack.ledger.verify import Verification, verified
from aidtrack.model.entries.instant import read_instant
from aidtrack.model.field import field_named
from aidtrack.reconciliation import reconcile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime
    from typing import Unpack

    from polars import DataFrame

    from aidtrack.ledger.choice import Asking, Chosen
    from aidtrack.ledger.engine import Store
    from aidtrack.ledger.parts import Where
    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Entry, Part
    from aidtrack.reconciliation import Book, Reconciliation


class Asked:
    """The questions that a ledger answers.

    Most can be asked of a part of it, :class:`aidtrack.ledger.choice.Choice`: of a consignment,
    donor, recipient, kind, batch, place or status, since and until a day.
    """

    _store: Store

    @of_unchanged
    def receipt_form(self, reference: str) -> bytes:
        """Return a receipt to be filled in: a workbook with what was sent.

        Raises:
            UnknownName: No consignment of that reference was sent.
        """
        from aidtrack.ledger.receiptform import receipt_form  # noqa: PLC0415 (loads XlsxWriter)

        with self._store.reading() as connection:
            lists = lists_of(connection, "dispatch", None).filter("foremost", reference=reference)
            if not lists.height:
                what = "consignment"
                raise UnknownName(what, reference, recipients_of(connection))
            movements = book_of(connection, [reference]).movements
        sent = movements.filter(pl.col("entry").is_in(lists["id"]), status="dispatched")
        return receipt_form(reference, sent)

    def lines(
        self,
        *,
        kind_of_entry: Literal["dispatch", "pledge"] = "dispatch",
        place: str | None = None,
        status: str | None = None,
        since: date | datetime | str | None = None,
        until: date | datetime | str | None = None,
        **chosen: str | None,
    ) -> Lines:
        """Return the goods that were sent, or promised, as lines to summarise or validate.

        What was taken back is left out. Of several lists of one consignment there is one, a
        record before a report and the earlier before the later, as they are claims about the
        same goods; an amount on which others of its rank differ is left blank.

        Args:
            kind_of_entry: Whether goods were sent or promised.
            place: As :class:`aidtrack.ledger.choice.Choice` has it.
            status: Likewise.
            since: Likewise.
            until: Likewise.
            chosen: What lines are kept by: the name of a field and its value, such as
                ``batch="AMX-2291"`` or ``kind="monitor"``; ``donor`` and ``recipient`` by
                name or by the code of a country.

        Raises:
            UnknownName: There is no such field, or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        for name in chosen:
            field_named(name)
        choice = Choice(place=place, status=status, since=since, until=until)
        with unless_changed(self), self._store.reading() as connection:
            kept = None
            if not choice.is_open:
                kept = choice.lines(reconcile(choice.book(book_of(connection))))
            return goods_of(connection, kind_of_entry, chosen, kept=kept, until=until)

    @of_unchanged
    def book(self, references: Collection[str] | None = None) -> Book:
        """Return all entries, or those about some consignments, in columns."""
        with self._store.reading() as connection:
            return book_of(connection, references)

    @of_unchanged
    def reconcile(
        self,
        references: Collection[str] | None = None,
        *,
        today: date | None = None,
        **chosen: Unpack[Chosen],
    ) -> Reconciliation:
        """Return the balances of all entries, or of those about some consignments.

        Every figure can list the claims that it is made of: ``.behind(…)``.

        Args:
            references: The consignments; None for all.
            today: The day to measure against, for rules that need it.
            chosen: What is asked for, as :class:`aidtrack.ledger.choice.Choice` has it.

        Raises:
            UnknownName: There is no such kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        choice = Choice(**chosen)
        return choice.of(reconcile(choice.book(self.book(references)), today=today))

    @of_unchanged
    def balance(self, by: Sequence[str] = (), **chosen: Unpack[Chosen]) -> DataFrame:
        """Return what became of everything: one row for each key, kind, type and unit.

        Args:
            by: Any of donor, recipient, kind, item, consignment and country.
            chosen: What is asked for, as :class:`aidtrack.ledger.choice.Choice` has it.

        Raises:
            UnknownName: There is no such key, kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        return self.reconcile(**chosen).by(*by)

    @of_unchanged
    def behind(self, figure: str | None = None, **chosen: Unpack[Chosen]) -> DataFrame:
        """Return the claims that a figure is worked out from, and those kept beside it.

        Args:
            figure: One of :data:`aidtrack.reconciliation.FIGURES`, or None for all.
            chosen: Whose figure, as :class:`aidtrack.ledger.choice.Choice` has it.

        Returns:
            A frame such as the ``claims`` of a reconciliation, one row for each line of each
            entry.

        Raises:
            UnknownName: There is no such figure, kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        return self.reconcile(**chosen).behind(figure=figure)

    @of_unchanged
    def outstanding(
        self, older_than: date | datetime | None = None, **chosen: Unpack[Chosen]
    ) -> DataFrame:
        """Return what was sent and has not come, and what was pledged and not sent.

        Args:
            older_than: Only what was sent or pledged before then; None for all.
            chosen: What is asked for, as :class:`aidtrack.ledger.choice.Choice` has it.

        Returns:
            A frame as :func:`aidtrack.ledger.stock.outstanding` describes it.

        Raises:
            UnknownName: There is no such kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        before = None if older_than is None else read_instant(older_than)
        return outstanding(self.reconcile(**chosen), before)

    @of_unchanged
    def expiring(self, before: date, **chosen: Unpack[Chosen]) -> DataFrame:
        """Return what stands in the stores and expires before a day, the first to expire first.

        Args:
            before: The day.
            chosen: What is asked for, as :class:`aidtrack.ledger.choice.Choice` has it.

        Returns:
            A frame as :func:`aidtrack.ledger.stock.expiring` describes it.

        Raises:
            UnknownName: There is no such kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        found = expiring(self.reconcile(**chosen), before)
        batch = chosen.get("batch")
        return found if batch is None else found.filter(batch=batch)

    @of_unchanged
    def trace(
        self, reference: str | None = None, *, batch: str | None = None, **chosen: Unpack[Asking]
    ) -> Trace:
        """Return the story of one consignment, where one batch is now, or what is asked for.

        Args:
            reference: The reference of the consignment or pledge.
            batch: The batch, in whatever consignments it came.
            chosen: What else is asked for, as :class:`aidtrack.ledger.choice.Choice` has it.

        Raises:
            TypeError: Nothing is asked for, or both a reference and a batch.
            UnknownName: There is no such kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        choice = Choice(consignment=reference, **chosen)
        if (choice.is_open and batch is None) or (reference is not None and batch is not None):
            raise TypeError(
                "expected a reference or a batch, one of the two, or what else to trace by"
            )
        with self._store.reading() as connection:
            references = None
            if reference is not None:
                references = [reference]
            elif batch is not None:
                references = having_batch(connection, batch)
            book = choice.book(book_of(connection, references))
        found = reconcile(book)
        only = choice == Choice(consignment=reference)
        kept = None if only else choice.lines(found)
        since = None if choice.since is None else read_instant(choice.since)
        return story_of(found, batch=batch, kept=kept, since=since)

    @of_unchanged
    def parts(
        self,
        reference: str,
        where: Where,
        lines: Sequence[str] = (),
        *,
        place: str | None = None,
        batches: Sequence[str] = (),
    ) -> tuple[Part, ...]:
        """Return all that is somewhere of some lines, or of all lines, of a consignment.

        Args:
            reference: Its reference.
            where: ``on hand``, ``in transit``, ``expected`` (in transit, and not arrived at any
                port), ``handed on``, ``held rejected``, ``held damaged``, ``dispatched`` or
                ``uncleared`` (sent, and not released by customs).
            lines: The names of the lines, or none for all of which anything is there.
            place: The place that they were handed on to.
            batches: The batch of each of the lines that is meant; none for all that is there.

        Raises:
            UnknownEntry: There is no such consignment, or it has no such line.
            NotRecorded: Nothing of a line, or of its batch, is there, or it is not known how much.
            UnknownName: There is no such place for goods to be.
        """
        found = self.known(reference, lines)
        return parts_of(found, reference, where, lines, place=place, batches=batches)

    @of_unchanged
    def known(self, reference: str, lines: Sequence[str] = ()) -> Reconciliation:
        """Return the balances of one consignment that the ledger knows, with some lines.

        Raises:
            UnknownEntry: There is no such consignment, or it has no such line.
        """
        found = self.reconcile([reference])
        check_lines(found, reference, lines, self._references)
        return found

    @of_unchanged
    def check_name(self, what: str, name: str) -> None:
        """Refuse a name that nothing in the ledger has.

        Args:
            what: ``consignment``, ``donor``, ``recipient``, ``batch`` or ``place``.
            name: The name; of a donor or recipient the code of a country too.

        Raises:
            UnknownEntry: There is none of that name; the message has the nearest.
        """
        check_name(self.book(), what, name)

    def _references(self) -> list[str]:
        return self.book().entries["consignment"].drop_nulls().to_list()

    @of_unchanged
    def entry_named(self, digits: str) -> str:
        """Return the id of the entry whose hash begins with some digits, as trace shows them.

        Raises:
            UnknownEntry: There is none, or there are several, which are listed.
        """
        with self._store.reading() as connection:
            return entry_named(connection, digits)

    @of_unchanged
    def consignment_of(self, entry: str) -> str | None:
        """Return the consignment that an entry is about, a reversal by what it takes back."""
        entries = self.book().entries
        told = {row["entry"]: row for row in entries.iter_rows(named=True)}
        while entry in told and told[entry]["reverses"] is not None:
            entry = told[entry]["reverses"]
        return told[entry]["consignment"] if entry in told else None

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield the entries with their ids, in the order in which they were added here."""
        with unless_changed(self), self._store.reading() as connection:
            yield from entries_of(connection)

    @of_unchanged
    def findings(self, entry: str) -> list[dict[str, Any]]:
        """Return what the rules found of an entry and was let stand, each time it was recorded."""
        with self._store.reading() as connection:
            return stood(connection, entry)

    def verify(self, head: str | Sequence[str] = ()) -> Verification:
        """Work out every hash anew, and say where the ledger is not as it was written.

        Args:
            head: The last link of a chain, or several, as noted elsewhere, or the first twelve
                or more of its digits. Without it a chain that lost its latest entries cannot
                be told from a shorter one.

        Raises:
            UnknownEntry: What is given is no head, or begins several.
        """
        heads = (head,) if isinstance(head, str) else tuple(head)
        try:
            with self._store.reading() as connection:
                return verified(connection, heads)
        except UnusableLedger as error:
            # The database itself sees that it is damaged.
            return Verification(entries=0, lines=0, heads={}, faults=(str(error),))
