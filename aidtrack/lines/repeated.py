"""A column that says the same again and again, as its distinct texts and where each stands.

Manifests repeat themselves: a million lines hold a few thousand weights and three
donors. What is done with each text is then done once for all the lines that say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def told_by(
    frame: pl.DataFrame,
    names: Sequence[str],
    told: pl.Expr,
    dtype: pl.DataType | type[pl.DataType] = pl.String,
) -> pl.Expr:
    """Return what some columns tell of each line, having looked at what they say once.

    >>> frame = pl.DataFrame({"batch": ["a", "b", "a", None]})
    >>> frame.select(told_by(frame, ["batch"], pl.col("batch") + "!")).to_series().to_list()
    ['a!', 'b!', 'a!', None]

    Args:
        frame: The lines.
        names: The columns that the expression reads; where one is absent, nothing is told.
        told: What to work out from them.
        dtype: Its type.
    """
    if not set(names) <= set(frame.columns):
        return pl.lit(None, dtype=dtype)
    lines = frame.select(names)
    known = lines.unique().with_columns(told.alias(_TOLD))
    found = lines.join(known, on=list(names), how="left", nulls_equal=True, maintain_order="left")
    return pl.lit(found[_TOLD])


_TOLD: Final = "told"
