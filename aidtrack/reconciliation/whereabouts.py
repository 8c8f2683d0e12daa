"""Where goods stand once they are received: what adds to each place, and what takes from it.

Every balance, stock and story adds up by these signs. What stands at one of the places does
not stand at another, but for what was sent back: that has left the store.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from aidtrack.reconciliation.settle import settled

if TYPE_CHECKING:
    from collections.abc import Mapping

Whereabouts = Literal["on hand", "handed on", "held rejected", "held damaged", "sent back", "lost"]
"""Where goods that came can be; ``held`` is in the store, and no part of its stock."""

SIGNS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "on hand": MappingProxyType(
            {"accepted": 1, "restored": 1, "distributed": -1, "lost": -1, "returned": -1}
        ),
        "handed on": MappingProxyType({"distributed": 1, "restored": -1}),
        "held rejected": MappingProxyType({"rejected": 1, "sent_back_rejected": -1}),
        "held damaged": MappingProxyType({"damaged": 1, "sent_back_damaged": -1}),
        "sent back": MappingProxyType(
            {"returned": 1, "sent_back_rejected": 1, "sent_back_damaged": 1}
        ),
        "lost": MappingProxyType({"lost": 1}),
    }
)
"""What entries say that adds to what is somewhere, or takes from it."""
GONE: Final = tuple(status for status, sign in SIGNS["on hand"].items() if sign < 0)
"""What takes goods out of the stock."""


def there(where: str) -> pl.Expr:
    """Return how much is somewhere, of a row that has a column for each status."""
    signs = SIGNS[where]
    return pl.sum_horizontal(
        (pl.col(status) if sign > 0 else -pl.col(status) for status, sign in signs.items()),
        ignore_nulls=False,
    )


def amounts(claims: pl.DataFrame, where: str, *split: str) -> pl.DataFrame:
    """Return what adds to what is somewhere, and what takes from it, of each line.

    Args:
        claims: What is said of the lines, as a reconciliation has it.
        where: A key of `SIGNS`.
        split: What else to tell apart, such as the batch.

    Returns:
        The columns consignment, line, status, those of ``split``, and ``amount``: below zero
        where it takes away, null where it is not known.
    """
    signs = SIGNS[where]
    moved = settled(claims.filter(pl.col("status").is_in(list(signs))), *split)
    takes = pl.col("status").is_in([status for status, sign in signs.items() if sign < 0])
    quantity = pl.col("quantity")
    return moved.with_columns(amount=pl.when(takes).then(-quantity).otherwise(quantity))


def added(amount: pl.Expr) -> pl.Expr:
    """Return the sum of amounts, unknown where one of them is."""
    return pl.when(amount.is_not_null().all()).then(amount.sum())
