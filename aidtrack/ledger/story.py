"""The story of one consignment, or of one batch: every entry that tells of it, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.ledger.places import places_of
from aidtrack.ledger.step import Step, amount_in_words, goods_in_words
from aidtrack.reconciliation.effect import reversed_by
from aidtrack.reconciliation.units import LINE
from aidtrack.reconciliation.whereabouts import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from aidtrack.reconciliation import Reconciliation

_TOLD: Final = (
    "entry", "line", "status", "quantity", "unit", "batch", "expiry", "reason", "instead_of",
)  # fmt: skip
_ORDER: Final = ("line", "batch", "expiry", "instead_of", "reason", "status")
_MOVED: Final = sorted({status for signs in SIGNS.values() for status in signs})
"""What brings goods somewhere, or takes them away from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the ledger knows of a consignment or a batch, in the order in which it happened."""

    steps: tuple[Step, ...]
    places: pl.DataFrame
    """Where the goods are now: consignment, line, place, state, quantity, unit. The state is
    ``in transit``, ``on hand``, ``handed on``, ``held rejected`` or ``held damaged`` (in the
    store that received them, and no part of its stock), ``sent back`` (to the sender) or
    ``lost``; the quantity is null where it is not known, and where goods of the line moved so
    and no entry says of which batch."""

    def __str__(self) -> str:
        """Return the story, and where the goods are now, a line each."""
        if not self.steps:
            return "nothing is recorded of it"
        steps = (f"{step.label}  {self.of(step)}{step.text}" for step in self.steps)
        return "\n".join((*steps, *(f"now  {text}" for text in self.now())))

    def of(self, step: Step) -> str:
        """Return what a step is said to be of: nothing where all are of one consignment."""
        several = len({step.consignment for step in self.steps} - {None}) > 1
        return f"{step.consignment}: " if several and step.consignment else ""

    def now(self) -> Iterator[str]:
        """Yield in words each place where goods are now."""
        for row in self.places.iter_rows(named=True):
            place = f" at {row['place']}" if row["place"] else ""
            amount = amount_in_words(row["quantity"], row["unit"])
            yield f"{row['consignment']} line {row['line']}: {amount} {row['state']}{place}"


def story_of(
    found: Reconciliation,
    *,
    batch: str | None = None,
    kept: pl.DataFrame | None = None,
    since: datetime | None = None,
) -> Trace:
    """Return the story of the consignments that a reconciliation is about.

    Args:
        found: The balances of these consignments.
        batch: Keep to the lines that have this batch, and to what is said of it there.
        kept: Keep to the lines of these names.
        since: Keep to what happened then and later.
    """
    own = found.claims if kept is None else found.claims.join(kept, on=LINE, how="semi")
    every = own if batch is None else _named(own, batch)
    claims = every if batch is None else _possible(every, batch)
    goods: dict[str, list[dict[str, Any]]] = {}
    gone = _taken_back(found, batch)
    if kept is not None:
        gone = gone.join(kept, on=LINE, how="semi")
    told = pl.concat([claims.select(_TOLD), gone.select(_TOLD)])
    for row in told.sort(_ORDER, nulls_last=True).iter_rows(named=True):
        goods.setdefault(row["entry"], []).append(row)
    entries = found.book.entries
    pairs = entries.filter(pl.col("reverses").is_not_null()).select("entry", "reverses")
    taken_back = reversed_by(dict(pairs.iter_rows()))
    about = set(entries.filter(pl.col("consignment").is_not_null())["entry"])
    told_of = about if batch is None and kept is None else set(goods)
    if kept is not None:
        # An arrival or a clearance can be of a consignment as a whole.
        whole = entries.join(found.book.movements, on="entry", how="anti")
        told_of |= set(whole.join(kept, on="consignment", how="semi")["entry"])
    told_of = _with_reversals(told_of, dict(pairs.iter_rows()))
    rows = [
        row
        for row in entries.sort("when", "act", "entry").iter_rows(named=True)
        if row["entry"] in told_of and (since is None or row["when"] >= since)
    ]
    return Trace(
        steps=tuple(
            _step(
                row,
                goods_in_words(goods.get(row["entry"], ()), because=row["reason"]),
                standing=row["entry"] not in taken_back,
            )
            for row in rows
        ),
        places=places_of(every, found, batch),
    )


def _with_reversals(entries: set[str], reverses: Mapping[str, str]) -> set[str]:
    """Return entries with the reversals that take them back, and those that take these back."""
    every = set(entries)
    while more := {name for name, target in reverses.items() if target in every} - every:
        every |= more
    return every


def _named(claims: pl.DataFrame, batch: str) -> pl.DataFrame:
    """Return what is said of the lines that have a batch; a line's only batch needs no name."""
    lines = claims.filter(pl.col("batch") == batch).select(LINE).unique()
    on_them = claims.join(lines, on=LINE, how="semi")
    several = on_them.group_by(LINE).agg(
        (pl.col("batch").drop_nulls().n_unique() > 1).alias("several")
    )
    own = pl.when(pl.col("several")).then("batch").otherwise(pl.lit(batch))
    return on_them.join(several, on=LINE, how="left").with_columns(own.alias("of")).drop("several")


def _possible(named: pl.DataFrame, batch: str) -> pl.DataFrame:
    """Return what is said of a batch, and what moved and may have been of it."""
    moved = pl.col("of").is_null() & pl.col("status").is_in(_MOVED)
    return named.filter((pl.col("of") == batch) | moved)


def _taken_back(found: Reconciliation, batch: str | None) -> pl.DataFrame:
    """Return what entries say that do not stand: it is told, and counts for nothing."""
    gone = found.book.movements.join(found.claims.select("entry"), on="entry", how="anti")
    return gone if batch is None else gone.filter(pl.col("batch") == batch)


def _step(row: dict[str, Any], goods: tuple[str, ...], *, standing: bool) -> Step:
    return Step(
        when=row["when"],
        entry=row["entry"],
        act=row["act"],
        who=row["who"],
        told=row["told"],
        consignment=row["consignment"],
        place=row["place"],
        document=row["document"],
        goods=goods,
        standing=standing,
        number=row["number"],
        reverses=row["reverses"],
        decision=row["decision"],
        reason=row["reason"],
    )
