r"""Findings and totals as Markdown, for a pull request, a ticket or a mail.

>>> escape("3|4 <b>`x`</b>\n# @desk")
'3\\|4 &lt;b&gt;\\`x\\`&lt;/b&gt; \\# &#64;desk'
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tabulate import tabulate

from aidtrack.findings import Severity
from aidtrack.report import amounts
from aidtrack.report.grouped import (
    address,
    assumed,
    due_profiles,
    groups_of,
    known_by_reason,
    reasons_of_silence,
    verdict,
)
from aidtrack.report.plain import count, listed
from aidtrack.report.sources import details_of, facts_of, title_of
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aidtrack.findings import Finding, Findings
    from aidtrack.summary import Summary, Totals

MOST = 20
"""How many findings of one rule are shown."""
_MOST_COLUMNS = 60
_HEADINGS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Notes"}
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_ESCAPES = str.maketrans(_ENTITIES | {mark: f"\\{mark}" for mark in "\\`*_{}[]|~#!$"})
_BREAK = "<br>"


def escape(text: str) -> str:
    """Return a text on one line that Markdown shows as it is: no table, link, image or HTML."""
    # Without its colon an address is not made into a link.
    return clean(text).translate(_ESCAPES).replace("://", "&#58;//")


def code(text: str) -> str:
    r"""Return a text as code, whatever backticks and bars it holds; nothing for no text.

    >>> print(code("9**9**8 kg"), code("a`b|c"))
    `9**9**8 kg` ``a`b\|c``
    """
    line = clean(text)
    if not line:
        return ""
    fence = "`" * (max((len(list(run)) for mark, run in itertools.groupby(line) if mark == "`"),
                       default=0) + 1)  # fmt: skip
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}".replace("|", "\\|")


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return a table of cells that are Markdown already.

    Args:
        headers: The headers.
        rows: The cells, escaped.
        right: The numbers of the columns to align to the right.
    """
    align = ["right" if place in right else "left" for place in range(len(headers))]
    return tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True, colalign=align)


def findings_markdown(findings: Findings) -> Iterator[str]:
    """Yield findings as lines of Markdown."""
    yield from ("# Findings", "", f"**{escape(verdict(findings))}**", "")
    basis = assumed(findings)
    yield from (f"{basis[0].upper()}{escape(basis[1:])}.", "")
    for note in due_profiles(findings):
        yield from (f"{note[0].upper()}{escape(note[1:])}.", "")
    if findings.sources:
        yield from ("## How it was read", "")
    for source in findings.sources:
        yield f"- {escape(title_of(source))}: {escape(', '.join(facts_of(source)))}"
        for label, items in details_of(source):
            yield f"  - {escape(label)}: {escape(' '.join(listed(items, _MOST_COLUMNS)))}"
    groups = groups_of(findings, MOST)
    for severity, same in itertools.groupby(groups, key=lambda group: group.severity):
        rows = []
        for group in same:
            rows += [_finding(finding, findings) for finding in group.first]
            if group.number > len(group.first):
                rest = group.number - len(group.first)
                rows.append([_rule(group.first[0]), f"and {rest:,} more", "", "", ""])
        yield from ("", f"## {_HEADINGS[severity]}", "")
        yield table(["Rule", "Where", "As written", "What is wrong", "Can be"], rows)
    yield from _known(findings)
    if findings.not_asked:
        yield from ("", f"## Not asked: {count(len(findings.not_asked), 'rule')}", "")
        yield from (f"- {escape(reason)}" for reason in reasons_of_silence(findings))


def _known(findings: Findings) -> Iterator[str]:
    """Yield what is known and was not said, and what is known and was not found."""
    if findings.suppressed:
        number = sum(map(len, findings.suppressed))
        yield from ("", f"## Known, and not said again: {count(number, 'finding')}", "")
        for reason, codes in known_by_reason(findings).items():
            yield f"- {escape(reason)}: {', '.join(codes)}"
    if findings.unmatched:
        number = len(findings.unmatched)
        yield from ("", f"## Said to be known, and not found: {count(number, 'finding')}", "")
        for each in findings.unmatched:
            yield f"- {each.code} {code(each.fingerprint)}: {escape(each.reason)}"


def _finding(finding: Finding, findings: Findings) -> list[str]:
    suggestion = [finding.suggestion.value] if finding.suggestion else []
    return [
        _rule(finding),
        escape(address(finding.place, findings)),
        code(finding.place.value or ""),
        escape(finding.message),
        escape(", ".join([*finding.candidates, *suggestion])),
    ]


def _rule(finding: Finding) -> str:
    return f"{finding.code} {finding.name}"


def summary_markdown(summary: Summary) -> Iterator[str]:
    """Yield totals as lines of Markdown, the whole in the last row."""
    yield from ("# Totals", "")
    names = list(summary.by) or [""]
    shown = _columns(summary.total)
    headers = [*names, "consignments", "lines", "quantity", *shown]
    rows = []
    for group in summary.groups:
        key = [escape(amounts.show_key(name, value)) for name, value in group.key.items()]
        rows.append([*key, *_counts(group), *_measures(group, shown)])
    blank = [""] * (len(names) - 1)
    total = [*_counts(summary.total), *_measures(summary.total, shown)]
    rows.append(["**Total**", *blank, *total])
    yield table(headers, rows, right=(len(names), len(names) + 1))
    unknown = [label for label in (*amounts.MEASURES.values(), "value") if label not in shown]
    if unknown:
        covered = amounts.coverage(0, summary.total.lines)
        yield from ("", f"Not known, {covered}: {', '.join(unknown)}.")
    if summary.total.declared:
        yield from ("", "## Declared", "")
        for claim in summary.total.declared:
            yield f"- {escape(amounts.declared(claim))}"


def _columns(total: Totals) -> list[str]:
    """Return the headings of what is known of any line."""
    shown = [
        label for name, label in amounts.MEASURES.items() if getattr(total, name).value is not None
    ]
    return shown + ["flow"] * bool(total.flow) + ["value"] * bool(total.value)


def _counts(totals: Totals) -> list[str]:
    quantity = []
    for entry in totals.quantity:
        number, unit = amounts.number_and_unit(entry)
        quantity.append(f"{number} {unit}, {escape(amounts.goods_of(entry))}")
    if totals.unread_quantities:
        quantity.append(amounts.uncounted(totals.unread_quantities))
    return [f"{totals.consignments:,}", f"{totals.lines:,}", _BREAK.join(quantity)]


def _measures(totals: Totals, shown: Sequence[str]) -> list[str]:
    cells = {
        label: amounts.measure(name, getattr(totals, name))
        for name, label in amounts.MEASURES.items()
    }
    cells["flow"] = _BREAK.join(map(amounts.flow, totals.flow))
    values = [escape(amounts.value(value, totals.lines)) for value in totals.value]
    cells["value"] = _BREAK.join(values) or f"not known, {amounts.coverage(0, totals.lines)}"
    return [cells[label] for label in shown]
