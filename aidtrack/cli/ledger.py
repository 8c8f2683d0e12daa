"""``aidtrack ledger``: what a ledger knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from aidtrack.cli.book import REFUSED, files_of, ledger_option, opened, refused, today
from aidtrack.cli.misuse import say
from aidtrack.cli.options import output_option
from aidtrack.cli.output import checked_output, write

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

FORMATS = ("text", "markdown", "json", "csv")
KEYS = ("donor", "recipient", "kind", "item", "consignment", "country")
_FIGURES = (
    "pledged", "dispatched", "in_transit", "arrived", "accepted", "rejected", "damaged",
    "missing", "excess", "distributed", "returned", "lost", "on_hand", "outstanding",
    "unaccounted",
)  # fmt: skip

format_option = click.option("--format", "to", type=click.Choice(FORMATS), default="text",
                             show_default=True, help="How the result is written.")  # fmt: skip


@click.group("ledger")
def command() -> None:
    """Ask a ledger what became of everything, verify it, and carry it elsewhere."""


@command.command("balance")
@ledger_option
@click.option("--by", metavar="KEYS", default="donor",
              help=f"What to take balances by: {', '.join(KEYS)}.", show_default=True)  # fmt: skip
@format_option
@output_option
def balance(url: str, by: str, to: str, output: str | None) -> None:
    """Say what became of everything, by kind and unit.

    A figure that is not known is said to be so, and never zero.
    """
    path = checked_output(output, files_of(url))
    keys = [key.strip() for key in by.split(",") if key.strip()]
    with opened(url) as ledger:
        found = ledger.balance(by=keys)
    own = [name for name in found.columns if name.startswith("key.")]
    figures = [name for name in _FIGURES if found[name].null_count() < found.height]
    _write(found.select(*own, "kind", "type", "unit", *figures), to, path, url)


@command.command("outstanding")
@ledger_option
@click.option(
    "--older-than",
    metavar="DAYS|DATE",
    help="Only what was sent or promised so many days ago, or before that day.",
)
@format_option
@output_option
def outstanding(url: str, older_than: str | None, to: str, output: str | None) -> None:
    """Say what was sent and has not come, and what was pledged and not sent."""
    path = checked_output(output, files_of(url))
    before = None if older_than is None else _before(older_than)
    with opened(url) as ledger:
        found = ledger.outstanding(before)
    _write(found, to, path, url)


@command.command("expiring")
@ledger_option
@click.option("--before", metavar="DATE", required=True, help="The day.")
@format_option
@output_option
def expiring(url: str, before: str, to: str, output: str | None) -> None:
    """Say what stands in the stores and expires before a day."""
    path = checked_output(output, files_of(url))
    day = _day("--before", before)
    with opened(url) as ledger:
        found = ledger.expiring(day)
    _write(found, to, path, url)


@command.command("trace")
@click.argument("reference", required=False)
@click.option("--batch", metavar="TEXT", help="Where is this batch now?")
@ledger_option
def trace(reference: str | None, batch: str | None, url: str) -> int:
    """Tell the story of a consignment, or of a batch, with its sources.

    Exit status: 0 if something is recorded of it, 1 if nothing is.
    """
    if (reference is None) == (batch is None):
        raise click.UsageError("expected a reference or --batch, one of the two")
    with opened(url) as ledger:
        story = ledger.trace(reference, batch=batch)
    write(str(story).splitlines(), None, to="text")
    return 0 if story.steps else REFUSED


@command.command("verify")
@ledger_option
@click.option("--head", metavar="HASH", multiple=True,
              help="The last link of a chain, as noted elsewhere. Can be repeated.")  # fmt: skip
def verify(url: str, head: tuple[str, ...]) -> int:
    """Work out every hash anew, and say where the ledger is not as it was written.

    The heads that are shown are worth noting elsewhere: against them a ledger is seen
    to have lost its latest entries.

    Exit status: 0 if it is as it was written, 1 if it is not.
    """
    with opened(url) as ledger:
        found = ledger.verify(head)
    heads = [f"head of chain {origin}: {link}" for origin, link in sorted(found.heads.items())]
    write([*str(found).splitlines(), *found.forks, *heads], None, to="text")
    return 0 if found.ok else REFUSED


@command.command("export")
@ledger_option
@output_option
def export(url: str, output: str | None) -> None:
    """Write the whole ledger as JSON Lines, to be imported into another.

    Two ledgers that hold the same give the same bytes.
    """
    path = checked_output(output, files_of(url))
    with opened(url) as ledger:
        write(ledger.export(), path, to="jsonl", inputs=files_of(url))


@command.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@ledger_option
def import_(files: tuple[str, ...], url: str) -> int:
    """Add what other ledgers exported and this one does not hold.

    Entries that are there stay as they are, in whatever order files are imported.

    Exit status: 0 if all is well, 1 if a file is not as it was written, or ledgers hold
    different records of one act: both are then kept, and named.
    """
    from aidtrack.cli.book import content_of
    from aidtrack.errors import NotRecorded

    status = 0
    with opened(url, create=True) as ledger:
        for file in files:
            try:
                # No other character ends a line: a text may hold what str.splitlines() takes
                # for an end.
                text = content_of(file).decode("utf-8", "replace").removesuffix("\n")
                merge = ledger.merge(text.split("\n") if text else [])
            except NotRecorded as error:
                say(f"{file}:")
                status = refused(error)
                continue
            for line in str(merge).splitlines():
                say(f"{file}: {line}")
            status = REFUSED if merge.conflicts else status
    return status


def _write(frame: pl.DataFrame, to: str, path: Path | None, url: str) -> None:
    from aidtrack.report.frame import frame_lines

    write(frame_lines(frame, to=to), path, to=to, inputs=files_of(url))


def _before(text: str) -> date:
    from datetime import timedelta

    if text.isascii() and text.isdigit():
        try:
            day = today() - timedelta(days=int(text))
        except (OverflowError, ValueError):
            message = f"--older-than: no calendar goes {text[:20]} days back"
            raise click.UsageError(message) from None
        say(f"before {day.isoformat()}, {text} days before today (system date)")
        return day
    return _day("--older-than", text)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{option}: {text!r} is no date; expected one such as 2026-11-22"
        raise click.UsageError(message) from None
