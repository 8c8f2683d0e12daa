"""What entries make contradict, and did not before: the ledger without them, and with them.

Both are read from the database by the one who alone may write, the second with the entries in
it. Only the consignments that entries are about are looked at, and of lists only those of
which something is recorded already, so that a million new lines cost nothing here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.books import book_of
from aidtrack.ledger.door import new_findings
from aidtrack.ledger.load import in_parts
from aidtrack.ledger.names import nearest_to
from aidtrack.ledger.notes import Noted
from aidtrack.ledger.tables import ENTRIES
from aidtrack.reconciliation import reconcile
from aidtrack.reconciliation.posting import LISTED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from aidtrack.findings import Hits
    from aidtrack.ledger.door import Door
    from aidtrack.ledger.drafts import Draft
    from aidtrack.reconciliation import Book, Reconciliation

_SOUGHT: Final = 20
"""For how many references of which nothing is recorded the nearest one is sought."""


class Beside:
    """The consignments that entries are about, before the entries are written and after."""

    def __init__(
        self,
        connection: Connection,
        written: Mapping[int, Draft],
        spoken_of: Collection[str],
        door: Door,
        replaced: Collection[str] = (),
    ) -> None:
        """Look at what is recorded, before anything is written.

        Args:
            connection: One that alone may write.
            written: The entries that are to be written, by their places.
            spoken_of: The references of theirs of which anything is recorded that stands.
            door: By what is looked.
            replaced: The ids of the entries whose place they take.
        """
        self._connection = connection
        self._door = door
        self._places = {draft.id: place for place, draft in written.items()}
        self._about = _about(connection, written, spoken_of)
        self._nearest = _nearest(connection, written.values(), spoken_of)
        self._book = self._recorded(without=replaced)

    @cached_property
    def before(self) -> Reconciliation:
        """The balances without the entries, and without what they take the place of."""
        return self._balances(self._book)

    def brought(self, *, known: Collection[str] = ()) -> Noted:
        """Return what the entries made contradict, once they are written.

        Args:
            known: The ids of entries of which it is known what contradicts among themselves.
        """
        book = self._recorded()
        after = self._balances(book)
        if not len(after.findings):
            return Noted(after.findings, _of_nothing)
        findings = new_findings(self.before.findings, after.findings)
        if known and len(findings):
            theirs = self._balances(_kept(book, pl.col("entry").is_in(sorted(known))))
            findings = new_findings(theirs.findings, findings)
        return Noted(findings, self._tellers(after.claims))

    def _recorded(self, without: Collection[str] = ()) -> Book:
        """Return what is recorded by now, but for some entries."""
        references = {name for names in self._about.values() for name in names}
        book = replace(book_of(self._connection, references), nearest=self._nearest)
        return _kept(book, ~pl.col("entry").is_in(sorted(without))) if without else book

    def _balances(self, book: Book) -> Reconciliation:
        door = self._door
        return reconcile(book, today=door.today, rules=door.rules, profiles=door.profiles)

    def _tellers(self, claims: pl.DataFrame) -> Callable[[Hits], pl.Series]:
        """Return what tells of each hit by which of the entries it came about.

        It is the one that a hit names; else those that say what it is about of its line, or
        speak of the consignment. A promise contradicts nothing but another promise.
        """
        own = claims.filter(pl.col("entry").is_in(list(self._places)))
        said: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        rows = own.select("consignment", "entry", "line", "status").unique(maintain_order=True)
        for consignment, entry, line, status in rows.iter_rows():
            said[consignment].append((self._places[entry], line, status))
        listed = {place for told in said.values() for place, *_ in told}

        def of_one(hit: Mapping[str, Any]) -> list[int]:
            if (place := self._places.get(hit.get("entry") or "")) is not None:
                return [place]
            figure = (hit.get("figure") or "").replace(" ", "_")
            about = [
                (place, status)
                for place, line, status in said.get(hit["consignment"], ())
                if hit["line"] in (None, line)
            ]
            exact = {place for place, status in about if status == figure}
            if hit.get("goods") is not None:
                # Of a pledge and what was sent for it nothing but lists tells.
                return sorted({place for place, status in about if status in LISTED.values()})
            moved = {place for place, status in about if status != "pledged"}
            whole = {
                place
                for place, names in self._about.items()
                if hit["consignment"] in names and place not in listed
            }
            return sorted(exact or moved | whole or {place for place, _ in about})

        def of(hits: Hits) -> pl.Series:
            told = [of_one(row) for row in hits.frame.iter_rows(named=True)]
            return pl.Series(told, dtype=pl.List(pl.Int64))

        return of


def _kept(book: Book, which: pl.Expr) -> Book:
    """Return a book with some of its entries."""
    entries, movements = (frame.filter(which) for frame in (book.entries, book.movements))
    return replace(book, entries=entries, movements=movements)


def _of_nothing(hits: Hits) -> pl.Series:
    return pl.Series([[] for _ in range(len(hits))], dtype=pl.List(pl.Int64))


def is_looked_at(written: Iterable[Draft], spoken_of: Collection[str]) -> bool:
    """Return whether any of the entries that are to be written can make something contradict."""
    return any(draft.kind not in LISTED or draft.reference in spoken_of for draft in written)


def _about(
    connection: Connection, written: Mapping[int, Draft], spoken_of: Collection[str]
) -> dict[int, frozenset[str]]:
    """Return the consignments to look at that each entry is about, by its place."""
    others = {each.reference for each in written.values() if each.kind not in LISTED}
    about = {
        place: frozenset({each.reference})
        for place, each in written.items()
        if each.reference and (each.reference in spoken_of or each.reference in others)
    }
    back = {place: each for place, each in written.items() if each.kind == "reversal"}
    named = _taken_back(connection, back.values(), {each.id: each for each in written.values()})
    return about | {place: named[each.id] for place, each in back.items()}


def _taken_back(
    connection: Connection, reversals: Iterable[Draft], given: Mapping[str, Draft]
) -> dict[str, frozenset[str]]:
    """Return the consignments that reversals are about, by what they take back in the end."""
    found: dict[str, frozenset[str]] = {}
    # What each still names, by its id: a reversal may take back another.
    names = {each.id: str(json.loads(each.content)["reverses"]) for each in reversals}
    while names:
        rows = {
            row.id: row
            for part in in_parts(sorted(set(names.values())))
            for row in connection.execute(
                select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.reference, ENTRIES.c.content).where(
                    ENTRIES.c.id.in_(part)
                )
            )
        }
        further: dict[str, str] = {}
        for id_, name in names.items():
            target = rows.get(name, given.get(name))
            if target is not None and target.kind == "reversal":
                further[id_] = str(json.loads(target.content)["reverses"])
            else:
                reference = None if target is None else target.reference
                found[id_] = frozenset({reference} if reference else ())
        names = further
    return found


def _nearest(
    connection: Connection, written: Iterable[Draft], spoken_of: Collection[str]
) -> dict[str, str]:
    """Return what recorded reference is most like each of which nothing is recorded."""
    told = list(written)
    listed = {each.reference for each in told if each.kind in LISTED}
    strangers = {each.reference for each in told if each.reference} - listed - set(spoken_of)
    if not strangers:
        return {}
    recorded = connection.execute(
        select(ENTRIES.c.reference).where(ENTRIES.c.kind.in_(LISTED)).distinct()
    ).scalars()
    known = sorted({*filter(None, recorded), *filter(None, listed)})
    near = {name: nearest_to(name, known) for name in islice(sorted(strangers), _SOUGHT)}
    return {name: found for name, found in near.items() if found is not None}
