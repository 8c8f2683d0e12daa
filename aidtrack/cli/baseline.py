"""What is known beforehand: the options that read a baseline, and the one that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.misuse import say
from aidtrack.cli.output import checked_output, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aidtrack.findings import Findings, Known


def baseline_path(
    options: dict[str, Any], inputs: Sequence[str], others: Sequence[str | None]
) -> Path | None:
    """Return the baseline to write, or None.

    Args:
        options: The command's options.
        inputs: Every file that is read.
        others: The files of the run's other results.

    Raises:
        click.UsageError: It is one of these files, or the reason is missing.
    """
    name, reason = options["write_baseline"], options["reason"]
    if (name is None) != (reason is None) or (reason is not None and not reason.strip()):
        raise click.UsageError(
            "--write-baseline and --reason go together: say why what is found is to stay, "
            "such as --reason 'agreed with the donor on 3 March'"
        )
    path = checked_output(name, inputs, others)
    if name is not None and path is None:
        raise click.UsageError("--write-baseline names a file, not standard output")
    return path


def known_of(baselines: Iterable[str]) -> tuple[Known, ...]:
    """Return what the baselines know."""
    from aidtrack.profiles import read_baseline

    return tuple(known for file in baselines for known in read_baseline(file))


def say_known(findings: Findings) -> None:
    """Say what a form that holds nothing but findings leaves out."""
    from aidtrack.report.grouped import due_profiles, known_text

    for line in (*known_text(findings), *due_profiles(findings)):
        if line:
            say(line)


def write_baseline(
    findings: Findings, path: Path, options: dict[str, Any], inputs: Sequence[str]
) -> None:
    """Write all that was found as known, and say so."""
    from aidtrack.profiles import baseline_of
    from aidtrack.report.json import json_text

    document = baseline_of(findings, options["reason"].strip())
    write([json_text(document)], path, to="json", inputs=inputs)
    number = len(document["known"])
    say(f"{number:,} finding{'' if number == 1 else 's'} known from now on; "
        f"written to {options['write_baseline']}")  # fmt: skip
