"""Group by the keys that vary: a key of one value costs nothing, and many batches have such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.kernel.faults import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows in the order of their sources, most often as they are."""
    if frame["source"].n_unique() <= 1 and frame["row"].is_sorted():
        return frame
    return frame.sort("source", "row", maintain_order=True)


def varying_of(frame: pl.DataFrame, keys: Iterable[str]) -> frozenset[str]:
    """Return those of some columns that hold more than one value; null is a value like others."""
    return frozenset(key for key in dict.fromkeys(keys) if _varies(frame[key]))


def _varies(column: pl.Series) -> bool:
    if column.null_count():
        return column.null_count() < len(column)
    return bool(column.min() != column.max())


def within(expression: pl.Expr, keys: Sequence[str]) -> pl.Expr:
    """Return an expression of each group of rows; without keys, of all of them together."""
    return expression.over(keys) if keys else expression


def aggregate(frame: pl.DataFrame, keys: Sequence[str], sums: Iterable[pl.Expr]) -> pl.DataFrame:
    """Return one row for each group of a frame, in the order of their first rows.

    Args:
        frame: The rows to group.
        keys: The columns whose equal values make a group.
        sums: What to work out of each group.
    """
    query = frame.lazy()
    varying = varying_of(frame, keys)
    if frame.height and not varying:
        query = query.select(*(pl.col(key).first() for key in keys), *sums)
        return query.collect(optimizations=PLAIN)
    grouped = query.group_by([key for key in keys if key in varying] or keys, maintain_order=True)
    constant = [pl.col(key).first() for key in keys if varying and key not in varying]
    return (
        grouped.agg(*constant, *sums).select(*keys, pl.exclude(keys)).collect(optimizations=PLAIN)
    )
