"""What an ambiguous text is by every reading of it, where that is enough to judge it.

>>> frame = pl.DataFrame({"expiry": [None], "expiry.text": ["03/04/2026"]})
>>> frame.select(latest_expiry(frame)).item()
datetime.date(2026, 4, 3)

No order of day and month is settled by this: the value stays null. Goods are expired by every
reading of their date if they are by its latest.
"""

from __future__ import annotations

import polars as pl

from aidtrack.text.date import read_date


def latest_expiry(frame: pl.DataFrame) -> pl.Expr:
    """Return the expiry, and of one that can be read in several ways the latest of them."""
    known = pl.col("expiry").cast(pl.Date)
    if "expiry.text" not in frame.columns:
        return known
    unread = frame["expiry.text"].filter(frame["expiry"].is_null()).drop_nulls().unique()
    latest = {text: max(read_date(text, month="end").candidates, default=None) for text in unread}
    told = {text: day for text, day in latest.items() if day is not None}
    if not told:
        return known
    either = pl.col("expiry.text").replace_strict(told, default=None, return_dtype=pl.Date)
    return pl.coalesce(known, either)
