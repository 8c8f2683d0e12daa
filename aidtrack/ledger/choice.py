"""What of a ledger is asked for: by whom, what, where, in which state and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypedDict

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.model import KINDS
from aidtrack.model.entries import read_instant
from aidtrack.reconciliation import BALANCE, Book
from aidtrack.reconciliation.units import LINE

if TYPE_CHECKING:
    from aidtrack.reconciliation import Reconciliation

Moment = date | datetime | str
"""A day, or an instant with its offset from UTC."""
PARTIES: Final = ("donor", "recipient")
"""What is chosen by a name, or by the code of a country."""
STATES: Final = (*BALANCE, "outstanding")
"""The states by which goods are chosen: a figure that is not zero, or of pledges what is open."""

_DAY: Final = len("2021-04-28")
_SORT: Final = ("kind", "type", "unit")
_STATED: Final = ("pledged", "dispatched", "arrived", "cleared")


class Asking(TypedDict, total=False):
    """What can be asked for besides one consignment or batch; None chooses nothing."""

    donor: str | None
    recipient: str | None
    kind: str | None
    place: str | None
    status: str | None
    since: Moment | None
    until: Moment | None


class Chosen(Asking, total=False):
    """What can be asked for, by name; what is None or not given chooses nothing."""

    consignment: str | None
    batch: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a ledger is asked for; what is None chooses nothing."""

    consignment: str | None = None
    """The reference of a consignment or pledge."""
    donor: str | None = None
    """Who gave, by name or by the code of a country."""
    recipient: str | None = None
    """Who is to receive, likewise."""
    kind: str | None = None
    """The kind of goods."""
    batch: str | None = None
    """The lines of which an entry names this batch; their figures are of the whole line."""
    place: str | None = None
    """The lines of which an entry says something at this place: a port, a store, a hospital."""
    status: str | None = None
    """The lines of which this figure is not zero: one of `STATES`."""
    since: Moment | None = None
    """The lines of which an entry of this day or a later one tells."""
    until: Moment | None = None
    """The state at the end of this day in UTC, or at this instant, by what is known now."""

    def __post_init__(self) -> None:
        """Refuse what cannot be asked for.

        Raises:
            UnknownName: There is no such kind or status.
            ValueError: A time cannot be read, or states no offset from UTC.
        """
        for what, name, known in (("kind", self.kind, KINDS), ("status", self.status, STATES)):
            if name is not None and name not in known:
                raise UnknownName(what, name, known)
        for moment in (self.since, self.until):
            if moment is not None:
                read_instant(moment)

    @property
    def is_open(self) -> bool:
        """Whether it asks for everything."""
        return self == Choice()

    def book(self, book: Book) -> Book:
        """Return the entries up to the day; what was taken back later is not among them.

        A reversal says that something never was so: it holds whenever it was made.
        """
        if self.until is None:
            return book
        kept = book.entries.filter(no_later(self.until) | (pl.col("act") == "reversal"))
        movements = book.movements.join(kept.select("entry"), on="entry", how="semi")
        # A reversal may be of an entry that is left out.
        return Book(kept, movements, whole=False)

    def lines(self, found: Reconciliation) -> pl.DataFrame:
        """Return the names of the lines that are asked for."""
        lines = found.lines
        if self.consignment is not None:
            lines = lines.filter(pl.col("consignment") == self.consignment)
        lines = lines.filter(self._goods())
        if self.status == "outstanding":
            still = found.pledges.filter(pl.col("outstanding").ne_missing(0))
            lines = lines.join(
                still.select(pl.col("pledge").alias("consignment"), *_SORT).unique(),
                on=["consignment", *_SORT],
                how="semi",
                nulls_equal=True,
            )
        elif self.status is not None:
            lines = lines.filter(_is_there(self.status))
        for name in ("batch", "place"):
            value = getattr(self, name)
            if value is not None:
                own = found.claims.filter(pl.col(name) == value)
                lines = lines.join(own.select(LINE).unique(), on=LINE, how="semi")
        if self.since is not None:
            after = pl.col("when") >= read_instant(self.since)
            named = found.claims.filter(after).select(LINE).unique()
            # An arrival or a clearance can be of a consignment as a whole.
            bare = found.book.entries.filter(
                after & pl.col("act").is_in(["arrival", "clearance"])
            ).join(found.book.movements, on="entry", how="anti")
            lines = pl.concat(
                [
                    lines.join(named, on=LINE, how="semi"),
                    lines.join(named, on=LINE, how="anti").join(
                        bare.select("consignment").unique(), on="consignment", how="semi"
                    ),
                ]
            )
        return lines.select(LINE)

    def of(self, found: Reconciliation) -> Reconciliation:
        """Return the balances of what is asked for alone, with the claims behind them."""
        if self.is_open:
            return found
        names = self.lines(found)
        lines = found.lines.join(names, on=LINE, how="semi", maintain_order="left")
        promised = pl.concat(
            [
                lines.select("consignment", *_SORT),
                lines.select(pl.col("pledge").alias("consignment"), *_SORT),
            ]
        ).unique()
        # A pledge may leave the type open.
        untyped = promised.with_columns(pl.lit(None, dtype=pl.String).alias("type"))
        promised = pl.concat([promised, untyped]).unique()
        pledges = found.pledges.join(
            promised,
            left_on=["pledge", *_SORT],
            right_on=["consignment", *_SORT],
            how="semi",
            nulls_equal=True,
            maintain_order="left",
        )
        claims = found.claims.join(names, on=LINE, how="semi", maintain_order="left")
        return replace(found, lines=lines, pledges=pledges, claims=claims)

    def _goods(self) -> pl.Expr:
        wanted = pl.lit(value=True)
        for name in PARTIES:
            value = getattr(self, name)
            if value is not None:
                by_name = pl.col(name).eq_missing(value)
                wanted &= by_name | pl.col(f"{name}_country").eq_missing(value)
        if self.kind is not None:
            wanted &= pl.col("kind").fill_null("item") == self.kind
        return wanted


def no_later(moment: Moment) -> pl.Expr:
    """Return whether an entry was no later than the end of a day, or than an instant."""
    at = read_instant(moment)
    if isinstance(moment, datetime) or (isinstance(moment, str) and len(moment.strip()) > _DAY):
        return pl.col("when") <= at
    return pl.col("when").dt.date() <= at.date()


def _is_there(name: str) -> pl.Expr:
    """Return whether a figure is not zero; it may be unknown, where an entry speaks of it."""
    there = pl.col(name).ne_missing(0)
    if name in _STATED:
        return there & pl.col(f"{name}.least").is_not_null()
    if name in ("in_transit", "awaiting"):
        return there & pl.col("dispatched.least").is_not_null()
    return there
