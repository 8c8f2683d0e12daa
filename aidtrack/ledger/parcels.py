"""What an export holds, read and checked as a whole before any of it is taken over."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

import polars as pl
from polars.exceptions import PolarsError
from pydantic import ValidationError

from aidtrack.errors import NotRecorded
from aidtrack.ledger.chain import GENESIS, link_of
from aidtrack.ledger.drafts import NOTHING, Draft, draft_of, no_rows
from aidtrack.ledger.storable import holds_nul
from aidtrack.ledger.telling import first_fault
from aidtrack.lines.digest import hashed, plain_cells, typed_cells
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS
from aidtrack.model.entries import Listing, canonical_bytes, listing_bytes, read_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidtrack.model.entries import Entry

SCHEMA: Final = "aidtrack-ledger/1"
"""What the first line of an export says it is."""

_LAST: Final = 2**31 - 1
"""The last number that the tables hold."""
_LINK: Final = ("link", "origin", "number", "previous", "findings")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One entry of an export, with its links and the cells of its lines."""

    draft: Draft
    links: tuple[tuple[Any, ...], ...]
    """Rows for the table of links."""
    lines: tuple[dict[str, str], ...]


@dataclass(slots=True)
class _Raw:
    """An entry as it stands in the file."""

    number: int
    content: dict[str, Any]
    lines: list[dict[str, str]]


def read_export(lines: Iterable[str]) -> list[Parcel]:
    """Return what an export holds.

    Raises:
        NotRecorded: It is no export, it is cut short, or it was changed.
    """
    objects = _unsealed(lines)
    number, head = next(objects)
    raws = list(_entries(objects))
    told = head.get("entries")
    # A truth value is an integer too, to Python.
    if type(told) is not int or told != len(raws):
        _refuse(number, f"it says that the file has {told!r} entries, and it has {len(raws):,}")
    sums = _sums(raws)
    return [_parcel(raw, *sums.get(place, (NOTHING, NOTHING))) for place, raw in enumerate(raws)]


def cells_of_parcels(parcels: Sequence[Parcel]) -> pl.DataFrame:
    """Return the lines of entries as :class:`aidtrack.ledger.drafts.Drafts` holds them."""
    return _cells([parcel.lines for parcel in parcels])


def _unsealed(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of all lines but the last, each with its number."""
    told = hashlib.sha256()
    seal = None
    number = 0
    for number, text in enumerate(lines, start=1):
        if seal is not None:
            _refuse(number, "something follows its last line")
        content = _object(number, text)
        if number > 1 and content.keys() == {"sha256"}:
            seal = content["sha256"]
            continue
        told.update(f"{text.rstrip()}\n".encode())
        if number == 1 and content.get("schema") != SCHEMA:
            _refuse(number, f"expected the schema {SCHEMA}, got {content.get('schema')!r}")
        yield number, content
    if seal is None:
        _refuse(number + 1, "the file is cut short; its last line is missing")
    if seal != told.hexdigest():
        _refuse(number, "the file was changed: it does not give the hash on its last line")


def _object(number: int, text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
        # What UTF-8 cannot say has no hash, and no place in a database.
        told = canonical_bytes(content).decode()
    except (ValueError, RecursionError):
        content, told = None, ""
    if not isinstance(content, dict):
        _refuse(number, "expected a JSON object")
    if holds_nul(told):
        _refuse(number, "a text holds a NUL (U+0000), which is no part of any text")
    return content


def _entries(objects: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[_Raw]:
    raw = None
    ids: set[str] = set()
    for number, content in objects:
        match content:
            case {"line": dict() as line} if raw is not None and _is_line(line):
                raw.lines.append(line)
            case {"id": str() as id_, "entry": dict(), "links": list()}:
                if id_ in ids:
                    _refuse(number, "an entry that stands before it already")
                ids.add(id_)
                if raw is not None:
                    yield raw
                raw = _Raw(number, content, [])
            case _:
                _refuse(number, "expected an entry, or a line of the entry before it")
    if raw is not None:
        yield raw


def _is_line(line: dict[str, Any]) -> bool:
    return all(
        isinstance(text, str) and (name.startswith(EXTRA) or (name in COLUMNS and name not in KEYS))
        for name, text in line.items()
    )


def _sums(raws: Sequence[_Raw]) -> dict[int, tuple[str, str]]:
    cells = _cells([raw.lines for raw in raws])
    if odd := _odd_rows(cells.drop("draft", "position")):
        _refuse(raws[cells["draft"][odd[0]]].number, "a line of it says something as none is kept")
    sums = hashed(cells.drop("position"), by=("draft",))
    return {draft: (goods, digest) for draft, _, goods, digest in sums.iter_rows()}


def _odd_rows(cells: pl.DataFrame) -> list[int]:
    """Return the rows that are not as :func:`aidtrack.lines.digest.plain_cells` makes them."""
    try:
        again = plain_cells(typed_cells(cells))
    except (PolarsError, ArithmeticError, ValueError):
        # One of the halves has it.
        half = cells.height // 2
        if not half:
            return [0]
        return _odd_rows(cells[:half]) or [row + half for row in _odd_rows(cells[half:])]
    same = [
        cells[name].eq_missing(again[name]) if name in again.columns else cells[name].is_null()
        for name in cells.columns
    ]
    if not same or set(again.columns) - set(cells.columns):
        return list(range(cells.height))
    return pl.DataFrame(same).select(~pl.all_horizontal(pl.all())).to_series().arg_true().to_list()


def _cells(groups: Sequence[Sequence[dict[str, str]]]) -> pl.DataFrame:
    if not any(groups):
        return no_rows()
    names = sorted({name for lines in groups for line in lines for name in line})
    places = [
        (draft, position)
        for draft, lines in enumerate(groups)
        for position, _ in enumerate(lines, start=1)
    ]
    keys = pl.DataFrame(places, schema={"draft": pl.Int64, "position": pl.Int64}, orient="row")
    return keys.with_columns(
        pl.Series(name, [line.get(name) for lines in groups for line in lines], dtype=pl.String)
        for name in names
    )


def _parcel(raw: _Raw, goods: str, digest: str) -> Parcel:
    """Return an entry with its links, every hash of them worked out anew."""
    content, number = raw.content["entry"], raw.number
    try:
        entry = read_entry({name: value for name, value in content.items() if name != "lines"}
                           if isinstance(content.get("lines"), dict) else content)  # fmt: skip
    except ValidationError as error:
        _refuse(number, f"no entry: {first_fault(error)}")
    listed = content["lines"] if isinstance(content.get("lines"), dict) else None
    told = {"count": len(raw.lines), "sha256": digest}
    if (listed or {"count": 0, "sha256": NOTHING}) != told:
        _refuse(number, "its lines are not those that it was recorded with")
    if canonical_bytes(content) != _canonical(entry, len(raw.lines), digest):
        # Who says the same here would give it another id, and it would count twice.
        _refuse(number, f"the {entry.entry} is not in its canonical form")
    draft = draft_of(
        canonical_bytes(content), entry.entry, entry.about, goods=None if listed is None else goods
    )
    if draft.id != raw.content["id"]:
        _refuse(number, "its content does not give its id")
    if not raw.content["links"]:
        _refuse(number, "the entry has no link: it stands in no chain")
    links = tuple(_link(number, draft.id, link) for link in raw.content["links"])
    return Parcel(draft, links, tuple(raw.lines))


def _canonical(entry: Entry, count: int, digest: str) -> bytes:
    if not isinstance(entry, Listing):
        return entry.canonical()
    said = entry.model_dump(mode="json", exclude_none=True)
    return listing_bytes(said, count=count, digest=digest)


def _link(number: int, entry: str, link: Any) -> tuple[Any, ...]:
    if not (isinstance(link, dict) and link.keys() == set(_LINK)):
        _refuse(number, f"expected links with {', '.join(_LINK)}")
    hash_, origin, place, previous, findings = (link[name] for name in _LINK)
    # A truth value is an integer too, to Python.
    whole = type(place) is int and all(
        isinstance(each, str) for each in (hash_, origin, previous, findings)
    )
    if not whole or hash_ != link_of(origin, place, previous, entry, findings):
        _refuse(number, "its link does not give its hash")
    if not 1 <= place <= _LAST or (place == 1) != (previous == GENESIS):
        _refuse(number, f"no link has the number {place} and such a one before it")
    return (hash_, origin, place, previous, entry, findings)


def _refuse(number: int, reason: str) -> NoReturn:
    raise NotRecorded(f"nothing was imported: line {number}: {reason}")
