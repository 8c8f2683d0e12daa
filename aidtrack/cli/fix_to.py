"""The option ``--fix-to``: a copy in which the safe suggestions are taken."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.misuse import say
from aidtrack.cli.output import STDIN, checked_output, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aidtrack.fixing import Fixed

_WORKBOOKS = (".xlsx", ".xlsm")
_LISTED = 50


def fix_path(
    name: str | None, files: Sequence[str], inputs: Sequence[str], others: Sequence[str | None]
) -> Path | None:
    """Return the copy to write, or None.

    Args:
        name: The copy as the user named it.
        files: The files to validate.
        inputs: Every file that is read.
        others: The files of the run's other results.

    Raises:
        click.UsageError: It is one of these files, or there is no one file to copy.
    """
    if name is None:
        return None
    if len(files) != 1 or files[0] == STDIN:
        raise click.UsageError("--fix-to writes a copy of one file; name one, and no other")
    path = checked_output(name, inputs, others)
    if path is None:
        raise click.UsageError("--fix-to names a file, not standard output")
    return path


def write_fixed(path: Path, name: str, inputs: Sequence[str], arguments: dict[str, Any]) -> None:
    """Write a copy of a file in which the safe suggestions are taken, and say what was done.

    Args:
        path: What :func:`fix_path` returned.
        name: The copy as the user named it.
        inputs: Every file that is read, the one to copy first.
        arguments: How it is read.

    Raises:
        click.UsageError: The copy is named as a file of another kind.
    """
    from aidtrack.fixing import fixed

    file = inputs[0]
    copy = fixed(file, **arguments)
    if (path.suffix.lower() in _WORKBOOKS) is not copy.is_workbook:
        kind = "a workbook" if copy.is_workbook else "a text"
        raise click.UsageError(f"{name}: the copy is {kind}, as {file} is; name it so")
    write_bytes(copy.content, path, inputs=inputs)
    for fix in itertools.islice(copy.fixes, _LISTED):
        say(str(fix))
    if len(copy.fixes) > _LISTED:
        say(f"… and {len(copy.fixes) - _LISTED:,} more")
    for left in itertools.islice(copy.left_out, _LISTED):
        say(str(left))
    if len(copy.left_out) > _LISTED:
        say(f"… and {len(copy.left_out) - _LISTED:,} more that stay")
    say(f"{_done(copy)}; the copy is {name}")


def _done(copy: Fixed) -> str:
    from aidtrack.report.plain import count

    rest = f", {count(len(copy.left_out), 'correction')} left out" if copy.left_out else ""
    if not copy.fixes:
        return f"nothing to be corrected safely{rest}"
    return f"{count(len(copy.fixes), 'cell')} corrected, none with another meaning{rest}"
