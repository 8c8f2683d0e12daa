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
    default="manifest.xlsx",
    show_default=True,
    help="The workbook to write, which must not exist yet; - is standard output.",
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True,
              help="Leave out what only other kinds of goods have. Can be repeated.")  # fmt: skip
def command(output: str, kinds: tuple[str, ...]) -> None:
    """Write a blank manifest: a workbook that people fill in.

    Its headers are read as they are. Units, kinds, countries and dates are chosen from
    lists or checked while they are typed, and an example shows filled-in lines.
    """
    path = checked_output(output, [])
    refuse_console(path, "a workbook")
    from aidtrack.exchange import template

    content = template(kinds=kinds)
    if path is None:
        write_bytes(content, None)
        return
    write_new(content, path, output)
    say(f"{output}: fill in the sheet Manifest, then: aidtrack validate {output}")
