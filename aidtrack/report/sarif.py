"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines of a file.

Of workbooks too each finding names its row and column; its cell stands in a logical location.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aidtrack.findings import Severity, column_index
from aidtrack.report.json import TOOL, first_of_each, json_text
from aidtrack.report.profiles import shown_severity
from aidtrack.rules import RULES
from aidtrack.rules.version import rules_version
from aidtrack.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.findings import Finding, Findings, Known, Place, Rule

SARIF = "2.1.0"
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "aidtrack/1"
"""The name of the fingerprint, with the version of what it is made from."""


def findings_sarif(findings: Findings) -> Iterator[str]:
    """Yield findings as one SARIF document, with at most a thousand of each rule."""
    yield json_text(sarif_document(findings))


def sarif_document(findings: Findings) -> dict[str, Any]:
    """Return findings as a SARIF log of one run; what is known is there, and marked so."""
    shown = [(finding, None) for finding in first_of_each(findings)]
    known = [
        (finding, findings.known[finding.fingerprint])
        for hits in findings.suppressed
        for finding in hits
    ]
    rules = _rules_of(finding for finding, _ in (*shown, *known))
    places = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "aidtrack",
                "version": __version__,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "results": [_result(finding, places, why) for finding, why in (*shown, *known)],
        "properties": {
            "tool": TOOL,
            "rulesVersion": rules_version(RULES),
            "today": findings.today.isoformat() if findings.today else None,
            "profiles": [each.to_dict() for each in findings.measured_by],
            "truncated": len(shown) < len(findings),
        },
    }
    return {"$schema": _SCHEMA, "version": SARIF, "runs": [run]}


def _rules_of(findings: Iterable[Finding]) -> list[Rule]:
    rules = {finding.code: finding.rule for finding in findings}
    return [rules[code] for code in sorted(rules)]


def _descriptor(rule: Rule) -> dict[str, Any]:
    """Return a rule as SARIF describes it; its page is named by a URN, which never changes."""
    page = {"helpUri": f"urn:aidtrack:{rule.page.replace('/', ':')}"} if rule.page else {}
    severity = shown_severity(rule)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(f"{rule.summary} {rule.explanation}".split())},
        "help": {"text": _help(rule, ""), "markdown": _help(rule, "**")},
        **page,
        "defaultConfiguration": {
            "level": _LEVELS[rule.severity],
            "enabled": severity in set(Severity),
        },
        "properties": {"tags": [rule.family], "cites": list(rule.cites)},
    }


def _help(rule: Rule, mark: str) -> str:
    """Return what is wrong, why it matters and how to correct it, headings between marks."""
    parts = {
        "What is wrong": rule.summary,
        "Why it matters": rule.explanation,
        "To correct": rule.remedy,
        "Sources": "; ".join(rule.cites),
    }
    told = [f"{mark}{name}.{mark} {' '.join(text.split())}" for name, text in parts.items() if text]
    return "\n\n".join(told)


def _result(finding: Finding, rules: dict[str, int], known: Known | None) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": rules[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding.place)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if len(finding.places) > 1:
        related = [_location(place) for place in finding.places[1:]]
        result["relatedLocations"] = related
    if known is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": known.reason}
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if place.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(place.file)}}
        line = place.text_line or place.row
        if line is not None:
            region = {"startLine": line}
            if place.sheet is not None and place.column is not None:
                region["startColumn"] = column_index(place.column) + 1
            physical["region"] = region
        location["physicalLocation"] = physical
    name = _address(place)
    if name:
        kind = "cell" if place.cell else "element"
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": kind}]
    return location


def _address(place: Place) -> str:
    if place.file is None and place.sheet is None:
        return str(place)
    return "!".join(part for part in (place.sheet, place.cell or place.field) if part)


def uri_of(file: str) -> str:
    """Return a file's name as a URI reference.

    >>> uri_of("lists/March 2026.csv"), uri_of("/tmp/a#1.csv")
    ('lists/March%202026.csv', 'file:///tmp/a%231.csv')
    """
    path = PurePath(file)
    whole = path.as_posix()
    if path.is_absolute():
        return f"file:///{quote(whole.lstrip('/'))}"
    # Before the first slash a colon would end the name of a scheme.
    return quote(whole, safe="/")
