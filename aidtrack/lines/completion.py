"""What a table leaves unsaid and its words tell: countries behind names, kinds of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.countries import with_countries
from aidtrack.lines.issue import Issue, issues_frame
from aidtrack.lines.kinds import told_by_words, with_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = frozenset({"kind", "category", "technology"})


def complete(frame: pl.DataFrame, issues: Iterable[Issue]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a frame read from a table with countries and kinds, and all there is to say.

    Args:
        frame: The canonical frame of one source.
        issues: What reading its cells had to say. Of words that tell a kind or a
            category after all, though in each other's column, nothing is said.
    """
    frame, of_countries = with_countries(frame)
    told = told_by_words(frame)
    left = [each for each in issues if each.field not in _WORDS or each.text not in told]
    frame, of_kinds = with_kinds(frame)
    return frame, pl.concat([issues_frame([*left, *of_countries]), of_kinds])
