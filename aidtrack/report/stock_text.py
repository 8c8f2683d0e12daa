"""What is outstanding, and what expires, for a terminal: in no more than 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.step import amount_in_words
from aidtrack.report.plain import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

_INDENT: Final = " " * 4
_NOTHING: Final = "nothing"


def outstanding_text(frame: pl.DataFrame) -> Iterator[str]:
    """Yield what has not come and what was not sent, the oldest first.

    Args:
        frame: What :func:`aidtrack.ledger.stock.outstanding` returns.
    """
    if not frame.height:
        yield _NOTHING
    for row in frame.iter_rows(named=True):
        since = f"{row['since']:%Y-%m-%d}" if row["since"] else "(no day)  "
        state = "in transit" if row["state"] == "in transit" else "pledged, not sent"
        told = f"{_of(row)}: {amount_in_words(row['quantity'], row['unit'])} {state}: {_goods(row)}"
        yield from wrap(told, indent=_INDENT, first=f"since {since}  ")


def expiring_text(frame: pl.DataFrame) -> Iterator[str]:
    """Yield what expires, the first to expire first.

    Args:
        frame: What :func:`aidtrack.ledger.stock.expiring` returns.
    """
    if not frame.height:
        yield _NOTHING
    for row in frame.iter_rows(named=True):
        if row["on_hand"] is not None:
            amount = f"{amount_in_words(row['on_hand'], row['unit'])} on hand"
        elif row["at_most"] is not None:
            amount = f"at most {amount_in_words(row['at_most'], row['unit'])} on hand"
        else:
            amount = "an unknown quantity on hand"
        lot = f" of batch {row['batch']}" if row["batch"] else ""
        told = f"{_of(row)}: {amount}{lot}: {_goods(row)}"
        yield from wrap(told, indent=_INDENT, first=f"expires {row['expiry']}  ")


def _of(row: Mapping[str, Any]) -> str:
    return f"{row['consignment']} line {row['line']}" if row["line"] else row["consignment"]


def _goods(row: Mapping[str, Any]) -> str:
    return row["description"] or (row["kind"] or "goods that no list names").replace("_", " ")
