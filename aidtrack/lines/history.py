"""What a book of earlier consignments knows of a line: columns that the caller supplies.

Validation keeps no book. A ledger, or anybody with records of their own, looks the
lines up and hands what it found to :meth:`aidtrack.Lines.with_history`; the rules of
family 8 read it. A null says that nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class History:
    """One thing that is known from earlier records."""

    dtype: pl.DataType
    description: str


HISTORY: Mapping[str, History] = MappingProxyType(
    {
        "recorded_as": History(
            pl.String(), "The reference under which a consignment of the same content is recorded."
        ),
        "recorded_differently": History(
            pl.Boolean(), "Whether this reference is recorded with other content."
        ),
        "resembles": History(
            pl.String(), "The reference of another consignment with the same parties and goods."
        ),
        "dispatched_before": History(
            DECIMAL, "How much of this line was dispatched, in the unit of its quantity."
        ),
        "received_before": History(
            DECIMAL, "How much of this line was received already, in the unit of its quantity."
        ),
        "pledged_before": History(
            DECIMAL, "How much of this was pledged and not sent yet, in the unit of its quantity."
        ),
        "known_expiry": History(pl.Date(), "The expiry date under which this batch is known."),
    }
)
"""Every column that :meth:`aidtrack.Lines.with_history` takes."""


def history_columns(history: pl.DataFrame, lines: int) -> pl.DataFrame:
    """Return a frame of history with its columns in their own types.

    Args:
        history: One row for each line, in their order; some of the columns of `HISTORY`.
        lines: How many lines there are.

    Raises:
        ValueError: It has another number of rows than there are lines.
        UnknownName: One of its columns is none of history.
        TypeError: A column holds what its type cannot.
    """
    if history.height != lines:
        raise ValueError(
            f"expected one row for each of the {lines:,} lines, got {history.height:,}"
        )
    for name in history.columns:
        if name not in HISTORY:
            what = "column of history"
            raise UnknownName(what, name, HISTORY)
    try:
        return history.cast({name: HISTORY[name].dtype for name in history.columns})
    except pl.exceptions.PolarsError as error:
        raise TypeError(f"history cannot be used: {error}") from None
