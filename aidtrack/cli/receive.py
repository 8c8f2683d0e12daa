"""``aidtrack receive``: what came, from files like manifests."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.book import (
    content_of,
    document_of,
    ledger_option,
    opened,
    refused,
    today,
    when_option,
    who_option,
    with_name,
)
from aidtrack.cli.misuse import say
from aidtrack.cli.options import files_argument, reading_of, reading_options
from aidtrack.cli.output import checked_inputs


@click.command("receive")
@files_argument
@ledger_option
@who_option
@when_option
@click.option("--place", metavar="NAME", help="The store that received the goods.")
@click.option(
    "--number",
    metavar="TEXT",
    help="The number of the goods received note, by which it can be revised.",
)
@click.option("--revision", is_flag=True, help="Take back what is recorded under that number.")
@click.option("--reason", metavar="TEXT", help="Why it is revised.")
@reading_options
def command(files: tuple[str, ...], url: str, **options: Any) -> int:
    """Record what was received.

    A receipt is a file like a manifest, with columns accepted, rejected, damaged,
    missing, excess and substituted; aidtrack template --receipt REFERENCE writes one
    that is filled in with what was sent. More than was sent can be received: what
    contradicts is said, and recorded all the same.

    Without --who it was the recipient of the consignment, without --when today.

    Exit status: 0 if everything is recorded, 1 if it contradicts what is, 2 if it could
    not run.
    """
    checked_inputs(files)
    reading, asked = reading_of(options)
    arguments = reading.arguments()
    from aidtrack.errors import NotRecorded
    from aidtrack.ledger.receipts import Came
    from aidtrack.manifest import read

    if asked["when"] is None:
        asked["when"] = today().isoformat()
        say(f"received on {asked['when']} (system date); --when sets another")
    status = 0
    with opened(url) as ledger:
        for file in files:
            content = content_of(file)
            lines = read(with_name(content, file), **arguments)
            came = Came(
                who=asked["who"],
                when=asked["when"],
                place=asked["place"],
                number=asked["number"],
                document=document_of(file, content),
            )
            try:
                recording = ledger.receive(
                    lines, came, revision=asked["revision"], reason=asked["reason"]
                )
            except NotRecorded as error:
                say(f"{file}:")
                status = refused(error)
                continue
            say(f"{file}: {recording}")
            for finding in recording.findings or ():
                say(str(finding))
    return status
