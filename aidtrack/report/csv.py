"""Findings and totals as CSV for spreadsheets: nothing in it is ever a formula.

>>> harmless("=HYPERLINK(1)"), harmless("-4"), harmless("+2+3")
("'=HYPERLINK(1)", '-4', "'+2+3")
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from aidtrack.text.number import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aidtrack.findings import Finding, Findings
    from aidtrack.summary import Group, Summary, Totals

_FINDING = (
    "code", "name", "severity", "message", "file", "sheet", "cell", "row", "column", "header",
    "field", "value", "read_as", "candidates", "suggestion", "consignment", "line", "fingerprint",
)  # fmt: skip
_TOTAL = ("consignments", "lines", "what", "kind", "type", "unit", "description", "value",
          "known", "of")  # fmt: skip
_STARTS_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")
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
    yield _row((*_names(summary.by), *_TOTAL))
    groups: Iterable[tuple[list[Any], Totals | Group]] = (
        [(list(group.key.values()), group) for group in summary.groups]
        if summary.by
        else [([], summary.total)]
    )
    for key, totals in groups:
        for row in _totals(totals):
            yield _row([*key, totals.consignments, totals.lines, *row])


def _names(by: Iterable[str]) -> list[str]:
    """Return the keys' columns: the key kind is told from the kind of a quantity."""
    return [f"by_{name}" for name in by]


def _totals(totals: Totals) -> Iterator[tuple[Any, ...]]:
    of = totals.lines
    for entry in totals.quantity:
        number = plain_number(entry.value)
        yield (
            "quantity", entry.kind, entry.type, entry.unit, entry.description, number,
            entry.lines, of,
        )  # fmt: skip
    for name in ("gross_weight", "net_weight", "volume"):
        measure = getattr(totals, name)
        known = None if measure.value is None else plain_number(measure.value)
        yield name, None, None, measure.unit, None, known, measure.known, measure.of
    for flow in totals.flow:
        number = plain_number(flow.value)
        yield "flow", "oxygen_unit", flow.type, flow.unit, None, number, flow.known, flow.of
    for value in totals.value:
        number = plain_number(value.amount)
        yield "value", None, None, value.currency, None, number, value.lines, of


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
    plain = _CONTROL.sub("?", text)
    if _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(plain):
        return f"'{plain}"
    return plain
