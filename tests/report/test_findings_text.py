"""Findings as plain text: grouped by rule, in full, and one to a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

import aidtrack
from aidtrack.findings import (
    ColumnUse,
    Finding,
    Findings,
    Hits,
    NotAsked,
    Place,
    Skipped,
    Source,
    Suggestion,
)
from aidtrack.model import Consignment, Monitor
from aidtrack.report import render
from aidtrack.report.plain import width
from aidtrack.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aidtrack.checking import Check
    from aidtrack.findings import Rule

GROUPED = """\
relief/november_1.csv: 3 lines, header in row 1, UTF-8, comma-separated
  9 columns read: reference, donor, line, kind, description, quantity,
    gross wt = gross_weight, net wt = net_weight, declared_gross_weight

ERROR   AT901 too-light                     1  G2
        gross 1350 kg is below net 1410 kg

WARNING AT902 donorless                     1  B4
        nobody is named as the donor

INFO    AT903 many                          2  F2, F4
        F2: more than a hundred: 150 each
        F4: more than a hundred: 200000 pack

Not asked: 1 rule
  1 rule about what nothing states: expiry

1 error, 1 warning, 2 notes in 3 lines
measured against 2026-11-22; thresholds of the profile default"""

FULL = """\
relief/november_1.csv: 3 lines, header in row 1, UTF-8, comma-separated
  9 columns read: reference, donor, line, kind, description, quantity,
    gross wt = gross_weight, net wt = net_weight, declared_gross_weight

error[AT901 too-light]: gross 1350 kg is below net 1410 kg
  --> relief/november_1.csv G2 (gross wt), line 1 of A-1
     | G         H
   1 | gross wt  net wt
   2 | 1350 kg   1410 kg
     | ^^^^^^^
     = why: a source that says must
     = to correct: Weigh again.

warning[AT902 donorless]: nobody is named as the donor
  --> relief/november_1.csv B4 (donor), line 1 of B-2
     | B
   1 | donor
   4 |
     | ^
     = why: a source that says should

info[AT903 many]: more than a hundred: 150 each
  --> relief/november_1.csv F2 (quantity), line 1 of A-1
     | F
   1 | quantity
   2 | 150 each
     | ^^^^^^^^
     = why: arithmetic

info[AT903 many]: more than a hundred: 200000 pack
  --> relief/november_1.csv F4 (quantity), line 1 of B-2
     | F
   1 | quantity
   4 | 200000 pack
     | ^^^^^^^^^^^
     = why: arithmetic

Not asked: 1 rule
  1 rule about what nothing states: expiry

1 error, 1 warning, 2 notes in 3 lines
measured against 2026-11-22; thresholds of the profile default"""

CONCISE = """\
relief/november_1.csv:G2: AT901 error: gross 1350 kg is below net 1410 kg
relief/november_1.csv:F2: AT903 info: more than a hundred: 150 each
relief/november_1.csv:B4: AT902 warning: nobody is named as the donor
relief/november_1.csv:F4: AT903 info: more than a hundred: 200000 pack"""


@pytest.mark.parametrize(
    ("to", "expected"), [("text", GROUPED), ("full", FULL), ("concise", CONCISE)]
)
def test_text(checked: Callable[..., Check], manifest: str, to: str, expected: str) -> None:
    assert render(checked(manifest).findings, to=to) == expected


def test_nothing_found_says_so(checked: Callable[..., Check]) -> None:
    text = render(checked("donor,quantity,expiry\nFrance,1 each,2027-01-01\n").findings)
    assert text.endswith(
        "no errors, no warnings and no notes in 1 line\n"
        "measured against 2026-11-22; thresholds of the profile default"
    )


def test_no_errors_says_so(checked: Callable[..., Check]) -> None:
    text = render(checked("donor,quantity\nFrance,101 each\nFrance,102 each\n").findings)
    assert "\nno errors, 2 notes in 2 lines\n" in text


def test_without_findings_at_all() -> None:
    assert render(Findings()) == (
        "\nno errors, no warnings and no notes in no lines\n"
        "measured against no day: rules that need today were not asked"
    )


def test_several_files_name_theirs(checked: Callable[..., Check], manifest: str) -> None:
    text = render(checked(manifest, manifest, rules=checked_rules(checked, manifest)).findings)
    assert "relief/november_1.csv:G2, relief/november_2.csv:G2" in text
    assert "2 errors, 2 warnings, 4 notes in 6 lines" in text


def checked_rules(checked: Callable[..., Check], manifest: str) -> list[Rule]:
    return [hits.rule for hits in checked(manifest).findings.hits]


def test_many_cells_are_counted(checked: Callable[..., Check]) -> None:
    lines = "".join("France,500 each\n" for _ in range(30))
    text = render(checked(f"donor,quantity\n{lines}").findings)
    assert "INFO    AT903 many                         30\n" in text
    assert "B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13 and 18 more" in text


def test_full_stops_at_twenty_of_a_rule(checked: Callable[..., Check]) -> None:
    lines = "".join(f"France,{number} each\n" for number in range(500, 530))
    text = render(checked(f"donor,quantity\n{lines}").findings, to="full")
    assert text.count("info[AT903 many]") == 20
    assert "\n… and 10 more of AT903 many\n" in text


def test_concise_leaves_none_out(checked: Callable[..., Check]) -> None:
    lines = "".join("France,500 each\n" for _ in range(30))
    text = render(checked(f"donor,quantity\n{lines}").findings, to="concise")
    assert len(text.splitlines()) == 30


def test_different_messages_stand_by_their_cells(checked: Callable[..., Check]) -> None:
    lines = "".join(f"France,{number} each\n" for number in range(501, 506))
    text = render(checked(f"donor,quantity\n{lines}").findings)
    assert (
        "INFO    AT903 many                          5  B2, B3, B4, B5, B6\n"
        "        B2: more than a hundred: 501 each\n"
        "        B3: more than a hundred: 502 each\n"
        "        B4: more than a hundred: 503 each\n"
        "        …\n"
    ) in text


def test_objects_have_no_cells(own_rules: tuple[Rule, ...]) -> None:
    gift = Consignment(reference="A-1", lines=(Monitor(quantity="150 each"),))
    findings = validate(gift, rules=own_rules)
    assert "objects or a table in memory: 1 line" in render(findings)
    assert "A-1 line 1: quantity" in render(findings)
    full = render(findings, to="full")
    assert "  --> A-1 line 1: quantity\n     = states: quantity: 150 each\n" in full


def test_a_table_without_a_column_has_no_cell(checked: Callable[..., Check]) -> None:
    findings = checked("line,quantity\n1,5 each\n").findings
    assert "WARNING AT902 donorless                     1  row 1\n" in render(findings)
    assert "  --> relief/november_1.csv row 1\n" in render(findings, to="full")


def test_sheets_are_named_where_there_are_several(own_rules: tuple[Rule, ...]) -> None:
    sources = tuple(Source(file="november.xlsx", sheet=name) for name in ("Lines", "More"))
    place = Place(file="november.xlsx", sheet="More", row=7, column="F", value="1 kg")
    finding = Finding(
        rule=own_rules[0],
        message="too light",
        places=(place,),
        suggestion=Suggestion("1 t", "safe"),
    )
    frame = pl.DataFrame({"source": [1], "row": [7]})
    findings = Findings((Hits(own_rules[0], frame, lambda *_: finding),), sources=sources)
    assert "AT901 too-light                     1  More!F7\n" in render(findings)
    full = render(findings, to="full")
    assert "  --> november.xlsx More!F7\n     | F\n     |\n   7 | 1 kg\n     | ^^^^\n" in full
    assert "     = fix: 1 t\n" in full


def test_candidates_and_readings_are_shown(checked: Callable[..., Check]) -> None:
    from aidtrack.rules import RULES

    text = "line,description,dispatched\n1,monitor,02/03/2026\n"
    full = render(checked(text, rules=RULES).findings, to="full")
    assert "     = can be: 2026-03-02, 2026-02-03\n" in full
    assert "     = more: aidtrack rule AT109" in full


def test_where_to_read_how_to_correct_it_is_said_once_and_where_anything_was_found(
    checked: Callable[..., Check],
) -> None:
    from aidtrack.rules import RULES

    found = render(checked("gross weight,net weight\n1 kg,2 kg\n3 kg,4 kg\n", rules=RULES).findings)
    end = "\nwhy, and how to correct it: aidtrack rule AT301 (each code has its page)"
    assert found.endswith(end)
    assert found.count("aidtrack rule") == 1
    nothing = render(Findings(sources=(Source(file="november.csv"),)))
    assert "aidtrack rule" not in nothing


def test_the_day_is_told(checked: Callable[..., Check]) -> None:
    without = render(checked("expiry\n2020-01-01\n", today=None).findings)
    assert "not told: today: AT904" in without
    assert "measured against no day: rules that need today were not asked" in without
    with_day = render(checked("expiry\n2020-01-01\n", today=date(2021, 5, 1)).findings)
    assert "measured against 2021-05-01" in with_day


def test_what_was_left_out_is_told(own_rules: tuple[Rule, ...]) -> None:
    source = Source(
        file="november.xlsx",
        sheet="Lines",
        header_row=6,
        lines=13,
        extras=(ColumnUse("H", "Remarks 2", "extra.Remarks 2"),),
        skipped_rows=(Skipped(13, "blank"), Skipped(22, "blank"), Skipped(14, "subtotal")),
        skipped_sheets=(Skipped("Notes", "no table"),),
    )
    silent = NotAsked(own_rules[0], "ignored on request")
    text = render(Findings(sources=(source,), not_asked=(silent,), lines=13))
    assert text.startswith(
        'november.xlsx sheet "Lines": 13 lines, header in row 6\n'
        "  1 column kept as written: Remarks 2\n"
        "  rows left out: 13, 22 (blank), 14 (subtotal)\n"
        "  sheets left out: Notes (no table)\n"
        "\n"
        "Not asked: 1 rule\n"
        "  ignored on request: AT901\n"
    )


@pytest.mark.parametrize("to", ["text", "full"])
def test_never_wider_than_eighty(checked: Callable[..., Check], to: str) -> None:
    from aidtrack.rules import RULES

    long = "x" * 300
    wide = "氧气" * 60
    text = f"line,{long},description,quantity,gross weight\n1,a,{wide},{long} each,{wide}\n"
    for line in render(checked(text, rules=RULES).findings, to=to).splitlines():
        assert width(line) <= 80, line


def test_a_long_name_pushes_nothing_out_of_line(own_rules: tuple[Rule, ...]) -> None:
    long = replace(own_rules[2], code="AT913", name="radioactive-material-without-its-activity")
    place = Place(file="november.csv", row=7, column="F", value="1 kg")
    hits = []
    for rule, number in ((own_rules[2], 12), (long, 1)):
        finding = Finding(rule=rule, message="too light", places=(place,))
        frame = pl.DataFrame({"source": [0] * number, "row": [7] * number})
        hits.append(Hits(rule, frame, lambda *_, finding=finding: finding))
    lines = render(Findings(tuple(hits), sources=(Source(file="november.csv"),))).splitlines()
    first, second = (line for line in lines if line.startswith("INFO"))
    assert second.startswith("INFO    AT913 radioactive-material-without-its-activity 1")
    assert first.index("12") + 1 == second.rindex("1", 0, len("INFO    ") + 50)


def test_a_remedy_is_said_once(checked: Callable[..., Check]) -> None:
    text = "line,gross wt,net wt\n1,1 kg,2 kg\n2,1 kg,2 kg\n"
    full = render(checked(text).findings, to="full")
    assert full.count("AT901 too-light") == 2
    assert full.count("     = to correct: Weigh again.\n") == 1


def test_cells_that_are_told_with_their_messages_are_not_listed_again(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name} of the november flight.csv" for name in ("list", "waybill")]
    paths[0].write_text("item,quantity\nTent,many\nRope,few\nSoap,lots\n", encoding="utf-8")
    paths[1].write_text("item,quantity\nTent,some\n", encoding="utf-8")
    text = render(aidtrack.check(paths, today=None).findings)
    _, _, behind = text.partition("AT101 number-unreadable")
    told, _, _ = behind.partition("\nWARNING")
    assert [told.count(f":B{row}") for row in (2, 3, 4)] == [2, 1, 1], "B2 of each file once"


def test_of_no_lines_it_is_said_once_that_nothing_was_asked(checked: Callable[..., Check]) -> None:
    text = render(checked("donor,quantity\n").findings)
    [told] = [line for line in text.splitlines() if "Not asked" in line]
    assert told.endswith(" rules, for there are no lines")
    assert "about what nothing states" not in text
