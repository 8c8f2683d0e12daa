"""Balances of many lines together: like added to like, with what each sum covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.kernel.keys import KEYS
from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation.balances import BALANCE, CLAIMED
from aidtrack.reconciliation.promises import SORT, words

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP_KEYS: Final = ("donor", "recipient", "kind", "item", "consignment", "country")
"""What balances can be taken by."""
_ZERO: Final = pl.lit(0, dtype=DECIMAL)
_ENDED: Final = ("distributed", "returned", "lost", "rejected", "damaged", "missing")


def grouped(lines: pl.DataFrame, pledges: pl.DataFrame, keys: Iterable[str]) -> pl.DataFrame:
    """Return sums of balances by some keys, kind, type and unit.

    Columns: the keys, kind, type, words, unit, ``lines``, and for each figure ``X`` its sum,
    ``X.lines``, how many lines it covers (null and 0 where it covers none), and ``X.open``,
    how many it leaves out though entries speak of them. For what entries state, ``X.least``
    and ``X.most`` add up the least and the most of the claims.
    Besides the figures of `BALANCE`: ``announced`` (pledged; dispatched where no pledge is
    recorded), ``outstanding`` (of pledges), and ``unaccounted``: outstanding, or sent, and no
    entry says that it was handed on, returned, lost, rejected, damaged or missing. Sums by any
    keys add up to the same, but for goods that ended and whose dispatch is not recorded: these
    are taken off what the same row has outstanding. Where sums are by item, what is outstanding
    of several descriptions that a pledge promises together is of none.

    Raises:
        UnknownName: One of the keys is not known.
    """
    chosen = list(dict.fromkeys(keys))
    for name in chosen:
        if name not in GROUP_KEYS:
            what = "key to balance by"
            raise UnknownName(what, name, GROUP_KEYS)
    own = (
        lines.filter(pl.col("onward_of").is_null())
        .with_columns(_announced("announced"), words=words())
        .with_columns(
            _announced("announced.least", ".least"),
            _announced("announced.most", ".most"),
            _rest(pl.col("dispatched")).alias("_unended"),
            _ended().alias("_ended"),
        )
    )
    # Not on the list of a consignment is not the same as on no list.
    unsent = pl.col("dispatched.least").is_null() & pl.col("dispatched").is_null()
    columns = [f"key.{name}" for name in chosen if name != "kind"]
    by = [*columns, *SORT]
    figures = [*BALANCE, "announced"]
    sums = (
        own.with_columns(*_keys(chosen))
        .group_by(by)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"),
            *(expression for name in figures for expression in _sum(name, said=_SAID.get(name))),
            *_sum("_unended", said="dispatched.least"),
            pl.col("_ended").filter(unsent).sum().alias("_strayed"),
            pl.col("_ended").filter(unsent).is_null().sum().alias("_unsure"),
            *(_end(f"{name}.{end}") for name in (*CLAIMED, "announced") for end in ENDS),
            pl.col("description").drop_nulls().n_unique().cast(pl.Int64).alias("descriptions"),
        )
    )
    left = (
        pledges.with_columns(*_keys(chosen, consignment="pledge"))
        .group_by(by)
        .agg(*_sum("outstanding"))
    )
    whole = sums.join(left, on=by, how="full", coalesce=True, nulls_equal=True)
    counts = [name for name, dtype in whole.schema.items() if dtype == pl.Int64]
    return (
        whole.with_columns(pl.col(counts).fill_null(0))
        .with_columns(*_unaccounted())
        .drop("_strayed", "_unsure", "_unended", "_unended.lines", "_unended.open")
        .sort(by, nulls_last=True)
    )


ENDS: Final = ("least", "most")


def _keys(names: Iterable[str], consignment: str = "consignment") -> list[pl.Expr]:
    return [
        (pl.col(consignment) if name == "consignment" else KEYS[name].make()).alias(f"key.{name}")
        for name in names
        if name != "kind"
    ]


def _sum(name: str, *, said: str | None = None) -> tuple[pl.Expr, ...]:
    """Return the sum of what is known, how many lines that is, and how many are left open.

    Args:
        name: The figure.
        said: The column that is null where no entry speaks of it; None where that is zero.
    """
    known = pl.col(name).is_not_null()
    spoken = pl.lit(value=True) if said is None else pl.col(said).is_not_null()
    return (
        pl.when(known.any()).then(pl.col(name).sum()).alias(name),
        known.sum().cast(pl.Int64).alias(f"{name}.lines"),
        (~known & spoken).sum().cast(pl.Int64).alias(f"{name}.open"),
    )


_SAID: Final = {
    **{name: f"{name}.least" for name in ("pledged", "arrived", "cleared", "announced")},
    "dispatched": "dispatched.least",
    "in_transit": "dispatched.least",
    "awaiting": "arrived.least",
}


def _end(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)


def _announced(name: str, end: str = "") -> pl.Expr:
    """Return what was promised, or what was sent where no promise of it is in the book."""
    promised = pl.col("pledged.least").is_not_null()
    return (
        pl.when(promised)
        .then(pl.col(f"pledged{end}"))
        .when(pl.col("pledge").is_null())
        .then(pl.col(f"dispatched{end}"))
        .alias(name)
    )


def _ended() -> pl.Expr:
    """Return how much of a line an entry says where it ended; unknown where one part is."""
    return pl.sum_horizontal(_ENDED, ignore_nulls=False)


def _rest(whole: pl.Expr) -> pl.Expr:
    """Return what is left of a line's goods of which no entry says where it ended."""
    rest = whole - _ended()
    return pl.when(rest.is_not_null()).then(pl.max_horizontal(rest, _ZERO))


def _unaccounted() -> tuple[pl.Expr, ...]:
    """Return what was promised or sent, of which no entry says where it ended.

    What ended though no dispatch of it is recorded, was promised if anything was.
    """
    promised, ended = pl.col("outstanding"), pl.col("_strayed").fill_null(_ZERO)
    unsent = pl.max_horizontal(promised - ended, _ZERO)
    unsure = pl.col("_unsure").fill_null(0) > 0
    left = pl.when(promised.is_not_null() & ((promised == 0) | ~unsure)).then(unsent)
    there = left.is_not_null() | pl.col("_unended").is_not_null()
    name = "unaccounted"
    return (
        pl.when(there).then(pl.sum_horizontal(left, "_unended")).alias(name),
        (pl.col("_unended.lines") + pl.col("outstanding.lines")).alias(f"{name}.lines"),
        (
            pl.col("_unended.open")
            + pl.col("outstanding.open")
            + (promised.is_not_null() & left.is_null()).cast(pl.Int64)
        ).alias(f"{name}.open"),
    )
