"""A figure explained for a terminal: how much it is, how it is made, and who says so where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.step import amount_in_words
from aidtrack.ledger.verify import SHOWN
from aidtrack.report.balances import goods_text
from aidtrack.report.figures import MADE, figure_in_words
from aidtrack.report.plain import count, wrap, wrap_words
from aidtrack.text.printable import legible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from aidtrack.reconciliation import Reconciliation

_INDENT: Final = " " * 4


def claims_text(found: Reconciliation, figure: str | None = None) -> Iterator[str]:
    """Yield a figure, how it is made, and for each line of a consignment what is said of it.

    Args:
        found: The balances of what is asked for.
        figure: The figure; None for the claims behind all of them, without any.
    """
    claims = found.behind(figure=figure)
    if figure is not None:
        yield from _figure(found.by(), figure)
    elsewhere = found.lines.filter(found.lines["onward_of"].is_not_null())
    sources = dict(elsewhere.select("consignment", "onward_of").iter_rows())
    if not claims.height:
        yield "nothing"
    heading = None
    for row in claims.iter_rows(named=True):
        own = f"{row['consignment']} line {row['line']}"
        if own != heading:
            source = sources.get(row["consignment"])
            counted = f" (sent on from {source}, and counted there)" if source else ""
            yield from wrap(f"{own}{counted}")
            heading = own
        words = legible(_said(row)).split(" ")
        yield from wrap_words(words, indent=_INDENT, first=f"  {row['entry'][:SHOWN]}  ")


def _figure(sums: pl.DataFrame, figure: str) -> Iterator[str]:
    if not sums.height:
        return
    name = figure.replace("_", " ")
    for row in sums.iter_rows(named=True):
        goods = f"{goods_text({**row, 'unit': None})}, {count(row['lines'] or 0, 'line')}"
        yield from wrap(
            f"{name}: {figure_in_words(row, figure)} ({goods})", indent=_INDENT, first=""
        )
    yield from wrap(f"made of: {MADE[figure]}", indent=_INDENT, first="  ")
    yield ""


def _said(row: Mapping[str, Any]) -> str:
    status = row["status"].replace("_", " ")
    lot = f" of batch {row['batch']}" if row["batch"] else ""
    expiry = f" (expires {row['expiry']})" if row["expiry"] else ""
    amount = amount_in_words(row["quantity"], row["unit"])
    if row["amount"] is not None and (row["amount"], row["line_unit"]) != (
        row["quantity"], row["unit"],
    ):  # fmt: skip
        amount = f"{amount} ({amount_in_words(row['amount'], row['line_unit'])})"
    how = "reports" if row["told"] == "report" else "records"
    place = f", at {row['place']}" if row["place"] else ""
    why = f", because: {row['reason']}" if row["reason"] else ""
    source = f" ({row['document']})" if row["document"] else ""
    beside = "" if row["stands"] else " [kept beside, not counted]"
    told = f"{status} {amount}{lot}{expiry}{place}{why}"
    return f"{row['when']:%Y-%m-%d}  {row['who']} {how}: {told}{source}{beside}"
