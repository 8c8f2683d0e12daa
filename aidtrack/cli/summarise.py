"""``aidtrack summarise``: what manifests add up to, and how much of them that covers."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.notes import reading_rules, say_coverage, say_reading
from aidtrack.cli.options import (
    files_argument,
    inputs_of,
    output_option,
    reading_of,
    reading_options,
    sources_of,
)
from aidtrack.cli.output import checked_inputs, checked_output, write

FORMATS = ("text", "markdown", "json", "csv")


@click.command("summarise")
@files_argument
@click.option("--by", metavar="KEYS", multiple=True,
              help="What to take totals by, between commas: donor, recipient, kind, item, "
                   "consignment, country, month.")  # fmt: skip
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the totals are written.")  # fmt: skip
@output_option
@reading_options
def command(
    files: tuple[str, ...], by: tuple[str, ...], to: str, output: str | None, **options: Any
) -> None:
    """Add up like with like, and say what it covers.

    What the totals leave out is said on standard error.
    """
    checked_inputs(files)
    inputs = inputs_of(files, options)
    path = checked_output(output, inputs)
    reading, _ = reading_of(options)
    arguments = reading.arguments()
    from aidtrack.checking import check
    from aidtrack.report import stream

    keys = [name.strip() for names in by for name in names.split(",") if name.strip()]
    result = check(sources_of(files), by=keys, rules=reading_rules(), **arguments)
    write(stream(result.summary, to=to), path, to=to, inputs=inputs)
    say_reading(result.findings)
    say_coverage(result.summary.total)
