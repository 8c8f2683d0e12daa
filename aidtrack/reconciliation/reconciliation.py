"""What became of everything: balances, the claims behind them, and what contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.profiles import DEFAULT, names_of_profiles
from aidtrack.reconciliation.balances import BALANCE, balance
from aidtrack.reconciliation.book import GOODS, Book
from aidtrack.reconciliation.effect import standing
from aidtrack.reconciliation.facts import facts_of
from aidtrack.reconciliation.grouped import grouped
from aidtrack.reconciliation.judge import judge
from aidtrack.reconciliation.matching import match_lines
from aidtrack.reconciliation.posting import post
from aidtrack.reconciliation.promises import promises, purposes
from aidtrack.reconciliation.settle import accounts, figures, with_voices
from aidtrack.reconciliation.units import LINE, in_line_units
from aidtrack.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aidtrack.findings import Findings, Rule
    from aidtrack.model.entries import Entry

_OF_ENTRIES = ("act", "told", "who", "when", "number", "document", "place")
_MADE_OF = {
    "missing": ("missing", "substituted", "lost_in_transit"),
    "distributed": ("distributed", "restored"),
    "excess": ("excess", "accepted", "rejected", "damaged", "missing", "dispatched"),
    "awaiting": ("arrived", "accepted", "rejected", "damaged"),
    "on_hand": ("accepted", "distributed", "restored", "lost", "returned"),
    "in_transit": (
        *("dispatched", "accepted", "rejected", "damaged", "missing", "substituted"),
        *("lost_in_transit", "excess"),
    ),
}
"""What entries say that each derived figure is worked out from."""


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """The balances of a book, and how each came about.

    All frames are in a fixed order, whatever order the entries came in.
    """

    book: Book
    """The entries as they were given, those taken back among them."""
    claims: pl.DataFrame
    """One row per movement that stands, its line named as all lists name it, with its entry's
    witness and document, ``amount`` in the line's unit, and ``stands``: whether figures are made
    of it, or it is kept beside them."""
    accounts: pl.DataFrame
    """What each witness says of each line and status."""
    lines: pl.DataFrame
    """One row per line of a consignment or pledge: what it is, its unit, and the figures of
    :data:`aidtrack.reconciliation.BALANCE`, null where they are not known."""
    pledges: pl.DataFrame
    """One row per pledge, kind, type and unit: pledged, dispatched, outstanding, beyond."""
    findings: Findings
    """What contradicts, with both sides and their sources."""

    def by(self, *keys: str) -> pl.DataFrame:
        """Return sums by any of donor, recipient, kind, item, consignment and country.

        Like is added to like: there is one row per key, kind, type and unit. Goods sent on
        as a consignment of their own are counted where they came from, and not again.

        Raises:
            UnknownName: One of the keys is not known.
        """
        return grouped(self.lines, self.pledges, keys)

    def behind(
        self, consignment: str, line: str | None = None, figure: str | None = None
    ) -> pl.DataFrame:
        """Return the claims that a figure is worked out from, and those kept beside it.

        Args:
            consignment: The reference.
            line: The line's name, or None for all.
            figure: One of `BALANCE`, or None for all.

        Raises:
            UnknownName: There is no such figure.
        """
        if figure is not None and figure not in BALANCE:
            what = "figure"
            raise UnknownName(what, figure, BALANCE)
        wanted = pl.col("consignment") == consignment
        if line is not None:
            wanted &= pl.col("line") == line
        if figure is not None:
            wanted &= pl.col("status").is_in(_MADE_OF.get(figure, (figure,)))
        return self.claims.filter(wanted).sort("line", "when", "status", "entry")


def reconcile(
    entries: Iterable[Entry] | Book,
    *,
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
    profiles: Iterable[str] = (DEFAULT.name,),
) -> Reconciliation:
    """Return what became of everything that entries speak of.

    The result does not depend on the order of the entries, and one that is given twice
    counts once.

    Args:
        entries: The entries, or the book that holds them in columns.
        today: The day to measure against, for rules that need it.
        rules: The rules to ask; those about balances are.
        profiles: The names of the profiles whose thresholds hold, later over earlier.

    Raises:
        UnknownName: There is no profile of a name.
    """
    book = entries if isinstance(entries, Book) else post(entries)
    effective = standing(book)
    heads = effective.entries.select("entry", *_OF_ENTRIES)
    moved = match_lines(effective.movements.join(heads, on="entry", how="inner"))
    goods = _goods(moved)
    claims = with_voices(in_line_units(moved, goods))
    told = accounts(claims)
    units = claims.group_by(LINE).agg(pl.col("line_unit").drop_nulls().first().alias("unit"))
    own = (
        goods.drop("unit", "quantity")
        .join(units, on=LINE, how="left")
        .join(purposes(effective.entries), on="consignment", how="left")
    )
    lines = balance(figures(told), own, _listing(moved)).sort(LINE)
    pledges = promises(lines)
    findings = judge(
        facts_of(book, effective, claims=claims, accounts=told, lines=lines, pledges=pledges),
        rules,
        lines=lines.height,
        today=today,
        profiles=names_of_profiles(profiles),
    )
    return Reconciliation(book, claims, told, lines, pledges, findings)


def _goods(moved: pl.DataFrame) -> pl.DataFrame:
    """Return what each line is, as the foremost entry that says so has it."""
    order = (
        pl.col("kind").is_null(),
        pl.col("status") != "dispatched",
        pl.col("status") != "pledged",
        pl.col("told") != "record",
        "when",
        "entry",
    )
    first = moved.sort(*order, maintain_order=True).unique(LINE, keep="first", maintain_order=True)
    return first.select(*LINE, "quantity", "unit", *GOODS)


def _listing(moved: pl.DataFrame) -> pl.DataFrame:
    """Return the consignments of which a record of dispatch lists the lines."""
    return (
        moved.filter((pl.col("status") == "dispatched") & (pl.col("told") == "record"))
        .select("consignment", pl.lit(value=True).alias("complete"))
        .unique()
    )
