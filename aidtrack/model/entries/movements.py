"""What becomes of a consignment on its way, and of its goods once they are received."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from aidtrack.model.described import described
from aidtrack.model.entries.entry import Entry
from aidtrack.model.entries.part import Part, ReceivedLine, Stated
from aidtrack.model.values import TextField


class Movement(Entry):
    """An entry about the goods of one consignment."""

    consignment: Stated = described("The reference of the consignment.", default=...)

    @property
    def about(self) -> str:
        """The consignment's reference."""
        return self.consignment


class Arrival(Movement):
    """Goods come in at a port or an airport; nobody has counted them into a store yet."""

    entry: Literal["arrival"] = "arrival"
    step: ClassVar[str] = "arriving"
    place: TextField = described("Where.")
    lines: tuple[Part, ...] = described("What came, as far as it is told.", default=())


class Clearance(Movement):
    """What customs decided."""

    entry: Literal["clearance"] = "clearance"
    status: Literal["held", "released", "refused"] = described("What was decided.", default=...)
    step: ClassVar[str | None] = None
    place: TextField = described("Where.")
    reason: TextField = described("Why.")
    lines: tuple[Part, ...] = described("What was declared, as far as it is told.", default=())


class Receipt(Movement):
    """Goods are counted into a store, line by line."""

    entry: Literal["receipt"] = "receipt"
    step: ClassVar[str] = "receiving"
    place: TextField = described("The store.")
    lines: tuple[ReceivedLine, ...] = described("What came.", default=())


class Distribution(Movement):
    """Goods are handed on to a named place."""

    entry: Literal["distribution"] = "distribution"
    step: ClassVar[str] = "shipping"
    place: Stated = described("The hospital, clinic or camp that got them.", default=...)
    onward: TextField = described(
        "The consignment as which they travel on, where that is followed by itself: no sum "
        "counts its goods a second time.",
    )
    lines: tuple[Part, ...] = described("What was handed on.", default=())


class Loss(Movement):
    """Goods are gone: on their way, where they are then missing; or from the store."""

    entry: Literal["loss"] = "loss"
    stage: Literal["transit", "store"] = described("Where they were lost.", default=...)
    cause: Literal["stolen", "destroyed", "damaged", "expired", "recalled", "disposed", "unknown"]
    """What became of them, in the words of the EPCIS core business vocabulary."""
    reason: TextField = described("How it came about.")
    lines: tuple[Part, ...] = described("What was lost.", default=())


class Return(Movement):
    """Goods go back: from the store to their sender, or from a place into the store."""

    entry: Literal["return"] = "return"
    step: ClassVar[str] = "shipping"
    back_to: Literal["sender", "store"] = described("Where they went back to.", default=...)
    held_as: Literal["accepted", "rejected", "damaged"] = described(
        "What they were in the store: only what was accepted was part of the stock.",
        default="accepted",
    )
    place: TextField = described("The place that they came back from.")
    reason: TextField = described("Why.")
    lines: tuple[Part, ...] = described("What went back.", default=())


class Reversal(Entry):
    """Takes an earlier entry back, which stays in the book. A reversal can be reversed."""

    entry: Literal["reversal"] = "reversal"
    reverses: Stated = described("The hash that names the entry taken back.", default=...)
    reason: Stated = described("Why it is taken back.", default=...)

    @model_validator(mode="after")
    def _names_an_entry(self) -> Reversal:
        if len(self.reverses) != _HASH or set(self.reverses) - set("0123456789abcdef"):
            raise ValueError(
                f"expected the 64 hexadecimal digits that name an entry, got {self.reverses!r}"
            )
        return self


_HASH = 64
