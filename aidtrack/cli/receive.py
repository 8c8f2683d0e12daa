"""``aidtrack receive``: what came, from files like manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.book import (
    checked_reason,
    content_of,
    document_of,
    ledger_option,
    opened,
    reason_option,
    when_option,
    who_option,
    with_name,
)
from aidtrack.cli.day import system_day, today_option
from aidtrack.cli.door import door_arguments, profile_option, turned_away, unless_option
from aidtrack.cli.misuse import say
from aidtrack.cli.options import files_argument, inputs_of, reading_of, reading_options
from aidtrack.cli.output import checked_inputs
from aidtrack.cli.own_rules import rules_option

if TYPE_CHECKING:
    from aidtrack.ledger import Ledger, Recording


@click.command("receive")
@files_argument
@ledger_option
@who_option
@when_option
@click.option("--place", metavar="NAME", help="The store that received the goods.")
@click.option(
    "--number",
    metavar="TEXT",
    help="The number of the goods received note, which tells it from others.",
)
@click.option("--also", is_flag=True,
              help="It is a further receipt of lines of which one is recorded.")  # fmt: skip
@click.option("--revision", is_flag=True,
              help="Take back what is recorded under that number, or of these lines.")  # fmt: skip
@reason_option
@unless_option
@today_option
@profile_option
@rules_option
@reading_options
def command(files: tuple[str, ...], url: str, **options: Any) -> int:
    """Record what was received.

    A receipt is a file like a manifest, with columns accepted, rejected, damaged,
    missing, excess and substituted; aidtrack template --receipt REFERENCE writes one
    that is filled in with what was sent. It is seen with what is recorded first: what
    contradicts forbids it, unless --unless says otherwise. More than was sent can be
    received, and is stated as excess.

    The same file received twice changes nothing. Of a second receipt of the same lines,
    without a number of its own, somebody has to say whether it is a further one (--also)
    or corrects what is recorded (--revision).

    Without --who it was the recipient of the consignment; without --when today, or the
    day that is recorded of the same receipt.

    Exit status: 0 if everything is recorded, 1 if findings or differences forbid it,
    2 if it could not run. A file is recorded whole or not at all.
    """
    checked_inputs(inputs_of(files, options))
    checked_reason(revision=options["revision"], reason=options["reason"])
    reading, asked = reading_of(options)
    arguments = reading.arguments()
    door = door_arguments(asked)
    from aidtrack.errors import NotRecorded

    if asked["when"] is None:
        day = system_day().isoformat()
        say(
            f"received on {day} (system date), or when it is recorded already; "
            "--when sets another day"
        )
    status = 0
    with opened(url) as ledger:
        for file in files:
            try:
                recording = _receive(ledger, file, arguments, asked, door)
            except NotRecorded as error:
                say(f"{file}:")
                status = turned_away(error, asked)
                continue
            say(f"{file}: {recording}")
            for finding in recording.findings or ():
                say(str(finding))
    return status


def _receive(
    ledger: Ledger,
    file: str,
    arguments: dict[str, Any],
    asked: dict[str, Any],
    door: dict[str, Any],
) -> Recording:
    from aidtrack.ledger.receipts import COLUMNS, Came, unused_columns
    from aidtrack.manifest import read

    content = content_of(file)
    columns: dict[str, str] = arguments["columns"] or {}
    own = {header: name for header, name in columns.items() if name in COLUMNS}
    fields = {header: name for header, name in columns.items() if name not in COLUMNS}
    lines = read(with_name(content, file), **{**arguments, "columns": fields or None})
    _say_unused(file, unused_columns(lines, own))
    came = Came(
        who=asked["who"],
        when=asked["when"] or system_day(),
        assumed=asked["when"] is None,
        place=asked["place"],
        number=asked["number"],
        document=document_of(file, content),
        columns=own,
        style=arguments["style"],
    )
    return ledger.receive(
        lines,
        came,
        also=asked["also"],
        revision=asked["revision"],
        reason=asked["reason"],
        **door,
    )


def _say_unused(file: str, headers: dict[str, str | None]) -> None:
    """Say which columns say something that is not recorded, and how it would be."""
    from aidtrack.model.entries import OUTCOMES
    from aidtrack.text.quote import quote

    if not headers:
        return
    say(f"{file}: columns that were not used: {', '.join(map(quote, headers))}")
    for header, name in headers.items():
        if name is not None:
            say(f'{file}: if {quote(header)} says what was {name}: --column "{header}={name}"')
    if None in headers.values():
        say(
            f"{file}: a column that says how much was {', '.join(OUTCOMES[:-1])} or "
            f'{OUTCOMES[-1]} is named by --column "HEADER=damaged", and so on'
        )
