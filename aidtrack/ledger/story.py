"""The story of one consignment, or of one batch: every entry that tells of it, with its source."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.ledger.places import places_of
from aidtrack.ledger.verify import SHOWN
from aidtrack.model.entries import write_instant
from aidtrack.reconciliation.effect import reversed_by
from aidtrack.reconciliation.units import LINE
from aidtrack.reconciliation.whereabouts import SIGNS
from aidtrack.text.number import normal_number, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from aidtrack.reconciliation import Reconciliation

_DONE: Final = {
    "pledge": "pledged",
    "dispatch": "dispatched",
    "arrival": "arrived",
    "receipt": "received",
    "distribution": "handed on",
    "loss": "lost",
    "return": "sent back",
    "reversal": "taken back",
}
_DECIDED: Final = {
    "held": "held at customs",
    "released": "released by customs",
    "refused": "refused by customs",
}
_TOLD: Final = ("entry", "line", "status", "quantity", "unit", "batch")
_MOVED: Final = sorted({status for signs in SIGNS.values() for status in signs})
"""What brings goods somewhere, or takes them away from there."""
_WHERE: Final = {"distribution": "to", "return": "from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the story."""

    when: datetime
    entry: str
    """The id of the entry."""
    act: str
    who: str
    told: str
    """``record``, or ``report``."""
    consignment: str | None
    place: str | None
    document: str | None
    goods: tuple[str, ...]
    """What it says of which line, in words."""
    standing: bool
    """Whether it stands: a reversal has not taken it back."""
    number: str | None = None
    """The number of the act itself, such as that of a goods received note."""
    reverses: str | None = None
    """The id of the entry that it takes back."""
    decision: str | None = None
    """What customs decided, or what became of goods that were lost."""
    reason: str | None = None
    """Why."""

    @property
    def label(self) -> str:
        """When it was, and the first digits of the entry's hash, by which it can be named."""
        return f"{self.when:%Y-%m-%d}  {self.entry[:SHOWN]}"

    @property
    def text(self) -> str:
        """What is told, in words."""
        how = "reports" if self.told == "report" else "records"
        source = f" ({self.document})" if self.document else ""
        goods = f": {'; '.join(self.goods)}" if self.goods else ""
        back = "" if self.standing else " [taken back]"
        return f"{self.who} {how}: {self._done()}{goods}{source}{back}"

    def _done(self) -> str:
        done = _DECIDED[str(self.decision)] if self.act == "clearance" else _DONE[self.act]
        if self.act == "loss" and self.decision != "unknown":
            done = f"{done}, {self.decision}"
        number = f" under {self.number}" if self.number else ""
        taken = f"{self.reverses[:SHOWN]} " if self.reverses else ""
        where = f" {_WHERE.get(self.act, 'at')} {self.place}" if self.place else ""
        why = f", because: {self.reason}" if self.reason else ""
        return f"{taken}{done}{number}{where}{why}"

    def __str__(self) -> str:
        """Return the step in one line."""
        return f"{self.label}  {self.text}"

    def to_dict(self) -> dict[str, Any]:
        """Return the step as plain values."""
        return {
            **{each.name: getattr(self, each.name) for each in fields(self)},
            "when": write_instant(self.when),
            "goods": list(self.goods),
        }


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
        return "\n".join(f"{label}  {text}" for label, text in self.paragraphs())

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Yield each step, and each place where goods are now: a label, and what is told."""
        several = len({step.consignment for step in self.steps} - {None}) > 1
        for step in self.steps:
            of = f"{step.consignment}: " if several and step.consignment else ""
            yield step.label, f"{of}{step.text}"
        for row in self.places.iter_rows(named=True):
            place = f" at {row['place']}" if row["place"] else ""
            amount = amount_in_words(row["quantity"], row["unit"])
            yield "now", f"{row['consignment']} line {row['line']}: {amount} {row['state']}{place}"


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
    goods: dict[str, list[str]] = {}
    gone = _taken_back(found, batch)
    if kept is not None:
        gone = gone.join(kept, on=LINE, how="semi")
    told = pl.concat([claims.select(_TOLD), gone.select(_TOLD)])
    for row in told.sort("line", "status", "batch", nulls_last=True).iter_rows(named=True):
        goods.setdefault(row["entry"], []).append(_in_words(row))
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
            _step(row, tuple(goods.get(row["entry"], ())), standing=row["entry"] not in taken_back)
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


def _in_words(row: dict[str, Any]) -> str:
    amount = amount_in_words(row["quantity"], row["unit"])
    lot = f" of batch {row['batch']}" if row["batch"] else ""
    return f"line {row['line']}: {amount}{lot} {row['status'].replace('_', ' ')}"


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


def amount_in_words(number: Decimal | None, unit: str | None) -> str:
    """Return so much of something, or that it is not known how much."""
    if number is None:
        return "an unknown quantity"
    return f"{show_number(normal_number(number))} {unit or '(unit not stated)'}"
