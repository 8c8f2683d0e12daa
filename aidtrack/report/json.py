"""Findings and totals as JSON, by the contracts that other programs read.

The contracts are ``aidtrack-findings/1`` and ``aidtrack-summary/1``; their JSON
Schemas stand in the documentation. Numbers are texts, so that no reader rounds
them; keys are in a fixed order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aidtrack.findings import Hits, Severity
from aidtrack.rules import RULES
from aidtrack.rules.version import rules_version
from aidtrack.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.findings import Finding, Findings
    from aidtrack.summary import Summary

FINDINGS_SCHEMA = "aidtrack-findings/1"
SUMMARY_SCHEMA = "aidtrack-summary/1"
MOST = 1000
"""How many findings of one rule are kept; counts are exact all the same."""
TOOL = f"aidtrack {__version__}"
_HARMFUL = re.compile(r"[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200e\u200f"
                      r"\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")  # fmt: skip


def findings_document(findings: Findings) -> dict[str, Any]:
    """Return findings as a document of the contract ``aidtrack-findings/1``."""
    kept = list(first_of_each(findings))
    return {
        "schema": FINDINGS_SCHEMA,
        "tool": TOOL,
        "rules_version": rules_version(RULES),
        "today": findings.today.isoformat() if findings.today else None,
        "profile": list(findings.profiles),
        "profiles": [each.to_dict() for each in findings.measured_by],
        "options": dict(findings.options),
        "sources": [source.to_dict() for source in findings.sources],
        "summary": {
            "ok": findings.ok,
            "lines": findings.lines,
            "errors": findings.of_severity(Severity.ERROR),
            "warnings": findings.of_severity(Severity.WARNING),
            "infos": findings.of_severity(Severity.INFO),
            "rules": findings.counts(),
            "not_asked": [item.to_dict() for item in findings.not_asked],
            "suppressed": [each.to_dict() for each in findings.known.values()],
            "unmatched": [each.to_dict() for each in findings.unmatched],
        },
        "truncated": len(kept) < len(findings),
        "findings": [finding.to_dict() for finding in kept],
    }


def summary_document(summary: Summary) -> dict[str, Any]:
    """Return totals as a document of the contract ``aidtrack-summary/1``."""
    return {"schema": SUMMARY_SCHEMA, "tool": TOOL, **summary.to_dict()}


def json_text(document: Any) -> str:
    """Return a document as JSON that is safe to look at in a terminal."""
    return safe(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))


def json_lines(findings: Findings) -> Iterator[str]:
    """Yield every finding as a line of JSON; none is left out."""
    for finding in findings:
        yield safe(json.dumps(finding.to_dict(), ensure_ascii=False, allow_nan=False))


def safe(text: str) -> str:
    """Return JSON with the characters escaped that would act on a screen, or be no text at all."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def first_of_each(findings: Findings) -> Iterator[Finding]:
    """Yield at most :data:`MOST` findings of each rule, in the order of all findings."""
    capped = replace(findings, hits=tuple(map(_head, findings.hits)))
    seen = Counter[str]()
    for finding in capped:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST:
            yield finding


def _head(hits: Hits) -> Hits:
    """Return the first hits: no more can be kept, even if the rule has no others."""
    ordered = hits.frame.sort("source", "row", maintain_order=True, nulls_last=False)
    return replace(hits, frame=ordered.head(MOST))
