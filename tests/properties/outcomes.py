"""What findings and totals say, freed of where they say it: so that two runs can be compared."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from aidtrack.exchange import write
from aidtrack.manifest import read

if TYPE_CHECKING:
    from aidtrack.findings import Findings
    from aidtrack.lines import Lines
    from aidtrack.summary import Summary

_ZEROS = re.compile(r"(\.\d*?)0+(?=\D|$)")


def told(findings: Findings) -> list[tuple[str, int, int, str]]:
    """Return each finding as rule, source, place among the lines of its source, and message.

    Rows are counted anew, as a file has a header and objects do not; the zeros behind
    a decimal mark are left out, as a canonical file may write one more.
    """
    rows = sorted(
        {
            (s, r or 0)
            for hits in findings.hits
            for s, r in hits.frame.select("source", "row").rows()
        }
    )
    order = {row: place for place, row in enumerate(rows)}
    found = []
    for hits in findings.hits:
        places = hits.frame.select("source", "row").rows()
        for (source, row), finding in zip(places, hits, strict=True):
            message = _ZEROS.sub(lambda zeros: zeros[1].rstrip("."), finding.message)
            found.append((finding.code, source, order[source, row or 0], message))
    return sorted(found)


def asked(findings: Findings) -> list[tuple[str, str]]:
    """Return the rules that were not asked, and why."""
    return [(each.rule.code, each.reason) for each in findings.not_asked]


def added(summary: Summary) -> dict[str, Any]:
    """Return the totals without their sources."""
    totals = summary.to_dict()
    del totals["sources"]
    return totals


def content(lines: Lines, form: str) -> bytes:
    """Return the bytes of a file that holds the lines in a canonical form."""
    written = write(lines, to=form)
    return written if isinstance(written, bytes) else written.encode()


def again(lines: Lines, form: str) -> Lines:
    """Return lines as they are read from a file of their own."""
    return read(io.BytesIO(content(lines, form)))
