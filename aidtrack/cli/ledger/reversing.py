"""``aidtrack ledger reverse``: take back an entry that should not be there."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.book import ledger_option, opened, refused, when_option
from aidtrack.cli.door import unless_option
from aidtrack.cli.ledger.acting import document_named, made, when_of
from aidtrack.cli.ledger.telling import recorded


@click.command("reverse")
@click.argument("entry")
@ledger_option
@click.option("--because", metavar="TEXT", required=True, help="Why it is taken back.")
@click.option("--who", metavar="NAME", required=True, help="Who takes it back.")
@when_option
@unless_option
@click.option("--document", metavar="FILE", help="What says so: its name and hash are kept.")
@click.option("--title", metavar="TEXT", help="What the document calls itself.")
def reverse(entry: str, url: str, because: str, who: str, **said: Any) -> int:
    """Take back an entry, which stays in the ledger and counts no more.

    ENTRY is its hash, or the first digits of it as aidtrack ledger trace shows them. A
    reversal can itself be reversed; what it took back then stands again.
    """
    from aidtrack.errors import NotRecorded
    from aidtrack.model.entries import Reversal

    with opened(url) as ledger:
        target = ledger.entry_named(entry)
        back = made(
            Reversal,
            who=who,
            when=when_of(said["when"]),
            document=document_named(said["document"], said["title"]),
            reverses=target,
            reason=because,
        )
        try:
            return recorded(
                ledger, [back], about=ledger.consignment_of(target), unless=said["unless"]
            )
        except NotRecorded as error:
            return refused(error)
