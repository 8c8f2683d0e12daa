"""Validation at the door: what is to be recorded, seen with what the ledger knows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from aidtrack.errors import NotRecorded
from aidtrack.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aidtrack.findings import Findings, Severity
    from aidtrack.lines.lines import Lines
    from aidtrack.profiles import Profile

_MOST: Final = 20
"""How many findings are told."""


def found_at_the_door(
    lines: Lines, *, today: date | None, profiles: Iterable[str | Profile]
) -> Findings:
    """Return what is wrong with goods that are to be recorded."""
    return validate(lines, today=today, profiles=profiles)


def refuse(findings: Findings, unless: Severity) -> None:
    """Refuse to record where a finding is as grave as the caller will not have.

    Raises:
        NotRecorded: One is.
    """
    if not findings.reaches(unless):
        return
    grave = findings.where(lambda rule: rule.severity.reaches(unless))
    told = [str(finding) for finding in islice(grave, _MOST)]
    if len(grave) > _MOST:
        told.append(f"and {len(grave) - _MOST:,} more")
    raise NotRecorded("nothing was recorded, as the findings are too grave", told)
