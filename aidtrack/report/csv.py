"""Findings and totals as CSV for spreadsheets: nothing in it is ever a formula.

>>> harmless("=HYPERLINK(1)"), harmless("-4"), harmless("+2+3")
("'=HYPERLINK(1)", '-4', "'+2+3")
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.summary.summary import TotalRow
from aidtrack.text.number import plain_number
from aidtrack.text.spreadsheet import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.findings import Finding, Findings
    from aidtrack.summary import Summary

_FINDING = (
    "code", "name", "severity", "message", "file", "sheet", "cell", "row", "column", "header",
    "field", "value", "read_as", "candidates", "suggestion", "consignment", "line", "fingerprint",
    "remedy",
)  # fmt: skip
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def findings_csv(findings: Findings) -> Iterator[str]:
    """Yield a header and a row for every finding; none is left out."""
    yield _row(_FINDING)
    for finding in findings:
        yield _row(_cells(finding))


def summary_csv(summary: Summary) -> Iterator[str]:
    """Yield a header and a row for each single total of each group.

    Every total has a row of its own, so that a sum over a column that was
    filtered by ``what`` and ``unit`` counts nothing twice. Without keys the one
    group is the whole.
    """
    names = tuple(TotalRow.__dataclass_fields__)
    yield _row([*(f"by_{name}" for name in summary.by), "consignments", "lines", *names])
    for head, total in summary.rows():
        cells = [getattr(total, name) for name in names]
        yield _row([*head.values(), *map(_plain, cells)])


def _plain(cell: Any) -> Any:
    return plain_number(cell) if isinstance(cell, Decimal) else cell


def _cells(finding: Finding) -> list[Any]:
    values = finding.to_dict()
    values["candidates"] = "; ".join(finding.candidates)
    values["suggestion"] = finding.suggestion.value if finding.suggestion else None
    return [values[name] for name in _FINDING]


def _row(cells: Iterable[Any]) -> str:
    """Return one line of CSV without its line break."""
    buffer = io.StringIO()
    texts = ["" if cell is None else harmless(str(cell)) for cell in cells]
    # A cell is quoted for the characters of the terminator that it holds, so these are named.
    csv.writer(buffer, lineterminator="\r\n").writerow(texts)
    return buffer.getvalue().removesuffix("\r\n")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs and no terminal obeys; numbers stay as they are."""
    return guard(_CONTROL.sub("?", text))
