"""Which profile a run was measured by, and whether its sources are due to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedProfile:
    """A profile that rules were asked with."""

    name: str
    checked: date | None = None
    """The earliest day on which one of its sources was last looked at; None for a desk's own."""
    review_by: date | None = None
    """The day from which they must be looked at again; None for a desk's own."""
    due: bool | None = None
    """Whether that day has come; None where no day was given to measure against."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as the JSON contract shows it."""
        return {
            "name": self.name,
            "checked": self.checked.isoformat() if self.checked else None,
            "review_by": self.review_by.isoformat() if self.review_by else None,
            "due": self.due,
        }
