"""Consignments that are there twice under two references, told by a mark of their content.

The mark of a line is a hash of what it says; that of a consignment is their sum, which no
order of the lines changes, and which the batches of a file add up to.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from aidtrack.kernel.grouping import aggregate
from aidtrack.kernel.heads import CONSIGNMENT_KEYS

TWIN: Final = "twin"
CONTENT: Final = (
    "donor",
    "donor_country",
    "recipient",
    "recipient_country",
    "consignee",
    "destination",
    "dispatched",
    "waybill",
    "container_number",
    "description",
    "quantity",
    "gross_weight",
    "batch",
    "expiry",
    "serials",
    "parcels",
    "sscc",
)
"""What two consignments have alike on every line where one is the other once more."""
_MARK = "content"
_COLUMNS = (*CONTENT, "quantity.unit", "gross_weight.unit")


def content_of(*, twins: bool) -> list[pl.Expr]:
    """Return the sum that marks what the lines of a consignment say, or nothing.

    The sum is taken modulo a power of two: batches add up to the same as the whole.
    """
    if not twins:
        return []
    return [pl.struct(_COLUMNS).hash().cast(pl.UInt64).sum().alias(_MARK)]


def with_twins(facts: pl.DataFrame, contents: pl.DataFrame, *, apart: bool) -> pl.DataFrame:
    """Return the facts of consignments with the first other reference of the same content.

    Args:
        facts: One row for each consignment of each document.
        contents: What they hold, with their marks.
        apart: Whether each document is looked at by itself.
    """
    if _MARK not in contents.columns:
        return facts.with_columns(pl.lit(None, dtype=pl.String).alias(TWIN))
    marks = aggregate(contents, CONSIGNMENT_KEYS, [pl.col(_MARK).sum()])
    marked = facts.join(marks, on=CONSIGNMENT_KEYS, how="left", maintain_order="left")
    alike = ["lines", _MARK, *(["document"] if apart else [])]
    first = pl.col("reference").min().over(alike)
    return marked.with_columns(
        pl.when(pl.col("reference") != first).then(first).alias(TWIN)
    ).drop(_MARK)  # fmt: skip
