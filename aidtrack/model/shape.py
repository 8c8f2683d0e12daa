"""The shapes of values: how each kind of field is read, kept in columns, and written.

A shape joins three forms of one value: the text in a cell, the parts in a
frame's columns, and the Python value in a model. Every reader and writer of the
library goes through it, so that a weight means the same wherever it comes from.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from aidtrack.text.blank import is_blank_word
from aidtrack.text.date import read_date
from aidtrack.text.formula import without_value
from aidtrack.text.number import clear_number, read_number
from aidtrack.text.reading import Problem, Reading
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.arguments import bounded, exact_number

if TYPE_CHECKING:
    from aidtrack.text.reading import Note

PartType = Literal["text", "decimal", "date", "flag"]
Parts = tuple[Any, ...]
"""A value as its columns hold it, the main one first."""


class Shape(ABC):
    """One way in which a field's values look."""

    name: ClassVar[str]
    """What the documents call it."""
    parts: ClassVar[tuple[tuple[str, PartType], ...]]
    """The columns that hold a value: suffix (the main one empty) and type."""

    @abstractmethod
    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read one text; a unit known from header or unit column may complete it."""

    @abstractmethod
    def split(self, value: Any) -> Parts:
        """Return a Python value as parts."""

    @abstractmethod
    def join(self, parts: Parts) -> Any:
        """Return parts as a Python value."""

    @abstractmethod
    def write(self, value: Any) -> str:
        """Return a Python value as the text that reads back to it."""

    def suggest(self, text: str) -> str | None:
        """Return what an unreadable text was probably meant to be, for a person to review."""
        del text
        return None

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text as a Python value, and anything else as it is, for pydantic.

        Args:
            value: What the caller gave.
            plain: Whether a machine wrote it, so that the point of a bare number divides.

        Raises:
            UnreadableText: The text cannot be read as this shape.
        """
        del plain
        if not isinstance(value, str):
            return value
        return self.join(self.read(value).unwrap())


class HeldAsText(Shape):
    """A code, or a free text, that is held as its own text."""

    parts: ClassVar = (("", "text"),)

    def split(self, value: str) -> Parts:
        """Return the text itself."""
        return (value,)

    def join(self, parts: Parts) -> str:
        """Return the text itself."""
        return str(parts[0])

    def write(self, value: str) -> str:
        """Return the text itself."""
        return value


@dataclass(frozen=True)
class TextShape(HeldAsText):
    """Free text, without the white space around it; a word such as ``N/A`` is none."""

    name: ClassVar[str] = "text"

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Return the text, trimmed; what a spreadsheet leaves for want of a value is none."""
        del style, unit
        return without_value(text, free=True) or Reading(value=(text.strip(),))

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return the text, trimmed, or None where it states nothing."""
        if isinstance(value, str) and is_blank_word(value):
            return None
        return super().parse(value, plain=plain)


@dataclass(frozen=True)
class DateShape(Shape):
    """A day of the calendar."""

    month: Literal["start", "end"] | None = None
    """Which day a month without a day stands for, if any."""
    name: ClassVar[str] = "date"
    parts: ClassVar = (("", "date"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read a date as people type it."""
        del unit
        return read_date(text, order=style.date_order, month=self.month).map(lambda day: (day,))

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text as a date; refuse what is neither text nor date.

        Raises:
            UnreadableText: The text is no date.
            ValueError: The value is a number, or a time of day would be lost.
        """
        if value is None or isinstance(value, str):
            return super().parse(value, plain=plain)
        if isinstance(value, datetime) or not isinstance(value, date):
            message = f"expected a date, got {value!r}"
            raise ValueError(message)  # noqa: TRY004 (pydantic turns ValueError into its own)
        return value

    def split(self, value: date) -> Parts:
        """Return the date itself."""
        return (value,)

    def join(self, parts: Parts) -> date:
        """Return the date itself."""
        day: date = parts[0]
        return day

    def write(self, value: date) -> str:
        """Return the date in ISO 8601."""
        return value.isoformat()


@dataclass(frozen=True)
class NumberShape(Shape):
    """A plain number, exact."""

    name: ClassVar[str] = "number"
    parts: ClassVar = (("", "decimal"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read a number as people type it."""
        del unit
        return read_number(text, decimal=style.decimal).map(lambda number: (number,))

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text or whole number as a Decimal; refuse floats.

        Raises:
            UnreadableText: The text is no number, or it has too many digits.
            ValueError: The value is a float, whose digits are not exact.
        """
        if isinstance(value, bool | float):
            message = f"expected a whole number, a Decimal or a text, got {value!r}"
            raise ValueError(message)  # noqa: TRY004 (pydantic turns ValueError into its own)
        if isinstance(value, int | Decimal):
            return bounded(Decimal(value))
        if plain and isinstance(value, str) and self.read(value).candidates:
            return exact_number(value)
        return super().parse(value, plain=plain)

    def split(self, value: Decimal) -> Parts:
        """Return the number itself."""
        return (value,)

    def join(self, parts: Parts) -> Decimal:
        """Return the number itself."""
        number: Decimal = parts[0]
        return number

    def write(self, value: Decimal) -> str:
        """Return the number without exponent or grouping, and clear."""
        return clear_number(value)


_YES = frozenset({"yes", "y", "true", "oui", "vrai", "si", "sí", "verdadero", "x", "1"})
_NO = frozenset({"no", "n", "false", "non", "faux", "falso", "0"})


@dataclass(frozen=True)
class FlagShape(Shape):
    """Yes or no."""

    name: ClassVar[str] = "yes or no"
    parts: ClassVar = (("", "flag"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read yes or no in English, French or Spanish."""
        del style, unit
        word = text.strip().casefold()
        if word in _YES or word in _NO:
            return Reading(value=(word in _YES,))
        return refused(f"expected yes or no, got {text!r}")

    def split(self, value: bool) -> Parts:  # noqa: FBT001 (the shape's one argument)
        """Return the flag itself."""
        return (value,)

    def join(self, parts: Parts) -> bool:
        """Return the flag itself."""
        return bool(parts[0])

    def write(self, value: bool) -> str:  # noqa: FBT001 (the shape's one argument)
        """Return ``yes`` or ``no``."""
        return "yes" if value else "no"


def refused(message: str, *, notes: tuple[Note, ...] = ()) -> Reading[Parts]:
    """Return the reading of a text that is not written as its shape is."""
    return Reading(problem=Problem.UNREADABLE, message=message, notes=notes)
