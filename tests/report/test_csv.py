"""CSV: complete, flat, and never a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.lines import Lines
from aidtrack.report import render, stream
from aidtrack.report.csv import harmless
from aidtrack.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from aidtrack.checking import Check

FINDINGS_HEADER = (
    "code,name,severity,message,file,sheet,cell,row,column,header,field,value,read_as,"
    "candidates,suggestion,consignment,line,fingerprint,remedy"
)
TOTALS = """\
by_donor,consignments,lines,what,kind,type,unit,description,value,known,of
France,1,2,quantity,ventilator,,each,,20,1,2
France,1,2,quantity,monitor,,each,,150,1,2
France,1,2,gross_weight,,,kg,,6750,2,2
France,1,2,net_weight,,,kg,,6410,2,2
France,1,2,volume,,,m3,,,0,2
,1,1,quantity,medicine_pack,,pack,,200000,1,1
,1,1,gross_weight,,,kg,,,0,1
,1,1,net_weight,,,kg,,,0,1
,1,1,volume,,,m3,,,0,1"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_findings(checked: Callable[..., Check], manifest: str) -> None:
    text = render(checked(manifest).findings, to="csv")
    assert text.splitlines()[0] == FINDINGS_HEADER
    [first, *_] = rows(text)
    assert first["code"] == "AT901"
    assert (first["file"], first["cell"], first["row"]) == ("relief/november_1.csv", "G2", "2")
    assert first["remedy"] == "Weigh again."
    assert (first["value"], first["consignment"], first["line"]) == ("1350 kg", "A-1", "1")


def test_none_is_left_out(checked: Callable[..., Check]) -> None:
    lines = "".join("France,500 each\n" for _ in range(1100))
    assert sum(1 for _ in stream(checked(f"donor,quantity\n{lines}").findings, to="csv")) == 1101


def test_candidates_share_a_cell(checked: Callable[..., Check]) -> None:
    from aidtrack.rules import RULES

    text = "line,description,dispatched\n1,monitor,02/03/2026\n"
    [found] = [
        row
        for row in rows(render(checked(text, rules=RULES).findings, to="csv"))
        if row["code"] == "AT109"
    ]
    assert found["candidates"] == "2026-03-02; 2026-02-03"


def test_totals(checked: Callable[..., Check], manifest: str) -> None:
    assert render(checked(manifest, by=["donor"]).summary, to="csv") == TOTALS


def test_totals_without_keys_are_the_whole() -> None:
    row = {"kind": "oxygen_unit", "technology": "concentrator", "quantity": "20 each",
           "flow_rate": "10 L/min", "value": "5 USD"}  # fmt: skip
    found = rows(render(summarise(Lines.of([row])), to="csv"))
    assert [(each["what"], each["unit"], each["value"]) for each in found] == [
        ("quantity", "each", "20"),
        ("gross_weight", "kg", ""),
        ("net_weight", "kg", ""),
        ("volume", "m3", ""),
        ("flow", "L/min", "200"),
        ("value", "USD", "5"),
    ]


def test_no_total_stands_twice() -> None:
    data = Lines.of([
        {"donor": "France", "kind": "monitor", "quantity": "1 each", "gross_weight": "5 kg"},
        {"donor": "France", "kind": "ventilator", "quantity": "2 each", "gross_weight": "6 kg"},
    ])  # fmt: skip
    found = rows(render(summarise(data, by=["donor"]), to="csv"))
    assert sum(int(row["value"]) for row in found if row["what"] == "gross_weight") == 11


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("-4", "-4"),
        ("+4.5", "+4.5"),
        ("-1,200.50", "-1,200.50"),
        ("-4 each", "'-4 each"),
        ("-", "'-"),
        ("A-1", "A-1"),
        ("two\nlines", "two\nlines"),
        ("\x1b[2J", "?[2J"),
        ("a\u202eb", "a?b"),
        ("", ""),
    ],
)
def test_harmless(text: str, written: str) -> None:
    assert harmless(text) == written


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    shown = harmless(text)
    if shown.lstrip()[:1] in set("=+-@"):
        assert shown.replace(",", "").replace(".", "").lstrip("+-").isdigit()


def test_hostile_cells_stay_cells(checked: Callable[..., Check]) -> None:
    text = "donor,line,quantity\nFrance,@SUM(1+9)*cmd|' /C calc'!A0,200 each\n"
    [found] = rows(render(checked(text).findings, to="csv"))
    assert found["line"] == "'@SUM(1+9)*cmd|' /C calc'!A0"
