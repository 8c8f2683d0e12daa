"""Ledgers as files of JSON Lines, to be carried from desk to desk and merged.

The first line says what the file is, the last one the hash of all before it. Between
them stand the entries in the order of their ids, each with its links and followed by
the lines that it lists. Two ledgers that hold the same give the same bytes, whatever
database they lie in and in whatever order they learnt it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import select

from aidtrack.errors import NotRecorded
from aidtrack.ledger.append import add_entries, add_lines, add_links
from aidtrack.ledger.beside import Beside, is_looked_at
from aidtrack.ledger.door import Door
from aidtrack.ledger.forks import Link, forks_of
from aidtrack.ledger.likeness import may_be_one, may_be_told_by
from aidtrack.ledger.load import cells_of, in_parts
from aidtrack.ledger.parcels import SCHEMA, cells_of_parcels
from aidtrack.ledger.recording import counted
from aidtrack.ledger.repeats import ACTS, ONE
from aidtrack.ledger.standing import about, is_same_act, known_ids, whose_number
from aidtrack.ledger.tables import ENTRIES, LINES, LINKS
from aidtrack.ledger.telling import first_few
from aidtrack.ledger.verify import SHOWN
from aidtrack.model.entries import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection

    from aidtrack.findings import Finding
    from aidtrack.ledger.drafts import Draft
    from aidtrack.ledger.parcels import Parcel
    from aidtrack.ledger.standing import Recorded


_DOOR: Final = Door(unless=None)
"""What is merged is recorded already elsewhere: it is looked at, and nothing of it refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What an import brought."""

    added: tuple[str, ...]
    """The ids of the entries that are new."""
    known: tuple[str, ...]
    """The ids of those that were there."""
    conflicts: tuple[str, ...]
    """Where the ledgers say different things of one act, or went on separately from one
    link; and what contradicts now and did so in neither, such as goods that both handed on.
    All of it is kept."""
    links: int = 0
    """How many links are new: of entries that are new, or that another chain has too."""

    def __str__(self) -> str:
        """Return the outcome, a conflict on each line."""
        known = len(self.known)
        if self.added:
            told = f"{counted(len(self.added))} new, {known:,} there already"
        elif self.links:
            stand = "stands" if known == 1 else "stand"
            told = f"no entry new; {counted(known)} there already now {stand} in another chain too"
        else:
            are = "is" if known == 1 else "are"
            told = f"nothing new: {counted(known)} {are} there already"
        return "\n".join((told, *self.conflicts))


def exported(connection: Connection) -> Iterator[str]:
    """Yield the lines of an export, without their breaks."""
    told = hashlib.sha256()
    for line in _content(connection):
        told.update(f"{line}\n".encode())
        yield line
    yield _line({"sha256": told.hexdigest()})


def _content(connection: Connection) -> Iterator[str]:
    entries = connection.execute(select(ENTRIES.c.seq, ENTRIES.c.id).order_by(ENTRIES.c.id)).all()
    yield _line({"schema": SCHEMA, "entries": len(entries)})
    for seqs in in_parts([row.seq for row in entries]):
        yield from _some(connection, seqs)


def _some(connection: Connection, seqs: Sequence[int]) -> Iterator[str]:
    """Yield some entries, each followed by its lines."""
    rows = connection.execute(
        select(ENTRIES.c.seq, ENTRIES.c.id, ENTRIES.c.content).where(ENTRIES.c.seq.in_(seqs))
    ).all()
    links: dict[str, list[dict[str, Any]]] = {}
    query = select(LINKS).where(LINKS.c.entry.in_([row.id for row in rows]))
    ordered = query.order_by(LINKS.c.origin, LINKS.c.number, LINKS.c.link)
    for link in connection.execute(ordered).mappings():
        told = {name: value for name, value in link.items() if name != "entry"}
        links.setdefault(link["entry"], []).append(told)
    cells = cells_of(connection, LINES.c.entry.in_(seqs))
    listed = cells.partition_by("entry", as_dict=True)
    for row in sorted(rows, key=lambda row: str(row.id)):
        yield _line(
            {"id": row.id, "entry": json.loads(row.content), "links": links.get(row.id, [])}
        )
        lines = listed.get((row.seq,), pl.DataFrame())
        for line in lines.drop("entry", "position", strict=False).iter_rows(named=True):
            yield _line({"line": {name: text for name, text in line.items() if text is not None}})


def merged(connection: Connection, parcels: Sequence[Parcel], origin: str) -> Merge:
    """Add what an export holds and this ledger does not.

    Args:
        connection: One that alone may write.
        parcels: What the export holds.
        origin: The chain that is written here.

    Raises:
        NotRecorded: A link before one of its links is missing, or it goes on with the chain
            that is written here.
    """
    ids = [parcel.draft.id for parcel in parcels]
    there = known_ids(connection, ids)
    new = [parcel for parcel in parcels if parcel.draft.id not in there]
    drafts = [parcel.draft for parcel in new]
    known = about(connection, (each.reference for each in drafts if each.reference is not None))
    spoken_of = {reference for reference, _ in known}
    beside = None
    if is_looked_at(drafts, spoken_of):
        beside = Beside(connection, dict(enumerate(drafts)), spoken_of, _DOOR)
    seqs = add_entries(connection, drafts)
    add_lines(connection, cells_of_parcels(new), seqs)
    links, forks = _new_links(connection, parcels, origin)
    add_links(connection, links)
    brought: Iterable[Finding] = () if beside is None else beside.brought(known=ids).findings
    return Merge(
        added=tuple(parcel.draft.id for parcel in new),
        known=tuple(id_ for id_ in ids if id_ in there),
        links=len(links),
        conflicts=(*forks, *_conflicts(connection, drafts), *first_few([*map(str, brought)])),
    )


def _new_links(
    connection: Connection, parcels: Sequence[Parcel], origin: str
) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Return the links that are new, each following one that is known or came too, and forks."""
    query = select(LINKS.c.link, LINKS.c.origin, LINKS.c.number, LINKS.c.previous)
    known = {row.link: Link(*row) for row in connection.execute(query)}
    links = [link for parcel in parcels for link in parcel.links if link[0] not in known]
    came = [Link(*link[:4]) for link in links]
    places = {each.link: (each.origin, each.number) for each in (*known.values(), *came)}
    last = max((each.number for each in known.values() if each.origin == origin), default=None)
    for _, chain, number, previous, *_ in links:
        if number > 1 and places.get(previous) != (chain, number - 1):
            raise NotRecorded(
                f"nothing was imported: the link before link {number} of chain {chain} is "
                "neither in the file nor in this ledger"
            )
        if chain == origin and last is not None and number > last:
            # Whoever recorded next would build upon it, as if it had been written here.
            raise NotRecorded(
                f"nothing was imported: the file has link {number} of chain {chain}, which is "
                f"written here and ends with link {last}: a copy of this ledger went on "
                "separately; import both into a new ledger"
            )
    new = {each.link for each in came}
    forks = [
        f"{fork}: copies of one ledger went on separately; to verify it, give the head of each"
        for fork in forks_of((*known.values(), *came))
        if not new.isdisjoint(fork.links)
    ]
    return links, forks


def _conflicts(connection: Connection, drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield where what came and what was there tell of one act, in different ways or words."""
    references = {draft.reference for draft in drafts if draft.reference is not None}
    standing = about(connection, references)
    new = {draft.id for draft in drafts}
    for (reference, kind), recorded in sorted(standing.items()):
        for one, other in _pairs(recorded, new):
            two = f"{one.id[:SHOWN]} and {other.id[:SHOWN]}"
            if is_same_act(one.content, other.content):
                apart = "".join(f"; {each}" for each in whose_number(other.content, one.content))
                yield (
                    f"{reference}: the ledgers hold two {kind} records of one act, {two}; "
                    f"take one back by a reversal{apart}"
                )
            elif kind in ACTS and {one.id, other.id} - new and _may_be_one(kind, one, other):
                # Two that came together were told apart where they were recorded.
                yield (
                    f"{reference}: each ledger holds {ONE[kind]} of the same lines, {two}; both "
                    "count: if they are one, take one back by a reversal"
                )


def _pairs(
    recorded: Sequence[Recorded], new: AbstractSet[str]
) -> Iterator[tuple[Recorded, Recorded]]:
    """Yield each two entries of which one is new at least, in the order of their ids."""
    ordered = sorted(recorded, key=lambda each: each.id)
    fresh = [each for each in ordered if each.id in new]
    for one in ordered:
        others = ordered if one.id in new else fresh
        yield from ((one, other) for other in others if one.id < other.id)


def _may_be_one(kind: str, one: Recorded, other: Recorded) -> bool:
    """Return whether two entries may tell of one act, each of a desk of its own."""
    law = may_be_one if kind == "receipt" else may_be_told_by
    return law(one.content, other.content)


def _line(content: Any) -> str:
    return canonical_bytes(content).decode()
