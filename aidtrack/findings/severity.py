"""How grave a finding is."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """The three grades of a finding; in doubt a rule takes the lower.

    >>> Severity.ERROR.reaches(Severity.WARNING)
    True
    """

    ERROR = "error"
    """A source says *must*, or arithmetic does."""
    WARNING = "warning"
    """A source says *should*, or it is very likely a slip."""
    INFO = "info"
    """Worth a look, never wrong by itself."""

    @property
    def rank(self) -> int:
        """The position in order of gravity: 0 is the gravest."""
        return tuple(Severity).index(self)

    def reaches(self, threshold: Severity) -> bool:
        """Return whether this is as grave as the threshold, or graver."""
        return self.rank <= threshold.rank
