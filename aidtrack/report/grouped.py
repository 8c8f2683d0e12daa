"""Findings as plain text, grouped by rule: what a desk officer sees first."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aidtrack.findings import Severity
from aidtrack.report.plain import WIDTH, count, listed, shorten_path, width, wrap, wrap_words
from aidtrack.report.sources import sources_text
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidtrack.findings import Finding, Findings, Place, Rule

_INDENT = " " * 8
_LABEL = 36
_LOOKED_AT = 20
_CELLS = 12
_MESSAGES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: how many there are, and the first of them."""

    rule: Rule
    severity: Severity
    number: int
    first: tuple[Finding, ...]


def groups_of(findings: Findings, most: int) -> list[Group]:
    """Return the findings by rule, the gravest first, with at most so many of each looked at."""
    groups = []
    counts = findings.counts()
    hit = {hits.rule.code: hits for hits in findings.hits if len(hits)}
    for hits in sorted(hit.values(), key=lambda each: (each.severity.rank, each.rule.code)):
        code = hits.rule.code
        first = tuple(itertools.islice(findings.of_rule(code), most))
        groups.append(Group(hits.rule, hits.severity, counts[code], first))
    return groups


def findings_text(findings: Findings, *, width: int = WIDTH) -> Iterator[str]:
    """Yield findings as lines: how the sources were read, each rule, what was not asked."""
    yield from sources_text(findings.sources, width)
    groups = groups_of(findings, _LOOKED_AT)
    column = max([_LABEL, *(len(_label(group)) + len(f"{group.number:,}") for group in groups)])
    for _, same in itertools.groupby(groups, key=lambda group: group.severity):
        yield ""
        for group in same:
            yield from _group(group, findings, width, column)
    yield from known_text(findings, width)
    yield from not_asked_text(findings, width)
    yield ""
    yield from closing_text(findings, width)
    yield from remedies_text(groups, findings.options.get("rules", ()), width)


def _label(group: Group) -> str:
    return f"{group.rule.code} {clean(group.rule.name)}"


def _group(group: Group, findings: Findings, limit: int, column: int) -> Iterator[str]:
    label = _label(group)
    number = f"{group.number:,}"
    heading = f"{str(group.severity).upper():7} {label:{column - len(number)}} {number}"
    places = [place for each in group.first for place in _cells_of(each)]
    cells = [address(place, findings) for place in places]
    beside = f"{heading}  {' '.join(_listed(cells, group.number))}"
    fits = width(beside) <= limit
    yield beside if fits else heading
    yield from _messages(group, findings, limit)
    if not fits:
        apart = _told_apart(group)
        # Two files whose names are cut can have one address: places are compared, not texts.
        told = [place for place, _ in apart] if len(apart) > 1 else []
        others = [address(place, findings) for place in places if place not in told]
        left = _listed(others, group.number - (len(cells) - len(others)))
        yield from wrap_words(left, width=limit, indent=_INDENT) if others else ()


def _listed(cells: Sequence[str], number: int) -> list[str]:
    """Return the first cells for a list, and how many there are besides."""
    if number > len(cells) > 0:
        return listed([*cells, *[""] * (number - len(cells))], min(_CELLS, len(cells)))
    return listed(cells, _CELLS)


def _messages(group: Group, findings: Findings, limit: int) -> Iterator[str]:
    """Yield the one message of a group, or the first of several with their addresses."""
    apart = _told_apart(group)
    if not apart:
        yield from wrap(group.first[0].message, width=limit, indent=_INDENT)
        return
    for place, message in apart:
        where = address(place, findings)
        yield from wrap(f"{where}: {message}", width=limit, indent=_INDENT + "  ", first=_INDENT)
    if len({finding.message for finding in group.first}) > _MESSAGES:
        yield f"{_INDENT}…"


def _told_apart(group: Group) -> list[tuple[Place, str]]:
    """Return the first of several messages, each with where it is told; none if there is one."""
    firsts: dict[str, Finding] = {}
    for finding in group.first:
        firsts.setdefault(finding.message, finding)
    if len(firsts) == 1 and (group.number <= len(group.first) or not group.rule.shown):
        return []
    shown = itertools.islice(firsts.items(), _MESSAGES)
    return [(finding.place, message) for message, finding in shown]


def _cells_of(finding: Finding) -> tuple[Place, ...]:
    """Return the cells of a finding about a whole column, else its foremost one."""
    alike = {(place.column, place.field) for place in finding.places} == {
        (finding.place.column, finding.place.field)
    }
    in_column = alike and finding.place.column is not None
    return finding.places if in_column else (finding.place,)


def address(place: Place, findings: Findings) -> str:
    """Return where a finding points: the file only if the run has several."""
    if place.file is None and place.sheet is None:
        return clean(str(place))
    spot = place.cell or (f"row {place.row}" if place.row else "the whole table")
    files = {source.file for source in findings.sources}
    sheets = {source.sheet for source in findings.sources}
    if place.row is None and place.sheet is not None and place.sheet not in sheets:
        return f"sheet {clean(place.sheet)}"
    if len(sheets) > 1 and place.sheet is not None:
        spot = f"{clean(place.sheet)}!{spot}"
    if len(files) > 1 and place.file is not None:
        spot = f"{shorten_path(place.file, 30)}:{spot}"
    return spot


def known_text(findings: Findings, limit: int = WIDTH) -> Iterator[str]:
    """Yield what is known and was not said, by reason, and what is known and was not found."""
    number = sum(map(len, findings.suppressed))
    if number:
        yield ""
        yield f"Known, and not said again: {count(number, 'finding')}"
        for reason, codes in known_by_reason(findings).items():
            yield from wrap_words([*f"{reason}:".split(), *codes], width=limit, indent=" " * 4,
                                  first="  ")  # fmt: skip
    if findings.unmatched:
        yield ""
        yield f"Said to be known, and not found: {count(len(findings.unmatched), 'finding')}"
        shown = [f"{each.code} {each.fingerprint}" for each in findings.unmatched]
        yield from wrap_words(listed(shown, _CELLS), width=limit, indent="  ")


def known_by_reason(findings: Findings) -> dict[str, list[str]]:
    """Return the rules whose findings are known, each with their number, by reason."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for hits in findings.suppressed:
        for finding in hits:
            reason = clean(findings.known[finding.fingerprint].reason)
            counts[reason][finding.code] += 1
    return {
        reason: [f"{code} ({number:,})" for code, number in sorted(own.items())]
        for reason, own in counts.items()
    }


def not_asked_text(findings: Findings, limit: int = WIDTH) -> Iterator[str]:
    """Yield which rules were not asked, by reason."""
    if not findings.not_asked:
        return
    yield ""
    number = count(len(findings.not_asked), "rule")
    if not findings.lines:
        yield f"Not asked: {number}, for there are no lines"
        return
    yield f"Not asked: {number}"
    for reason in reasons_of_silence(findings):
        yield from wrap_words(reason.split(), width=limit, indent=" " * 4, first="  ")


_FEW_CODES = 6
"""So many rules are named; more are counted."""


def reasons_of_silence(findings: Findings) -> Iterator[str]:
    """Yield why rules were not asked: what nothing states first, then reason by reason."""
    unstated: dict[str, None] = {}
    silent = 0
    by_reason: dict[str, list[str]] = defaultdict(list)
    for item in findings.not_asked:
        start, states, names = item.reason.partition(" states ")
        if states and start.startswith("no "):
            silent += 1
            unstated |= dict.fromkeys(names.split(", "))
        else:
            by_reason[clean(item.reason)].append(item.rule.code)
    if unstated:
        yield f"{count(silent, 'rule')} about what nothing states: {', '.join(unstated)}"
    for reason, codes in by_reason.items():
        few = len(codes) <= _FEW_CODES
        yield f"{reason}: {' '.join(codes)}" if few else f"{count(len(codes), 'rule')}: {reason}"


def closing_text(findings: Findings, limit: int = WIDTH) -> Iterator[str]:
    """Yield the verdict, and what it rests on."""
    yield from wrap(verdict(findings), width=limit)
    yield from wrap(assumed(findings), width=limit)
    for note in due_profiles(findings):
        yield from wrap(note, width=limit)


def remedies_text(
    groups: Iterable[Group], own: Sequence[str] = (), limit: int = WIDTH
) -> Iterator[str]:
    """Yield how to ask for what corrects the gravest finding.

    Args:
        groups: The findings by rule, the gravest first.
        own: The files of the user's own rules, without which the command knows none of them.
        limit: The width of the lines.
    """
    rule = next((group.rule for group in groups if group.rule.page or own), None)
    if rule:
        files = "" if rule.page else "".join(f" --rules {clean(file)}" for file in own)
        note = f"why, and how to correct it: aidtrack rule {rule.code}{files}"
        yield from wrap(f"{note} (each code has its page)", width=limit)


def verdict(findings: Findings) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    numbers = [findings.of_severity(severity) for severity in Severity]
    lines = count(findings.lines, "line")
    if not any(numbers):
        return f"no errors, no warnings and no notes in {lines}"
    nouns = ("error", "warning", "note")
    shown = [
        count(number, noun)
        for number, noun in zip(numbers, nouns, strict=True)
        if number or noun == "error"
    ]
    return f"{', '.join(shown)} in {lines}"


def assumed(findings: Findings) -> str:
    """Return the day and the profiles that the rules were asked with, in words."""
    day = (
        f"measured against {findings.today.isoformat()}"
        if findings.today
        else "measured against no day: rules that need today were not asked"
    )
    if not findings.profiles:
        return day
    names = ", then ".join(map(clean, findings.profiles))
    several = "s" if len(findings.profiles) > 1 else ""
    return f"{day}; thresholds of the profile{several} {names}"


def due_profiles(findings: Findings) -> list[str]:
    """Return what is to be said of profiles whose sources should be looked at again."""
    return [
        f"the profile {clean(each.name)} is out of date: its sources were to be looked at again "
        f"by {each.review_by}"
        + (f", and were last looked at on {each.checked}" if each.checked else "")
        for each in findings.measured_by
        if each.due
    ]
