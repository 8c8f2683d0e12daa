"""What is promised, and what is sent: the entries that list goods."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from aidtrack.model.consignment import Consignment
from aidtrack.model.described import described
from aidtrack.model.entries.entry import Entry, canonical_bytes
from aidtrack.model.values import TextField


class Listing(Entry):
    """An entry that lists goods as a consignment.

    A list can have a million lines. They are hashed by themselves, column by column
    (:mod:`aidtrack.lines.digest`), and the entry's canonical bytes hold that hash in
    their place.
    """

    consignment: Consignment = described("The goods, with their parties.", default=...)

    @model_validator(mode="after")
    def _has_reference(self) -> Listing:
        if self.consignment.reference is None:
            raise ValueError(
                f"expected a {self.entry} with a reference, by which other entries can speak of "
                f"it, got {self.consignment}"
            )
        return self

    @property
    def about(self) -> str:
        """The consignment's reference."""
        return self.consignment.reference or ""

    def canonical(self, digest: str | None = None) -> bytes:
        """Return the bytes that the entry's hash is taken of.

        Args:
            digest: The hash of the lines, which stands in their place. Without it the lines
                themselves stand there, and the bytes serve for comparison only.
        """
        content: dict[str, Any] = self.model_dump(mode="json", exclude_none=True)
        if digest is not None:
            count = len(self.consignment.lines)
            return listing_bytes(content, count=count, digest=digest)
        return canonical_bytes(content)


def listing_bytes(content: dict[str, Any], *, count: int, digest: str) -> bytes:
    """Return the canonical bytes of an entry that lists goods, its lines given by their hash.

    Args:
        content: The entry as plain values, with or without its lines.
        count: How many lines there are.
        digest: Their hash.
    """
    head = {name: value for name, value in content["consignment"].items() if name != "lines"}
    lines = {"count": count, "sha256": digest}
    return canonical_bytes({**content, "consignment": head, "lines": lines})


class Pledge(Listing):
    """A promise of goods: what a donor says it will give. It is never added to deliveries."""

    entry: Literal["pledge"] = "pledge"


class Dispatch(Listing):
    """A consignment leaves: its lines are what was sent."""

    entry: Literal["dispatch"] = "dispatch"
    step: ClassVar[str] = "shipping"
    pledge: TextField = described(
        "The reference of the pledge that it fulfils; the consignment's own where it is the same.",
    )
    onward_of: TextField = described(
        "The consignment whose goods are sent on: they are not counted again.",
    )
