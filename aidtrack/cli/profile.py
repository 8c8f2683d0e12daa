"""``aidtrack profile``: one profile with the source of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aidtrack.cli.options import inputs_of, is_profile_file, output_option
from aidtrack.cli.output import checked_output, write
from aidtrack.cli.own_rules import rules_in, rules_option

if TYPE_CHECKING:
    from aidtrack.profiles import Profile

FORMATS = ("text", "markdown", "json")


@click.command("profile")
@click.argument("name", metavar="NAME|FILE")
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the profile is written.")  # fmt: skip
@rules_option
@output_option
def command(name: str, to: str, output: str | None, own_rules: tuple[str, ...]) -> None:
    """Show a profile: each threshold and severity with its source.

    A file is a profile of your own, in TOML; it is checked as well.
    """
    path = checked_output(output, inputs_of((), {"profiles": [name], "own_rules": own_rules}))
    from aidtrack.profiles import asked_of, stacked
    from aidtrack.report.profiles import profile_json, profile_page
    from aidtrack.report.told import profile_text
    from aidtrack.rules import RULES

    found = profile_named(name)
    asked_of(
        (*RULES, *rules_in(own_rules)), stacked([found])
    )  # a rule that does not exist is refused here too
    formats = {
        "text": profile_text,
        "markdown": lambda each: profile_page(each).splitlines(),
        "json": profile_json,
    }
    write(formats[to](found), path, to=to)


def profile_named(text: str) -> Profile:
    """Return the profile of a name, or the one that a TOML file holds.

    Raises:
        UnknownName: There is no profile of that name, and it is no file.
        InvalidProfile: The file is no profile.
    """
    from aidtrack.profiles import profile, read_profile

    return read_profile(text) if is_profile_file(text) else profile(text)
