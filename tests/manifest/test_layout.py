"""Where the header stands, and which rows below it are lines."""

from __future__ import annotations

import pytest

from aidtrack.findings import Skipped
from tests.manifest.reading import lines_of, remarks, rows

HEADER = "line,description,quantity,remarks\n"


@pytest.mark.parametrize("above", [0, 1, 5, 58])
def test_titles_may_stand_above_the_header(above: int) -> None:
    lines = lines_of("Manifest of donated goods,,,\n" * above + HEADER + "1,tent,5 each,\n")
    assert lines.sources[0].header_row == above + 1
    assert rows(lines, "row") == [above + 2]


def test_a_table_of_one_column_needs_one_header() -> None:
    assert rows(lines_of("quantity\n5 each\n6 each\n"), "row") == [2, 3]


def test_one_known_header_in_a_wider_table_is_not_enough() -> None:
    assert remarks(lines_of("quantity,alpha,beta\n5 each,1,2\n")) == ["AT131"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,", "blank"),
        ("  , ,,", "blank"),
        (HEADER.strip(), "header repeated"),
        ("#meta+line,#item+name,#item+qty,#meta+remarks", "HXL hashtags"),
        (",Subtotal medicine,12,", "subtotal"),
        ("Sous-total,,12,", "subtotal"),
        (",TOTAL,12,", "total"),
        ("Grand total:,,12,", "total"),
        (",Total général,12,", "total"),
        ("TOTAL,,12 each,all lines", "total"),
    ],
)
def test_rows_that_are_no_lines_are_left_out_and_said(row: str, reason: str) -> None:
    lines = lines_of(f"{HEADER}1,tent,5 each,\n{row}\n2,rice,7 t,\n")
    assert rows(lines, "row") == [2, 4]
    assert lines.sources[0].skipped_rows == (Skipped(3, reason),)
    (remark,) = [each for each in lines.remarks if each.code == "AT137"]
    assert remark.message == f"not read as lines: {reason}: row 3"


@pytest.mark.parametrize(
    "row",
    [
        "2,Total parenteral nutrition,7 bag,",
        "2,Summer tents,7 each,",
        "2,subcutaneous needles,7 each,",
        "#7,tent,7 each,urgent",
        "line,tent,7 each,",
    ],
)
def test_rows_that_only_look_so_are_lines(row: str) -> None:
    lines = lines_of(f"{HEADER}1,tent,5 each,\n{row}\n")
    assert rows(lines, "row") == [2, 3]


def test_many_rows_left_out_are_listed_shortly() -> None:
    lines = lines_of(HEADER + ",,,\n" * 20 + "1,tent,5 each,\n")
    (remark,) = [each for each in lines.remarks if each.code == "AT137"]
    assert remark.message.endswith("row 2, 3, 4, 5, 6, 7, 8, 9 and 12 more")


def test_lines_without_a_reference_make_up_one_consignment_of_their_table() -> None:
    lines = lines_of("reference,item\nA-1,tent\n,rice\n,soap\n")
    assert rows(lines, "consignment") == ["A-1", "(standard input)", "(standard input)"]
    assert len(list(lines.consignments())) == 2
