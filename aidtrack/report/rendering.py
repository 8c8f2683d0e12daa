"""Findings, totals and both in every format.

>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.summary import summarise
>>> summary = summarise(Consignment(lines=(Monitor(quantity="150 each"),)))
>>> print(render(summary))
Total: 1 consignment, 1 line
  150 each  monitor
  gross weight  not known, 0 of 1 line
  net weight    not known, 0 of 1 line
  volume        not known, 0 of 1 line
  value         not known, 0 of 1 line
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from aidtrack.checking import Check
from aidtrack.errors import UnknownName
from aidtrack.findings import Findings
from aidtrack.report.csv import findings_csv, summary_csv
from aidtrack.report.full import full_text
from aidtrack.report.grouped import findings_text
from aidtrack.report.json import findings_document, json_lines, json_text, summary_document
from aidtrack.report.markdown import findings_markdown, summary_markdown
from aidtrack.report.sarif import findings_sarif
from aidtrack.report.totals import summary_text
from aidtrack.summary import Summary
from aidtrack.text.printable import clean

__all__ = ["CHECK_FORMATS", "FINDINGS_FORMATS", "SUMMARY_FORMATS", "render", "stream"]

Renderer = Callable[[Any], Iterator[str]]


def _findings_json(findings: Findings) -> Iterator[str]:
    yield json_text(findings_document(findings))


def _summary_json(summary: Summary) -> Iterator[str]:
    yield json_text(summary_document(summary))


def _concise(findings: Findings) -> Iterator[str]:
    """Yield every finding in one line."""
    return (clean(str(finding)) for finding in findings)


FINDINGS_FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": findings_text,
        "full": full_text,
        "concise": _concise,
        "json": _findings_json,
        "jsonl": json_lines,
        "sarif": findings_sarif,
        "markdown": findings_markdown,
        "csv": findings_csv,
    }
)
"""How findings can be rendered."""

SUMMARY_FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": summary_text,
        "markdown": summary_markdown,
        "json": _summary_json,
        "csv": summary_csv,
    }
)
"""How totals can be rendered."""


def _check_text(check: Check) -> Iterator[str]:
    yield from findings_text(check.findings)
    yield ""
    yield from summary_text(check.summary)


def _check_markdown(check: Check) -> Iterator[str]:
    yield from findings_markdown(check.findings)
    yield ""
    yield from summary_markdown(check.summary)


def _check_json(check: Check) -> Iterator[str]:
    yield json_text(
        {
            "findings": findings_document(check.findings),
            "summary": summary_document(check.summary),
        }
    )


CHECK_FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {"text": _check_text, "markdown": _check_markdown, "json": _check_json}
)
"""How findings and totals can be rendered together."""


def render(result: Findings | Summary | Check, *, to: str = "text") -> str:
    """Return findings, totals or both as a text of some format.

    Args:
        result: What :func:`validate`, :func:`summarise` or :func:`check` returned.
        to: ``text``, ``markdown`` or ``json``; ``csv`` for findings or totals alone;
            for findings also ``full``, ``concise``, ``jsonl`` and ``sarif``.

    Raises:
        UnknownName: There is no such format for this result.
        TypeError: The result is none of these.
    """
    return "\n".join(stream(result, to=to))


def stream(result: Findings | Summary | Check, *, to: str = "text") -> Iterator[str]:
    """Return what :func:`render` does line by line, so that no million findings are held at once.

    Raises:
        UnknownName: There is no such format for this result.
        TypeError: The result is none of these.
    """
    formats = _formats(result)
    if to not in formats:
        what = "format"
        raise UnknownName(what, to, formats)
    return formats[to](result)


def _formats(result: object) -> Mapping[str, Renderer]:
    match result:
        case Findings():
            return FINDINGS_FORMATS
        case Summary():
            return SUMMARY_FORMATS
        case Check():
            return CHECK_FORMATS
    raise TypeError(f"expected Findings, a Summary or a Check, got {type(result).__name__}")
