"""What the commands share that look at what is to be recorded before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.book import refused
from aidtrack.cli.day import day_of, say_day
from aidtrack.cli.own_rules import rules_in
from aidtrack.cli.profile import profile_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.errors import NotRecorded

NEVER = "never"

unless_option = click.option(
    "--unless", type=click.Choice(["error", "warning", "info", NEVER]), default="error",
    show_default=True, help="The least grave finding that forbids it.",
)  # fmt: skip
profile_option = click.option(
    "--profile", "profiles", metavar="NAME|FILE", multiple=True,
    help="Thresholds and severities over the default ones. Can be repeated.",
)  # fmt: skip


def door_arguments(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is asked of the goods, and what forbids recording them, for the library.

    Raises:
        click.UsageError: A file of rules cannot be run or declares none, or the day is none.
    """
    own = rules_in(asked["own_rules"])
    from aidtrack.rules import RULES

    return {
        "unless": asked["unless"],
        "today": day_of(asked["today"]),
        "profiles": [profile_named(text) for text in asked["profiles"]],
        "rules": (*RULES, *own),
    }


def turned_away(error: NotRecorded, asked: Mapping[str, Any]) -> int:
    """Say why nothing was recorded, and by which day, and return the exit status."""
    if "unless" in error.ways_out:
        say_day(asked["today"])
    return refused(error)
