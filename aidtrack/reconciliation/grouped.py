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
    recorded), ``outstanding`` (of pledges), and ``unaccounted``: announced, and no entry says
    that it was handed on, returned, lost or refused.

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
            _announced("announced.least", ".least"), _announced("announced.most", ".most")
        )
    )
    columns = [f"key.{name}" for name in chosen if name != "kind"]
    by = [*columns, *SORT]
    figures = [*BALANCE, "announced"]
    sums = (
        own.with_columns(*_keys(chosen))
        .group_by(by)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"),
            *(expression for name in figures for expression in _sum(name, said=_SAID.get(name))),
            *(_end(f"{name}.{end}") for name in (*CLAIMED, "announced") for end in ENDS),
            pl.col("description").drop_nulls().n_unique().cast(pl.Int64).alias("descriptions"),
        )
    )
    left = (
        pledges.with_columns(description=pl.col("words"))
        .with_columns(*_keys(chosen, consignment="pledge"))
        .group_by(by)
        .agg(*_sum("outstanding"))
    )
    whole = sums.join(left, on=by, how="left", nulls_equal=True)
    return whole.with_columns(_unaccounted()).sort(by, nulls_last=True)


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


def _unaccounted() -> pl.Expr:
    """Return what was announced, of which no entry says where it ended; never below zero."""
    ended = pl.sum_horizontal(pl.col(name).fill_null(_ZERO) for name in _ENDED)
    known = pl.all_horizontal(pl.col(f"{name}.open") == 0 for name in ("announced", *_ENDED))
    rest = pl.max_horizontal(pl.col("announced") - ended, _ZERO)
    return pl.when(known & pl.col("announced").is_not_null()).then(rest).alias("unaccounted")
