"""The entries of the book: what was promised, sent, received, handed on, lost and taken back.

>>> receipt = Receipt(
...     who="Indian Red Cross Society",
...     when="2021-04-29T06:30+05:30",
...     consignment="RU-IN-2021-04-29",
...     lines=(ReceivedLine(line="2", accepted="75 each"),),
... )
>>> read_entry(receipt.canonical()) == receipt
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter

from aidtrack.model.entries.document import Document
from aidtrack.model.entries.entry import Entry, canonical_bytes, hash_of
from aidtrack.model.entries.instant import read_instant, write_instant
from aidtrack.model.entries.linekey import line_names
from aidtrack.model.entries.listed import Dispatch, Listing, Pledge, listing_bytes
from aidtrack.model.entries.movements import (
    Arrival,
    Clearance,
    Distribution,
    Loss,
    Movement,
    Receipt,
    Return,
    Reversal,
)
from aidtrack.model.entries.part import CAME, OUTCOMES, Part, ReceivedLine
from aidtrack.model.entries.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Mapping

AnyEntry = Annotated[
    Pledge | Dispatch | Arrival | Clearance | Receipt | Distribution | Loss | Return | Reversal,
    Field(discriminator="entry"),
]
"""An entry of any kind, told apart by ``entry``."""

ENTRIES: dict[str, type[Entry]] = {
    "pledge": Pledge,
    "dispatch": Dispatch,
    "arrival": Arrival,
    "clearance": Clearance,
    "receipt": Receipt,
    "distribution": Distribution,
    "loss": Loss,
    "return": Return,
    "reversal": Reversal,
}
"""The class of each kind of entry, in the order in which goods meet them."""

_ADAPTER: TypeAdapter[Entry] = TypeAdapter(AnyEntry)


def read_entry(content: bytes | str | Mapping[str, Any]) -> Entry:
    """Return the entry that JSON, or plain values, hold.

    Raises:
        ValidationError: They hold no entry.
    """
    if isinstance(content, bytes | str):
        return _ADAPTER.validate_json(content)
    return _ADAPTER.validate_python(content)


__all__ = [
    "CAME",
    "ENTRIES",
    "OUTCOMES",
    "AnyEntry",
    "Arrival",
    "Clearance",
    "Dispatch",
    "Distribution",
    "Document",
    "Entry",
    "Listing",
    "Loss",
    "Movement",
    "Part",
    "Pledge",
    "Receipt",
    "ReceivedLine",
    "Return",
    "Reversal",
    "Witness",
    "canonical_bytes",
    "hash_of",
    "line_names",
    "listing_bytes",
    "read_entry",
    "read_instant",
    "write_instant",
]
