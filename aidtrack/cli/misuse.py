"""How a run ends: misuse is one clear line on standard error, never a traceback."""

from __future__ import annotations

import sys
import textwrap
from typing import Any

import click

COULD_NOT_RUN = 2
_INTERRUPTED = 130


def exit_status(returned: Any) -> int:
    """Return the exit status for what a command returned: a number, or nothing for done."""
    return returned if isinstance(returned, int) else 0


def ended_by(error: Exception) -> int:
    """Say in one line what was misused, and return the exit status.

    Raises:
        Exception: The same error, if it is none that a user can mend.
    """
    from aidtrack.errors import AidtrackError

    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
        case click.ClickException():
            complain(error.format_message())
        case click.Abort():
            complain("interrupted")
            return _INTERRUPTED
        case AidtrackError():
            complain(str(error))
        case OSError():
            complain(_of_system(error))
        case MemoryError():
            complain("not enough memory")
        case _:
            raise error
    return COULD_NOT_RUN


def complain(message: str) -> None:
    """Write one line to standard error."""
    say(f"aidtrack: {message}")


def say(message: str) -> None:
    """Write one line to standard error, harmless whatever a file's name or text contains."""
    from aidtrack.cli.output import in_ascii
    from aidtrack.text.printable import clean

    line = clean(message)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    click.echo(in_ascii(_broken(line), encoding), err=True)


def _broken(line: str) -> str:
    """Return a line broken between words where a person reads it; a log keeps it whole.

    What is to be copied, such as the path of a file, is never torn.
    """
    from aidtrack.report.plain import WIDTH

    if sys.stderr is None or not sys.stderr.isatty():
        return line
    return textwrap.fill(
        line, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason.lower()}" if error.filename else reason.lower()
