"""``aidtrack ledger verify``, ``export`` and ``import``: a ledger as a whole."""

from __future__ import annotations

import click

from aidtrack.cli.book import REFUSED, announcer, content_of, ledger_option, opened, refused
from aidtrack.cli.ledger.asking import answering, deliver, path_of
from aidtrack.cli.misuse import say
from aidtrack.cli.options import output_option


@click.command("verify")
@answering("text", "json")
@click.option("--head", metavar="HASH", multiple=True,
              help="The last link of a chain, as noted elsewhere, or its first 12 digits or more. "
                   "Can be repeated.")  # fmt: skip
def verify(url: str, head: tuple[str, ...], to: str, output: str | None) -> int:
    """Work out every hash anew, and say where the ledger is not as it was written.

    The heads that are shown are worth noting elsewhere: against them a ledger is seen
    to have lost its latest entries.

    Exit status: 0 if it is as it was written, 1 if it is not.
    """
    path = path_of(output, url)
    with opened(url) as ledger:
        found = ledger.verify(head)
    if to == "json":
        from aidtrack.report.ledger_json import verification_json

        deliver(verification_json(found), to=to, path=path, url=url)
        return 0 if found.ok else REFUSED
    from aidtrack.report.verification_text import verification_text

    deliver(verification_text(found), to=to, path=path, url=url)
    return 0 if found.ok else REFUSED


@click.command("export")
@ledger_option
@output_option
def export(url: str, output: str | None) -> None:
    """Write the whole ledger as JSON Lines, to be imported into another.

    Two ledgers that hold the same give the same bytes.
    """
    path = path_of(output, url)
    with opened(url) as ledger:
        deliver(ledger.export(), to="jsonl", path=path, url=url)


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@ledger_option
def import_(files: tuple[str, ...], url: str) -> int:
    """Add what other ledgers exported and this one does not hold.

    Entries that are there stay as they are, in whatever order files are imported.

    Exit status: 0 if all is well, 1 if a file is not as it was written, or ledgers hold
    different records of one act: both are then kept, and named.
    """
    from aidtrack.errors import NotRecorded

    status = 0
    with opened(url, create=True) as ledger:
        announce = announcer(ledger)
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
            announce()
            for line in str(merge).splitlines():
                say(f"{file}: {line}")
            status = REFUSED if merge.conflicts else status
    return status
