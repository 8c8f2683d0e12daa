"""``aidtrack rule``: one rule explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aidtrack.cli.options import output_option
from aidtrack.cli.output import checked_output, write
from aidtrack.cli.own_rules import rules_in, rules_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.findings import Rule


FORMATS = ("text", "markdown", "json")


@click.command("rule")
@click.argument("name", metavar="CODE_OR_NAME")
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the rule is explained.")  # fmt: skip
@rules_option
@output_option
def command(name: str, to: str, own_rules: tuple[str, ...], output: str | None) -> None:
    """Explain a rule.

    What is wrong, why it matters, examples with what is said of them, and the sources.
    """
    path = checked_output(output, own_rules)
    rule = known_rule(name, rules_in(own_rules))
    from aidtrack.report.rules import rule_json, rule_page
    from aidtrack.report.told import rule_text

    formats = {
        "text": rule_text,
        "markdown": lambda each: rule_page(each).splitlines(),
        "json": rule_json,
    }
    write(formats[to](rule), path, to=to)


def known_rule(name: str, own: Iterable[Rule] = ()) -> Rule:
    """Return the rule of a code or name.

    Args:
        name: The code or name, whatever its case.
        own: Rules of the user's own, beside the library's.

    Raises:
        click.UsageError: There is no such rule; the message says how to find it.
    """
    from aidtrack.errors import UnknownName
    from aidtrack.rules import rule_named

    for rule in own:
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    try:
        return rule_named(name)
    except UnknownName as error:
        near = f"did you mean {error.nearest!r}?" if error.nearest else "aidtrack rules lists all"
        raise click.UsageError(f"unknown rule {name!r}; {near}") from None
