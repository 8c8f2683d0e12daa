"""What the commands share that measure against a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from aidtrack.cli.misuse import say

NO_DAY = "none"

today_option = click.option(
    "--today", metavar="DATE|none",
    help="The day to measure expiry against; the system date unless given.",
)  # fmt: skip


def system_day() -> date:
    """Return the system's date."""
    return datetime.now(tz=UTC).astimezone().date()


def day_of(text: str | None) -> date | None:
    """Return the day that was given, no day, or the system's date.

    Raises:
        click.UsageError: The text is no date.
    """
    if text is None:
        return system_day()
    if text.lower() == NO_DAY:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"--today: {text!r} is no date; expected one such as 2026-11-22, or none"
        raise click.UsageError(message) from None


def say_day(text: str | None) -> None:
    """Say which day was measured against, where nobody gave one."""
    if text is None:
        say(f"today is {system_day().isoformat()} (system date); --today sets another")
