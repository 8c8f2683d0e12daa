"""The examples of rules about balances: rows of a table, each a line of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aidtrack.lines.identity import identify
from aidtrack.model.entries import entries_of_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def entries_of_example(rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Return the entries of an example; it leaves out what is the same for all.

    What a reversal takes back can be named by its place among the rows, as ``#2``.
    """
    entries: list[Entry] = []
    for row in rows:
        kind = row["entry"]
        whole = {"who": _WHO.get(kind, "the store"), "when": _DAYS[kind], **row}
        if kind != "reversal":
            whole = {"consignment": _REFERENCE, **whole}
        elif row["reverses"].startswith("#"):
            whole["reverses"] = identify(entries[int(row["reverses"][1:]) - 1])
        entries += entries_of_rows([whole])
    return entries
