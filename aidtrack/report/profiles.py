"""What a profile owes its user: each value with who says so, in which edition."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.profiles import DEFAULT
from aidtrack.report.json import json_text
from aidtrack.report.markdown import code, escape, table
from aidtrack.report.plain import WIDTH, wrap
from aidtrack.rules import RULES
from aidtrack.text.number import plain_number
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from aidtrack.findings import Rule
    from aidtrack.profiles import Grading, Profile, Threshold, ThresholdValue

OFF = "off"
"""The word for a rule that is not asked."""
_NAME = 20


def profiles_text(profiles: Iterable[Profile]) -> Iterator[str]:
    """Yield profiles as plain text: a name, and for whom it is."""
    for each in profiles:
        first = f"{clean(each.name):{_NAME}}"
        yield from wrap(each.description, width=WIDTH, indent=" " * len(first), first=first)


def profiles_markdown(profiles: Iterable[Profile]) -> Iterator[str]:
    """Yield profiles as a table in Markdown."""
    rows = [
        [code(each.name), escape(each.description), _day(each.checked), _day(each.review_by)]
        for each in profiles
    ]
    yield table(["Profile", "For whom", "Checked", "Review by"], rows)


def profiles_json(profiles: Iterable[Profile]) -> Iterator[str]:
    """Yield profiles as one JSON array, each with all that it says."""
    yield json_text([profile_dict(each) for each in profiles])


def profile_json(profile: Profile) -> Iterator[str]:
    """Yield one profile as JSON."""
    yield json_text(profile_dict(profile))


def profile_dict(profile: Profile) -> dict[str, Any]:
    """Return all that a profile says; a severity of null leaves the rule out."""
    return {
        "name": profile.name,
        "description": profile.description,
        "checked": _day(profile.checked) or None,
        "review_by": _day(profile.review_by) or None,
        "thresholds": {
            name: {"value": shown_value(each.value), "meaning": each.meaning, **_pedigree(each)}
            for name, each in profile.thresholds.items()
        },
        "severities": {
            rule: {"value": shown_grade(each), **_pedigree(each)}
            for rule, each in profile.severities.items()
        },
        "ignored": dict(profile.ignored),
        "known": [
            {"fingerprint": each.fingerprint, "rule": each.code, "reason": each.reason}
            for each in profile.known
        ],
    }


def _pedigree(entry: Threshold | Grading) -> dict[str, str | None]:
    return {
        "source": entry.source,
        "edition": entry.edition,
        "checked": _day(entry.checked) or None,
    }


def profile_page(profile: Profile) -> str:
    """Return a profile's page in Markdown."""
    return "\n".join((f"# {escape(profile.name)}", "", *profile_sections(profile))) + "\n"


def profile_sections(
    profile: Profile, *, heading: str = "##", link: Callable[[Rule], str] | None = None
) -> Iterator[str]:
    """Yield what stands on a profile's page below its name.

    Args:
        profile: The profile.
        heading: The marks before the headings of its sections.
        link: How a rule is named; by its code unless given.
    """
    shown = link or (lambda rule: rule.code)
    yield escape(profile.description)
    if profile.review_by:
        yield from ("", f"Its sources are to be looked at again by {profile.review_by}.")
    if profile.thresholds:
        yield from ("", f"{heading} Thresholds", "", _thresholds(profile, shown))
    if profile.severities:
        yield from ("", f"{heading} Severities", "", _severities(profile, shown))
    if profile.ignored:
        rows = [[_rule(word, shown), escape(reason)] for word, reason in profile.ignored.items()]
        yield from ("", f"{heading} Ignored", "", table(["Rule", "Reason"], rows))
    if profile.known:
        rows = [
            [_rule(each.code, shown), code(each.fingerprint), escape(each.reason)]
            for each in profile.known
        ]
        yield from ("", f"{heading} Known", "", table(["Rule", "Fingerprint", "Reason"], rows))


def _thresholds(profile: Profile, link: Callable[[Rule], str]) -> str:
    beneath = [] if profile is DEFAULT else ["By default"]
    rows = []
    for name, each in profile.thresholds.items():
        default = [code(shown_value(DEFAULT.thresholds[name].value))] * len(beneath)
        asked = ", ".join(link(rule) for rule in RULES if name in rule.givens)
        rows.append([code(name), code(shown_value(each.value)), *default, escape(each.meaning),
                     *_source(each), asked])  # fmt: skip
    return table(
        ["Threshold", "Value", *beneath, "Meaning", "Source", "Edition", "Checked", "Asked by"],
        rows,
    )


def _severities(profile: Profile, link: Callable[[Rule], str]) -> str:
    rows = []
    for word, each in profile.severities.items():
        rule = named_rule(word)
        own = shown_severity(rule) if rule else ""
        rows.append([_rule(word, link), shown_grade(each), own, *_source(each)])
    return table(["Rule", "Severity", "By default", "Source", "Edition", "Checked"], rows)


def _source(entry: Threshold | Grading) -> list[str]:
    return [escape(entry.source), escape(entry.edition or ""), _day(entry.checked)]


def _rule(word: str, link: Callable[[Rule], str]) -> str:
    rule = named_rule(word)
    return f"{link(rule)} {rule.name}" if rule else escape(word)


def named_rule(word: str) -> Rule | None:
    """Return the library's rule of a code or name, or None for one of the user's own."""
    return next(
        (rule for rule in RULES if word.upper() == rule.code or word.lower() == rule.name), None
    )


def shown_value(value: ThresholdValue) -> str:
    """Return a threshold's value as a profile file writes it."""
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def shown_grade(grading: Grading) -> str:
    """Return the severity that a profile gives, in a word."""
    return OFF if grading.severity is None else str(grading.severity)


def shown_severity(rule: Rule) -> str:
    """Return the severity that a rule has where no profile speaks of it, in a word."""
    return OFF if rule.on_request else str(rule.severity)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
