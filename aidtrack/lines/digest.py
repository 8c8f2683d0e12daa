"""Lines as plain texts, and the hash that tells any change to them.

The texts are the same on every machine and in every version of the libraries that
this one stands on, so that a hash taken today can be checked in ten years.

>>> from aidtrack.lines.lines import Lines
>>> from aidtrack.model import Consignment, Monitor
>>> lines = Lines.of(Consignment(reference="A-1", lines=(Monitor(quantity="1.50 each"),)))
>>> plain_cells(lines.frame)["quantity"].to_list()
['1.5']
>>> digest_of(lines.frame)[:8]
'34a92e8d'
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.schema import COLUMNS, DECIMAL, EXTRA, KEYS, STATE, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_STATE: Final = ".state"
_EMPTY: Final = hashlib.sha256().hexdigest()


def plain_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Return all that lines say as texts, one column for each that says anything.

    Numbers have no needless zeros, dates are ISO 8601, flags true or false. A state is
    left out where value and text tell it.
    """
    present = frozenset(frame.columns)
    known = [name for name in COLUMNS if name in present and name not in KEYS]
    own = sorted(name for name in present if name.startswith(EXTRA))
    plain = frame.select(_plain(name, frame.schema[name], present) for name in (*known, *own))
    counts = zip(plain.columns, plain.null_count().row(0), strict=True)
    return plain.select(name for name, nulls in counts if nulls < plain.height)


def typed_cells(plain: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that :func:`plain_cells` made texts of, in their own types."""
    typed = plain.select(_typed(name) for name in plain.columns)
    states = [name for name in typed.columns if name in COLUMNS and name.endswith(_STATE)]
    present = frozenset(typed.columns).difference(states)
    return typed.with_columns(
        pl.coalesce(name, state_of(name.removesuffix(_STATE), present)) for name in states
    )


def digest_of(frame: pl.DataFrame) -> str:
    """Return the hash of lines that are of one consignment; of none, that of nothing."""
    cells = plain_cells(frame)
    if not cells.height:
        return _EMPTY
    [sum_] = hashed(cells.with_columns(pl.lit(0).alias("_")), by=("_",))["sha256"]
    return str(sum_)


def digests(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the hash of each consignment's lines, in the order of their first lines.

    Args:
        frame: The canonical frame, the lines of each consignment in order.

    Returns:
        One row for each consignment: source, consignment, lines, sha256.
    """
    cells = pl.concat([frame.select("source", "consignment"), plain_cells(frame)], how="horizontal")
    return hashed(cells, by=("source", "consignment"))


def hashed(cells: pl.DataFrame, *, by: Iterable[str]) -> pl.DataFrame:
    """Return the hash of each group of plain cells, beside its keys and its number of lines.

    It is the SHA-256 of the columns that say anything in that group, in the order of
    their names: the name, then the cells from the first line to the last, each as its
    length in bytes, a colon and the text, and as ``-`` where it says nothing.
    """
    keys = list(by)
    names = sorted(name for name in cells.columns if name not in keys)
    grouped = (
        cells.lazy()
        .select(*keys, *(_measured(name) for name in names))
        .group_by(keys, maintain_order=True)
        .agg(pl.len().alias("lines"), *(_column(name) for name in names))
        .collect()
    )
    texts = grouped.select(pl.concat_str(names)).to_series() if names else [""] * grouped.height
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    return grouped.select(*keys, "lines", pl.Series("sha256", sums, dtype=pl.String))


def _measured(name: str) -> pl.Expr:
    cell = pl.col(name)
    size = cell.str.len_bytes().cast(pl.String)
    told = pl.when(cell.is_null()).then(pl.lit("-"))
    return told.otherwise(pl.concat_str(size, pl.lit(":"), cell)).alias(name)


def _column(name: str) -> pl.Expr:
    cells = pl.col(name)
    head = pl.lit(f"{len(name.encode())}:{name}")
    told = pl.when((cells == "-").all()).then(pl.lit(""))
    return told.otherwise(pl.concat_str(head, cells.str.join(""))).alias(name)


def _plain(name: str, dtype: pl.DataType, present: frozenset[str]) -> pl.Expr:
    column = pl.col(name)
    if dtype == DECIMAL:
        digits = column.cast(pl.String)
        return digits.str.strip_chars_end("0").str.strip_chars_end(".").alias(name)
    if name.endswith(_STATE):
        # Told by value and text unless it says more, such as that the value is elsewhere.
        told = state_of(name.removesuffix(_STATE), present - {name})
        return pl.when(column != told).then(column).cast(pl.String).alias(name)
    return column.cast(pl.String)


def _typed(name: str) -> pl.Expr:
    dtype = COLUMNS.get(name, pl.String())
    column = pl.col(name)
    if dtype == pl.Boolean():
        return (column == "true").alias(name)
    if dtype == pl.Date():
        return column.str.to_date("%Y-%m-%d")
    return column.cast(STATE if name in COLUMNS and name.endswith(_STATE) else dtype)
