"""What the ledger knows of lines that were received, in columns for rules of family 8."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.findings import ColumnUse
from aidtrack.ledger.receipts import outcome_columns
from aidtrack.lines.schema import DECIMAL
from aidtrack.model.entries import CAME, OUTCOMES
from aidtrack.text.number import normal_number, plain_number
from aidtrack.units.context import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aidtrack.findings import Source
    from aidtrack.ledger.receipts import Came, Received
    from aidtrack.lines.lines import Lines

_LINE: Final = ["consignment", "line", "unit"]
_ZERO: Final = pl.lit(0, dtype=DECIMAL)


def received_lines(
    lines: Lines,
    received: Sequence[Received],
    came: Came,
    *,
    balances: pl.DataFrame,
    expiries: pl.DataFrame,
) -> Lines:
    """Return lines of which the quantity is what came of them, with what is known of each.

    What is stated as excess, or came in the place of something else, is left out of it: that
    it goes beyond what was sent is said already.

    Args:
        lines: The lines of the file.
        received: What they say was received.
        came: What is said of it all.
        balances: The balance of each line as it stands without this receipt.
        expiries: The batches that are known under one expiry.
    """
    own = pl.DataFrame(
        [
            (
                each.consignment,
                each.line.line,
                each.line.batch,
                each.line.goods and each.line.goods.kind,
                *_unstated(each),
            )
            for each in received
        ],
        schema={
            "consignment": pl.String,
            "line": pl.String,
            "batch": pl.String,
            "own_kind": pl.String,
            "number": DECIMAL,
            "unit": pl.String,
        },
        orient="row",
    )
    before = balances.select(
        *_LINE,
        dispatched_before="dispatched",
        came=pl.col("accepted") + pl.col("rejected") + pl.col("damaged") - pl.col("excess"),
    )
    # In whatever unit a line was counted, its goods are of one kind; of what is on no list the
    # receipt itself says which.
    kinds = balances.select("consignment", "line", "kind")
    known = (
        own.join(before, on=_LINE, how="left", nulls_equal=True, maintain_order="left")
        .join(kinds, on=["consignment", "line"], how="left", maintain_order="left")
        .with_columns(kind=pl.coalesce("kind", "own_kind"))
        .join(expiries, on=["kind", "batch"], how="left", maintain_order="left")
    )
    # Several rows of one line, as split lots are, come one after another.
    earlier = pl.col("number").fill_null(_ZERO).cum_sum() - pl.col("number").fill_null(_ZERO)
    history = known.select(
        "dispatched_before", "known_expiry", received_before=pl.col("came") + earlier.over(_LINE)
    )
    frame = lines.frame[[each.row for each in received]]
    parts = [name for name in frame.columns if name.startswith("quantity.")]
    seen = frame.drop(parts).with_columns(
        own["number"].alias("quantity"),
        own["unit"].alias("quantity.unit"),
        pl.Series("quantity.text", [_shown(number) for number in own["number"]], pl.String),
    )
    columns = outcome_columns(lines, came.columns)
    shown = next(columns[name] for name in OUTCOMES if name in columns)
    sources = tuple(_with_quantity(source, shown) for source in lines.sources)
    return replace(lines, frame=seen, sources=sources).with_history(history)


def _unstated(received: Received) -> tuple[Decimal | None, str | None]:
    """Return how much came that is not stated as excess, and its unit; nothing in mixed units."""
    line = received.line
    parts = line.parts
    told = [parts[name] for name in (*CAME, "excess") if name in parts]
    units = {amount.unit for amount in told}
    if line.instead_of is not None or len(units) != 1:
        return None, None
    with exact():
        came = sum((parts[name].number for name in CAME if name in parts), start=Decimal(0))
        beyond = parts["excess"].number if "excess" in parts else Decimal(0)
        return came - beyond, units.pop()


def _shown(number: Decimal | None) -> str | None:
    return None if number is None else plain_number(normal_number(number))


def _with_quantity(source: Source, column: str) -> Source:
    """Return a source whose quantities stand in another column."""
    use = source.column_of(column)
    rest: Iterable[ColumnUse] = (each for each in source.columns if each.field != "quantity")
    if use is None:
        return replace(source, columns=tuple(rest))
    return replace(source, columns=(*rest, ColumnUse(use.column, use.header, "quantity")))
