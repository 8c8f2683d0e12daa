"""Dated, sourced sets of thresholds: what a rule measures against.

>>> profile("default").thresholds["minimum_shelf_life"].value
'12mo'
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ThresholdValue = Decimal | date | str
"""A number, a day, or a duration in Polars' words such as ``12mo``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One value that rules measure against, with its pedigree."""

    value: ThresholdValue
    meaning: str
    source: str
    """Who says so."""
    edition: str
    """Which edition of the source."""
    checked: date
    """The day on which the source was last looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A named set of thresholds."""

    name: str
    description: str
    thresholds: Mapping[str, Threshold]


def _value(raw: str | date) -> ThresholdValue:
    if isinstance(raw, str) and raw.replace(".", "", 1).isdigit():
        return Decimal(raw)
    return raw


@cache
def _profiles() -> Mapping[str, Profile]:
    profiles = {}
    files = (item for item in resources.files(__package__).iterdir() if item.name.endswith(".toml"))
    for file in sorted(files, key=lambda item: item.name):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        thresholds = {
            name: Threshold(**{**entry, "value": _value(entry["value"])})
            for name, entry in data["thresholds"].items()
        }
        profiles[data["name"]] = Profile(
            name=data["name"],
            description=data["description"],
            thresholds=MappingProxyType(thresholds),
        )
    return MappingProxyType(profiles)


def profile(name: str) -> Profile:
    """Return the profile of a name.

    Raises:
        UnknownName: There is no such profile.
    """
    profiles = _profiles()
    if name not in profiles:
        what = "profile"
        raise UnknownName(what, name, profiles)
    return profiles[name]


def names_of_profiles(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as a caller lists them.

    Raises:
        TypeError: It is one text, whose letters would be taken for names.
    """
    if isinstance(names, str):
        raise TypeError(
            f"expected a list of profile names, such as [{names!r}], got the text {names!r}"
        )
    return tuple(names)


def profile_names() -> tuple[str, ...]:
    """Return the name of every profile, sorted."""
    return tuple(sorted(_profiles()))


DEFAULT = profile("default")
"""The profile that holds unless the caller names another."""
