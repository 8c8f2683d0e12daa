"""The examples of rules about balances: rows of a table, each a line of an entry."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from aidtrack.lines.identity import identify
from aidtrack.model.entries import ENTRIES, Listing, Reversal, read_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.model.entries import Entry

_REFERENCE: Final = "A-1"
_DAYS: Final = {
    "pledge": "2021-04-27",
    "dispatch": "2021-04-28",
    "arrival": "2021-04-29",
    "clearance": "2021-04-29",
    "receipt": "2021-04-30",
    "distribution": "2021-05-02",
    "loss": "2021-05-02",
    "return": "2021-05-02",
    "reversal": "2021-05-04",
}
"""When an entry of each kind happens where its row does not say."""
_WHO: Final = {"pledge": "the donor", "dispatch": "the donor", "arrival": "the airport"}
_OF_LISTS: Final = ("declared_gross_weight", "donor", "recipient")


def entries_of_rows(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Return the entries that rows stand for; rows that follow one another with one head are one.

    A row names its ``entry``, and may name the entry's and one line's fields beside it;
    ``reverses`` can name an earlier entry by its place, as ``#2``.
    """
    entries: list[Entry] = []
    for head, group in groupby(rows, key=_head):
        lines = [line for row in group if (line := _line(row))]
        entries.append(_entry(dict(head), lines, entries))
    return entries


def _head(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    own = ENTRIES[row["entry"]].model_fields
    return tuple((name, value) for name, value in row.items() if name in own or name in _OF_LISTS)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    head = dict(_head(row))
    line = {name: value for name, value in row.items() if name not in head}
    if line and row["entry"] == "receipt" and "reason" in head:
        line["reason"] = head["reason"]
    return line


def _entry(head: dict[str, Any], lines: list[dict[str, Any]], earlier: list[Entry]) -> Entry:
    kind = head["entry"]
    reference = head.pop("consignment", _REFERENCE)
    stated: dict[str, Any] = {"when": _DAYS[kind], "who": _WHO.get(kind, "the store"), **head}
    if issubclass(ENTRIES[kind], Listing):
        own = {name: stated.pop(name) for name in _OF_LISTS if name in stated}
        goods = [{"kind": "item", **line} for line in lines]
        stated["consignment"] = {"reference": reference, "lines": goods, **own}
    elif issubclass(ENTRIES[kind], Reversal):
        target = stated["reverses"]
        if target.startswith("#"):
            stated["reverses"] = identify(earlier[int(target[1:]) - 1])
    else:
        stated |= {"consignment": reference, "lines": lines}
    return read_entry(stated)
