"""The kinds of entries, and one door for any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter

from aidtrack.model.entries.listed import Dispatch, Pledge
from aidtrack.model.entries.movements import (
    Arrival,
    Clearance,
    Distribution,
    Loss,
    Receipt,
    Return,
    Reversal,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.model.entries.entry import Entry

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
