"""What became of an attempt to record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidtrack.findings import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Which entries are new in the ledger, and which were in it before."""

    added: tuple[str, ...] = ()
    """The ids of the entries that were written."""
    known: tuple[str, ...] = ()
    """The ids of the entries that say the same and were recorded before."""
    reversed: tuple[str, ...] = ()
    """The ids of the entries that were taken back, because what is written revises them."""
    findings: Findings | None = None
    """What the rules found, and was let stand; None where they were not asked."""

    def __str__(self) -> str:
        """Return it in one line."""
        if not self.added:
            return f"nothing new: {_entries(len(self.known))} recorded already".replace(
                "entries recorded", "entries are recorded"
            ).replace("entry recorded", "entry is recorded")
        parts = [f"{_entries(len(self.added))} recorded"]
        if self.reversed:
            parts.append(f"{_entries(len(self.reversed))} taken back by them")
        if self.known:
            parts.append(f"{_entries(len(self.known))} recorded already")
        return "; ".join(parts)


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
