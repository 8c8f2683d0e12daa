"""A column that says the same again and again, as its distinct texts and where each stands.

Manifests repeat themselves: a million lines hold a few thousand weights and three
donors. What is done with each text is then done once for all the lines that say it.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_ENOUGH: Final = 2_000
"""With fewer lines there is nothing to be gained."""
_SAMPLE: Final = 10_000
_MOSTLY: Final = 2
"""A column repeats itself where its first lines say each text at least so often."""


def repeats_itself(texts: pl.Series) -> bool:
    """Return whether a column is long, and its first lines have few distinct texts.

    >>> repeats_itself(pl.Series(["France", "Japan"] * 2_000))
    True
    >>> repeats_itself(pl.Series(["France", "Japan"]))
    False
    """
    first = texts.head(_SAMPLE)
    return len(first) >= _ENOUGH and first.n_unique() * _MOSTLY <= len(first)


def distinct_texts(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the texts of a column, each once in the order of its first, and each line's place.

    A line without a text has no place.

    >>> texts, places = distinct_texts(pl.Series(["France", None, "Japan", "France"]))
    >>> texts.to_list(), places.to_list()
    (['France', 'Japan'], [0, None, 1, 0])
    """
    distinct = texts.drop_nulls().unique(maintain_order=True)
    # What an enumeration keeps is the place of each text in it.
    return distinct, texts.cast(pl.Enum(distinct)).to_physical()
