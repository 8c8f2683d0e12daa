"""What a rule is told by its caller: today's date and a profile's thresholds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from aidtrack.errors import UnknownName
from aidtrack.profiles import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.profiles import Profile, ThresholdValue

_ANY_DAY = date(2000, 1, 1)


class Given:
    """The values that rules may ask for; each is noted as it is asked.

    ``given.today`` is a date, or absent where the caller gave none: rules that
    need it are then not asked.
    """

    def __init__(self, values: Mapping[str, ThresholdValue]) -> None:
        """Take the values by name."""
        self._values = dict(values)
        self.asked: dict[str, None] = {}

    @classmethod
    def of(cls, *, today: date | None = None, profiles: Iterable[Profile] = (DEFAULT,)) -> Given:
        """Return the thresholds of some profiles, the later ones over the earlier, and today."""
        values: dict[str, ThresholdValue] = {}
        for profile in profiles:
            values |= {name: entry.value for name, entry in profile.thresholds.items()}
        if today is not None:
            if type(today) is not date:
                raise TypeError(f"today must be a datetime.date, got {today!r}")
            values["today"] = today
        return cls(values)

    @classmethod
    def recording(cls) -> Given:
        """Return values for a trial run, which shows what a rule asks for."""
        return cls.of(today=_ANY_DAY)

    def __getattr__(self, name: str) -> Any:
        """Return a value by its name."""
        if name.startswith("__"):
            raise AttributeError(name)
        self.asked[name] = None
        if name not in self._values:
            what = "threshold"
            raise UnknownName(what, name, {*self._values, "today"})
        return self._values[name]

    def has(self, name: str) -> bool:
        """Return whether a value is there."""
        return name in self._values

    def __getstate__(self) -> dict[str, Any]:
        """Return the values, for pickling."""
        return {"_values": self._values, "asked": self.asked}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the values back."""
        self.__dict__.update(state)
