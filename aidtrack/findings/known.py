"""A finding that is known: it is counted, and not said again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One finding that somebody has looked at, and why it stays."""

    fingerprint: str
    """The finding's fingerprint, which stays when rows move."""
    code: str
    """The rule's code, or its name."""
    reason: str
    """Why it is not to be said again."""
