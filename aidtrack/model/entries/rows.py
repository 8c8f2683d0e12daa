"""Entries from a flat table: one row for each line of an entry, as people keep them in sheets.

>>> rows = [
...     {"entry": "dispatch", "who": "a donor", "when": "2021-04-28", "consignment": "A-1",
...      "line": "1", "kind": "monitor", "quantity": "100 each"},
...     {"entry": "receipt", "who": "a store", "when": "2021-04-30", "consignment": "A-1",
...      "line": "1", "quantity": "60 each"},
... ]
>>> [sent, came] = entries_of_rows(rows)
>>> came.lines[0].accepted
Quantity('60 each')
"""  # fmt: skip

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from aidtrack.errors import UnknownName
from aidtrack.model.entries.document import Document
from aidtrack.model.entries.kinds import ENTRIES, read_entry
from aidtrack.model.entries.listed import Listing
from aidtrack.model.entries.movements import Movement, Receipt
from aidtrack.model.entries.part import Part, ReceivedLine
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aidtrack.model.entries.entry import Entry
    from aidtrack.model.field import Field

Row = dict[str, Any]
_LINES: Final = "lines"
_DOCUMENT: Final = tuple(Document.model_fields)
_OF_LIST: Final = {name: field for name, field in FIELDS.items() if field.level == "consignment"}
_OF_GOODS: Final = {name: field for name, field in FIELDS.items() if field.level == "line"} | {
    name: field for name, field in FIELDS.items() if field.path[0] == "donor"
}


def entries_of_rows(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Return the entries that rows of texts stand for; blank cells state nothing.

    A row has the fields of its entry by name, the document's (``title``, ``publisher``,
    ``address``, ``issued``, ``sha256``), and one line's: of a list the canonical columns of
    goods, else the line's name with its quantities. Rows that follow one another and differ in
    their lines only are one entry. The ``quantity`` of a receipt is what was accepted.

    Raises:
        UnknownName: There is no such kind of entry, or it has no such column.
        ValidationError: What a row states is no entry.
    """
    return [entry_of_rows(group) for group in grouped_rows(rows)]


def grouped_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Row]]:
    """Yield the rows of each entry, without their blank cells.

    Raises:
        UnknownName: There is no such kind of entry.
    """
    stated = (
        {name: value for name, value in row.items() if value not in (None, "")} for row in rows
    )
    return (list(group) for _, group in groupby(stated, key=_head))


def _kind(row: Row) -> type[Entry]:
    name = str(row.get("entry", ""))
    if name not in ENTRIES:
        what = "kind of entry"
        raise UnknownName(what, name, ENTRIES)
    return ENTRIES[name]


def _head(row: Row) -> Row:
    """Return what a row says of its entry, apart from any line."""
    kind = _kind(row)
    own = [name for name in kind.model_fields if name not in (_LINES, "document")]
    names = {*own, *_DOCUMENT, *(_OF_LIST if issubclass(kind, Listing) else ())}
    return {name: value for name, value in row.items() if name in names}


def entry_of_rows(rows: Sequence[Row]) -> Entry:
    """Return the entry that rows without blank cells stand for.

    Raises:
        UnknownName: There is no such kind of entry, or it has no such column.
        ValidationError: What a row states is no entry.
    """
    head = _head(rows[0])
    kind = _kind(head)
    lines = [{name: value for name, value in row.items() if name not in head} for row in rows]
    of_lines = [line for line in lines if line]
    content = {name: value for name, value in head.items() if name in kind.model_fields}
    document = {name: head[name] for name in _DOCUMENT if name in head}
    if document:
        content["document"] = document
    if issubclass(kind, Listing):
        content["consignment"] = {
            **_nested(head, _OF_LIST),
            "reference": head.get("consignment"),
            _LINES: [{"kind": "item", **_goods(line, kind)} for line in of_lines],
        }
    elif issubclass(kind, Movement):
        make = _received if kind is Receipt else _part
        content[_LINES] = [make(line) for line in of_lines]
    elif of_lines:
        _refuse(of_lines[0], (), kind)
    return read_entry(content)


def _part(line: Row) -> Row:
    _refuse(line, Part.model_fields, Movement)
    return line


def _received(line: Row) -> Row:
    own = {name: value for name, value in line.items() if name in ReceivedLine.model_fields}
    if "quantity" in line:
        if "accepted" in line:
            raise ValueError("quantity is what was accepted: expected one of the two, got both")
        own["accepted"] = line["quantity"]
    rest = {name: line[name] for name in line if name not in (*own, "quantity")}
    goods = _goods(rest, Receipt)
    return {**own, "goods": {"kind": "item", **goods}} if goods else own


def _goods(line: Row, kind: type[Entry]) -> Row:
    _refuse(line, _OF_GOODS, kind)
    return _nested(line, _OF_GOODS)


def _nested(row: Row, fields: Mapping[str, Field]) -> Row:
    """Return what a row states of some fields, nested as the models are."""
    content: Row = {}
    for name, value in row.items():
        if name not in fields:
            continue
        place = content
        for attribute in fields[name].path[:-1]:
            place = place.setdefault(attribute, {})
        place[fields[name].path[-1]] = value
    return content


def _refuse(line: Row, known: Iterable[str], kind: type[Entry]) -> None:
    names = tuple(known)
    for name in line:
        if name not in names:
            what = f"column of a {kind.__name__.lower()}"
            raise UnknownName(what, name, names)
