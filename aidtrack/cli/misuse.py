"""How a run ends: misuse is one clear line on standard error, never a traceback."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    from aidtrack.errors import AidtrackError, NotRecorded

    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
        case click.ClickException():
            complain(error.format_message())
        case click.Abort():
            complain("interrupted")
            return _INTERRUPTED
        case NotRecorded():
            complain(error.message, error.reasons)
        case AidtrackError():
            complain(str(error))
        case OSError():
            complain(_of_system(error))
        case MemoryError():
            complain("not enough memory")
        case _:
            raise error
    return COULD_NOT_RUN


def complain(message: str, reasons: Iterable[str] = ()) -> None:
    """Write what was misused or refused to standard error, and each reason on a line of its own.

    A log has the name of the program before each; a person sees the reasons under what they
    are reasons for.
    """
    say(f"aidtrack: {message}")
    for reason in reasons:
        if _is_read():
            _write(_broken(f"- {_clean(reason)}", "  "))
        else:
            say(f"aidtrack: {reason}")


def say(message: str) -> None:
    """Write one line to standard error, harmless whatever a file's name or text contains."""
    line = _clean(message)
    _write(_broken(line) if _is_read() else line)


def _clean(message: str) -> str:
    from aidtrack.text.printable import legible

    return legible(message)


def _write(text: str) -> None:
    from aidtrack.cli.output import in_ascii

    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    click.echo(in_ascii(text, encoding), err=True)


def _is_read() -> bool:
    """Return whether a person reads standard error, rather than a log."""
    return sys.stderr is not None and sys.stderr.isatty()


def _broken(line: str, indent: str = "") -> str:
    """Return a line broken between words; a log keeps it whole.

    What is to be copied, such as the path of a file, is never torn.
    """
    from aidtrack.report.plain import WIDTH

    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason.lower()}" if error.filename else reason.lower()
