"""One thing that is wrong: a rule, a place, and the values it speaks of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from aidtrack.findings.place import Place

if TYPE_CHECKING:
    from aidtrack.findings.rule import Rule
    from aidtrack.findings.severity import Severity

_FINGERPRINT_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write instead."""

    value: str
    applicability: Literal["safe", "review"]
    """``safe`` cannot change the meaning; ``review`` wants a person's eye."""

    def to_dict(self) -> dict[str, str]:
        """Return the suggestion as the JSON contract shows it."""
        return {"value": self.value, "applicability": self.applicability}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault at one place.

    ``print(finding)`` shows it as ``place: code severity: message``.
    """

    rule: Rule
    message: str
    places: tuple[Place, ...] = ()
    """The cells concerned, the first one foremost; empty for a whole file."""
    read_as: str | None = None
    """The canonical text that the first place's value was read as."""
    candidates: tuple[str, ...] = ()
    """The possible readings of an ambiguous text."""
    suggestion: Suggestion | None = None
    consignment: str | None = None
    line: str | None = None
    told_by: tuple[str | None, ...] | None = None
    """What besides its rule and field tells it from others, and stays when rows move;
    None for its consignment, line and value."""
    alike: int = 0
    """How many findings that are told by the same stand before it."""
    graded: Severity | None = None
    """The severity that a profile gives its rule; None for the rule's own."""

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name

    @property
    def severity(self) -> Severity:
        """How grave it is: as a profile says, else as its rule does."""
        return self.graded or self.rule.severity

    @property
    def place(self) -> Place:
        """The foremost place."""
        return self.places[0] if self.places else Place(consignment=self.consignment)

    @property
    def fingerprint(self) -> str:
        """A short hash that stays the same when rows move.

        Made from rule, consignment, line, field and value, not from the row. A line
        without a number goes by its description and quantity. A finding about a value
        of the whole consignment, or of a group of lines, has no line in it; one about a
        whole column goes by rule and field alone. Their first line may become another.
        """
        place = self.place
        told = (self.consignment, self.line, place.value) if self.told_by is None else self.told_by
        parts = (self.code, place.field, *told, str(self.alike))
        text = "\x1f".join("\x00" if part is None else part for part in parts)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[
            :_FINGERPRINT_DIGITS
        ]

    def __str__(self) -> str:
        """Return the finding in one line."""
        return f"{self.place}: {self.code} {self.severity}: {self.message}"

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as the JSON contract shows it."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "scope": str(self.rule.scope),
            "message": self.message,
            **_place_dict(self.place),
            "read_as": self.read_as,
            "places": [_place_dict(place) for place in self.places[1:]],
            "candidates": list(self.candidates),
            "consignment": self.consignment,
            "line": self.line,
            "suggestion": self.suggestion.to_dict() if self.suggestion else None,
            "fingerprint": self.fingerprint,
            "remedy": " ".join(self.rule.remedy.split()) or None,
            "cites": list(self.rule.cites),
            "page": self.rule.page,
        }


def _place_dict(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "row": place.row,
        "column": place.column,
        "header": place.header,
        "field": place.field,
        "value": place.value,
    }
