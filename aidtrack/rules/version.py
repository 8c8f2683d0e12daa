"""Which rules a report was made with: a mark that changes when any of them does."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.findings.rule import Rule

_DIGITS = 12


def rules_version(rules: Iterable[Rule]) -> str:
    """Return a short hash over the codes, severities and messages of rules, in any order."""
    parts = sorted(f"{rule.code}\x1f{rule.severity}\x1f{rule.message}" for rule in rules)
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:_DIGITS]
