"""Faults in values that stand once for many lines: said once, with how many lines they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.kernel.grouping import aggregate, in_order
from aidtrack.lines.schema import null_column

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aidtrack.findings import Rule, Source

CONCERNED: Final = "concerned"
"""The column that holds the number of lines behind a hit."""
_OF_A_LINE = ("line", "position", "description.text", "quantity.text")
"""What tells one line from another: a value above the table is none of theirs."""


def said_once(hits: pl.DataFrame, rule: Rule, sources: Sequence[Source]) -> pl.DataFrame:
    """Return hits, those at cells that stand once for all lines of their source put together.

    There is one for each consignment. What is put together of several batches can be put
    together again, wherever the lines were cut.

    Args:
        hits: The rows at which a rule found its fault.
        rule: The rule.
        sources: Where the lines came from.
    """
    once = [number for number, source in enumerate(sources) if _stand_once(rule, source)]
    if not once:
        return hits
    if CONCERNED not in hits.columns:
        hits = hits.with_columns(pl.lit(1, dtype=pl.Int64).alias(CONCERNED))
    above = pl.col("source").is_in(once)
    together = in_order(hits.filter(above))
    if not together.height:
        return hits
    said = (*rule.shown, *rule.pointed)
    shown = [column for name in said for column in (f"{name}.text", name)]
    keys = [name for name in ("source", "consignment", *shown) if name in hits.columns]
    rest = [pl.exclude(*keys, CONCERNED).first(), pl.col(CONCERNED).sum()]
    first = aggregate(together, list(dict.fromkeys(keys)), rest)
    whole = first.with_columns(of_no_line(first.columns)).select(hits.columns)
    return in_order(pl.concat([hits.filter(~above), whole], how="vertical_relaxed"))


def of_no_line(columns: Collection[str]) -> list[pl.Expr]:
    """Return nulls for those of some columns that tell one line from another."""
    return [null_column(name) for name in _OF_A_LINE if name in columns]


def _stand_once(rule: Rule, source: Source) -> bool:
    """Return whether all cells to which a rule's findings point are above the table."""
    uses = [use for name in rule.pointed if (use := source.column_of(name)) is not None]
    return bool(uses) and all(use.row is not None for use in uses)
