"""What a profile says: thresholds, severities, and what is not to be asked or said again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.findings import Known, Severity

ThresholdValue = Decimal | date | str
"""A number, a day, or a duration in Polars' words such as ``12mo``."""
OWN = "the desk's own"
"""The source of a value for which a desk's own profile names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One value that rules measure against, with its pedigree."""

    value: ThresholdValue
    meaning: str
    kind: str
    """What kind of value it has, one of ``aidtrack.profiles.kinds.KINDS``."""
    source: str
    """Who says so."""
    edition: str | None
    """Which edition of the source; None where a desk sets its own."""
    checked: date | None
    """The day on which the source was last looked at; None where a desk sets its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """How grave a profile takes a fault to be, with its pedigree."""

    severity: Severity | None
    """None where the rule is not to be asked."""
    source: str
    edition: str | None
    checked: date | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """A named set of thresholds and severities; two profiles are equal only if they are one.

    A profile says only where it differs from what lies beneath it, and in the end
    from the default profile.
    """

    name: str
    description: str
    review_by: date | None = None
    """The day from which its sources must be looked at again; None for a desk's own."""
    thresholds: Mapping[str, Threshold] = field(default_factory=lambda: MappingProxyType({}))
    severities: Mapping[str, Grading] = field(default_factory=lambda: MappingProxyType({}))
    """How grave the faults of some rules are, by their codes or names."""
    ignored: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The rules that are not to be asked, by code or name, each with the reason."""
    known: tuple[Known, ...] = ()
    """Findings that are known, and not said again."""

    def is_due(self, today: date | None) -> bool | None:
        """Return whether its sources should be looked at again; None where no day is known."""
        if self.review_by is None or today is None:
            return None
        return today >= self.review_by

    @property
    def checked(self) -> date | None:
        """The earliest day on which one of its sources was last looked at."""
        days = [each.checked for each in self.thresholds.values()]
        days += [each.checked for each in self.severities.values()]
        return min((day for day in days if day is not None), default=None)
