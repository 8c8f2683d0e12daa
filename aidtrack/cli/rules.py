"""``aidtrack rules``: everything that can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aidtrack.cli.misuse import say
from aidtrack.cli.options import output_option
from aidtrack.cli.output import checked_output, write
from aidtrack.cli.own_rules import rules_in, rules_option

if TYPE_CHECKING:
    from aidtrack.findings import Rule

NONE = (
    "the library has no rules in this family: its codes, AT901 to AT999, are for rules of your "
    "own; aidtrack validate --rules FILE.py asks them"
)
FORMATS = ("text", "markdown", "json")


@click.command("rules")
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the rules are written.")  # fmt: skip
@click.option("--family", metavar="NAME",
              help="The rules of one family, by name or digit: reading, dates, 6.")  # fmt: skip
@rules_option
@output_option
def command(to: str, family: str | None, own_rules: tuple[str, ...], output: str | None) -> None:
    """List the rules: what can be wrong."""
    path = checked_output(output, own_rules)
    from aidtrack.report.rules import rules_json, rules_markdown, rules_text
    from aidtrack.rules import RULES

    every = (*RULES, *rules_in(own_rules))
    rules = every if family is None else _of_family(family, every)
    if not rules:
        say(NONE)
    formats = {"text": rules_text, "markdown": rules_markdown, "json": rules_json}
    write(formats[to](rules), path, to=to)


def _of_family(text: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules of a family, named by its digit, its name or how that begins.

    Raises:
        UnknownName: There is no such family, or it is not clear which is meant.
    """
    from aidtrack.errors import UnknownName
    from aidtrack.findings.rule import FAMILIES

    wanted = text.strip().lower()
    digits = [
        digit
        for digit, name in FAMILIES.items()
        if wanted and (wanted == digit or name.startswith(wanted))
    ]
    if len(digits) != 1:
        what = "family of rules"
        raise UnknownName(what, text, FAMILIES.values())
    return tuple(rule for rule in rules if rule.family == FAMILIES[digits[0]])
