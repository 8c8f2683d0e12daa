"""Whatever a file contains, no rendering of it raises, acts on a screen, or forges a line."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidtrack.checking import Check, check
from aidtrack.report import FINDINGS_FORMATS, SUMMARY_FORMATS, render
from aidtrack.report.plain import width

HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXTS = (
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "invoice\u202efdp.exe",
    '=HYPERLINK("http://evil","x")',
    "@SUM(A1)",
    "a|b`c*d_e<script>alert(1)</script>",
    "line\nERROR   AT999 forged",
    "x" * 3000,
    "\u2028\u2029\u0085",
    "{quantity} {0} %s",
    "[bold]no[/bold]",
)


def checked(*cells: str) -> Check:
    """A file whose name, headers and cells are all the same hostile texts."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["reference", "donor", "line", "description", "quantity", "expiry", cells[0]])
    for cell in cells:
        writer.writerow([cell] * 7)
        writer.writerow([cell, cell, cell, cell, "5 each", "2027-01-01", cell])
    stream = io.BytesIO(rows.getvalue().encode("utf-8", "replace"))
    stream.name = f"{cells[0]}.csv"
    return check(stream, by=("donor", "item"))


def renderings(result: Check) -> dict[str, str]:
    found = {f"findings {to}": render(result.findings, to=to) for to in FINDINGS_FORMATS}
    return found | {f"summary {to}": render(result.summary, to=to) for to in SUMMARY_FORMATS}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_cells(text: str) -> None:
    for name, shown in renderings(checked(text)).items():
        assert not HARMFUL.search(shown), name
        if name.endswith(("text", "full")):
            assert max(map(width, shown.splitlines())) <= 80, name
            assert not re.search("^ERROR   AT999", shown, re.MULTILINE), name
        if name.endswith("markdown"):
            assert "<script" not in shown.replace("`a", "").split("`")[0], name


@settings(max_examples=20)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_cells(cells: list[str]) -> None:
    for name, shown in renderings(checked(*cells)).items():
        assert not HARMFUL.search(shown), name


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_one_line_for_each_finding(text: str) -> None:
    findings = checked(text).findings
    for to in ("concise", "jsonl"):
        assert len(render(findings, to=to).split("\n")) == len(findings)
    rows = list(csv.reader(io.StringIO(render(findings, to="csv"))))
    assert len(rows) == len(findings) + 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "@"))
