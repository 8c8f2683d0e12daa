"""Findings as plain text, each with its cell, its readings and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.report.grouped import closing_text, groups_of, known_text, not_asked_text
from aidtrack.report.plain import WIDTH, pad, shorten, shorten_path, width, wrap
from aidtrack.report.sources import sources_text
from aidtrack.rules import RULES
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.findings import Finding, Findings, Place, Source

MOST = 20
"""How many findings of one rule are shown."""
_LONGEST_PATH = 40
_LONGEST_CELL = 30
_GUTTER = 7


def full_text(findings: Findings, *, width: int = WIDTH) -> Iterator[str]:
    """Yield findings as lines, the gravest rules first, at most :data:`MOST` of each."""
    yield from sources_text(findings.sources, width)
    rows = {(source.file, source.sheet): source for source in findings.sources}
    for group in groups_of(findings, MOST):
        for number, finding in enumerate(group.first):
            yield ""
            place = finding.place
            yield from _finding(finding, rows.get((place.file, place.sheet)), width)
            if number == 0 and group.rule.remedy:
                yield from _note("to correct", " ".join(group.rule.remedy.split()), width)
        if group.number > len(group.first):
            rest = group.number - len(group.first)
            yield ""
            yield f"… and {rest:,} more of {group.rule.code} {clean(group.rule.name)}"
    yield from known_text(findings, width)
    yield from not_asked_text(findings, width)
    yield ""
    yield from closing_text(findings, width)


def _finding(finding: Finding, source: Source | None, limit: int) -> Iterator[str]:
    title = f"{finding.severity}[{finding.code} {finding.name}]: {finding.message}"
    yield from wrap(title, width=limit, indent="  ", first="")
    yield from wrap(_where(finding), width=limit, indent="      ", first="  --> ")
    yield from _excerpt(finding, source, limit)
    if finding.read_as is not None and finding.read_as != finding.place.value:
        yield from _note("read as", finding.read_as, limit)
    if finding.candidates:
        yield from _note("can be", ", ".join(finding.candidates), limit)
    if finding.suggestion is not None:
        label = "fix" if finding.suggestion.applicability == "safe" else "maybe"
        yield from _note(label, finding.suggestion.value, limit)
    yield from _note("why", finding.rule.cites[0], limit)
    if finding.rule in RULES:
        yield from _note("more", f"aidtrack rule {finding.code}", limit)


def _note(label: str, text: str, limit: int) -> list[str]:
    return wrap(text, width=limit, indent=" " * _GUTTER, first=f"     = {label}: ")


def _where(finding: Finding) -> str:
    """Return the address with the header and the line's number, as a person would look it up."""
    place = finding.place
    if place.file is None and place.sheet is None:
        return str(place)
    spot = place.cell or (f"row {place.row}" if place.row else "")
    if place.sheet is not None:
        spot = f"{place.sheet}!{spot}" if spot else place.sheet
    header = f" ({place.header})" if place.header else ""
    line = f", line {finding.line}" if finding.line and place.field != "line" else ""
    if line and finding.consignment:
        line = f"{line} of {shorten(finding.consignment, _LONGEST_CELL)}"
    file = shorten_path(place.file or "", _LONGEST_PATH)
    return f"{file} {shorten(spot + header, 50)}{line}".strip()


def _excerpt(finding: Finding, source: Source | None, limit: int) -> Iterator[str]:
    """Yield the cells of the finding's row as the sheet shows them, the first one underlined."""
    first = finding.place
    cells = [
        place for place in _cells(finding) if (place.file, place.row) == (first.file, first.row)
    ]
    if first.column is None:
        values = [f"{place.field}: {place.value}" for place in _cells(finding) if place.value]
        if values:
            yield from _note("states", "; ".join(values), limit)
        return
    header_row = source.header_row if source else None
    columns: list[list[str]] = []
    used = _GUTTER
    for place in cells:
        texts = [place.column or "", place.header or "", place.value or ""]
        column = [shorten(text, _LONGEST_CELL) for text in texts]
        used += max(map(width, column)) + 2
        if used > limit:
            break
        columns.append(column)
    widths = [max(map(width, column)) for column in columns]
    marked = "^" * max(width(columns[0][2]), 1)
    labels = ["", f"{header_row:,}" if header_row else "", f"{first.row:,}" if first.row else ""]
    for number, label in enumerate(labels):
        texts = [pad(column[number], wide) for column, wide in zip(columns, widths, strict=True)]
        yield f"{label:>4} | {'  '.join(texts)}".rstrip()
    yield f"     | {marked}"


def _cells(finding: Finding) -> list[Place]:
    """Return the places of a finding, each column once."""
    seen: dict[str | None, Place] = {}
    for place in finding.places:
        seen.setdefault(place.column or place.field, place)
    return list(seen.values())
