"""``aidtrack profiles``: the sets of thresholds and severities that there are."""

from __future__ import annotations

import click

from aidtrack.cli.options import output_option
from aidtrack.cli.output import checked_output, write

FORMATS = ("text", "markdown", "json")


@click.command("profiles")
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the profiles are written.")  # fmt: skip
@output_option
def command(to: str, output: str | None) -> None:
    """List the profiles: what the rules can be measured against."""
    path = checked_output(output, ())
    from aidtrack.profiles import profile, profile_names
    from aidtrack.report.profiles import profiles_json, profiles_markdown, profiles_text

    formats = {"text": profiles_text, "markdown": profiles_markdown, "json": profiles_json}
    write(formats[to]([profile(name) for name in profile_names()]), path, to=to)
