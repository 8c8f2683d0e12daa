"""Entries from a table that people keep: one row for each line of what happened."""

from __future__ import annotations

from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from aidtrack.errors import NotRecorded, UnknownEntry, UnknownName
from aidtrack.ledger.telling import first_few
from aidtrack.manifest.container import open_container
from aidtrack.model.entries import ENTRIES
from aidtrack.model.entries.rows import entry_of_rows, grouped_rows
from aidtrack.text.fold import fold
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aidtrack.manifest import Readable
    from aidtrack.manifest.grid import Grid
    from aidtrack.model.entries import Document, Entry

Fault = tuple[int, str]
"""A row, and what is wrong with it."""
_AT: Final = "#row"
"""Under this name a row keeps its place; no folded header has a sign."""
_MIDNIGHT: Final = " 00:00:00"
"""What a spreadsheet writes behind a day."""


def entries_of_table(
    source: Readable,
    *,
    defaults: Mapping[str, Any],
    document: Document | None,
    named: Callable[[str], str],
) -> list[Entry]:
    """Return the entries that a table of rows stands for.

    A row has the columns that :func:`aidtrack.entries_of_rows` reads, whatever their order and
    however their headers are spelt: ``Gross weight`` is ``gross_weight``.

    Args:
        source: A path, or a stream of bytes.
        defaults: What a row states that is silent of it, such as ``who`` and ``when``.
        document: Where entries are taken from whose rows name no document.
        named: Returns the id of the entry that a reversal names.

    Raises:
        UnreadableManifest: The source cannot be opened.
        NotRecorded: A row is no part of an entry; all such rows are named.
    """
    faults: list[Fault] = []
    entries: list[Entry] = []
    places: dict[bytes, str] = {}
    rows = [_with_defaults(row, defaults) for grid in open_container(source) for row in _rows(grid)]
    for first, last, group in _groups(rows, faults):
        place = f"row {first}" if first == last else f"rows {first} to {last}"
        try:
            entry = _entry(group, named)
        except ValidationError as error:
            faults += ((first, f"{place}: {each}") for each in _in_words(error))
        except (UnknownName, UnknownEntry, ValueError) as error:
            faults.append((first, f"{place}: {error}"))
        else:
            own = entry.model_copy(update={"document": entry.document or document})
            entries.append(own)
            earlier = places.setdefault(own.canonical(), place)
            if earlier != place:
                told = f"{place}: the same to the last word as {earlier}; if it happened twice, "
                faults.append((first, f"{told}tell the two apart by a number, an hour or a remark"))
    if not rows:
        raise NotRecorded(
            "nothing was recorded: the table has no rows below its headers; expected a column "
            "entry, and rows such as receipt, distribution or loss"
        )
    if faults:
        _refuse(faults, is_table=any("entry" in row for row in rows))
    return entries


def _entry(rows: list[dict[str, Any]], named: Callable[[str], str]) -> Entry:
    """Return the entry that some rows stand for, what it reverses by its whole hash."""
    for row in rows:
        if "reverses" in row:
            row["reverses"] = named(row["reverses"])
    return entry_of_rows(rows)


def _refuse(faults: list[Fault], *, is_table: bool) -> None:
    """Say what cannot be read, row by row.

    Raises:
        NotRecorded: Always.
    """
    if not is_table:
        raise NotRecorded(
            "nothing was recorded: the table has no column entry, which says what happened: "
            f"{', '.join(ENTRIES)}; a manifest is recorded by aidtrack record, a receipt by "
            "aidtrack receive"
        )
    told = [text for _, text in sorted(faults, key=itemgetter(0))]
    raise NotRecorded("nothing was recorded: the table cannot be read as entries", first_few(told))


def _groups(
    rows: list[dict[str, Any]], faults: list[Fault]
) -> Iterator[tuple[int, int, list[dict[str, Any]]]]:
    """Yield the rows of each entry, with the first and the last of their places."""
    whole = []
    for row in rows:
        kind = str(row.get("entry", "")).strip().lower()
        if kind in ENTRIES:
            whole.append({**row, "entry": kind})
        else:
            what = "kind of entry"
            faults.append((row[_AT], f"row {row[_AT]}: {UnknownName(what, kind, ENTRIES)}"))
    bare = [{name: value for name, value in row.items() if name != _AT} for row in whole]
    start = 0
    for group in grouped_rows(bare):
        end = start + len(group)
        yield whole[start][_AT], whole[end - 1][_AT], group
        start = end


def _rows(grid: Grid) -> Iterator[dict[str, Any]]:
    """Yield what the rows below the headers say, by the names of the columns."""
    headers: list[str] | None = None
    if grid.headers is not None:
        headers = [_column(name) for name in grid.headers]
    for number, cells in enumerate(grid.cells.iter_rows(), start=1):
        said = [None if cell is None else cell.strip().removesuffix(_MIDNIGHT) for cell in cells]
        if not any(said):
            continue
        if headers is None:
            headers = [_column(cell or "") for cell in said]
            _refuse_twice(headers)
            continue
        row = {name or "": cell for name, cell in zip_longest(headers, said) if cell}
        if bare := row.get(""):
            raise NotRecorded(
                f"nothing was recorded: row {number}: {quote(bare)} stands under no header"
            )
        yield row | {_AT: number}


def _refuse_twice(headers: list[str]) -> None:
    """Refuse two columns of one name: nobody knows which of them counts.

    Raises:
        NotRecorded: There are such.
    """
    twice = sorted({name for name in headers if name and headers.count(name) > 1})
    if twice:
        raise NotRecorded(f"nothing was recorded: two columns are headed {quote(twice[0])}")


def _column(header: str) -> str:
    return fold(header).replace(" ", "_")


def _with_defaults(row: dict[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in defaults.items() if value is not None} | row


def _in_words(error: ValidationError) -> Iterator[str]:
    """Yield what is wrong with an entry, each fault by the name of its column."""
    for each in error.errors():
        names = [str(part) for part in each["loc"] if not isinstance(part, int)]
        named = [name for name in names if name not in (*ENTRIES, "lines")]
        message = str(each["msg"]).removeprefix("Value error, ")
        if each["type"] == "missing":
            message = "is not stated"
        elif each["type"] == "literal_error":
            message = f"expected {each['ctx']['expected']}, got {each['input']!r}"
        yield f"{'.'.join(named) or 'entry'}: {message}"
