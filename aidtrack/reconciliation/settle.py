"""Many claims, one figure: what stands of everything that is said of a line.

The records of those who did something are added, act by act; what several records say
of one act is compared. Reports are never added to records, nor to one another: each
witness has an account of its own. Accounts are compared whole: who says that sixty were
rejected, and nothing else, says that none was accepted. Where those that stand disagree,
the figure lies between the least and the most of them, and is not settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.schema import DECIMAL
from aidtrack.reconciliation.book import STATUSES
from aidtrack.reconciliation.units import AT, LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF: Final = (AT, "status")
_ONCE: Final = ("pledge", "dispatch")
"""Of these there is one act for each consignment, however many tell of it."""
_COMING: Final = frozenset(
    {"accepted", "rejected", "damaged", "missing", "excess", "substituted", "lost_in_transit"}
)
_LEAVING: Final = frozenset({"distributed", "restored", "returned", "lost"})
_REFUSED: Final = frozenset({"sent_back_rejected", "sent_back_damaged"})


def _stage(status: str) -> str:
    if status in _COMING:
        return "coming"
    if status in _REFUSED:
        return "going back"
    return "leaving" if status in _LEAVING else status


STAGE: Final = "stage"
"""At which stage of the goods' way a status is a fate of theirs: what came of what was sent,
what left of what was accepted, what went back of the rest; every other status is a stage of
its own."""
_STAGES: Final = {status: _stage(status) for status in STATUSES}


def with_voices(movements: pl.DataFrame) -> pl.DataFrame:
    """Return movements with what tells their claims apart.

    ``deed`` is the act they speak of; ``voice`` whose account they belong to (all records
    make one account); ``stands`` whether the figures are made of them: where records speak
    of a line at a stage, reports of any fate at that stage do not.
    """
    record = pl.col("told") == "record"
    told = movements.with_columns(
        deed=pl.when(pl.col("act").is_in(_ONCE))
        .then(pl.lit(""))
        .otherwise(pl.coalesce(pl.lit("#") + pl.col("number"), "entry")),
        voice=pl.when(record).then(pl.lit("")).otherwise("who"),
    )
    if (movements["told"] == "record").all():
        return told.with_columns(stands=pl.lit(value=True))
    staged = told.with_columns(_at_stage())
    decided = (
        staged.filter(record).select(AT, STAGE).unique().with_columns(decided=pl.lit(value=True))
    )
    return (
        staged.join(decided, on=[AT, STAGE], how="left", maintain_order="left")
        .with_columns(stands=record | pl.col("decided").is_null())
        .drop("decided", STAGE)
    )


def accounts(movements: pl.DataFrame) -> pl.DataFrame:
    """Return what each voice says of each line and status: one row each.

    Columns: at, status, stage, voice, stands, ``least`` and ``most`` (apart where the records
    of one act differ), ``unknown`` (how many movements state no amount in the line's unit).
    """
    # Most of what a book says, one movement says alone: its account is itself.
    alone = movements.select(AT, "act").is_unique()
    others = movements.filter(~alone)
    if len(others):
        own = others.select(*_OF).is_unique() & ~_told_again(others)
        alone = alone.scatter(alone.not_().arg_true(), own)
    plain = movements.filter(alone).select(
        *_OF,
        "voice",
        "stands",
        least=pl.col("amount").fill_null(0),
        most=pl.col("amount").fill_null(0),
        unknown=pl.col("amount").is_null().cast(pl.Int64),
    )
    several = _accounts(movements.filter(~alone), (AT,), _OF)
    return pl.concat([plain, several.select(plain.columns)]).with_columns(_at_stage())


def _told_again(movements: pl.DataFrame) -> pl.Series:
    """Return whether several entries tell of a movement's act, or may: numbers are not unique."""
    tellings = movements.select("act", "deed", "entry").unique().group_by("act", "deed").len()
    return (
        movements.join(tellings, on=["act", "deed"], how="left", maintain_order="left")["len"] > 1
    )


def figures(told: pl.DataFrame) -> pl.DataFrame:
    """Return what stands of each line and status: the accounts that count, compared.

    Columns: at, status, ``least``, ``most``, ``unknown``, ``first_hand`` (whether they are
    records).
    """
    standing = told.filter("stands")
    # All records make one account, which nothing that stands is compared with.
    alone = standing.select(AT, STAGE).is_unique() | (standing["voice"] == "")
    first_hand = (pl.col("voice") == "").alias("first_hand")
    plain = standing.filter(alone).select(*_OF, "least", "most", "unknown", first_hand)
    several = _compared(standing.filter(~alone), (AT, STAGE), "voice", _OF, first_hand.any())
    return pl.concat([plain, several.select(plain.columns)])


def settled(claims: pl.DataFrame, *more: str) -> pl.DataFrame:
    """Return what stands of each line and status, split by some columns such as the batch.

    Args:
        claims: What is said, as a reconciliation has it.
        more: What to split by.

    Returns:
        Columns: consignment, line, status, those of ``more``, and ``quantity``, null where an
        amount is not known, or the accounts that stand disagree.
    """
    of = (*LINE, "status", *more)
    told = _accounts(claims.filter("stands"), LINE, of).with_columns(_at_stage())
    known = (pl.col("least") == pl.col("most")) & (pl.col("unknown") == 0)
    return _compared(told, (*LINE, STAGE), "voice", of).select(
        *of, quantity=pl.when(known).then("least")
    )


def _accounts(movements: pl.DataFrame, at: Sequence[str], of: Sequence[str]) -> pl.DataFrame:
    """Return what each voice says of each figure: its acts added, the tellings of one compared.

    Args:
        movements: What is said.
        at: What names a line.
        of: What names a figure; a line's name is a part of it.
    """
    amount = pl.col("amount")
    of_entries = movements.group_by(*of, "act", "voice", "stands", "deed", "entry").agg(
        amount.sum().alias("least"),
        amount.sum().alias("most"),
        amount.is_null().sum().cast(pl.Int64).alias("unknown"),
    )
    act = ("act", "voice", "stands", "deed")
    of_deeds = _compared(of_entries, (*at, *act), "entry", (*of, *act))
    return of_deeds.group_by(*of, "voice", "stands").agg(
        pl.col("least").sum(), pl.col("most").sum(), pl.col("unknown").sum()
    )


def _compared(
    told: pl.DataFrame, whole: Sequence[str], teller: str, of: Sequence[str], *more: pl.Expr
) -> pl.DataFrame:
    """Return the least and the most that several tellers say of each figure.

    Who tells of the whole and is silent of one of its figures says that it is zero, unless
    it leaves an amount open, or the figure is the excess.

    Args:
        told: What each teller says of each figure.
        whole: What names that of which each tells as a whole.
        teller: The column that names who tells.
        of: What names a figure.
        more: What else to take of the rows of each figure.
    """
    by = list(dict.fromkeys((*whole, *of)))
    closed = pl.col(teller).filter(pl.col("closed")).n_unique().cast(pl.Int64)
    marked = told.with_columns(closed=(pl.col("unknown") == 0).all().over(*whole, teller))
    tellers = marked.group_by(whole).agg(closed.alias("tellers"))
    least, most, zero = pl.col("least"), pl.col("most"), pl.lit(0, dtype=DECIMAL)
    # An excess that nobody states is worked out: who is silent of it denies nothing.
    silent = (pl.col("speaking") < pl.col("tellers")) & (pl.col("status") != "excess")
    return (
        marked.group_by(by)
        .agg(least.min(), most.max(), pl.col("unknown").sum(), closed.alias("speaking"), *more)
        .join(tellers, on=list(whole), how="left", nulls_equal=True)
        .with_columns(
            least=pl.when(silent).then(pl.min_horizontal(least, zero)).otherwise(least),
            most=pl.when(silent).then(pl.max_horizontal(most, zero)).otherwise(most),
        )
        .drop("speaking", "tellers")
    )


def _at_stage() -> pl.Expr:
    return pl.col("status").cast(pl.String).replace_strict(_STAGES).alias(STAGE)
