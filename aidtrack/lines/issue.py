"""What reading has to say of one text, before any rule is asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.schema import ISSUES
from aidtrack.text.reading import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class CellIssue(StrEnum):
    """What reading has to say of a cell besides problems and notes."""

    SETTLED = "settled by the column"
    """An ambiguous text was read by the habit that the rest of the column shows."""
    BLANK_WORD = "blank word"
    """A text such as ``N/A`` was read as nothing stated."""
    ELSEWHERE = "elsewhere"
    """The text points to another line or document."""
    COUNTRY_BY_ALIAS = "country by another name"
    """A party's name is a country's, though not the usual one."""
    AMBIGUOUS_COUNTRY = "ambiguous country"
    """A party's name is that of several countries."""
    NEAR_COUNTRY = "nearly a country"
    """A party's name is close to a country's."""
    PARTY_IS_ORGANISATION = "organisation among countries"
    """A party's name is an organisation's in a column that also names countries."""
    KIND_WORD = "kind in another word"
    """A word among the categories tells the kind of goods."""
    KIND_INFERRED = "kind inferred"
    """The kind of goods is not stated, and was told by their description."""
    NUMBER_AS_TEXT = "number as text"
    """A number is a text where others of its column are numbers to the file itself."""
    DECIMAL_COMMA_MIXED = "decimal comma among points"
    """A number has a decimal comma where others of its column have a decimal point."""
    UNITS_MIXED = "mixed units"
    """The weights or volumes of one column stand in several units."""
    SPACES_AROUND = "spaces around"
    """A text has spaces around it."""
    ROUNDED = "rounded to the decimals that are kept"
    """A number of the file's own was worked out to more decimals than are kept."""


READ_ISSUES = frozenset(
    {
        *map(str, Note),
        str(CellIssue.SETTLED),
        str(CellIssue.COUNTRY_BY_ALIAS),
        str(CellIssue.AMBIGUOUS_COUNTRY),
        str(CellIssue.NEAR_COUNTRY),
        str(CellIssue.PARTY_IS_ORGANISATION),
        str(CellIssue.KIND_INFERRED),
        str(CellIssue.NUMBER_AS_TEXT),
        str(CellIssue.DECIMAL_COMMA_MIXED),
        str(CellIssue.UNITS_MIXED),
        str(CellIssue.SPACES_AROUND),
        str(CellIssue.ROUNDED),
    }
)
"""The issues of texts that have a value all the same."""

EITHER_ISSUES = frozenset({str(CellIssue.KIND_WORD)})
"""The issues of texts that say something of another field, whatever their own value."""

SAFE_ISSUES = frozenset(
    {
        str(CellIssue.SPACES_AROUND),
        str(CellIssue.NUMBER_AS_TEXT),
        str(Note.MEGATONNE_AS_TONNE),
    }
)
"""The issues whose suggestion cannot change what the text means, nor how others are read."""

COLUMN_ISSUES = frozenset(
    {
        str(CellIssue.SETTLED),
        str(CellIssue.KIND_INFERRED),
        str(CellIssue.KIND_WORD),
        str(CellIssue.NUMBER_AS_TEXT),
        str(CellIssue.DECIMAL_COMMA_MIXED),
        str(CellIssue.UNITS_MIXED),
        str(CellIssue.SPACES_AROUND),
        str(Note.TWO_DIGIT_YEAR),
        str(Note.DIGITS_GROUPED),
        str(Note.OTHER_WORD),
        str(Note.STORAGE_WORDS),
    }
)
"""The issues of a whole column: said once for each, with the number of lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing to say of one distinct text in one field."""

    field: str
    text: str
    issue: str
    """A :class:`Problem`, :class:`Note` or :class:`CellIssue`, which decides the rule."""
    message: str
    candidates: tuple[str, ...] = ()
    """The canonical texts of the possible readings."""
    suggestion: str | None = None


_FIRST_DAY = "-01"
_BEHIND: Mapping[str, str] = MappingProxyType(
    {
        Note.DIGITS_GROUPED: "",
        Note.NUMBER_IN_WORDS: "",
        Note.COUNT_WITH_WORDS: "",
        Note.PACK_SIZE_BEHIND: "; what one of them holds belongs in the column of pack sizes",
        Note.OTHER_WORD: "",
        Note.STORAGE_WORDS: "",
    }
)
"""The notes that say no more than what was read, and what is said behind it."""


def said_of(note: Note, read_as: str) -> str:
    """Return what is said of a text that was read with a note."""
    if note == Note.MONTH_ONLY:
        day = "first" if read_as.endswith(_FIRST_DAY) else "last"
        return f"month read as its {day} day: {read_as}"
    if note in _BEHIND:
        return f"is read as {read_as}{_BEHIND[note]}"
    return f"{note}: {read_as}"


def no_issues() -> pl.DataFrame:
    """Return an empty table of issues."""
    return pl.DataFrame(schema=ISSUES)


def issues_frame(issues: Iterable[Issue], source: int = 0) -> pl.DataFrame:
    """Return issues as a table, all of one source."""
    rows = [{**asdict(issue), "source": source} for issue in issues]
    return pl.DataFrame(rows, schema=ISSUES)
