"""The story of one consignment, or of one batch: every entry that tells of it, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.reconciliation.effect import reversed_by
from aidtrack.reconciliation.units import LINE
from aidtrack.text.number import normal_number, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from aidtrack.reconciliation import Reconciliation

_DONE: Final = {
    "pledge": "pledged",
    "dispatch": "dispatched",
    "arrival": "arrived",
    "clearance": "declared to customs",
    "receipt": "received",
    "distribution": "handed on",
    "loss": "lost",
    "return": "sent back",
    "reversal": "taken back",
}
_TOLD: Final = ("entry", "line", "status", "quantity", "unit", "batch")
_HERE: Final = ("accepted", "restored")
_GONE: Final = ("distributed", "lost", "returned")


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

    def __str__(self) -> str:
        """Return the step in one line."""
        where = f" at {self.place}" if self.place else ""
        how = "reports" if self.told == "report" else "records"
        source = f" ({self.document})" if self.document else ""
        goods = f": {'; '.join(self.goods)}" if self.goods else ""
        back = "" if self.standing else " [taken back]"
        return (
            f"{self.when:%Y-%m-%d}  {self.who} {how}: {_DONE[self.act]}{where}{goods}{source}{back}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the ledger knows of a consignment or a batch, in the order in which it happened."""

    steps: tuple[Step, ...]
    places: pl.DataFrame
    """Where the goods are now: consignment, line, place, state, quantity, unit. The state is
    ``in transit``, ``on hand`` or ``handed on``; the quantity is null where it is not known."""

    def __str__(self) -> str:
        """Return the story, and where the goods are now, a line each."""
        if not self.steps:
            return "nothing is recorded of it"
        return "\n".join((*map(str, self.steps), *self._now()))

    def _now(self) -> Iterator[str]:
        for row in self.places.iter_rows(named=True):
            place = f" at {row['place']}" if row["place"] else ""
            amount = _amount(row["quantity"], row["unit"])
            yield f"now  {row['consignment']} line {row['line']}: {amount} {row['state']}{place}"


def story_of(found: Reconciliation, *, batch: str | None = None) -> Trace:
    """Return the story of the consignments that a reconciliation is about.

    Args:
        found: The balances of these consignments.
        batch: Keep to the lines that have this batch, and to what is said of it there.
    """
    claims = found.claims if batch is None else _of_batch(found.claims, batch)
    goods: dict[str, list[str]] = {}
    told = pl.concat([claims.select(_TOLD), _taken_back(found, batch).select(_TOLD)])
    for row in told.sort("line", "status", "batch", nulls_last=True).iter_rows(named=True):
        goods.setdefault(row["entry"], []).append(_in_words(row))
    entries = found.book.entries
    pairs = entries.filter(pl.col("reverses").is_not_null()).select("entry", "reverses")
    taken_back = reversed_by(dict(pairs.iter_rows()))
    about = set(entries.filter(pl.col("consignment").is_not_null())["entry"])
    told_of = about if batch is None else goods.keys()
    rows = [
        row
        for row in entries.sort("when", "entry").iter_rows(named=True)
        if row["entry"] in told_of or row["reverses"] in told_of
    ]
    return Trace(
        steps=tuple(
            _step(row, tuple(goods.get(row["entry"], ())), standing=row["entry"] not in taken_back)
            for row in rows
        ),
        places=_places(claims, found, by_batch=batch is not None),
    )


def _of_batch(claims: pl.DataFrame, batch: str) -> pl.DataFrame:
    """Return what is said of a batch: by its name, or of a line that has no other."""
    lines = claims.filter(pl.col("batch") == batch).select(LINE).unique()
    on_them = claims.join(lines, on=LINE, how="semi")
    several = on_them.group_by(LINE).agg(
        (pl.col("batch").drop_nulls().n_unique() > 1).alias("several")
    )
    silent = pl.col("batch").is_null() & ~pl.col("several")
    return (
        on_them.join(several, on=LINE, how="left")
        .filter((pl.col("batch") == batch) | silent)
        .drop("several")
    )


def _taken_back(found: Reconciliation, batch: str | None) -> pl.DataFrame:
    """Return what entries say that do not stand: it is told, and counts for nothing."""
    gone = found.book.movements.join(found.claims.select("entry"), on="entry", how="anti")
    return gone if batch is None else gone.filter(pl.col("batch") == batch)


def _in_words(row: dict[str, Any]) -> str:
    amount = _amount(row["quantity"], row["unit"])
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
    )


def _places(claims: pl.DataFrame, found: Reconciliation, *, by_batch: bool) -> pl.DataFrame:
    """Return where goods are now."""
    own = claims.filter("stands")
    amount = pl.col("amount")
    unit = pl.col("line_unit").drop_nulls().first().alias("unit")
    signed = (
        pl.when(pl.col("status").is_in(_HERE))
        .then(amount)
        .when(pl.col("status").is_in(_GONE))
        .then(-amount)
    )
    stock = own.filter(pl.col("status").is_in([*_HERE, *_GONE]))
    here = stock.group_by(LINE).agg(
        _sum(signed).alias("quantity"),
        unit,
        pl.col("place").filter(pl.col("status") == "accepted").unique().sort().str.join(", ")
        .replace("", None).alias("place"),
        pl.lit("on hand").alias("state"),
    )  # fmt: skip
    moved = own.filter(pl.col("status").is_in(["distributed", "restored"]))
    handed = moved.group_by(*LINE, "place").agg(
        _sum(pl.when(pl.col("status") == "distributed").then(amount).otherwise(-amount)).alias(
            "quantity"
        ),
        unit,
        pl.lit("handed on").alias("state"),
    )
    lines = claims.filter(pl.col("status") == "dispatched").select(LINE).unique()
    coming = found.lines.join(lines, on=LINE, how="semi").select(
        *LINE,
        pl.col("in_transit").alias("quantity"),
        "unit",
        pl.lit(None, dtype=pl.String).alias("place"),
        pl.lit("in transit, of this line" if by_batch else "in transit").alias("state"),
    )
    names = [*LINE, "place", "state", "quantity", "unit"]
    every = pl.concat(part.select(names) for part in (coming, here, handed))
    return every.filter(pl.col("quantity").ne_missing(0)).sort(
        *LINE, "state", "place", nulls_last=True
    )


def _sum(value: pl.Expr) -> pl.Expr:
    """Return a sum that is unknown where one of its parts is."""
    return pl.when(value.is_not_null().all()).then(value.sum())


def _amount(number: Decimal | None, unit: str | None) -> str:
    if number is None:
        return "an unknown quantity"
    return f"{show_number(normal_number(number))} {unit or '(unit not stated)'}"
