"""The messy manifests: thirteen lines each, everything said, nothing raised, nothing guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import aidtrack
from aidtrack import Check

TODAY = date(2026, 11, 22)
FAULTS = {
    "AT101": 0, "AT104": 1, "AT107": 0, "AT108": 2, "AT110": 2, "AT111": 1, "AT112": 1,
    "AT115": 1, "AT117": 1, "AT120": 1, "AT121": 1, "AT123": 1, "AT125": 1, "AT128": 2,
    "AT201": 2, "AT303": 1, "AT306": 1, "AT401": 1, "AT502": 1,
    "AT506": 1, "AT507": 11, "AT510": 2, "AT601": 1,
}  # fmt: skip
"""What every form of the same manifest has; what depends on its form stands with the form."""


@pytest.fixture(scope="module", params=["flat.csv", "consignment.json", "hxl_tagged.csv"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def check(name: str, shared_data: Path) -> Check:
    return aidtrack.check(shared_data / "messy" / name, by=["donor", "kind"], today=TODAY)


def test_thirteen_lines_are_read(check: Check) -> None:
    assert check.findings.lines == 13
    assert [source.lines for source in check.reading] == [13]


def test_every_fault_is_found(check: Check) -> None:
    counts = check.findings.counts()
    assert {code: counts.get(code, 0) for code in FAULTS} == FAULTS


def test_rows_that_are_no_lines_are_said(check: Check, name: str) -> None:
    skipped = [(each.name, each.reason) for each in check.reading[0].skipped_rows]
    assert skipped == {
        "flat.csv": [(8, "blank"), (9, "subtotal"), (17, "blank"), (18, "total")],
        "hxl_tagged.csv": [
            (1, "title"), (2, "about the consignment"), (3, "title"), (4, "blank"), (5, "title"),
            (7, "HXL hashtags"), (14, "blank"), (15, "subtotal"), (23, "blank"), (24, "total"),
        ],
        "consignment.json": [],
    }[name]  # fmt: skip


def test_totals_cover_what_is_known(check: Check) -> None:
    total = check.summary.total
    weight = total.gross_weight
    assert (weight.known, weight.unreadable, weight.blank, weight.of) == (9, 3, 1, 13)
    assert weight.value == Decimal("33292.38621688")
    by_kind = {(each.kind, each.type, each.unit): each.value for each in total.quantity}
    assert by_kind["oxygen_unit", "concentrator", "each"] == 24
    assert by_kind["monitor", None, "each"] == 150 + 150 - 4
    assert by_kind["ventilator", None, "each"] == 6
    assert {value.currency for value in total.value} == {"CHF", "EUR", "GBP", "USD"}


def test_a_date_that_is_no_day_gives_no_day(check: Check) -> None:
    found = [finding.message for finding in check.findings.of_rule("AT108")]
    assert found == [
        "'31/02/2027' is no day of the calendar",
        "there is no month 13 in '2026-13-01'",
    ]


def test_a_number_with_two_readings_is_left_out_where_nothing_settles_it(
    check: Check, name: str
) -> None:
    ambiguous = [finding.place.value for finding in check.findings.of_rule("AT102")]
    # In the file 2.5 shows the writer's point; JSON's own number 2.5 shows nothing.
    expected = ["1,200 kg"] if name != "consignment.json" else ["1,200 kg", "1.500"]
    assert ambiguous == expected


@pytest.mark.parametrize(
    "variant", ["flat_cp1252.csv", "messy_cp1252_semicolon.csv", "messy_utf16.tsv.csv",
                "messy_utf8bom.csv"],
)  # fmt: skip
def test_any_way_of_saving_it_can_be_read(variant: str, shared_data: Path) -> None:
    lines = aidtrack.read(shared_data / "messy" / variant)
    assert len(lines) > 0
    assert len(aidtrack.validate(lines, today=TODAY)) > 0
    assert aidtrack.summarise(lines).total.lines == len(lines)
