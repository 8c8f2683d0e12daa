"""The first look at a sheet's XML: it may doubt what is plain, and never the other way round."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.manifest import plain
from aidtrack.manifest.container import open_container
from aidtrack.manifest.extent import extent_of_sheet
from aidtrack.manifest.plain import look_at
from tests.manifest.test_hostile_files import FAR, sheet_of

ODD = {
    **FAR,
    "further behind": '<row r="2"><c r="A2" r="XFD99999"><v>1</v></c></row>',
    "address second": '<row r="2"><c s="1" r="XFD1048576"><v>1</v></c></row>',
    "an entity": '<row r="2"><c r="&#65;1048576"><v>1</v></c></row>',
    "more behind the number": '<row r="2"><c r="A1B99999"><v>1</v></c></row>',
    "no number": '<row r="2"><c r="A"><v>1</v></c></row>',
    "nothing": '<row r="2"><c r=""><v>1</v></c></row>',
    "two spaces": '<row r="2"><c  r="XFD1048576"><v>1</v></c></row>',
    "a tab": '<row r="2"><c\tr="XFD1048576"><v>1</v></c></row>',
    "many spaces": f'<row r="2"><c s="0" r{" " * 500}="XFD1048576"><v>1</v></c></row>',
    "other letters": '<row r="2"><c r="é1048576"><v>1</v></c></row>',
}
MARKED = (
    '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
    '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>',
    '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>',
)


def rows(count: int) -> str:
    numbers = range(2, count + 2)
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in numbers)


@pytest.mark.parametrize("name", ODD)
def test_odd_sheets_get_a_closer_look(name: str) -> None:
    assert look_at(sheet_of(rows(20) + ODD[name]).encode()).last is None


@pytest.mark.parametrize("marked", MARKED)
def test_marks_are_no_reason_to_doubt_the_addresses(marked: str) -> None:
    assert look_at(sheet_of(marked).encode()) == (4, True)


@pytest.mark.parametrize("name", ["plain", "single quotes", "a line end", "no space"])
def test_nothing_hides_between_two_parts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_PART", 200)
    for before in range(200):
        assert look_at(sheet_of("<!---->" + " " * before + FAR[name]).encode()).last is None


@given(st.lists(st.tuples(st.integers(1, 4_000), st.integers(0, 800)), min_size=1))
def test_a_plain_sheet_reaches_no_further_than_is_said(cells: list[tuple[int, int]]) -> None:
    places = dict(cells)
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as target:
        sheet = target.add_worksheet()
        for row, column in places.items():
            sheet.write(row - 1, column, "x")
    grid = open_container(io.BytesIO(book.getvalue()))[0]
    assert grid.cells.shape == (max(places), max(places.values()) + 1)
    found = {(row, column) for row, column in places.items() if grid.cells[row - 1, column] == "x"}
    assert found == set(places.items())
    xml = sheet_of("".join(_row(row, column) for row, column in sorted(places.items()))).encode()
    last_row, last_column = extent_of_sheet(xml, look_at(xml).last)
    assert last_row >= max(places)
    assert last_column >= max(places.values()) + 1


def _row(row: int, column: int) -> str:
    letters = xlsxwriter.utility.xl_col_to_name(column)
    return f'<row r="{row}"><c r="{letters}{row}"><v>1</v></c></row>'
