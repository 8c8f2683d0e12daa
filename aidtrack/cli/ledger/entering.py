"""``aidtrack ledger enter``: a table of what happened, a row for each line."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.book import (
    announcer,
    checked_reason,
    content_of,
    document_of,
    ledger_option,
    opened,
    reason_option,
    refused,
    when_option,
    who_option,
    with_name,
)
from aidtrack.cli.door import unless_option
from aidtrack.cli.ledger.telling import recorded
from aidtrack.cli.misuse import say
from aidtrack.cli.options import files_argument
from aidtrack.cli.output import checked_inputs

_REPORT = "to keep it beside that, as what somebody else tells: report in a column told"


@click.command("enter")
@files_argument
@ledger_option
@who_option
@when_option
@unless_option
@click.option("--also", is_flag=True,
              help="What it tells without a number is further to what is recorded.")  # fmt: skip
@click.option("--revision", is_flag=True,
              help="Take back what is recorded of the same acts.")  # fmt: skip
@reason_option
def enter(files: tuple[str, ...], url: str, **asked: Any) -> int:
    """Record a table of what happened: pledges, dispatches, arrivals and so on.

    It has a row for each line of each entry, with the columns entry (pledge, dispatch,
    arrival, clearance, receipt, distribution, loss, return or reversal), who, when,
    consignment, line, quantity and what else that kind of entry has. Rows that follow one
    another and differ in their lines only are one entry. --who and --when stand for rows
    that do not say.

    Exit status: 0 if everything is recorded, 1 if a row cannot be read, or findings or
    differences forbid it, 2 if it could not run. A file is recorded whole or not at all.
    """
    from aidtrack.errors import NotRecorded
    from aidtrack.ledger.entered import entries_of_table

    checked_inputs(files)
    checked_reason(revision=asked["revision"], reason=asked["reason"])
    status = 0
    with opened(url, create=True) as ledger:
        announce = announcer(ledger)
        for file in files:
            content = content_of(file)
            try:
                entries = entries_of_table(
                    with_name(content, file),
                    defaults={"who": asked["who"], "when": asked["when"]},
                    document=document_of(file, content),
                    named=ledger.entry_named,
                )
                recorded(
                    ledger,
                    entries,
                    file=file,
                    announce=announce,
                    unless=asked["unless"],
                    also=asked["also"],
                    revision=asked["revision"],
                    reason=asked["reason"],
                )
            except NotRecorded as error:
                say(f"{file}:")
                status = refused(error, report=_REPORT)
    return status
