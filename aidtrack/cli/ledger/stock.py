"""``aidtrack ledger outstanding`` and ``expiring``: what is to come, and what is not to stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import click

from aidtrack.cli.book import opened
from aidtrack.cli.day import system_day
from aidtrack.cli.ledger.asking import (
    answer,
    answering,
    choosing,
    day,
    deliver,
    path_of,
    say_what_is_not_there,
    stated,
)
from aidtrack.cli.misuse import say


@click.command("outstanding")
@click.option(
    "--older-than",
    metavar="DAYS|DATE",
    help="Only what was sent or promised so many days ago, or before that day.",
)
@choosing()
@answering()
def outstanding(
    url: str, older_than: str | None, to: str, output: str | None, **chosen: Any
) -> None:
    """Say what was sent and has not come, and what was pledged and not sent."""
    path = path_of(output, url)
    asked = stated(chosen)
    before = None if older_than is None else _before("--older-than", older_than, back=True)
    with opened(url) as ledger:
        found = ledger.outstanding(before, **asked)
        if not found.height:
            say_what_is_not_there(ledger, asked)
    if to == "text":
        from aidtrack.report.stock_text import outstanding_text

        deliver(outstanding_text(found), to=to, path=path, url=url)
        return
    answer(found, {"older_than": before, **asked}, to=to, path=path, url=url,
           schema="aidtrack-outstanding/1")  # fmt: skip


@click.command("expiring")
@click.option(
    "--before",
    metavar="DAYS|DATE",
    required=True,
    help="The day, or in how many days from today.",
)
@choosing()
@answering()
def expiring(url: str, before: str, to: str, output: str | None, **chosen: Any) -> None:
    """Say what stands in the stores and expires before a day."""
    path = path_of(output, url)
    asked = stated(chosen)
    until = _before("--before", before, back=False)
    with opened(url) as ledger:
        found = ledger.expiring(until, **asked)
        if not found.height:
            say_what_is_not_there(ledger, asked)
    if to == "text":
        from aidtrack.report.stock_text import expiring_text

        deliver(expiring_text(found), to=to, path=path, url=url)
        return
    answer(found, {"before": until, **asked}, to=to, path=path, url=url,
           schema="aidtrack-expiring/1")  # fmt: skip


def _before(option: str, text: str, *, back: bool) -> date:
    """Return a day that is given as such, or by its distance from today."""
    if not (text.isascii() and text.isdigit()):
        return day(option, text)
    try:
        distance = timedelta(days=int(text))
        found = system_day() - distance if back else system_day() + distance
    except (OverflowError, ValueError):
        way = "back" if back else "ahead"
        raise click.UsageError(f"{option}: no calendar goes {text[:20]} days {way}") from None
    way = "before" if back else "after"
    say(f"before {found.isoformat()}, {text} days {way} today (system date)")
    return found
