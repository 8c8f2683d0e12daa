"""Exact sums of a batch by some keys: small tables that merge by addition.

Numbers are added unit by unit as written; nothing is converted, rounded or
multiplied here. Tables of two batches put together and added again are the
tables of both, in any order: that is all that streaming and Spark rely on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from aidtrack.kernel.faults import PLAIN
from aidtrack.lines.schema import State

_MEASURES = {
    "gross_weight": "total.gross_weight",
    "net_weight": "total.net_weight",
    "volume": "total.volume",
}


@dataclass(frozen=True, slots=True)
class Table:
    """How one table of sums is made, and what tells its rows apart."""

    keys: tuple[str, ...]
    """The columns besides the caller's keys whose values make a row."""
    make: Callable[[pl.LazyFrame, Sequence[str]], pl.LazyFrame]


def _grouped(frame: pl.LazyFrame, columns: Sequence[str], *sums: pl.Expr) -> pl.LazyFrame:
    if not columns:
        return frame.select(*sums)
    return frame.group_by(columns, maintain_order=True).agg(*sums)


def _lines(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    elsewhere = [
        (pl.col(f"{name}.state") == str(State.ELSEWHERE))
        .sum()
        .cast(pl.Int64)
        .alias(f"{name}.elsewhere")
        for name in _MEASURES
    ]
    # A blank weight may still be known, worked out from what one piece weighs.
    nothing = [
        ((pl.col(f"{name}.state") == str(State.BLANK)) & pl.col(column).is_null())
        .sum()
        .cast(pl.Int64)
        .alias(f"{name}.nothing")
        for name, column in _MEASURES.items()
    ]
    known = [
        pl.col(column).is_not_null().sum().cast(pl.Int64).alias(f"{name}.known")
        for name, column in _MEASURES.items()
    ]
    return _grouped(
        frame,
        by,
        pl.len().cast(pl.Int64).alias("lines"),
        pl.col("quantity").is_null().sum().cast(pl.Int64).alias("unread_quantities"),
        pl.col("total.value").is_null().sum().cast(pl.Int64).alias("unvalued"),
        pl.col("packages").sum(),
        pl.col("packages").is_not_null().sum().cast(pl.Int64).alias("packages.known"),
        *known,
        *elsewhere,
        *nothing,
    )


def _consignments(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    keys = list(dict.fromkeys((*by, *TABLES["consignments"].keys)))
    return _grouped(frame, keys, pl.len().cast(pl.Int64).alias("lines"))


def _quantity(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    known = frame.select(
        *by,
        pl.col("kind").fill_null("item"),
        "type",
        pl.col("quantity.unit").alias("unit"),
        "description",
        pl.col("quantity").alias("number"),
    ).filter(pl.col("number").is_not_null())
    return _grouped(
        known,
        [*by, "kind", "type", "unit", "description"],
        pl.col("number").sum(),
        pl.len().cast(pl.Int64).alias("lines"),
    )


def _measures(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    parts = [
        _grouped(
            frame.select(
                *by,
                pl.lit(name).alias("measure"),
                pl.col(f"{column}.unit").alias("unit"),
                pl.col(column).alias("number"),
            ).filter(pl.col("number").is_not_null() & pl.col("unit").is_not_null()),
            [*by, "measure", "unit"],
            pl.col("number").sum(),
        )
        for name, column in _MEASURES.items()
    ]
    return pl.concat(parts)


def _values(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    known = frame.select(
        *by, pl.col("total.value.unit").alias("unit"), pl.col("total.value").alias("number")
    ).filter(pl.col("number").is_not_null())
    return _grouped(
        known,
        [*by, "unit"],
        pl.col("number").sum(),
        pl.len().cast(pl.Int64).alias("lines"),
    )


def _flow(frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """Sum the pieces for each flow rate; the few products are formed at the end, exactly."""
    units = frame.filter(pl.col("kind") == "oxygen_unit").with_columns(
        pl.when(pl.col("quantity.unit") == "each", pl.col("flow_rate.unit").is_not_null())
        .then(pl.col("flow_rate"))
        .alias("rate"),
        pl.col("flow_rate.unit").alias("unit"),
    )
    return _grouped(
        units,
        [*by, "type", "unit", "rate"],
        pl.col("quantity").sum().alias("number"),
        pl.col("quantity").is_not_null().sum().cast(pl.Int64).alias("known"),
        pl.len().cast(pl.Int64).alias("lines"),
    )


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "lines": Table((), _lines),
        "consignments": Table(("document", "consignment"), _consignments),
        "quantity": Table(("kind", "type", "unit", "description"), _quantity),
        "measures": Table(("measure", "unit"), _measures),
        "values": Table(("unit",), _values),
        "flow": Table(("type", "unit", "rate"), _flow),
    }
)
"""Every table of sums."""

Sums = Mapping[str, pl.DataFrame]
"""The tables by name."""


def sum_up(frame: pl.DataFrame, by: Sequence[str], tables: Iterable[str] = tuple(TABLES)) -> Sums:
    """Return tables of one prepared batch, by columns of the frame."""
    chosen = list(tables)
    queries = [TABLES[name].make(frame.lazy(), by) for name in chosen]
    return dict(zip(chosen, pl.collect_all(queries, optimizations=PLAIN), strict=True))


def merge_sums(parts: Iterable[Sums], by: Sequence[str]) -> Sums:
    """Return the tables of several batches as those of all."""
    stacked: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for name, frame in part.items():
            stacked.setdefault(name, []).append(frame)
    return {
        name: _merged(frames, list(dict.fromkeys((*by, *TABLES[name].keys))))
        for name, frames in stacked.items()
    }


def _merged(frames: list[pl.DataFrame], columns: list[str]) -> pl.DataFrame:
    if len(frames) == 1:
        return frames[0]
    together = pl.concat(frames)
    sums = pl.exclude(columns).sum() if columns else pl.all().sum()
    return _grouped(together.lazy(), columns, sums).collect(optimizations=PLAIN)
