"""``aidtrack convert``: a manifest in canonical form."""

from __future__ import annotations

from typing import Any

import click

from aidtrack.cli.notes import reading_rules, say_reading
from aidtrack.cli.options import (
    inputs_of,
    output_option,
    reading_of,
    reading_options,
    sources_of,
)
from aidtrack.cli.output import checked_output, refuse_console, write, write_bytes

FORMATS = ("csv", "json", "xlsx", "parquet")
BINARY = frozenset({"xlsx", "parquet"})
"""The forms that are no text."""


@click.command("convert")
@click.argument("file", metavar="FILE")
@click.option("--to", type=click.Choice(FORMATS), required=True, help="The form to write.")
@output_option
@reading_options
def command(file: str, to: str, output: str | None, **options: Any) -> None:
    """Write a manifest in canonical form.

    Columns get the names of their fields, values the form in which they were read. A
    value that could not be read stands as it was written, which is said on standard error.
    A workbook (xlsx) or Parquet file holds the same texts as the CSV.
    """
    inputs = inputs_of([file], options)
    path = checked_output(output, inputs)
    if to in BINARY:
        refuse_console(path, to)
    reading, _ = reading_of(options)
    arguments = reading.arguments()
    from aidtrack.exchange import write as canonical
    from aidtrack.manifest import read
    from aidtrack.validation import validate

    [source] = sources_of([file])
    lines = read(source, **arguments)
    content = canonical(lines, to=to)
    if isinstance(content, bytes):
        write_bytes(content, path, inputs=inputs)
    else:
        write([content.removesuffix("\n")], path, to=to, inputs=inputs)
    say_reading(validate(lines, rules=reading_rules()))
