"""How two documents are compared: by what each allows, and by names as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.derived import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from polars import Expr

    from aidtrack.lines.columns import Columns

_EXACTLY = Decimal(0)


def both_sent(document: Columns) -> Expr:
    """Return where both documents say what was sent: what was received can be less."""
    return ~(document.is_receipt | document.other.is_receipt)


def is_received(document: Columns) -> Expr:
    """Return where this document says what was received, and the other what was sent."""
    return document.is_receipt & ~document.other.is_receipt


def above(document: Columns, what: str, tolerance: Decimal = _EXACTLY) -> Expr:
    """Return where the least that this document allows is above the most of the other."""
    most: Expr = getattr(document.other, f"{what}_most")
    least: Expr = getattr(document, f"{what}_least")
    return least > most + scaled(most.abs(), tolerance)


def below(document: Columns, what: str, tolerance: Decimal = _EXACTLY) -> Expr:
    """Return where the most that this document allows is below the least of the other."""
    least: Expr = getattr(document.other, f"{what}_least")
    most: Expr = getattr(document, f"{what}_most")
    return most < least - scaled(least.abs(), tolerance)


def packed_alike(document: Columns) -> Expr:
    """Return where two documents do not say that their packages are of different types.

    Cartons on a packing list can be pallets on a waybill.
    """
    mine, theirs = (
        side.package_type.str.to_lowercase().str.strip_chars().str.strip_suffix("s")
        for side in (document, document.other)
    )
    return (mine == theirs).fill_null(value=True)


def contradicts(document: Columns, what: str, tolerance: Decimal = _EXACTLY) -> Expr:
    """Return where no amount satisfies both documents; null where neither bounds the other."""
    higher, lower = above(document, what, tolerance), below(document, what, tolerance)
    return pl.coalesce(higher | lower, higher, lower)


def disagree(agree: Callable[[str, str], bool], ours: Expr, theirs: Expr) -> Expr:
    """Return where two texts cannot mean the same; documents are few, so each pair is asked."""

    def told(pairs: pl.Series) -> pl.Series:
        answers = [
            None if left is None or right is None else not agree(left, right)
            for left, right in pairs.struct.unnest().iter_rows()
        ]
        return pl.Series(answers, dtype=pl.Boolean)

    both = pl.struct(ours.alias("left"), theirs.alias("right"))
    return both.map_batches(told, return_dtype=pl.Boolean)
