"""What the library's profiles make of one rule: what it measures against, and how gravely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aidtrack.profiles import DEFAULT, profile, profile_names
from aidtrack.report.markdown import code, escape, table
from aidtrack.report.profiles import shown_grade, shown_severity, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aidtrack.findings import Rule
    from aidtrack.profiles import Profile


def thresholds_of(rule: Rule) -> dict[str, Mapping[str, str]]:
    """Return the values of each threshold that a rule asks for, by profile, where one gives any."""
    return {
        name: {
            each.name: shown_value(each.thresholds[name].value)
            for each in _profiles()
            if name in each.thresholds
        }
        for name in _asked(rule)
    }


def grades_of(rule: Rule) -> dict[str, str]:
    """Return how grave a rule's fault is by profile: by default, and where another says so."""
    return {DEFAULT.name: shown_severity(rule)} | {
        each.name: shown_grade(each.severities[rule.code])
        for each in _profiles()
        if rule.code in each.severities
    }


def profiles_of_rule(rule: Rule) -> Iterator[str]:
    """Yield how grave a rule is and what it measures against, by profile, in Markdown."""
    names = _asked(rule)
    for name in names:
        yield from (f"{code(name)}: {escape(DEFAULT.thresholds[name].meaning)}", "")
    rows = [
        [
            each.profile,
            each.severity,
            *(code(value) if value else "" for value in each.values.values()),
            escape(each.source),
        ]
        for each in profile_rows(rule)
    ]
    yield table(["Profile", "Severity", *map(code, names), "Source"], rows)
    yield from ("", "Where a profile is silent, what lies beneath it holds.")


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What one profile makes of a rule."""

    profile: str
    severity: str
    """A word, or nothing where the profile is silent."""
    values: Mapping[str, str]
    """Each threshold that the rule asks for, empty where the profile is silent."""
    source: str


def profile_rows(rule: Rule) -> Iterator[ProfileRow]:
    """Yield what the profiles make of a rule: the default, and those that speak of it."""
    names = _asked(rule)
    for each in _profiles():
        values = {name: _value(each, name) for name in names}
        grading = each.severities.get(rule.code)
        if each is DEFAULT or grading or any(values.values()):
            grade = shown_grade(grading) if grading else ""
            shown = shown_severity(rule) if each is DEFAULT else grade
            yield ProfileRow(each.name, shown, values, _why(each, rule, names))


def _asked(rule: Rule) -> list[str]:
    """Return the thresholds that a rule asks for: the day is none."""
    return [name for name in rule.givens if name in DEFAULT.thresholds]


def _profiles() -> list[Profile]:
    return [profile(name) for name in profile_names()]


def _value(each: Profile, name: str) -> str:
    return shown_value(each.thresholds[name].value) if name in each.thresholds else ""


def _why(each: Profile, rule: Rule, names: list[str]) -> str:
    """Return who says what a profile says of a rule, with edition and the day it was checked."""
    entries: list[tuple[str, str | None, object]] = [
        (entry.source, entry.edition, entry.checked)
        for name in names
        if (entry := each.thresholds.get(name))
    ]
    grading = each.severities.get(rule.code)
    if grading:
        entries.append((grading.source, grading.edition, grading.checked))
    return "; ".join(
        dict.fromkeys(f"{source} ({edition}, checked {day})" for source, edition, day in entries)
    )
