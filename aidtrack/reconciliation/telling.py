"""How a claim is told in words: a number, and who says it."""

from __future__ import annotations

import polars as pl


def shown(number: pl.Expr) -> pl.Expr:
    """Return a number as a text without needless zeros."""
    return number.cast(pl.String).str.replace(r"(\.\d*?)0+$", "${1}").str.replace(r"\.$", "")


def witness() -> pl.Expr:
    """Return who says it, when, and in which document."""
    day = pl.col("when").dt.date().cast(pl.String)
    source = pl.when(pl.col("document").is_not_null()).then(pl.concat_str(pl.lit(": "), "document"))
    return pl.concat_str(pl.col("who"), pl.lit(", "), day, source.fill_null(""))
