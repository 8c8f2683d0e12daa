"""What became of everything: balances, the claims behind them, and what contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.profiles import stacked
from aidtrack.reconciliation.balances import BALANCE, balance
from aidtrack.reconciliation.book import GOODS, Book
from aidtrack.reconciliation.effect import standing
from aidtrack.reconciliation.facts import facts_of
from aidtrack.reconciliation.grouped import grouped
from aidtrack.reconciliation.judge import judge
from aidtrack.reconciliation.matching import match_lines
from aidtrack.reconciliation.posting import LISTED, post
from aidtrack.reconciliation.promises import PARTIES, promises, purposes
from aidtrack.reconciliation.settle import accounts, figures, with_voices
from aidtrack.reconciliation.units import AT, LINE, in_line_units
from aidtrack.reconciliation.whereabouts import SIGNS
from aidtrack.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aidtrack.findings import Findings, Rule
    from aidtrack.model.entries import Entry
    from aidtrack.profiles import Profile

_OF_ENTRIES = ("act", "told", "who", "when", "number", "document", "place")
_MADE_OF = {
    "missing": ("missing", "substituted", "lost_in_transit"),
    "distributed": tuple(SIGNS["handed on"]),
    "excess": ("excess", "accepted", "rejected", "damaged", "missing", "dispatched"),
    "awaiting": ("arrived", "accepted", "rejected", "damaged"),
    "on_hand": tuple(SIGNS["on hand"]),
    "held_rejected": tuple(SIGNS["held rejected"]),
    "held_damaged": tuple(SIGNS["held damaged"]),
    "sent_back": ("sent_back_rejected", "sent_back_damaged"),
    "in_transit": (
        *("dispatched", "accepted", "rejected", "damaged", "missing", "substituted"),
        *("lost_in_transit", "excess"),
    ),
    "announced": ("pledged", "dispatched"),
    "outstanding": ("pledged", "dispatched"),
    "unaccounted": (
        *("pledged", "dispatched", "distributed", "restored", "returned", "lost", "rejected"),
        *("damaged", "missing", "substituted", "lost_in_transit"),
    ),
}
"""What entries say that each derived figure is worked out from."""
FIGURES = (*BALANCE, "announced", "outstanding", "unaccounted")
"""Every figure that can be asked after: those of a line, and those of several together."""
_ENTRIES_AT_MOST = 2**32


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """The balances of a book, and how each came about.

    All frames are in a fixed order, whatever order the entries came in.
    """

    book: Book
    """The entries as they were given, those taken back among them."""
    claims: pl.DataFrame
    """One row per movement that stands, its line named as all lists name it, with its entry's
    witness and document, ``amount`` in the line's unit, ``deed`` (the act that it tells of),
    ``voice`` (whose account it belongs to), and ``stands``: whether figures are made of it, or
    it is kept beside them."""
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
        self, consignment: str | None = None, line: str | None = None, figure: str | None = None
    ) -> pl.DataFrame:
        """Return the claims that a figure is worked out from, and those kept beside it.

        Args:
            consignment: The reference, or None for all.
            line: The line's name, or None for all.
            figure: One of `FIGURES`, or None for all.

        Raises:
            UnknownName: There is no such figure.
        """
        if figure is not None and figure not in FIGURES:
            what = "figure"
            raise UnknownName(what, figure, FIGURES)
        wanted = pl.lit(value=True)
        if consignment is not None:
            wanted &= pl.col("consignment") == consignment
        if line is not None:
            wanted &= pl.col("line") == line
        if figure is not None:
            wanted &= pl.col("status").is_in(_MADE_OF.get(figure, (figure,)))
        return self.claims.filter(wanted).sort("consignment", "line", "when", "status", "entry")


def reconcile(
    entries: Iterable[Entry] | Book,
    *,
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
    profiles: Iterable[str | Profile] = (),
) -> Reconciliation:
    """Return what became of everything that entries speak of.

    The result does not depend on the order of the entries, and one that is given twice
    counts once.

    Args:
        entries: The entries, or the book that holds them in columns.
        today: The day to measure against, for rules that need it.
        rules: The rules to ask; those about balances are.
        profiles: The profiles that hold over the default one, the later over the earlier.

    Raises:
        UnknownName: There is no profile of a name.
        InvalidProfile: A profile names a rule that does not exist.
    """
    book = entries if isinstance(entries, Book) else post(entries)
    effective = standing(book)
    moved = _numbered(match_lines(_with_heads(effective)))
    goods = _goods(moved)
    claims = with_voices(in_line_units(moved.drop(GOODS), goods))
    told = accounts(claims)
    lines = _balanced(effective, claims, goods, told)
    pledges = promises(lines)
    findings = judge(
        facts_of(book, effective, claims=claims, accounts=told, lines=lines, pledges=pledges),
        rules,
        lines=lines.height,
        today=today,
        profiles=stacked(profiles),
    )
    return Reconciliation(book, claims.drop(AT), lines.drop(AT), pledges, findings)


def _with_heads(book: Book) -> pl.DataFrame:
    """Return movements with what their entries say of themselves."""
    heads = book.entries.sort("when", "entry").select("entry", *_OF_ENTRIES)
    order = pl.int_range(pl.len(), dtype=pl.UInt32).alias("order")
    return book.movements.join(
        heads.with_columns(order), on="entry", how="inner", maintain_order="left"
    )


def _numbered(moved: pl.DataFrame) -> pl.DataFrame:
    """Return movements with one number for each line, in the place of two texts."""
    consignment, line = (
        pl.col(name).cast(pl.Categorical).to_physical().cast(pl.UInt64) for name in LINE
    )
    coded = moved.with_columns(consignment.alias("_consignment"), line.alias("_line"))
    number = pl.col("_consignment") * (pl.col("_line").max() + 1) + pl.col("_line")
    return coded.with_columns(number.alias(AT)).drop("_consignment", "_line")


def _balanced(
    book: Book, claims: pl.DataFrame, goods: pl.DataFrame, told: pl.DataFrame
) -> pl.DataFrame:
    """Return the balance of each line, in the order of their names."""
    units = claims.group_by(AT).agg(pl.col("line_unit").min().alias("unit"))
    own = (
        goods.drop("unit", "quantity")
        .join(units, on=AT, how="left", maintain_order="left")
        .join(purposes(book.entries), on="consignment", how="left", maintain_order="left")
    )
    return balance(figures(told), own, _listing(claims)).sort(LINE)


def _goods(moved: pl.DataFrame) -> pl.DataFrame:
    """Return what each line is, as the foremost entry that says so has it.

    Goods that no list has are of the parties of the consignment that they came with, unless
    who received them says otherwise.
    """
    status, listed = pl.col("status"), pl.col("kind").is_not_null()
    rank = (
        pl.when(~listed)
        .then(3)
        .when(status == "dispatched")
        .then(0)
        .when(status == "pledged")
        .then(1)
        .otherwise(2)
    )
    report = (pl.col("told") != "record").cast(pl.UInt64)
    key = ((rank.cast(pl.UInt64) * 2 + report) * _ENTRIES_AT_MOST) + pl.col("order")
    order = moved.select(AT, key.alias("key")).with_row_index("row").sort("key")
    first = order.unique(AT, keep="first", maintain_order=True)["row"]
    kept = moved.select(AT, *LINE, "quantity", "unit", *GOODS)[first]
    unlisted = ~moved["status"][first].is_in(list(LISTED.values()))
    return _with_parties(kept, unlisted) if unlisted.any() else kept


def _with_parties(goods: pl.DataFrame, unlisted: pl.Series) -> pl.DataFrame:
    """Return goods of which those on no list have the parties that all of their consignment have.

    Args:
        goods: What each line is.
        unlisted: Whether no list has it.
    """
    told = goods.with_columns(unlisted.alias("unlisted"))
    own = [pl.col(name) for name in PARTIES]
    alike = [each.n_unique() == 1 for each in own]
    parties = (
        told.filter(~pl.col("unlisted"))
        .group_by("consignment")
        .agg(
            pl.when(one).then(each.first()).alias(f"{name}.common")
            for name, each, one in zip(PARTIES, own, alike, strict=True)
        )
    )
    joined = told.join(parties, on="consignment", how="left", maintain_order="left")
    # A name without a country is another donor's, whatever country the consignment's is of.
    pairs = ((name, f"{name}_country") for name in ("donor", "recipient"))
    filled = [
        pl.when(pl.col("unlisted") & pl.col(name).is_null() & pl.col(country).is_null())
        .then(f"{each}.common")
        .otherwise(each)
        .alias(each)
        for name, country in pairs
        for each in (name, country)
    ]
    return joined.with_columns(filled).select(goods.columns)


def _listing(moved: pl.DataFrame) -> pl.DataFrame:
    """Return the consignments of which a record of dispatch lists the lines."""
    return (
        moved.filter((pl.col("status") == "dispatched") & (pl.col("told") == "record"))
        .select("consignment", pl.lit(value=True).alias("complete"))
        .unique()
    )
