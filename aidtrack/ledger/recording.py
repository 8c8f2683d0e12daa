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
    restored: tuple[str, ...] = ()
    """The ids of the entries that say the same, were taken back, and stand again."""
    findings: Findings | None = None
    """What the rules found, and was let stand; None where they were not asked."""

    def __str__(self) -> str:
        """Return it in one line."""
        known = len(self.known)
        if not (self.added or self.restored):
            return f"nothing new: {counted(known)} {'is' if known == 1 else 'are'} recorded already"
        parts = [f"{counted(len(self.added))} recorded"] if self.added else []
        if self.restored:
            stand = "stands" if len(self.restored) == 1 else "stand"
            parts.append(f"{counted(len(self.restored))} that {stand} again")
        if self.reversed:
            parts.append(f"{counted(len(self.reversed))} taken back by them")
        if self.known:
            parts.append(f"{counted(known)} recorded already")
        return "; ".join(parts)


def counted(number: int) -> str:
    """Return so many entries in words."""
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
