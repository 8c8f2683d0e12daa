"""Several profiles as one: the default beneath all, the later over the earlier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aidtrack.errors import InvalidProfile, UnknownName
from aidtrack.findings import NotAsked, Severity, UsedProfile
from aidtrack.profiles.profile import Profile
from aidtrack.profiles.shipped import DEFAULT, profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from aidtrack.findings import Known, Rule

_OWN = re.compile(r"AT9\d\d")


def stacked(profiles: Iterable[str | Profile]) -> tuple[Profile, ...]:
    """Return profiles as a caller lists them, by name or as they are, upon the default.

    Raises:
        TypeError: It is one text, whose letters would be taken for names, or one of them
            is neither a name nor a profile.
        UnknownName: There is no profile of a name.
    """
    if isinstance(profiles, str):
        raise TypeError(
            f"expected a list of profile names, such as [{profiles!r}], got the text {profiles!r}"
        )
    return tuple(dict.fromkeys((DEFAULT, *map(_profile, profiles))))


def _profile(each: str | Profile) -> Profile:
    match each:
        case str():
            return profile(each)
        case Profile():
            return each
    raise TypeError(
        f"expected the name of a profile, or what read_profile() returned, got {each!r}"
    )


def used(profiles: Iterable[Profile], today: date | None) -> tuple[UsedProfile, ...]:
    """Return profiles as findings name them, and whether each is due for review."""
    return tuple(
        UsedProfile(
            name=each.name,
            checked=each.checked,
            review_by=each.review_by,
            due=each.is_due(today),
        )
        for each in profiles
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What profiles make of rules: those to ask, how grave each is, and why others are silent."""

    rules: tuple[Rule, ...]
    severities: Mapping[Rule, Severity]
    """The severities that profiles give; other rules have their own."""
    silent: tuple[NotAsked, ...]
    known: tuple[Known, ...]


def asked_of(
    rules: Sequence[Rule], profiles: Iterable[Profile], every: Iterable[Rule] = ()
) -> Asked:
    """Return which of some rules are to be asked, and how grave each is.

    Args:
        rules: The rules that a caller asks.
        profiles: The profiles, the later over the earlier.
        every: Further rules that there are, which a profile may name too.

    Raises:
        InvalidProfile: A profile names a rule that does not exist; the message names the nearest.
            Or it says two things of one rule; the message names both places.
    """
    by_word = {word: rule for rule in (*every, *rules) for word in (rule.code, rule.name)}
    graded: dict[str, Severity | None] = {}
    reasons: dict[str, str] = {}
    known: dict[str, Known] = {}
    for each in profiles:
        _check_agreement(each, by_word)
        for word, grading in each.severities.items():
            code = _named(word, by_word, each).code
            graded[code] = grading.severity
            reasons[code] = f"off in the profile {each.name}: {grading.source}"
        for word, reason in each.ignored.items():
            code = _named(word, by_word, each).code
            graded[code] = None
            reasons[code] = f"ignored in the profile {each.name}: {reason}"
        for entry in each.known:
            code = _named(entry.code, by_word, each).code
            known[entry.fingerprint] = replace(entry, code=code)
    for rule in rules:
        if rule.on_request and rule.code not in graded:
            graded[rule.code] = None
            reasons[rule.code] = "asked only where a profile asks for it"
    return Asked(
        rules=tuple(rule for rule in rules if graded.get(rule.code, rule.severity) is not None),
        severities={rule: given for rule in rules if (given := graded.get(rule.code)) is not None},
        silent=tuple(
            NotAsked(rule, reasons[rule.code])
            for rule in rules
            if graded.get(rule.code, rule.severity) is None
        ),
        known=tuple(known.values()),
    )


def _check_agreement(profile: Profile, rules: Mapping[str, Rule]) -> None:
    """Refuse a profile that says two things of one rule, named by its code and by its name.

    Raises:
        InvalidProfile: One does.
    """
    said: dict[str, tuple[str, Severity | None]] = {}
    entries = [(f"severities.{word}", each.severity) for word, each in profile.severities.items()]
    entries += [(f"ignored.{word}", None) for word in profile.ignored]
    for key, severity in entries:
        rule = _named(key.partition(".")[2], rules, profile)
        other, before = said.setdefault(rule.code, (key, severity))
        if before != severity:
            raise InvalidProfile(
                f"profile {profile.name}: {other} and {key} contradict each other: both are "
                f"{rule.code} {rule.name}; keep one"
            )


def _named(word: str, rules: Mapping[str, Rule], profile: Profile) -> Rule:
    found = rules.get(word) or rules.get(word.upper()) or rules.get(word.lower())
    if found is None:
        if _OWN.fullmatch(word.upper()):
            raise InvalidProfile(
                f"profile {profile.name}: unknown rule {word!r}; a rule of one's own is handed "
                "over with the others (on the command line: --rules FILE.py)"
            )
        what = "rule"
        raise InvalidProfile(f"profile {profile.name}: {UnknownName(what, word, rules)}")
    return found
