"""``aidtrack ledger balance`` and ``explain``: what became of everything, and how that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.book import opened
from aidtrack.cli.ledger.asking import (
    answer,
    answering,
    choosing,
    deliver,
    figure_named,
    path_of,
    say_what_is_not_there,
    stated,
)

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

KEYS = ("donor", "recipient", "kind", "item", "consignment", "country")
FIGURES = (
    "pledged", "dispatched", "in_transit", "arrived", "awaiting", "cleared", "accepted",
    "rejected", "damaged", "missing", "excess", "distributed", "returned", "lost", "on_hand",
    "held_rejected", "held_damaged", "sent_back", "announced", "outstanding", "unaccounted",
)  # fmt: skip
_SHOWN = tuple(name for name in FIGURES if name != "announced")
_CLAIMS = (
    "consignment", "line", "status", "quantity", "unit", "amount", "line_unit", "batch", "expiry",
    "reason", "stands", "told", "who", "when", "place", "document", "entry",
)  # fmt: skip


@click.command("balance")
@click.option("--by", metavar="KEYS", default="donor",
              help=f"What to take balances by: {', '.join(KEYS)}.", show_default=True)  # fmt: skip
@choosing()
@answering()
def balance(url: str, by: str, to: str, output: str | None, **chosen: Any) -> None:
    """Say what became of everything, by kind and unit.

    A figure that is not known is said to be so, and never zero. Text fits a terminal and
    leaves out what is zero; the other formats hold every figure. aidtrack ledger explain
    shows the entries behind a figure.
    """
    path = path_of(output, url)
    asked = stated(chosen)
    keys = [key.strip() for key in by.split(",") if key.strip()]
    with opened(url) as ledger:
        found = ledger.balance(by=keys, **asked)
        if not found.height:
            say_what_is_not_there(ledger, asked)
    _deliver(found, {"by": keys, **asked}, to=to, path=path, url=url)


def _deliver(
    found: pl.DataFrame, asked: dict[str, Any], *, to: str, path: Path | None, url: str
) -> None:
    from aidtrack.report.balance_text import balance_text
    from aidtrack.report.frame import frame_lines
    from aidtrack.report.ledger_json import balance_json

    own = [name for name in found.columns if name.startswith("key.")]
    if to == "json":
        lines = balance_json(found, FIGURES, asked=asked)
    elif to == "text":
        lines = balance_text(found, _SHOWN)
    else:
        kept = [name for name in FIGURES if to == "csv" or found[name].null_count() < found.height]
        lines = frame_lines(
            found.select(*own, "kind", "type", "words", "unit", "lines", *kept), to=to
        )
    deliver(lines, to=to, path=path, url=url)


@click.command("explain")
@click.argument(
    "figure", metavar="[FIGURE]", required=False, callback=lambda *given: figure_named(given[-1])
)
@choosing()
@answering()
def explain(url: str, figure: str | None, to: str, output: str | None, **chosen: Any) -> None:
    """Say how much a figure is, how it is made, and which entries and lines it comes from.

    FIGURE is one that aidtrack ledger balance shows, such as accepted or on_hand; without
    it the entries behind all of them are shown. Claims that are kept beside the figure, and
    not counted in it, are marked as such.
    """
    path = path_of(output, url)
    asked = stated(chosen)
    with opened(url) as ledger:
        known = ledger.reconcile(**asked)
        found = known.behind(figure=figure).select(_CLAIMS)
        if not found.height:
            say_what_is_not_there(ledger, asked)
    if to == "text":
        from aidtrack.report.claims_text import claims_text

        deliver(claims_text(known, figure), to=to, path=path, url=url)
        return
    answer(found, {"figure": figure, **asked}, to=to, path=path, url=url,
           schema="aidtrack-claims/1")  # fmt: skip
