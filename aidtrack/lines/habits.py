"""What a column shows of its writer's habits only when its cells are seen together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidtrack.lines.issue import CellIssue, Issue
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import NumberShape
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from aidtrack.model.field import Field

_EXACT = re.compile(r"0|[1-9][0-9]*(?:\.[0-9]*[1-9])?|0\.[0-9]*[1-9]")
"""A number that is written as a spreadsheet writes it."""
_DIGITS_KEPT = 15
_BARE = r"^[-+]?\d[\d.,' \u00a0\u202f]*$"


def numbers_as_text(field: Field, base: pl.DataFrame) -> tuple[Issue, ...]:
    """Return an issue for each number that is a text where others are numbers to their file.

    A text that is such a number on another line is passed over: lines keep their texts
    only, and nobody could tell which of them is meant.

    Args:
        field: The field that the column stands for.
        base: The columns text and native.
    """
    if not isinstance(field.shape, NumberShape | MeasureShape | MoneyShape):
        return ()
    native = base["native"]
    if not native.any() or native.all():
        return ()
    own = base.filter(~native & base["text"].str.contains(_BARE))["text"]
    numbers = base["text"].filter(native).unique()
    texts = own.filter(~own.is_in(numbers.implode())).unique(maintain_order=True)
    message = "is a number kept as text, where others of the column are numbers to the file"
    return tuple(
        _issue(field, text, CellIssue.NUMBER_AS_TEXT, message, _as_number(text)) for text in texts
    )


def _as_number(text: str) -> str | None:
    """Return the number that a spreadsheet keeps for a text, where it keeps all its digits."""
    return text if _EXACT.fullmatch(text) and len(text) <= _DIGITS_KEPT else None


def comma_among_points(
    field: Field, text: str, mark: str | None, shown: Mapping[str, str], read_as: str
) -> tuple[Issue, ...]:
    """Return an issue where a number has a decimal comma and others have a point.

    Args:
        field: The field that the column stands for.
        text: The number as written.
        mark: The decimal mark that it shows.
        shown: The marks that its column shows, each with an example.
        read_as: What it was read as.
    """
    if mark != "comma" or "point" not in shown:
        return ()
    message = (
        f"is read as {read_as}; others of the column have a point, such as {quote(shown['point'])}"
    )
    return (_issue(field, text, CellIssue.DECIMAL_COMMA_MIXED, message),)


def spaces_around(field: Field, value: pl.Series, written: pl.Series) -> tuple[Issue, ...]:
    """Return an issue for each text with spaces around it; those within are part of it."""
    texts = written.filter(value != written).unique(maintain_order=True)
    return tuple(
        _issue(
            field,
            text,
            CellIssue.SPACES_AROUND,
            f"{quote(text)} has spaces around it, which are left out",
            text.strip(),
        )
        for text in texts
    )


def _issue(
    field: Field, text: str, issue: CellIssue, message: str, suggestion: str | None = None
) -> Issue:
    return Issue(
        field=field.name, text=text, issue=str(issue), message=message, suggestion=suggestion
    )
