"""Where an entry is taken from: a document, and the hash that tells it from any other.

>>> note = Document.of(b"received 60 of 100", title="goods received note 17")
>>> note.sha256[:8], str(note)
('a0262e1e', 'goods received note 17')
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Self

from pydantic import StringConstraints

from aidtrack.model.described import Noun, described
from aidtrack.model.values import DateField, TextField

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 hash as 64 hexadecimal digits."""


class Document(Noun):
    """A waybill, a receipt, a statement, a newspaper's report."""

    title: TextField = described("What the document calls itself, with its number.")
    publisher: TextField = described("Who issued or printed it.")
    address: TextField = described("Where it is found: a file's name, or an address on the web.")
    issued: DateField = described("The day that it bears.")
    sha256: Sha256 | None = described("The SHA-256 of its bytes, in hexadecimal.")

    @classmethod
    def of(cls, content: bytes, **stated: Any) -> Self:
        """Return the document that holds these bytes.

        Args:
            content: The document as it is, byte for byte.
            stated: The other fields.
        """
        return cls(sha256=hashlib.sha256(content).hexdigest(), **stated)

    def __str__(self) -> str:
        """Return what tells a reader which document it is."""
        name = self.title or self.address or "(untitled)"
        told = [self.publisher, self.issued and self.issued.isoformat()]
        beside = ", ".join(part for part in told if part)
        return f"{name} ({beside})" if beside else name
