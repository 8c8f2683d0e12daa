"""Markdown: whatever a file contains is shown as it is, and does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.lines import Lines
from aidtrack.report import render
from aidtrack.report.markdown import code, escape, table
from aidtrack.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from aidtrack.checking import Check

FINDINGS = """\
# Findings

**1 error, 1 warning, 2 notes in 3 lines**

Measured against 2026-11-22; thresholds of the profile default.

## How it was read

- relief/november\\_1.csv: 3 lines, header in row 1, UTF-8, comma-separated
  - 9 columns read: reference, donor, line, kind, description, quantity, \
gross wt = gross\\_weight, net wt = net\\_weight, declared\\_gross\\_weight

## Errors

| Rule            | Where   | As written   | What is wrong                      | Can be   |
|:----------------|:--------|:-------------|:-----------------------------------|:---------|
| AT901 too-light | G2      | `1350 kg`    | gross 1350 kg is below net 1410 kg |          |

## Warnings

| Rule            | Where   | As written   | What is wrong                | Can be   |
|:----------------|:--------|:-------------|:-----------------------------|:---------|
| AT902 donorless | B4      |              | nobody is named as the donor |          |

## Notes

| Rule       | Where   | As written    | What is wrong                    | Can be   |
|:-----------|:--------|:--------------|:---------------------------------|:---------|
| AT903 many | F2      | `150 each`    | more than a hundred: 150 each    |          |
| AT903 many | F4      | `200000 pack` | more than a hundred: 200000 pack |          |

## Not asked: 1 rule

- 1 rule about what nothing states: expiry"""

TOTALS = """\
# Totals

| donor        |   consignments |   lines | quantity                | gross weight           |
|:-------------|---------------:|--------:|:------------------------|:-----------------------|
| France       |              1 |       1 | 150 each, monitor       | 1.35 t, 1 of 1 line    |
| (not stated) |              1 |       1 | 200,000 packs, medicine | not known, 0 of 1 line |
| **Total**    |              2 |       2 | 150 each, monitor<br>200,000 packs, medicine \
| 1.35 t, 1 of 2 lines   |

Not known, 0 of 2 lines: net weight, volume, value.

## Declared

- A: over 2 t declared; 1 of 1 line weighed"""


def test_findings(checked: Callable[..., Check], manifest: str) -> None:
    assert render(checked(manifest).findings, to="markdown") == FINDINGS


def test_totals() -> None:
    rows = [
        {"reference": "A", "donor": "France", "kind": "monitor", "quantity": "150 each",
         "gross_weight": "1350 kg", "declared_gross_weight": "over 2 t"},
        {"reference": "B", "kind": "medicine_pack", "quantity": "200000 pack"},
    ]  # fmt: skip
    text = render(summarise(Lines.of(rows), by=["donor"]), to="markdown")
    assert squeezed(text) == squeezed(TOTALS)


def squeezed(text: str) -> str:
    """The text without the spaces and dashes that only widen columns."""
    return "\n".join(" ".join(line.replace("-", "").split()) for line in text.splitlines())


def test_totals_without_keys() -> None:
    text = render(summarise(Lines.of([{"quantity": "1 each", "kind": "monitor"}])), to="markdown")
    assert "| **Total** |" in text
    assert text.count("\n| ") == 2


def test_many_of_a_rule_are_counted(checked: Callable[..., Check]) -> None:
    lines = "".join("France,500 each\n" for _ in range(30))
    text = render(checked(f"donor,quantity\n{lines}").findings, to="markdown")
    assert text.count("| AT903 many") == 21
    assert "and 10 more" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("two\nlines", "two lines"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[click](https://evil.example)", "\\[click\\](https&#58;//evil.example)"),
        ("**bold** _it_ `code` ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~"),
        ("@everyone", "&#64;everyone"),
        ("# title", "\\# title"),
        ("\x1b[1m", "?\\[1m"),
        ("abc\u202edef", "abc?def"),
        ("$x$", "\\$x\\$"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("1 kg", "`1 kg`"),
        ("`", "`` ` ``"),
        ("a``b", "```a``b```"),
        ("a|b", "`a\\|b`"),
        ("<b>", "`<b>`"),
        ("two\nlines", "`two lines`"),
    ],
)
def test_code(text: str, shown: str) -> None:
    assert code(text) == shown


@given(st.text(), st.text())
def test_a_cell_stays_a_cell(first: str, second: str) -> None:
    lines = table(["one", "two"], [[escape(first), code(second)]]).splitlines()
    assert len(lines) == 3
    assert lines[2].replace("\\\\", "").replace("\\|", "").count("|") == 3
    assert "<" not in escape(first)
