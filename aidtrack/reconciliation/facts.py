"""What rules about balances look at: a frame for each sort of fact, one row for each.

Every frame has the consignment and the line that its rows are about, and some of the
facts of the scope; a rule is asked of the frame that has all that it reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.schema import DECIMAL
from aidtrack.model.entries import CAME
from aidtrack.reconciliation.bounds import came_back, of_batches, went_back
from aidtrack.reconciliation.promises import purposes
from aidtrack.reconciliation.settle import STAGE, figures
from aidtrack.reconciliation.slips import (
    counted_whole,
    days_after_dispatch,
    days_received,
    days_told,
)
from aidtrack.reconciliation.telling import shown, witness
from aidtrack.reconciliation.units import AT, LINE
from aidtrack.reconciliation.weights import weights_compared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.reconciliation.book import Book

_ZERO: Final = pl.lit(0, dtype=DECIMAL)
_NO_LINE: Final = pl.lit(None, dtype=pl.String).alias("line")
_DIFFERENT: Final = ("rejected", "damaged", "missing", "excess", "substituted")


def facts_of(
    book: Book,
    effective: Book,
    *,
    claims: pl.DataFrame,
    accounts: pl.DataFrame,
    lines: pl.DataFrame,
    pledges: pl.DataFrame,
) -> list[pl.DataFrame]:
    """Return the frames of facts.

    Args:
        book: All entries.
        effective: The entries that stand.
        claims: Their movements.
        accounts: What each voice says.
        lines: The balance of each line.
        pledges: Promises against what was sent for them.
    """
    return [
        _of_lines(claims, accounts, lines, effective.nearest),
        _contradictions(claims, accounts, lines),
        _beside_records(claims, accounts, lines),
        went_back(lines),
        came_back(claims, lines),
        of_batches(claims, lines),
        _of_movements(claims),
        _of_receipts(claims),
        _batches(claims),
        _expiries(claims),
        days_received(effective.entries),
        days_after_dispatch(effective.entries),
        days_told(effective.entries),
        counted_whole(claims),
        _of_pledges(pledges),
        _strangers(effective),
        weights_compared(effective.entries),
        *([_of_reversals(book), _sent_on(effective.entries)] if book.whole else []),
    ]


def _of_lines(
    claims: pl.DataFrame, accounts: pl.DataFrame, lines: pl.DataFrame, nearest: Mapping[str, str]
) -> pl.DataFrame:
    """Return what was sent, came and left, line by line."""
    excess = accounts.filter((pl.col("status") == "excess") & pl.col("stands"))
    substitutes = claims.filter(pl.col("instead_of").is_not_null()).select(AT).unique()
    lists = claims.filter(pl.col("status") == "dispatched").select("consignment").unique()
    yes = pl.lit(value=True)
    return (
        lines.join(
            excess.group_by(AT).agg(pl.col("most").max().alias("stated_excess")), on=AT, how="left"
        )
        .join(substitutes.with_columns(is_substitute=yes), on=AT, how="left")
        .join(lists.with_columns(list_known=yes), on="consignment", how="left")
        .select(
            *LINE,
            "unit",
            pl.col("dispatched").alias("sent"),
            came=pl.col("accepted") + pl.col("rejected") + pl.col("damaged"),
            not_coming="missing",
            stated_excess=pl.col("stated_excess").fill_null(_ZERO),
            in_stock="on_hand",
            handed_out="distributed",
            landed="arrived",
            # A pledge is no consignment: nothing is to be said of its list.
            list_known=pl.col("list_known").fill_null(value=False),
            nearest=_nearest(nearest),
            is_listed=pl.col("dispatched.least").is_not_null()
            | pl.col("pledged.least").is_not_null(),
            is_substitute=pl.col("is_substitute").fill_null(value=False),
        )
    )


def _worth_telling(frame: pl.DataFrame, worth: pl.Expr) -> pl.DataFrame:
    """Return the rows that a rule may find, and one that it will not: there it was asked."""
    return pl.concat([frame.filter(worth), frame.filter(~worth).head(1)])


def _contradictions(
    claims: pl.DataFrame, accounts: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Return the figures that claims are about, with the least and the most of those that count."""
    told = _worth_telling(figures(accounts), pl.col("least") < pl.col("most"))
    sides = _sides(claims.filter("stands").join(told, on=[AT, "status"], how="semi"))
    return (
        told.join(lines.select(AT, *LINE, "unit"), on=AT, how="left")
        .join(sides, on=[AT, "status"], how="left")
        .select(
            *LINE,
            "unit",
            "least",
            "most",
            "first_hand",
            "sides",
            figure=_in_words(pl.col("status")),
        )
    )


def _beside_records(
    claims: pl.DataFrame, accounts: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Return what reports say of figures that records decide: one row per report's witness."""
    settled = (pl.col("least") == pl.col("most")) & (pl.col("unknown") == 0)
    key = [AT, "status"]
    reports = accounts.filter(~pl.col("stands") & settled).select(
        *key, STAGE, "voice", reported="least"
    )
    records = accounts.filter("stands")
    # Records that tell of a stage to its end say that there is none of what they leave out;
    # an excess that they do not state is worked out.
    complete = records.group_by(AT, STAGE).agg(complete=(pl.col("unknown") == 0).all())
    own = records.select(*key, recorded=pl.when(settled).then("least"), spoken=pl.lit(value=True))
    silent = pl.col("spoken").is_null() & pl.col("complete") & (pl.col("status") != "excess")
    both = (
        reports.join(own, on=key, how="left")
        .join(complete, on=[AT, STAGE], how="left")
        .with_columns(pl.when(silent).then(_ZERO).otherwise("recorded").alias("recorded"))
        .filter(pl.col("recorded").is_not_null())
    )
    told = _worth_telling(both, pl.col("reported") != pl.col("recorded"))
    telling = claims.join(told, on=[*key, "voice"], how="semi")
    sides = _sides(telling, "voice")
    return (
        told.join(sides, on=[*key, "voice"], how="left")
        .join(lines.select(AT, *LINE, "unit"), on=AT, how="left")
        .select(*LINE, "unit", "reported", "recorded", "sides", figure=_in_words(pl.col("status")))
    )


def _in_words(status: pl.Expr) -> pl.Expr:
    return status.cast(pl.String).str.replace_all("_", " ")


def _sides(claims: pl.DataFrame, *more: str) -> pl.DataFrame:
    """Return who says what of each line and status, in one text."""
    amount = pl.concat_str(shown(pl.col("amount")), pl.lit(" "), "line_unit")
    side = pl.concat_str(amount.fill_null("(not stated)"), pl.lit(" by "), witness())
    return (
        claims.with_columns(side=side)
        .sort("when", "entry", "side")
        .group_by(AT, "status", *more, maintain_order=True)
        .agg(pl.col("side").str.join("; ").alias("sides"))
    )


def _of_movements(claims: pl.DataFrame) -> pl.DataFrame:
    """Return whether each movement says how much, in a unit that fits."""
    told = _worth_telling(claims, pl.col("amount").is_null())
    number = shown(pl.col("quantity"))
    return told.select(
        *LINE,
        "entry",
        unit="line_unit",
        said=pl.concat_str(number, pl.lit(" "), pl.col("unit").fill_null("(no unit)")),
        said_by=witness(),
        is_stated=pl.col("quantity").is_not_null(),
        fits=pl.col("amount").is_not_null(),
    )


def _of_receipts(claims: pl.DataFrame) -> pl.DataFrame:
    """Return whether each receipt's line differs from what was sent, and says why."""
    # Excess that only follows from a substitution needs no reason of its own.
    other = pl.col("status").is_in(_DIFFERENT) & (pl.col("quantity") != 0)
    differs = other & pl.col("instead_of").is_null()
    received = claims.filter(pl.col("act") == "receipt")
    told = _worth_telling(received, differs & pl.col("reason").is_null())
    return told.select(
        *LINE,
        "entry",
        "batch",
        differs=differs,
        has_reason=pl.col("reason").is_not_null(),
        said_by=witness(),
    ).unique()


def _batches(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the batches received of lines whose list states theirs."""
    sent = claims.filter((pl.col("status") == "dispatched") & pl.col("batch").is_not_null())
    came = claims.filter(pl.col("status").is_in(CAME) & pl.col("batch").is_not_null())
    # Only what came is compared: of all that is on its way no list of batches is made.
    sent = sent.join(came.select(AT).unique(), on=AT, how="semi")
    batches = sent.group_by(AT).agg(pl.col("batch").unique().sort().alias("batches"))
    return (
        came.select(AT, *LINE, "entry", batch_received="batch")
        .unique()
        .join(batches, on=AT, how="inner")
        .select(
            *LINE,
            "entry",
            "batch_received",
            batch_is_sent=pl.col("batches").list.contains(pl.col("batch_received")),
            batches_sent=pl.col("batches").list.join(", "),
        )
    )


def _expiries(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the expiries received of lines whose lists state one."""
    sent = (
        claims.filter((pl.col("status") == "dispatched") & pl.col("expiry").is_not_null())
        .group_by(AT)
        .agg(expiry_sent=pl.col("expiry").min(), latest=pl.col("expiry").max())
        # Lists that differ among themselves are another matter.
        .filter(pl.col("expiry_sent") == pl.col("latest"))
    )
    came = claims.filter(pl.col("status").is_in(CAME) & pl.col("expiry").is_not_null())
    return (
        came.select(AT, *LINE, "entry", expiry_received="expiry")
        .unique()
        .join(sent, on=AT, how="inner")
        .select(*LINE, "entry", "expiry_received", "expiry_sent")
    )


def _strangers(book: Book) -> pl.DataFrame:
    """Return whether anything says what each consignment is, or that it came."""
    spoken_of = pl.col("act").is_in(["dispatch", "pledge", "receipt"]).any()
    known = book.entries.filter(pl.col("consignment").is_not_null())
    told = known.group_by("consignment").agg(is_spoken_of=spoken_of)
    return _worth_telling(told, ~pl.col("is_spoken_of")).select(
        "consignment", _NO_LINE, "is_spoken_of", nearest=_nearest(book.nearest)
    )


def _nearest(nearest: Mapping[str, str]) -> pl.Expr:
    """Return what is said of the recorded reference that is most like the consignment's."""
    said = {name: f"; the nearest that is recorded is {found}" for name, found in nearest.items()}
    return pl.col("consignment").replace_strict(said, default="", return_dtype=pl.String)


def _of_pledges(pledges: pl.DataFrame) -> pl.DataFrame:
    """Return what was sent for each pledge, of what it promised anything of."""
    goods = pl.concat_str(
        pl.col("kind").str.replace_all("_", " "),
        pl.when(pl.col("type").is_not_null()).then(pl.concat_str(pl.lit(", "), "type")),
        pl.when(pl.col("words") != "").then(pl.concat_str(pl.lit(", "), "words")),
        ignore_nulls=True,
    )
    return pledges.select(
        pl.col("pledge").alias("consignment"),
        _NO_LINE,
        "unit",
        goods=goods,
        promised="pledged",
        sent_for_it="dispatched",
    )


def _of_reversals(book: Book) -> pl.DataFrame:
    """Return whether each reversal's entry is in the book."""
    names = book.entries["entry"].implode()
    return book.entries.filter(pl.col("reverses").is_not_null()).select(
        "consignment",
        "entry",
        _NO_LINE,
        taken_back="reverses",
        is_in_book=pl.col("reverses").is_in(names),
    )


def _sent_on(entries: pl.DataFrame) -> pl.DataFrame:
    """Return whether the source of goods that were sent on is where they are counted."""
    sent = entries.filter((pl.col("act") == "dispatch") & pl.col("onward_of").is_not_null())
    counted = purposes(entries).select("consignment", counted="onward_of")
    return sent.join(counted, on="consignment", how="left").select(
        "consignment",
        "entry",
        _NO_LINE,
        sent_on_from="onward_of",
        source_counts=pl.col("counted").is_not_null(),
    )
