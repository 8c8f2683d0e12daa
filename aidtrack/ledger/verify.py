"""Whether a ledger is as it was written: every hash worked out anew."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import func, select, text

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.append import is_packed
from aidtrack.ledger.chain import GENESIS, link_of
from aidtrack.ledger.drafts import NOTHING
from aidtrack.ledger.forks import Link, forks_of, noted_heads, vouched_for
from aidtrack.ledger.guards import faults_of_guards
from aidtrack.ledger.load import cells_of
from aidtrack.ledger.recording import counted
from aidtrack.ledger.schema import added_to_tables, faults_of_origin, gone_from_tables
from aidtrack.ledger.tables import DAMAGED, ENTRIES, LEDGER, LINES, LINKS, REST
from aidtrack.lines.digest import hashed
from aidtrack.model.entries import canonical_bytes, hash_of, substance_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection, Table

_TOGETHER: Final = 200_000
"""How many lines are hashed in one go."""
SHOWN: Final = 12
"""How many digits of a hash are shown."""
_UNREAD: Final = "the rest was not looked at: it cannot be read without what is gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at, and where the ledger is not as it was written."""

    entries: int
    lines: int
    heads: dict[str, str]
    """The last link of each chain: noted elsewhere, it shows a cut tail."""
    faults: tuple[str, ...] = ()
    """Each place where something was changed, removed or added, the first broken one first."""
    forks: tuple[str, ...] = ()
    """Where copies of one ledger went on separately, and the noted heads stand for each."""

    @property
    def ok(self) -> bool:
        """Whether every entry, line and link is as it was written."""
        return not self.faults

    def __str__(self) -> str:
        """Return the outcome, a fault on each line."""
        if self.faults:
            return "\n".join(("the ledger was changed:", *self.faults))
        return (
            f"{counted(self.entries)} with {self.lines:,} line{_s(self.lines)} in "
            f"{len(self.heads)} chain{_s(len(self.heads))}: as they were written"
        )


def verified(connection: Connection, heads: Collection[str] = ()) -> Verification:
    """Work out every hash of a ledger anew.

    Args:
        connection: A connection that sees one state.
        heads: Links that were noted elsewhere, and must be there: whole, or their first digits.

    Raises:
        UnusableLedger: The database is damaged so that it cannot be read.
        UnknownEntry: What was noted is no head, or begins several links.
    """
    if gone := tuple(gone_from_tables(connection)):
        return Verification(entries=0, lines=0, heads={}, faults=(*gone, _UNREAD))
    links = connection.execute(
        select(LINKS).order_by(LINKS.c.origin, LINKS.c.number, LINKS.c.link.desc())
    ).all()
    entries = connection.execute(select(ENTRIES).order_by(ENTRIES.c.seq)).all()
    _check_types(LINKS, links)
    _check_types(ENTRIES, entries)
    _check_types(LEDGER, connection.execute(select(LEDGER)))
    noted = noted_heads([row.link for row in links], [row.id for row in entries], heads)
    faults_of_forks, forks = _forks(links, noted)
    lines, faults_of_lines = _faults_of_lines(connection, entries)
    faults = (
        *_faults_of_file(connection),
        *added_to_tables(connection),
        *faults_of_guards(connection),
        *faults_of_origin(connection),
        *_faults_of_links(links, {row.id for row in entries}),
        *faults_of_forks,
        *_faults_of_entries(entries, {row.entry for row in links}),
        *faults_of_lines,
        *_missing_heads(noted, {row.link for row in links}),
    )
    return Verification(
        entries=len(entries),
        lines=lines,
        heads={row.origin: row.link for row in links},
        faults=faults,
        forks=forks,
    )


def _check_types(table: Table, rows: Iterable[Any]) -> None:
    """Refuse values that no column of the table holds, as a changed byte can make them.

    Raises:
        UnusableLedger: There is one.
    """
    kinds = [
        (column.type.python_type, type(None)) if column.nullable else column.type.python_type
        for column in table.columns
    ]
    if not all(all(map(isinstance, row, kinds)) for row in rows):
        raise UnusableLedger(DAMAGED)


def _faults_of_file(connection: Connection) -> Iterator[str]:
    """Yield what SQLite itself finds: a damaged index hides rows that are there."""
    if connection.dialect.name == "sqlite":
        for finding in connection.execute(text("PRAGMA integrity_check")).scalars():
            if finding != "ok":
                yield f"the file is damaged: {finding}"


def _faults_of_links(links: Any, entries: set[str]) -> Iterator[str]:
    places = {(row.origin, row.link): row.number for row in links}
    for row in links:
        place = f"link {row.number} of chain {row.origin}"
        if row.link != link_of(row.origin, row.number, row.previous, row.entry, row.findings):
            yield f"{place}: its content does not give its hash {row.link[:SHOWN]}"
        if row.number == 1:
            follows = row.previous == GENESIS
        else:
            follows = places.get((row.origin, row.previous)) == row.number - 1
        if not follows:
            yield f"{place}: the link before it is gone or was changed"
        if row.entry not in entries:
            yield f"{place}: its entry {row.entry[:SHOWN]} is gone"


def _faults_of_entries(entries: Any, linked: set[str]) -> Iterator[str]:
    for row in entries:
        place = _place(row)
        if row.id != hash_of(row.content.encode()):
            yield f"{place}: its content does not give its id"
            continue
        if row.id not in linked:
            yield f"{place}: stands in no chain"
        content = _said(row.content)
        about = content.get("consignment")
        reference = about.get("reference") if isinstance(about, dict) else about
        if (row.kind, row.reference) != (content.get("entry"), reference):
            yield f"{place}: its columns kind and reference are not those of its content"
        if not isinstance(about, dict) and row.substance != hash_of(
            canonical_bytes(substance_of(content))
        ):
            yield f"{place}: its substance is not that of its content"


def _faults_of_lines(connection: Connection, entries: Any) -> tuple[int, list[str]]:
    """Return the number of lines, and the entries whose lines are not as they were written."""
    query = select(LINES.c.entry, func.count()).group_by(LINES.c.entry)
    counts = {row[0]: int(row[1]) for row in connection.execute(query)}
    faults = []
    for part in _parts(entries, counts):
        misfits = _misfits(connection, part)
        # One that cannot be unpacked is not to hide what the others say.
        fit = [[row] for row in part if row.seq not in misfits] if misfits else [part]
        sums = {
            seq: told
            for rows in fit
            for seq, told in _sums(connection, [row.seq for row in rows]).items()
        }
        for row in part:
            if row.seq in misfits:
                faults.append(f"{_place(row)}: a line says something in a form never written")
                continue
            count, goods, digest = sums.get(row.seq, (0, NOTHING, NOTHING))
            said = _said(row.content).get("lines")
            if not isinstance(said, dict):
                if count:
                    faults.append(f"{_place(row)}: {count:,} lines were added to it")
            elif count != said.get("count"):
                faults.append(f"{_place(row)}: has {count:,} lines, and had {said.get('count')}")
            elif (digest, goods) != (said.get("sha256"), row.substance):
                faults.append(f"{_place(row)}: its lines do not give its digest")
    stray = sum(counts.values()) - sum(counts.get(row.seq, 0) for row in entries)
    if stray:
        faults.append(f"{stray:,} lines belong to no entry")
    return sum(counts.values()), faults


def _misfits(connection: Connection, part: list[Any]) -> set[int]:
    """Return the entries with a line whose packed values are not as they are packed."""
    rests = connection.execute(
        select(LINES.c.entry, LINES.c[REST]).where(
            LINES.c.entry.between(part[0].seq, part[-1].seq), LINES.c[REST].is_not(None)
        )
    )
    return {entry for entry, text in rests if not (isinstance(text, str) and is_packed(text))}


def _sums(connection: Connection, seqs: list[int]) -> dict[int, tuple[int, str, str]]:
    cells = cells_of(connection, LINES.c.entry.between(seqs[0], seqs[-1]))
    if not cells.height:
        return {}
    positions = cells.group_by("entry").agg(
        (pl.col("position") == pl.int_range(1, pl.len() + 1)).all().alias("whole")
    )
    whole = dict(positions.iter_rows())
    sums = hashed(cells.drop("position"), by=("entry",))
    return {
        entry: (count, goods, digest if whole[entry] else "")
        for entry, count, goods, digest in sums.iter_rows()
    }


def _said(content: str) -> dict[str, Any]:
    """Return what an entry says; nothing where it was made something else of."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _parts(entries: Any, counts: dict[int, int]) -> Iterator[list[Any]]:
    part: list[Any] = []
    size = 0
    for row in entries:
        part.append(row)
        size += counts.get(row.seq, 0) + 1
        if size >= _TOGETHER:
            yield part
            part, size = [], 0
    if part:
        yield part


def _missing_heads(heads: Iterable[str], links: set[str]) -> Iterator[str]:
    for head in heads:
        if head not in links:
            yield (
                f"the noted head {head[:SHOWN]} is not in the ledger: "
                "entries up to it were cut off or changed"
            )


def _forks(rows: Any, heads: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the forks that nobody stands for, and those that noted heads stand for."""
    links = [Link(row.link, row.origin, row.number, row.previous) for row in rows]
    known = vouched_for(links, heads)
    faults, forks = [], []
    for fork in forks_of(links):
        if known.issuperset(fork.links):
            forks.append(f"{fork}: copies of one ledger went on separately")
        else:
            shown = " and ".join(link[:SHOWN] for link in fork.links)
            faults.append(
                f"{fork} ({shown}): an entry was slipped in, or copies of one ledger went on "
                "separately; if so, give the head of each that was noted"
            )
    return tuple(faults), tuple(forks)


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _place(row: Any) -> str:
    return f"entry {row.id[:SHOWN]} ({row.kind} {row.reference or '-'})"
