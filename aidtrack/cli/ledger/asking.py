"""What the commands share that ask a ledger: of what part of it, and how the answer is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aidtrack.cli.book import files_of, ledger_option
from aidtrack.cli.misuse import say
from aidtrack.cli.options import output_option
from aidtrack.cli.output import checked_output, write

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from aidtrack.ledger import Ledger

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "markdown", "json", "csv")
KINDS = ("oxygen_unit", "ventilator", "monitor", "medicine_pack", "vaccine", "item")
STATES = (
    "pledged", "dispatched", "in_transit", "arrived", "awaiting", "cleared", "accepted",
    "rejected", "damaged", "missing", "excess", "distributed", "returned", "lost", "on_hand",
    "held_rejected", "held_damaged", "sent_back", "outstanding",
)  # fmt: skip
NAMES = ("consignment", "donor", "recipient", "batch", "place")

_CONSIGNMENT = click.option("--consignment", metavar="REFERENCE", help="Only this consignment.")
_BATCH = click.option("--batch", metavar="TEXT", help="Only lines that have this batch.")
_OTHERS = (
    click.option("--donor", metavar="NAME", help="Only this donor's, by name or country code."),
    click.option("--recipient", metavar="NAME",
                 help="Only this recipient's, by name or country code."),
    click.option("--kind", type=click.Choice(KINDS), help="Only goods of this kind."),
    click.option("--place", metavar="NAME",
                 help="Only lines that were at this port, store or hospital."),
    click.option("--status", metavar="FIGURE", callback=lambda *given: figure_named(given[-1]),
                 help=f"Only lines of which this is not zero: {', '.join(STATES)}."),
    click.option("--since", metavar="DATE", help="Only lines that an entry since then tells of."),
    click.option("--until", metavar="DATE", help="As it was at the end of that day (UTC)."),
)  # fmt: skip


def figure_named(text: str | None) -> str | None:
    """Return the name of a figure, which people write with spaces or hyphens too."""
    return None if text is None else "_".join(text.lower().replace("-", " ").split())


def choosing(*, single: bool = True) -> Callable[[F], F]:
    """Give a command the options that say of what part of the ledger it is asked.

    Args:
        single: Whether one consignment, and one batch, are among them.
    """

    def decorate(command: F) -> F:
        own = (_CONSIGNMENT, *_OTHERS[:3], _BATCH, *_OTHERS[3:]) if single else _OTHERS
        for option in reversed(own):
            command = option(command)
        return command

    return decorate


def answering(*formats: str) -> Callable[[F], F]:
    """Give a command its ledger, and the options that say how the answer is written."""
    chosen = click.option("--format", "to", type=click.Choice(formats or FORMATS), default="text",
                          show_default=True, help="How the result is written.")  # fmt: skip

    def decorate(command: F) -> F:
        return ledger_option(chosen(output_option(command)))

    return decorate


def stated(chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked for, without what is not said, its days read.

    Raises:
        click.UsageError: A day is no date.
    """
    said = {name: value for name, value in chosen.items() if value is not None}
    for name in ("since", "until"):
        if name in said:
            said[name] = day(f"--{name}", said[name])
    return said


def answer(
    frame: pl.DataFrame, asked: dict[str, Any], *, to: str, path: Path | None, url: str, schema: str
) -> None:
    """Write a frame as it was asked for."""
    from aidtrack.report.frame import frame_lines
    from aidtrack.report.ledger_json import rows_json

    if to == "json":
        deliver(rows_json(schema, frame, asked=asked), to=to, path=path, url=url)
    else:
        deliver(frame_lines(frame, to=to), to=to, path=path, url=url)


def deliver(lines: Iterable[str], *, to: str, path: Path | None, url: str) -> None:
    """Write lines where they are to go, and never into the ledger itself."""
    write(lines, path, to=to, inputs=files_of(url))


def path_of(output: str | None, url: str) -> Path | None:
    """Return the file to write, or None for standard output."""
    return checked_output(output, files_of(url))


def say_what_is_not_there(ledger: Ledger, asked: dict[str, Any]) -> None:
    """Say which of the names that were asked for the ledger does not hold, with the nearest."""
    from aidtrack.errors import UnknownEntry

    for name in NAMES:
        if name in asked:
            try:
                ledger.check_name(name, asked[name])
            except UnknownEntry as error:
                say(str(error))


def day(option: str, text: str) -> date:
    """Return the day that an option states.

    Raises:
        click.UsageError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{option}: {text!r} is no date; expected one such as 2026-11-22"
        raise click.UsageError(message) from None
