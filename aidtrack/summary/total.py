"""What a total is: a number, its unit, and how much of the lines it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aidtrack.text.number import plain_number

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityTotal:
    """How many or how much of one kind and type of goods, in one unit."""

    kind: str
    type: str | None
    """The technology of oxygen units, the category of items; None where not stated."""
    unit: str | None
    """None for bare numbers, which are never added to numbers with a unit."""
    value: Decimal
    lines: int
    descriptions: int
    """How many different descriptions it covers: unlike goods may share a kind."""
    description: str | None = None
    """The one description of goods that are listed rather than added."""

    def to_dict(self) -> dict[str, Any]:
        """Return the total as the JSON contract shows it."""
        listed = {} if self.description is None else {"description": self.description}
        return {
            "kind": self.kind,
            "type": self.type,
            "unit": self.unit,
            "value": plain_number(self.value),
            "lines": self.lines,
            "descriptions": self.descriptions,
            **listed,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTotal:
    """A weight or volume, and how many lines it covers."""

    value: Decimal | None
    """The exact sum, or None where no line is known: unknown is not zero."""
    unit: str
    known: int
    """The lines that state it, or from which it can be worked out."""
    elsewhere: int
    """The lines that point to another line or document for it."""
    unreadable: int
    """The lines whose text cannot be read."""
    of: int
    """All lines."""

    @property
    def blank(self) -> int:
        """The lines that state nothing."""
        return self.of - self.known - self.elsewhere - self.unreadable

    def to_dict(self) -> dict[str, Any]:
        """Return the total as the JSON contract shows it."""
        return {
            "value": _plain(self.value),
            "unit": self.unit,
            "known": self.known,
            "elsewhere": self.elsewhere,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTotal:
    """What oxygen units of one technology deliver together; never added to contents."""

    type: str | None
    unit: str
    value: Decimal
    known: int
    of: int

    def to_dict(self) -> dict[str, Any]:
        """Return the total as the JSON contract shows it."""
        return {
            "type": self.type,
            "unit": self.unit,
            "value": plain_number(self.value),
            "known": self.known,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTotal:
    """An amount in one currency; currencies are never added."""

    currency: str | None
    amount: Decimal
    lines: int

    def to_dict(self) -> dict[str, Any]:
        """Return the total as the JSON contract shows it."""
        return {
            "currency": self.currency,
            "amount": plain_number(self.amount),
            "lines": self.lines,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTotal:
    """The gross weight that a document claims for a whole consignment."""

    consignment: str | None
    qualifier: str
    value: Decimal
    unit: str
    """Always kilograms."""
    text: str
    """The claim as written."""
    known: int
    """The lines of the consignment whose gross weight is known."""
    of: int
    """All its lines."""

    def to_dict(self) -> dict[str, Any]:
        """Return the claim as the JSON contract shows it."""
        weight = {"qualifier": self.qualifier, "value": plain_number(self.value), "unit": self.unit}
        return {"consignment": self.consignment, "gross_weight": weight}


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain_number(number)
