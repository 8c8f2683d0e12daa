"""Every exception that aidtrack raises.

Bad data never raises: what a readable file contains becomes a finding.
These are for misuse, and for containers that cannot be opened::

    AidtrackError
    ├── UnreadableManifest          a file cannot be opened or passes a limit
    ├── UnreadableText(ValueError)  a text given in code is no number, date, unit …
    │   ├── AmbiguousText           it can be read in several ways
    │   └── UnknownUnit             it names no unit that aidtrack knows
    ├── MixedUnits(TypeError)       unlike things were added or compared
    ├── UnknownName(LookupError)    no field, rule, profile or format of that name
    ├── InvalidRule(ValueError)     a rule was declared wrongly
    ├── InvalidMapping(ValueError)  a mapping file is not one
    ├── InvalidProfile(ValueError)  a profile or a baseline is not one
    ├── NotFixable                  a copy with corrections cannot be made of a file
    ├── DoesNotFit(ValueError)      more than a format to be written can hold
    ├── LedgerError                 what a ledger refuses, or cannot do
    │   ├── UnusableLedger          it is none, of a later version, or damaged
    │   ├── LedgerUnavailable       unreachable, full, read-only or busy
    │   ├── NotRecorded             the rules or what is recorded speak against it
    │   └── UnknownEntry(LookupError)   no entry, or several, are named so
    └── InvalidLines                findings of severity error, on request
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable


class AidtrackError(Exception):
    """The root of all exceptions of this library."""


class UnreadableManifest(AidtrackError):
    """A container cannot be opened, is of no known format, or passes a limit."""


class UnreadableText(AidtrackError, ValueError):
    """A text given in code cannot be read as what was expected there."""


class AmbiguousText(UnreadableText):
    """A text given in code can be read in more than one way."""


class UnknownUnit(UnreadableText):
    """A text names no unit that aidtrack knows."""


class MixedUnits(AidtrackError, TypeError):
    """Quantities of unlike things, or amounts in unlike currencies, were combined."""


class UnknownName(AidtrackError, LookupError):
    """A name is not one of those that can stand in its place.

    Attributes:
        name: The name that was given.
        nearest: The closest known name, or None.
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        """Say what was asked for, and the nearest name that exists.

        Args:
            what: What the name should have been, such as ``"field"``.
            name: The name that was given.
            known: All names that are accepted there.
        """
        choices = sorted(known)
        by_lower = {choice.lower(): choice for choice in choices}
        alike = [lower for lower in by_lower if _by_shape(lower) == _by_shape(name.lower())]
        matches = alike or get_close_matches(name.lower(), by_lower, n=1, cutoff=0.65)
        self.name = name
        self.nearest = by_lower[matches[0]] if matches else None
        hint = (
            f"did you mean {self.nearest!r}?"
            if self.nearest
            else f"expected one of: {', '.join(choices)}"
        )
        super().__init__(f"unknown {what} {name!r}; {hint}")


def _by_shape(name: str) -> str:
    """Return a name with one character for all that look alike: AT6O3 is taken for AT603."""
    return name.translate(_ALIKE)


_ALIKE = str.maketrans("oil", "011")


class InvalidRule(AidtrackError, ValueError):
    """A rule was declared wrongly."""


class InvalidMapping(AidtrackError, ValueError):
    """A mapping cannot be opened, is not written as one, or states what cannot be read."""


class InvalidProfile(AidtrackError, ValueError):
    """A profile or a baseline file cannot be opened, or holds something else."""


class NotFixable(AidtrackError):
    """A copy of a file with corrections cannot be made, or would not say the same."""


class DoesNotFit(AidtrackError, ValueError):
    """What is to be written is more than its format can hold: a workbook has its limits."""


class LedgerError(AidtrackError):
    """A ledger refuses something, or cannot do it."""


class UnusableLedger(LedgerError):
    """What was to be opened is no ledger, was written by a later version, or is damaged."""


class LedgerUnavailable(LedgerError):
    """The database cannot be reached or written just now; nothing was written."""


WayOut = Literal["revision", "report", "also", "unless"]
"""What a caller can say to have recorded what is refused."""


class NotRecorded(LedgerError):
    """Findings of severity error, or other content under the same reference, forbid it.

    Attributes:
        message: What was not recorded.
        reasons: What speaks against it, each in one line.
        ways_out: What the caller can say to have it recorded all the same: ``revision`` (it
            takes the place of what is recorded), ``report`` (somebody else tells it, beside
            what is recorded), ``also`` (it is a further act), ``unless`` (the findings may
            stand).
    """

    def __init__(
        self,
        message: str,
        reasons: Iterable[str] = (),
        *,
        ways_out: Iterable[WayOut] = (),
    ) -> None:
        """Say what was not recorded, why, and what would have it recorded all the same."""
        self.message = message
        self.reasons = tuple(reasons)
        self.ways_out = tuple(ways_out)
        super().__init__("; ".join((message, *self.reasons)))


class UnknownEntry(LedgerError, LookupError):
    """A ledger holds no entry, line or consignment of a name, or several entries."""


class InvalidLines(AidtrackError):
    """The findings hold errors, and the caller asked for an exception."""
