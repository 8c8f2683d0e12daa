"""The profiles that come with the library, each a file beside this one."""

from __future__ import annotations

from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.errors import InvalidProfile, UnknownName
from aidtrack.profiles import written
from aidtrack.profiles.written import profile_of_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aidtrack.profiles.profile import Profile, Threshold

_DEFAULT = "default"


@cache
def _profiles() -> Mapping[str, Profile]:
    folder = resources.files(__package__)
    profiles = {_DEFAULT: DEFAULT}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        name = file.name.removesuffix(".toml")
        if name not in (file.name, _DEFAULT):
            profiles[name] = _shipped(name, DEFAULT.thresholds)
    return MappingProxyType(profiles)


def _shipped(name: str, beneath: Mapping[str, Threshold]) -> Profile:
    file = resources.files(__package__) / f"{name}.toml"
    return profile_of_text(file.read_text("utf-8"), file.name, name=name, beneath=beneath)


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


def profile_names() -> tuple[str, ...]:
    """Return the name of every profile, the default first, then sorted."""
    return tuple(_profiles())


def read_profile(path: str | Path) -> Profile:
    """Return the profile of one's own that a TOML file holds.

    Raises:
        InvalidProfile: The file cannot be opened, takes the name of one of the library's, or
            names a setting or threshold that does not exist; the message names the place, and
            the nearest that does.
    """
    found = written.read_profile(path, DEFAULT.thresholds)
    if found.name in _profiles():
        raise InvalidProfile(
            f"{path}: the name {found.name!r} is that of a profile of the library; give it another"
        )
    return found


DEFAULT = _shipped(_DEFAULT, {})
"""The profile that lies beneath all others."""
