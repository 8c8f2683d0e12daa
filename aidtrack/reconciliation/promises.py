"""Pledges against what was sent for them: compared by kind, type and unit, never added.

A pledge that leaves the type open, "20 oxygen units", is met by goods of any type of that
kind, but for those that it also promises by their type.

>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.model.entries import Dispatch, Pledge
>>> from aidtrack.reconciliation import reconcile
>>> told = {"who": "a ministry", "when": "2021-04-29"}
>>> offer = Consignment(reference="P-1", lines=(Monitor(quantity="150 each"),))
>>> sent = Consignment(reference="A-1", lines=(Monitor(quantity="60 each"),))
>>> entries = [Pledge(**told, consignment=offer), Dispatch(**told, consignment=sent, pledge="P-1")]
>>> reconcile(entries).pledges.select("pledge", "pledged", "dispatched", "outstanding").row(0)
('P-1', Decimal('150.000000000'), Decimal('60.000000000'), Decimal('90.000000000'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Mapping

SORT: Final = ("kind", "type", "words", "unit")
"""What goods must share to be added or compared; ``words`` tells apart what has no type."""
PARTIES: Final = ("donor", "donor_country", "recipient", "recipient_country")
_FIGURES: Final = ("pledged", "dispatched", "outstanding", "beyond")
_ZERO: Final = pl.lit(0, dtype=DECIMAL)


def words() -> pl.Expr:
    """Return the description of goods that nothing else tells apart, else an empty text."""
    unlike = (pl.col("kind").fill_null("item") == "item") & (
        pl.col("type").fill_null("other") == "other"
    )
    return pl.when(unlike).then(pl.col("description").fill_null("")).otherwise(pl.lit(""))


def purposes(entries: pl.DataFrame) -> pl.DataFrame:
    """Return for each consignment sent: ``pledge``, which it fulfils, and ``onward_of``.

    Where several entries tell of the dispatch, the foremost record says it. The pledge is
    null where the book has none of that reference; so is ``onward_of`` where the book says
    nothing of its source, or the consignment would come from itself: no source counts it.
    Where its dispatch does not name the source, the distribution does that handed the goods on
    as this consignment.

    Args:
        entries: The entries that stand.
    """
    pledges = entries.filter(pl.col("act") == "pledge")["consignment"].unique()
    sent = entries.filter(pl.col("act") == "dispatch").sort(
        pl.col("told") != "record", "when", "entry"
    )
    first = (
        sent.unique("consignment", keep="first", maintain_order=True)
        .join(_handed_on(entries), on="consignment", how="left", maintain_order="left")
        .with_columns(onward_of=pl.coalesce("onward_of", "source"))
    )
    pledge = pl.coalesce("pledge", "consignment")
    return first.select(
        "consignment",
        pl.when(pledge.is_in(pledges.implode())).then(pledge).alias("pledge"),
        pl.when(_sources(entries, first)).then("onward_of").alias("onward_of"),
    )


def _handed_on(entries: pl.DataFrame) -> pl.DataFrame:
    """Return the consignments as which goods were handed on, each with its ``source``."""
    return (
        entries.filter((pl.col("act") == "distribution") & pl.col("onward").is_not_null())
        .sort(pl.col("told") != "record", "when", "entry")
        .unique("onward", keep="first", maintain_order=True)
        .select(pl.col("onward").alias("consignment"), pl.col("consignment").alias("source"))
    )


def _sources(entries: pl.DataFrame, sent: pl.DataFrame) -> pl.Expr:
    """Return whether the consignment's source is in the book, and is not itself sent from it."""
    links = sent.filter(pl.col("onward_of").is_not_null()).select("consignment", "onward_of")
    told = entries.filter(pl.col("act") != "pledge")["consignment"].drop_nulls().unique()
    circular = pl.Series(sorted(in_circles(dict(links.iter_rows()))), dtype=pl.String)
    return pl.col("onward_of").is_in(told.implode()) & ~pl.col("consignment").is_in(
        circular.implode()
    )


def in_circles(sources: Mapping[str, str]) -> set[str]:
    """Return what is sent on from itself, at once or by way of others.

    >>> sorted(in_circles({"A": "A", "B": "C", "C": "B", "D": "B", "E": "F"}))
    ['A', 'B', 'C']
    """
    seen: set[str] = set()
    found: set[str] = set()
    for start in sources:
        path: list[str] = []
        name = start
        while name in sources and name not in seen:
            seen.add(name)
            path.append(name)
            name = sources[name]
        if name in path:
            found.update(path[path.index(name) :])
    return found


def promises(lines: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pledge, kind, type and unit: what was promised, sent, and is left.

    Columns: pledge, the parties, kind, type, words, unit, ``description`` (null where the
    lines of the row differ in it), ``pledged``, ``dispatched``, ``outstanding`` (never below
    zero) and ``beyond`` (sent, and not promised). A figure is null where one that it is made of
    is not known.

    Args:
        lines: The balance of each line, with ``pledge`` and ``onward_of``.
    """
    sorted_out = lines.with_columns(words=words())
    promised = _added(sorted_out.filter(_said("pledged")), "consignment", "pledged")
    fulfilling = pl.col("pledge").is_not_null() & pl.col("onward_of").is_null()
    meeting = _meeting(sorted_out.filter(_said("dispatched") & fulfilling), promised)
    sent = _added(meeting, "pledge", "dispatched")
    keys = ["pledge", *SORT]
    both = promised.join(sent, on=keys, how="full", coalesce=True, nulls_equal=True, suffix=".sent")
    parties = [pl.coalesce(name, f"{name}.sent").alias(name) for name in PARTIES]
    promise = pl.col("pledged.lines").is_not_null()
    described = pl.when(promise).then("description").otherwise("description.sent")
    # What no entry says was promised, or sent, was not: the book is all there is.
    figures = [
        pl.when(pl.col(f"{name}.lines").is_null()).then(_ZERO).otherwise(name).alias(name)
        for name in ("pledged", "dispatched")
    ]
    left = pl.col("pledged") - pl.col("dispatched")
    known = left.is_not_null()
    return (
        both.with_columns(*parties, *figures, described.alias("description"))
        .with_columns(
            outstanding=pl.when(known).then(pl.max_horizontal(left, _ZERO)),
            beyond=pl.when(known).then(pl.max_horizontal(-left, _ZERO)),
        )
        .select("pledge", *PARTIES, *SORT, "description", *_FIGURES)
        .sort(keys, nulls_last=True)
    )


def _meeting(sent: pl.DataFrame, promised: pl.DataFrame) -> pl.DataFrame:
    """Return lines that were sent for pledges, each as the goods that its pledge speaks of.

    Goods of which nothing else tells what they are, items, meet a promise without a type only
    where it has their description.
    """
    item = pl.col("kind").fill_null("item") == "item"
    keys = ["pledge", *SORT]
    yes = pl.lit(value=True)
    by_type = promised.select(keys).with_columns(by_type=yes)
    any_type = promised.filter(pl.col("type").is_null()).select(
        "pledge", "kind", pl.col("words").alias("open_words"), "unit", any_type=yes
    )
    plain = pl.when(item).then(pl.col("description").fill_null("")).otherwise(pl.lit(""))
    matched = (
        sent.with_columns(plain.alias("open_words"))
        .join(by_type, on=keys, how="left", nulls_equal=True)
        .join(any_type, on=["pledge", "kind", "open_words", "unit"], how="left", nulls_equal=True)
    )
    as_open = pl.col("by_type").is_null() & pl.col("any_type").is_not_null()
    return matched.with_columns(
        type=pl.when(~as_open).then("type"),
        words=pl.when(as_open).then("open_words").otherwise("words"),
    )


def _said(name: str) -> pl.Expr:
    return pl.col(f"{name}.least").is_not_null()


def _added(lines: pl.DataFrame, reference: str, name: str) -> pl.DataFrame:
    """Return the sums of one figure; null where one of its parts is not known."""
    whole = pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum())
    return lines.group_by(pl.col(reference).alias("pledge"), *SORT).agg(
        *(pl.col(party).drop_nulls().sort().first() for party in PARTIES),
        pl.when(pl.col("description").n_unique() == 1)
        .then(pl.col("description").first())
        .alias("description"),
        whole.alias(name),
        pl.len().alias(f"{name}.lines"),
    )
