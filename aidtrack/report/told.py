"""One rule or one profile explained in plain text, as wide as a terminal and no wider."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aidtrack.findings import Scope
from aidtrack.findings.file_example import EncodedExample, SheetExample
from aidtrack.profiles import DEFAULT
from aidtrack.report.example import rows_of_example
from aidtrack.report.plain import WIDTH, pad, width, wrap
from aidtrack.report.profiled import profile_rows
from aidtrack.report.profiles import named_rule, shown_grade, shown_severity, shown_value
from aidtrack.report.rules import asked_how, messages_of
from aidtrack.rules import RULES
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidtrack.findings import Rule
    from aidtrack.profiles import Grading, Profile, Threshold
    from aidtrack.report.example import Example

_INDENT = "  "
_DEEP = " " * 6


def rule_text(rule: Rule) -> Iterator[str]:
    """Yield what a rule's page says, as lines."""
    yield from wrap(f"{rule.code} {rule.name}")
    yield from wrap(asked_how(rule))
    yield from wrap(f"Family: {rule.family}.")
    yield from _section("What is wrong", _paragraphs(rule.summary))
    yield from _section("Why it matters", _paragraphs(rule.explanation))
    yield from _section("Passes", _examples(rule, rule.passes, says=False))
    yield from _section("Fails, and says", _examples(rule, rule.fails, says=True))
    yield from _section("How to correct it", _paragraphs(rule.remedy))
    yield from _section("Profiles", _profiles(rule))
    yield from _section("Sources", (line for each in rule.cites for line in _item(each)))


def profile_text(profile: Profile) -> Iterator[str]:
    """Yield what a profile's page says, as lines."""
    yield from wrap(profile.name)
    yield from wrap(profile.description)
    if profile.review_by:
        yield from wrap(f"Its sources are to be looked at again by {profile.review_by}.")
    yield from _section("Thresholds", _thresholds(profile))
    yield from _section("Severities", _severities(profile))
    ignored = (f"{_named(word)}: {reason}" for word, reason in profile.ignored.items())
    yield from _section("Ignored", (line for each in ignored for line in _item(each)))
    known = (f"{_named(each.code)} {each.fingerprint}: {each.reason}" for each in profile.known)
    yield from _section("Known", (line for each in known for line in _item(each)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading and its lines; nothing where there are none."""
    every = list(lines)
    if every:
        yield from ("", title, *every)


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip()) if text else ()):
        if number:
            yield ""
        yield from wrap(" ".join(paragraph.split()), indent=_INDENT)


def _item(text: str) -> list[str]:
    return wrap(text, indent=_INDENT * 2, first=_INDENT)


def _examples(rule: Rule, examples: Sequence[Example], *, says: bool) -> Iterator[str]:
    """Yield examples, and under each what is said of it."""
    small = all(isinstance(example, Mapping) for example in examples)
    for number, example in enumerate(examples):
        if number and (says or not small):
            yield ""
        yield from _example(rule, example)
        for message in messages_of(rule, example) if says else ():
            yield from wrap(message, indent=_DEEP, first="    > ")


def _example(rule: Rule, example: Any) -> Iterator[str]:
    match example:
        case str():
            yield from _verbatim(example or "(an empty file)")
        case EncodedExample() | SheetExample():
            yield from _verbatim(example.text)
            yield from wrap(f"({example.about()})", indent=_INDENT)
        case _ if rule.scope is Scope.DOCUMENTS and not isinstance(example, Mapping):
            for number, document in enumerate(example, start=1):
                yield f"{_INDENT}Document {number}:"
                yield from _verbatim(document) if isinstance(document, str) else _rows(document)
        case _:
            yield from _rows(example)


def _verbatim(text: str) -> Iterator[str]:
    """Yield the lines of a small file as they stand, broken only where they are too long."""
    for line in text.splitlines():
        shown = _INDENT + clean(line)
        yield from [shown] if width(shown) <= WIDTH else wrap(line, indent=_INDENT * 2)


def _rows(example: Any) -> Iterator[str]:
    for row in rows_of_example(example):
        cells = [f"{name} = {_cell(str(text))}" for name, text in row.items()]
        yield from wrap("; ".join(cells) or "(nothing stated)", indent=_INDENT * 2, first=_INDENT)


def _cell(text: str) -> str:
    """Return a text so that its ends can be seen."""
    return text if text and text == text.strip() else f'"{text}"'


def _profiles(rule: Rule) -> Iterator[str]:
    rows = list(profile_rows(rule))
    for name in rows[0].values:
        yield from wrap(f"{name}: {DEFAULT.thresholds[name].meaning}", indent=_INDENT * 2,
                        first=_INDENT)  # fmt: skip
    names = max(width(row.profile) for row in rows)
    for row in rows:
        values = [f"{name} {value}" for name, value in row.values.items() if value]
        told = [part for part in (row.severity, *values) if part]
        first = f"{_INDENT}{pad(row.profile, names)}  "
        yield from wrap(", ".join(told), indent=_DEEP, first=first)
        if row.source:
            yield from wrap(row.source, indent=_DEEP)
    yield from wrap("Where a profile is silent, what lies beneath it holds.", indent=_INDENT)


def _thresholds(profile: Profile) -> Iterator[str]:
    for name, each in profile.thresholds.items():
        default = shown_value(DEFAULT.thresholds[name].value)
        beneath = "" if profile is DEFAULT else f" (by default {default})"
        yield from wrap(f"{name} = {shown_value(each.value)}{beneath}", indent=_DEEP, first=_INDENT)
        yield from wrap(each.meaning, indent=_DEEP)
        yield from wrap(_source(each), indent=_DEEP)
        asked = ", ".join(rule.code for rule in RULES if name in rule.givens)
        if asked:
            yield from wrap(f"Asked by {asked}.", indent=_DEEP)


def _severities(profile: Profile) -> Iterator[str]:
    for word, each in profile.severities.items():
        rule = named_rule(word)
        beneath = f" (by default {shown_severity(rule)})" if rule else ""
        yield from wrap(f"{_named(word)}: {shown_grade(each)}{beneath}", indent=_DEEP,
                        first=_INDENT)  # fmt: skip
        yield from wrap(_source(each), indent=_DEEP)


def _source(entry: Threshold | Grading) -> str:
    """Return who says so, in which edition, and when that was looked at."""
    edition = [f"edition {entry.edition}"] if entry.edition else []
    checked = [f"checked {entry.checked}"] if entry.checked else []
    details = ", ".join(edition + checked)
    return f"Source: {entry.source}" + (f" ({details})" if details else "")


def _named(word: str) -> str:
    rule = named_rule(word)
    return f"{rule.code} {rule.name}" if rule else word
