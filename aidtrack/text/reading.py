"""What came of reading one text: a value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from aidtrack.errors import AmbiguousText, UnknownUnit, UnreadableText

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
U = TypeVar("U")


class Problem(StrEnum):
    """Why a text has no value."""

    UNREADABLE = "unreadable"
    """It is not written as such a value is."""
    AMBIGUOUS = "ambiguous"
    """It has several readings, and nothing says which is meant."""
    TOO_LONG = "too long"
    """The number has more digits than are kept exactly."""
    IMPOSSIBLE = "impossible"
    """It is a date that no calendar holds."""
    PARTIAL = "partial"
    """It is a month without a day where a day is needed."""
    UNKNOWN_UNIT = "unknown unit"
    """The unit is none that aidtrack knows."""
    AMBIGUOUS_UNIT = "ambiguous unit"
    """The unit means several things, as ``ton`` does."""
    WRONG_DIMENSION = "wrong dimension"
    """The unit measures something else, as litres where a mass is expected."""
    UNKNOWN_CURRENCY = "unknown currency"
    """The currency is none of ISO 4217."""
    AMBIGUOUS_CURRENCY = "ambiguous currency"
    """The sign is that of several currencies, as ``$`` is."""
    CELL_ERROR = "spreadsheet error"
    """A spreadsheet's error value stands there, as ``#REF!``."""
    FORMULA = "formula"
    """A formula stands there instead of what it gives."""
    NOT_EXACT = "not exact"
    """The number is rounded or bounded, as ``about 200`` is."""
    PIECES_OR_CONTENT = "pieces or content"
    """A product can count its pieces or what they hold, as ``12 x 500 ml``."""
    ORGANISATION = "organisation"
    """It names an organisation where a country is expected."""


class Note(StrEnum):
    """Something a reader did that the writer of the text should hear of."""

    MEGATONNE_AS_TONNE = "MT read as tonne"
    """``MT`` is megatonne (or megatesla) by the letter; in relief it is the metric tonne."""
    SERIAL_DATE = "spreadsheet serial number read as a date"
    """A bare number such as 46083 was read as a spreadsheet's day count."""
    MONTH_ONLY = "month read as its first or last day"
    """A month without a day was given a day by the meaning of its field."""
    TWO_DIGIT_YEAR = "two-digit year read in the century 1969 to 2068"
    """The year was written with two digits."""
    TIME_DROPPED = "time of day left out"
    """A date came with a time of day, which is not kept."""
    DIGITS_GROUPED = "digits in groups"
    """Digits are grouped by spaces, by apostrophes or in the Indian way."""
    NUMBER_IN_WORDS = "number in words"
    """A number is counted in thousands, lakhs, millions or crores."""
    COUNT_WITH_WORDS = "count with words"
    """A pack size or a number of packages has words around it."""
    PACK_SIZE_BEHIND = "pack size behind a quantity"
    """What one package holds stands behind their number, as in ``20 boxes of 12``."""
    OTHER_WORD = "another word"
    """A word stands for the one that the list has."""
    STORAGE_WORDS = "temperatures in words"
    """Words such as ``cold chain`` stand for the temperatures that a source gives them."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The outcome of reading one text: a value or a problem, never both."""

    value: T | None = None
    """What was read, or None."""
    problem: Problem | None = None
    """Why there is no value, or None."""
    message: str = ""
    """With a problem: one clause on what is wrong, for a person to act on."""
    candidates: tuple[T, ...] = ()
    """The possible readings of a text without a value, the likeliest first."""
    notes: tuple[Note, ...] = ()
    """What should be said even though a value was read."""
    evidence: str | None = None
    """What an unambiguous text shows of its writer's habit: ``comma`` or ``point``
    for the decimal mark, ``dmy``, ``mdy`` or ``ymd`` for the date order."""

    def map(self, function: Callable[[T], U]) -> Reading[U]:
        """Return the same outcome with value and candidates converted."""
        return Reading(
            value=None if self.value is None else function(self.value),
            problem=self.problem,
            message=self.message,
            candidates=tuple(function(candidate) for candidate in self.candidates),
            notes=self.notes,
            evidence=self.evidence,
        )

    def unwrap(self) -> T:
        """Return the value.

        Raises:
            AmbiguousText: The text has several readings.
            UnknownUnit: The text's unit is unknown.
            UnreadableText: The text cannot be read for another reason.
        """
        if self.value is None:
            self._refuse()
        return self.value

    def _refuse(self) -> NoReturn:
        match self.problem:
            case Problem.AMBIGUOUS | Problem.AMBIGUOUS_UNIT | Problem.AMBIGUOUS_CURRENCY:
                raise AmbiguousText(self.message)
            case Problem.UNKNOWN_UNIT:
                raise UnknownUnit(self.message)
            case _:
                raise UnreadableText(self.message)
