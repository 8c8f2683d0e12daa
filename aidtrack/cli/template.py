"""``aidtrack template``: a blank manifest to be filled in."""

from __future__ import annotations

import click

from aidtrack.cli.misuse import say
from aidtrack.cli.output import checked_output, refuse_console, write_bytes, write_new

KINDS = ("oxygen_unit", "ventilator", "monitor", "medicine_pack", "vaccine", "item")


@click.command("template")
@click.option(
    "--output",
    metavar="PATH",
    help="The workbook to write, which must not exist yet; - is standard output. "
    "[default: manifest.xlsx, or receipt.xlsx]",
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True,
              help="Leave out what only other kinds of goods have. Can be repeated.")  # fmt: skip
@click.option("--receipt", metavar="REFERENCE",
              help="Write a receipt for this consignment of a ledger, filled in with what was "
              "sent.")  # fmt: skip
@click.option("--ledger", "url", metavar="URL", envvar="AIDTRACK_LEDGER", show_envvar=True,
              help="The ledger that the consignment is recorded in.")  # fmt: skip
def command(
    output: str | None, kinds: tuple[str, ...], receipt: str | None, url: str | None
) -> None:
    """Write a blank manifest: a workbook that people fill in.

    Its headers are read as they are. Units, kinds, countries and dates are chosen from
    lists or checked while they are typed, and an example shows filled-in lines.
    """
    if output is None:
        output = "receipt.xlsx" if receipt else "manifest.xlsx"
    path = checked_output(output, [])
    refuse_console(path, "a workbook")
    content = _blank(kinds) if receipt is None else _receipt(receipt, url)
    if path is None:
        write_bytes(content, None)
        return
    write_new(content, path, output)
    if receipt is None:
        say(f"{output}: fill in the sheet Manifest, then: aidtrack validate {output}")
    else:
        say(f"{output}: fill in the sheet Receipt, then: aidtrack receive {output}")


def _blank(kinds: tuple[str, ...]) -> bytes:
    from aidtrack.exchange import template

    return template(kinds=kinds)


def _receipt(reference: str, url: str | None) -> bytes:
    if url is None:
        raise click.UsageError("--receipt: expected --ledger too, or AIDTRACK_LEDGER")
    from aidtrack.cli.book import opened

    with opened(url) as ledger:
        return ledger.receipt_form(reference)
