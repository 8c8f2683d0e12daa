"""What is said once of a whole column: its first cells are named, all of its lines are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.kernel.grouping import in_order
from aidtrack.kernel.once import of_no_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.findings import Source

PLACES: Final = 20
"""How many cells of a column a finding names."""
MORE: Final = "more"
"""The column that holds the cells behind the first."""
_COLUMN = ("source", "field")
_PLACE = ("row", "position", "reference", "line", "text", "unit")


def once_each(hits: pl.DataFrame, sources: Sequence[Source]) -> pl.DataFrame:
    """Return hits, those of a value that stands once for all lines of its source but once."""
    once = [
        (pl.col("source") == number) & (pl.col("field") == use.field)
        for number, source in enumerate(sources)
        for use in source.columns
        if use.row is not None
    ]
    if not once:
        return hits
    stands_once = pl.any_horizontal(once)
    first = pl.struct("source", "field", "text").is_first_distinct()
    return hits.filter(~stands_once | first).with_columns(
        pl.when(stands_once).then(nothing).otherwise(nothing.meta.output_name())
        for nothing in of_no_line(hits.columns)
    )


def first_of_columns(hits: pl.DataFrame) -> pl.DataFrame:
    """Return the first hits in each column of each source, the number of lines with the first.

    The firsts of the firsts of several batches are those of the whole, wherever it was cut.
    """
    ordered = in_order(hits)
    place = pl.int_range(pl.len()).over(_COLUMN)
    total = pl.when(place == 0).then(pl.col("lines").sum().over(_COLUMN)).otherwise(0)
    return ordered.with_columns(total.cast(pl.Int64).alias("lines")).filter(place < PLACES)


def as_columns(hits: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each column of each source: its first hit, and the next ones beside."""
    firsts = first_of_columns(hits)
    place = [name for name in _PLACE if name in firsts.columns]
    return firsts.group_by(_COLUMN, maintain_order=True).agg(
        pl.exclude(*_COLUMN, "lines").first(),
        pl.col("lines").sum(),
        pl.struct(place).slice(1).alias(MORE),
    )
