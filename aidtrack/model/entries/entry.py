"""What every entry of the book has: who says so, when it was, and from what document.

An entry is never changed. Its canonical bytes are the same on every machine, and
their hash is its name: the same entry written twice is one entry.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from aidtrack.model.described import Noun, described
from aidtrack.model.entries.document import Document
from aidtrack.model.entries.instant import InstantField
from aidtrack.model.entries.witness import WitnessField
from aidtrack.model.values import TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

_WITNESS: Final = frozenset({"who", "when", "document", "remarks"})
"""What of an entry says how it is known rather than what is known."""
Told = Literal["record", "report"]
"""How an entry is known: by who did what it says, or by who tells of it."""


class Entry(Noun):
    """One thing that happened to a consignment, as one witness has it."""

    entry: str
    step: ClassVar[str | None] = None
    """The business step of the EPCIS core business vocabulary that it is, where there is one."""
    who: WitnessField = described("Who did it, or who tells of it.", default=...)
    when: InstantField = described("When it happened, in UTC.", default=...)
    told: Told = described(
        "Whether it is the record of who did it, or a report of it: reports are kept, compared, "
        "and never added to records.",
        default="record",
    )
    document: Document | None = described("The document that it is taken from.")
    reference: TextField = described(
        "The number of the act itself, such as that of a goods received note: entries of one "
        "number speak of one act.",
    )
    remarks: TextField = described("Anything else.")

    @property
    def about(self) -> str | None:
        """The reference of the consignment or pledge that the entry is about."""
        return None

    def canonical(self) -> bytes:
        """Return the bytes that the entry's hash is taken of.

        JSON with sorted keys, without white space, without what is not stated; numbers are
        texts that keep their digits, times are in UTC.
        """
        return canonical_bytes(self.model_dump(mode="json", exclude_none=True))


def canonical_bytes(content: Any) -> bytes:
    """Return the one JSON text of plain values, as UTF-8.

    >>> canonical_bytes({"b": "2", "a": ["é"]}).decode()
    '{"a":["é"],"b":"2"}'
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def substance_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says, without who says it, when, and from what document."""
    return {name: value for name, value in content.items() if name not in _WITNESS}


def hash_of(content: bytes) -> str:
    """Return the name that an entry has by its canonical bytes: their SHA-256."""
    return hashlib.sha256(content).hexdigest()
