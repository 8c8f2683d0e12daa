"""``aidtrack record``: manifests into a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.book import (
    announcer,
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
from aidtrack.cli.day import today_option
from aidtrack.cli.door import door_arguments, profile_option, turned_away, unless_option
from aidtrack.cli.ledger.telling import say_findings
from aidtrack.cli.misuse import say
from aidtrack.cli.options import files_argument, inputs_of, reading_of, reading_options
from aidtrack.cli.output import checked_inputs
from aidtrack.cli.own_rules import rules_option

if TYPE_CHECKING:
    from aidtrack.ledger import Ledger, Recording


@click.command("record")
@files_argument
@ledger_option
@who_option
@when_option
@click.option("--pledge", is_flag=True, help="The goods were promised, not sent.")
@click.option(
    "--report",
    is_flag=True,
    help="Somebody else tells of it: kept beside the record, never added to it.",
)
@unless_option
@click.option("--revision", is_flag=True,
              help="Take back what is recorded under the same reference.")  # fmt: skip
@reason_option
@today_option
@profile_option
@rules_option
@reading_options
def command(files: tuple[str, ...], url: str, **options: Any) -> int:
    """Validate manifests and record them in a ledger.

    Each consignment becomes an entry: sent by its donor, on its day of dispatch, unless
    --who and --when say otherwise. The same file recorded twice changes nothing. Other
    content under the same reference, or another --who or --when of the same file, is
    refused, and the differences are told, unless --revision takes the earlier entry back,
    or --report keeps it beside, as what somebody else tells (--who).

    Exit status: 0 if everything is recorded, 1 if findings or differences forbid it,
    2 if it could not run. A file is recorded whole or not at all.
    """
    checked_inputs(inputs_of(files, options))
    checked_reason(revision=options["revision"], reason=options["reason"])
    if options["report"] and not options["who"]:
        raise click.UsageError("--report: expected --who too: who tells of it")
    reading, asked = reading_of(options)
    arguments = reading.arguments()
    door = door_arguments(asked)
    from aidtrack.errors import NotRecorded

    status = 0
    with opened(url, create=True) as ledger:
        announce = announcer(ledger)
        for file in files:
            try:
                recording = _record(ledger, file, arguments, asked, door)
            except NotRecorded as error:
                say(f"{file}:")
                status = turned_away(error, asked)
                continue
            announce()
            say(f"{file}: {recording}")
            say_findings(recording)
    return status


def _record(
    ledger: Ledger,
    file: str,
    arguments: dict[str, Any],
    asked: dict[str, Any],
    door: dict[str, Any],
) -> Recording:
    from aidtrack.manifest import read

    content = content_of(file)
    lines = read(with_name(content, file), **arguments)
    return ledger.record(
        lines,
        who=asked["who"],
        when=asked["when"],
        document=document_of(file, content),
        kind="pledge" if asked["pledge"] else "dispatch",
        told="report" if asked["report"] else "record",
        revision=asked["revision"],
        reason=asked["reason"],
        **door,
    )
