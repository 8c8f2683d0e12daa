"""The claims behind a figure for a terminal: what each entry says, and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.story import amount_in_words
from aidtrack.ledger.verify import SHOWN
from aidtrack.report.plain import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

_INDENT: Final = " " * 4


def claims_text(claims: pl.DataFrame) -> Iterator[str]:
    """Yield a heading for each line of a consignment, and what is said of it.

    Args:
        claims: Rows of :attr:`aidtrack.reconciliation.Reconciliation.claims`.
    """
    if not claims.height:
        yield "nothing"
    heading = None
    for row in claims.iter_rows(named=True):
        own = f"{row['consignment']} line {row['line']}"
        if own != heading:
            yield from wrap(own)
            heading = own
        yield from wrap(_said(row), indent=_INDENT, first=f"  {row['entry'][:SHOWN]}  ")


def _said(row: Mapping[str, Any]) -> str:
    status = row["status"].replace("_", " ")
    lot = f" of batch {row['batch']}" if row["batch"] else ""
    amount = amount_in_words(row["quantity"], row["unit"])
    if row["amount"] is not None and (row["amount"], row["line_unit"]) != (
        row["quantity"], row["unit"],
    ):  # fmt: skip
        amount = f"{amount} ({amount_in_words(row['amount'], row['line_unit'])})"
    how = "reports" if row["told"] == "report" else "records"
    place = f", at {row['place']}" if row["place"] else ""
    source = f" ({row['document']})" if row["document"] else ""
    beside = "" if row["stands"] else " [kept beside, not counted]"
    told = f"{status} {amount}{lot}{place}"
    return f"{row['when']:%Y-%m-%d}  {row['who']} {how}: {told}{source}{beside}"
