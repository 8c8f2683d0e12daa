"""What reading has to say of one text, before any rule is asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.schema import ISSUES
from aidtrack.text.reading import Note

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    KIND_INFERRED = "kind inferred"
    """The kind of goods is not stated, and was told by their description."""


READ_ISSUES = frozenset(
    {
        *map(str, Note),
        str(CellIssue.SETTLED),
        str(CellIssue.COUNTRY_BY_ALIAS),
        str(CellIssue.AMBIGUOUS_COUNTRY),
        str(CellIssue.NEAR_COUNTRY),
        str(CellIssue.KIND_INFERRED),
    }
)
"""The issues of texts that have a value all the same."""

COLUMN_ISSUES = frozenset(
    {str(CellIssue.SETTLED), str(CellIssue.KIND_INFERRED), str(Note.TWO_DIGIT_YEAR)}
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


def no_issues() -> pl.DataFrame:
    """Return an empty table of issues."""
    return pl.DataFrame(schema=ISSUES)


def issues_frame(issues: Iterable[Issue], source: int = 0) -> pl.DataFrame:
    """Return issues as a table, all of one source."""
    rows = [{**asdict(issue), "source": source} for issue in issues]
    return pl.DataFrame(rows, schema=ISSUES)
