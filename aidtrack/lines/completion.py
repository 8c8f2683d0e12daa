"""What a table leaves unsaid and its words tell: countries behind names, kinds of goods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.countries import with_countries
from aidtrack.lines.issue import CellIssue, Issue, issues_frame
from aidtrack.lines.kinds import told_by_words, with_kinds
from aidtrack.model.choice import KIND
from aidtrack.text.reading import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = frozenset({"kind", "category", "technology"})


def complete(
    frame: pl.DataFrame, issues: Iterable[Issue], heading: str | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a frame read from a table with countries and kinds, and all there is to say.

    Args:
        frame: The canonical frame of one source.
        issues: What reading its cells had to say. Words that tell a kind or a category
            after all, though in each other's column, are no fault.
        heading: The header above the descriptions, which may be a kind of goods itself.
    """
    frame, of_countries = with_countries(frame)
    told = told_by_words(frame)
    left = [
        _of_kind(each) if _is_told(each, told) else each
        for each in issues
        if not (_is_told(each, told) and each.text in KIND.words)
    ]
    frame, of_kinds = with_kinds(frame, heading)
    return frame, pl.concat([issues_frame([*left, *of_countries]), of_kinds])


def _is_told(issue: Issue, told: frozenset[str]) -> bool:
    """Return whether an issue is one of a word that is no fault, as it tells the kind."""
    return issue.field in _WORDS and issue.text in told and issue.issue != Note.OTHER_WORD


def _of_kind(issue: Issue) -> Issue:
    message = "tells the kind of goods rather than their category"
    return replace(issue, issue=CellIssue.KIND_WORD, message=message, candidates=())
