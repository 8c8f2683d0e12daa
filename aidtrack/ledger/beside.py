"""What entries make contradict, and did not before: the ledger without them, and with them.

Both are read from the database by the one who alone may write, the second with the entries in
it. Only the consignments that entries are about are looked at, and of lists only those of
which something is recorded already, so that a million new lines cost nothing here.
"""

from __future__ import annotations

import json
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
    from aidtrack.ledger.drafts import Draft, Drafts
    from aidtrack.ledger.sorting import Sorted
    from aidtrack.reconciliation import Book, Reconciliation

_SOUGHT: Final = 20
"""For how many references of which nothing is recorded the nearest one is sought."""


class Beside:
    """The consignments that entries are about, before the entries are written and after."""

    def __init__(self, connection: Connection, drafts: Drafts, found: Sorted, door: Door) -> None:
        """Look at what is recorded, before anything is written.

        Args:
            connection: One that alone may write.
            drafts: The entries.
            found: Which of them are to be written, and what they take the place of.
            door: By what is looked.
        """
        written = {place: drafts.entries[place] for place in (*found.new, *found.gone)}
        self._connection = connection
        self._door = door
        self._places = {draft.id: place for place, draft in written.items()}
        self._about = _about(connection, written, found.spoken_of)
        self._nearest = _nearest(connection, written.values(), found.spoken_of)
        self._book = self._recorded(without=found.revised_ids)

    @cached_property
    def before(self) -> Reconciliation:
        """The balances without the entries, and without what they take the place of."""
        return self._balances(self._book)

    def brought(self) -> Noted:
        """Return what the entries made contradict, once they are written."""
        after = self._balances(self._recorded())
        findings = after.findings
        if len(findings):
            findings = new_findings(self.before.findings, findings)
        return Noted(findings, self._tellers(after.claims))

    def _recorded(self, without: Collection[str] = ()) -> Book:
        """Return what is recorded by now, but for some entries."""
        references = {name for names in self._about.values() for name in names}
        book = book_of(self._connection, references)
        stays = ~pl.col("entry").is_in(sorted(without))
        return replace(
            book,
            entries=book.entries.filter(stays),
            movements=book.movements.filter(stays),
            nearest=self._nearest,
        )

    def _balances(self, book: Book) -> Reconciliation:
        door = self._door
        return reconcile(book, today=door.today, rules=door.rules, profiles=door.profiles)

    def _tellers(self, claims: pl.DataFrame) -> Callable[[Hits], pl.Series]:
        """Return what tells of each hit by which of the entries it came about.

        It is the one that a hit names; else those that say what it is about of its line, or
        speak of the consignment. A promise contradicts nothing but another promise.
        """
        own = claims.filter(pl.col("entry").is_in(list(self._places)))
        said = [
            (self._places[entry], *told)
            for entry, *told in own.select("entry", "consignment", "line", "status").iter_rows()
        ]
        listed = {place for place, *_ in said}

        def of_one(hit: Mapping[str, Any]) -> list[int]:
            if (place := self._places.get(hit.get("entry") or "")) is not None:
                return [place]
            figure = (hit.get("figure") or "").replace(" ", "_")
            about = [
                (place, status)
                for place, consignment, line, status in said
                if consignment == hit["consignment"] and hit["line"] in (None, line)
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
            rows = hits.frame.iter_rows(named=True)
            return pl.Series([of_one(row) for row in rows], dtype=pl.List(pl.Int64))

        return of


def is_looked_at(drafts: Drafts, found: Sorted) -> bool:
    """Return whether any of the entries is to be written and can make something contradict."""
    written = (drafts.entries[place] for place in (*found.new, *found.gone))
    return any(draft.kind not in LISTED or draft.reference in found.spoken_of for draft in written)


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
