"""``aidtrack validate``: what is wrong with manifests, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.baseline import baseline_path, known_of, say_known, write_baseline
from aidtrack.cli.day import day_of, say_day, today_option
from aidtrack.cli.fix_to import fix_path, write_fixed
from aidtrack.cli.misuse import say
from aidtrack.cli.options import (
    files_argument,
    inputs_of,
    output_option,
    reading_of,
    reading_options,
    sources_of,
)
from aidtrack.cli.output import checked_inputs, checked_output, write
from aidtrack.cli.own_rules import rules_in, rules_option
from aidtrack.cli.profile import profile_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.findings import Findings, Rule

FORMATS = ("text", "full", "concise", "json", "jsonl", "sarif", "markdown", "csv")
BARE = frozenset({"concise", "jsonl", "csv"})
"""The forms that hold findings and nothing else."""
NEVER = "never"


@click.command("validate")
@files_argument
@click.option("--format", "to", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How the findings are written.")  # fmt: skip
@output_option
@today_option
@click.option("--profile", "profiles", metavar="NAME|FILE", multiple=True,
              help="Thresholds and severities over the default ones: one that aidtrack profiles "
              "lists, or a TOML file. Can be repeated, the later over the earlier.")  # fmt: skip
@click.option("--ignore", metavar="CODE", multiple=True,
              help="A rule not to ask, by code or name. Can be repeated.")  # fmt: skip
@rules_option
@click.option("--fix-to", metavar="PATH",
              help="Write a copy in which the safe suggestions are taken, in place of "
              "what is there; of one CSV or "
              "XLSX file.")  # fmt: skip
@click.option("--baseline", "baselines", metavar="FILE", multiple=True,
              help="Findings that are known, and are counted but not said again. "
              "Can be repeated.")  # fmt: skip
@click.option("--write-baseline", metavar="PATH",
              help="Write all that is found as a baseline; wants --reason.")  # fmt: skip
@click.option("--reason", metavar="TEXT",
              help="Why what --write-baseline writes is to stay as it is.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", NEVER]),
              default="error", show_default=True,
              help="The least grave finding that ends the run with status 1.")  # fmt: skip
@click.option("--same-consignment", is_flag=True,
              help="The files are documents of one consignment: compare them.")  # fmt: skip
@reading_options
def command(
    files: tuple[str, ...], to: str, output: str | None, fail_on: str, **options: Any
) -> int:
    """Say what is wrong with manifests, and where.

    Exit status: 0 if nothing reaches --fail-on, 1 if something does, 2 if it
    could not run.
    """
    checked_inputs(files)
    inputs = inputs_of(files, options)
    path = checked_output(output, inputs)
    known = baseline_path(options, inputs, [output])
    copy = fix_path(options["fix_to"], files, inputs, [output, options["write_baseline"]])
    findings = find(files, options)
    if copy is not None:
        write_fixed(copy, options["fix_to"], inputs, reading_of(options)[0].arguments())
    from aidtrack.report import stream
    from aidtrack.report.grouped import verdict

    write(stream(findings, to=to), path, to=to, inputs=inputs)
    if to in BARE:
        say_known(findings)
    if path is not None:
        say(f"{verdict(findings)}; written to {output}")
    if known is not None:
        write_baseline(findings, known, options, inputs)
        return 0
    return 1 if _reaches(findings, fail_on) else 0


def find(files: Sequence[str], options: dict[str, Any]) -> Findings:
    """Read files and ask the rules, as the command's options say."""
    reading, asked = reading_of(options)
    arguments = reading.arguments()
    today = day_of(asked["today"])
    own = rules_in(asked["own_rules"])
    ignored = [_rule(name, own) for name in asked["ignore"]]
    from aidtrack.checking import check
    from aidtrack.findings import NotAsked
    from aidtrack.rules import RULES

    result = check(
        sources_of(files),
        today=today,
        rules=[rule for rule in (*RULES, *own) if rule not in ignored],
        profiles=[profile_named(text) for text in asked["profiles"]],
        same_consignment=asked["same_consignment"],
        **arguments,
    )
    say_day(asked["today"])
    silenced = [NotAsked(rule, "ignored on request") for rule in dict.fromkeys(ignored)]
    given = reading.given()
    if asked["same_consignment"]:
        given["same_consignment"] = True
    if own:
        given["rules"] = list(asked["own_rules"])
    findings = replace(
        result.findings, options=given, not_asked=(*result.findings.not_asked, *silenced)
    )
    return findings.without(known_of(asked["baselines"]))


def _rule(name: str, own: tuple[Rule, ...]) -> Rule:
    from aidtrack.cli.rule import known_rule

    return known_rule(name, own)


def _reaches(findings: Findings, fail_on: str) -> bool:
    from aidtrack.findings import Severity

    return fail_on != NEVER and findings.reaches(Severity(fail_on))
