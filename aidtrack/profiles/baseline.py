"""A baseline: a file of the findings that are known, each with the reason why it stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aidtrack.errors import InvalidProfile
from aidtrack.profiles.kinds import as_written
from aidtrack.profiles.written import known_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.findings import Findings, Known

SCHEMA = "aidtrack-baseline/1"
_SHOWN = ("message", "place")
"""What stands beside an entry for those who read the file."""


def baseline_of(findings: Findings, reason: str) -> dict[str, Any]:
    """Return a baseline of findings: all of them are known from now on.

    Args:
        findings: What is known; what was known before keeps its reason.
        reason: Why they stay.
    """
    return {"schema": SCHEMA, "known": list(_entries(findings, reason))}


def _entries(findings: Findings, reason: str) -> Iterator[dict[str, str]]:
    before = [finding for hits in findings.suppressed for finding in hits]
    for finding in (*before, *findings):
        earlier = findings.known.get(finding.fingerprint)
        yield {
            "fingerprint": finding.fingerprint,
            "rule": finding.code,
            "reason": earlier.reason if earlier else reason,
            "message": finding.message,
            "place": str(finding.place),
        }


def read_baseline(path: str | Path) -> tuple[Known, ...]:
    """Return the findings that a baseline file knows, for :meth:`Findings.without`.

    Raises:
        InvalidProfile: The file cannot be opened, or is no baseline.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidProfile(f"{path}: cannot be opened: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InvalidProfile(f"{path}: not UTF-8; save the file in that encoding") from None
    except (ValueError, RecursionError) as error:
        raise InvalidProfile(f"{path}: not JSON: {error}") from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise InvalidProfile(f"{path}: expected a baseline, with the schema {SCHEMA}; "
                             f"got {as_written(schema)}")  # fmt: skip
    entries = data.get("known")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidProfile(f"{path}: known: expected a list of findings")
    return tuple(
        known_of(entry, f"{path}: known {number}", _SHOWN)
        for number, entry in enumerate(entries, start=1)
    )
