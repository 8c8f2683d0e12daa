"""Workbooks: every cell at its address, whatever is hidden, merged, or worked out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from aidtrack import Lines, UnreadableManifest, read, summarise, validate, write
from aidtrack.findings import Skipped
from aidtrack.manifest import Limits
from aidtrack.manifest.limits import DEFAULT_LIMITS
from aidtrack.manifest.workbook import read_workbook
from tests.manifest.reading import rows

HEADER = ["line", "description", "quantity", "unit", "gross weight (kg)", "expiry"]


def workbook(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    """Return a workbook whose only sheet a function fills."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Manifest"))
    return content.getvalue()


def table(*lines: list[Any], start: int = 0) -> bytes:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, cells in enumerate([HEADER, *lines], start=start):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, day)  # type: ignore[call-overload]
                elif cell is not None:
                    sheet.write(row, place, cell)

    return workbook(fill)


def lines_of(content: bytes, **how: Any) -> Lines:
    return read(io.BytesIO(content), **how)


def places(lines: Lines, code: str) -> list[str | None]:
    findings = validate(lines, today=date(2026, 11, 22))
    return [place.cell for finding in findings.of_rule(code) for place in finding.places]


def test_numbers_and_dates_are_those_of_the_cells() -> None:
    lines = lines_of(
        table(
            [1, "tent", 1200, "pcs", 0.1 + 0.2, date(2027, 1, 31)],
            ["2", "rice", 5.5, "kg", 1350, datetime(2027, 6, 30, 12, 30)],  # noqa: DTZ001 (a cell has no zone)
            [3, "soap", True, "box", 2e-7, "06/2028"],
        )
    )
    assert rows(lines, "quantity") == [Decimal(1200), Decimal("5.5"), None]
    assert rows(lines, "gross_weight") == [Decimal("0.3"), Decimal(1350), Decimal("0.0000002")]
    assert rows(lines, "expiry") == [date(2027, 1, 31), date(2027, 6, 30), date(2028, 6, 30)]
    assert rows(lines, "line") == ["1", "2", "3"]


def test_a_number_of_the_sheet_is_not_ambiguous() -> None:
    lines = lines_of(table([1, "tent", 1.5, "t", 1.234, None]))
    assert rows(lines, "gross_weight") == [Decimal("1.234")]


@pytest.mark.parametrize("start", [0, 3, 40])
def test_addresses_do_not_shift_where_the_first_rows_are_empty(start: int) -> None:
    lines = lines_of(table([1, "tent", "x", "pcs", 5, None], start=start))
    assert lines.sources[0].header_row == start + 1
    assert rows(lines, "row") == [start + 2]
    assert places(lines, "AT101") == [f"C{start + 2}"]


def test_addresses_do_not_shift_where_the_first_columns_are_empty() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(4, 3, HEADER[1:4])
        sheet.write_row(5, 3, ["tent", "many", "pcs"])

    lines = lines_of(workbook(fill))
    assert places(lines, "AT101") == ["E6"]


@given(
    top=st.integers(0, 12),
    left=st.integers(0, 30),
    blanks=st.lists(st.integers(0, 3), min_size=1, max_size=6),
)
def test_every_finding_points_at_its_cell(top: int, left: int, blanks: list[int]) -> None:
    bad: list[str] = []

    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(top, left, ["description", "quantity", "unit"])
        row = top
        for number, blank in enumerate(blanks):
            row += 1 + (blank if number else 0)
            sheet.write_row(row, left, [f"tent {number}", f"one or {number}?", "pcs"])
            bad.append(xlsxwriter.utility.xl_rowcol_to_cell(row, left + 1))

    assert places(lines_of(workbook(fill)), "AT101") == bad


def test_merged_names_are_read_for_each_line_and_amounts_once() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["donor", "item", "qty", "unit", "gross kg"])
        sheet.write_row(1, 0, ["", "monitor", 20, "pcs"])
        sheet.write_row(2, 0, ["", "tent", 5, "pcs"])
        sheet.merge_range("A2:A3", "France")
        sheet.merge_range("E2:E3", 90)

    lines = lines_of(workbook(fill))
    assert rows(lines, "donor_country") == ["FR", "FR"]
    weight = summarise(lines).total.gross_weight
    assert (weight.value, weight.known, weight.elsewhere) == (Decimal(90), 1, 1)
    assert places(lines, "AT141") == ["A3", "E3"]


@pytest.mark.parametrize(
    ("headers", "numbers", "said"),
    [
        (["line", "item"], ["7", "8"], "see line 7"),
        (["code", "item"], ["x", "y"], "see line above"),
    ],
)
def test_a_merged_amount_sends_to_its_line_in_any_file(
    headers: list[str], numbers: list[str], said: str
) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(3, 0, [*headers, "qty", "unit", "gross kg"])
        sheet.write_row(4, 0, [numbers[0], "monitor", 20, "pcs"])
        sheet.write_row(5, 0, [numbers[1], "tent", 5, "pcs"])
        sheet.merge_range("E5:E6", 90)

    lines = lines_of(workbook(fill))
    assert rows(lines, "gross_weight.text") == ["90", said]
    for again in (
        read(io.BytesIO(write(lines, to="csv").encode())),
        read(io.BytesIO(write(lines, to="xlsx"))),
        read(io.BytesIO(write(lines, to="parquet"))),
    ):
        assert rows(again, "gross_weight.text")[1] == said
        assert rows(again, "gross_weight") == rows(lines, "gross_weight")
        assert summarise(again).total.gross_weight == summarise(lines).total.gross_weight


def test_numbers_that_were_worked_out_are_rounded_and_said() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["item", "unit price (USD)", "gross weight (kg)"])
        sheet.write_row(1, 0, ["tent", 100 / 3, 0.1 + 0.2])
        sheet.write_row(2, 0, ["rope", 1e-12, 0.5])

    lines = lines_of(workbook(fill))
    assert rows(lines, "unit_price", "gross_weight") == [
        (Decimal("33.333333333"), Decimal("0.3")),
        (None, Decimal("0.5")),
    ]
    assert places(lines, "AT148") == ["B2"]
    assert places(lines, "AT103") == ["B3"]
    typed = lines_of(b"item,net weight\ntent,33.3333333333333 kg\n")
    assert places(typed, "AT103") == ["B2"]


def test_hidden_rows_are_counted_and_said() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["item", "qty", "unit"])
        sheet.write_row(1, 0, ["monitor", 20, "pcs"])
        sheet.write_row(2, 0, ["tent", 5, "pcs"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    lines = lines_of(workbook(fill))
    assert len(lines) == 2
    found = validate(lines).of_rule("AT142")
    assert {finding.message for finding in found} == {
        "row 3 is hidden and holds a line; it is counted",
        "column B is hidden and is read as quantity",
    }


def test_error_values_and_formulas_without_a_value_stand_where_they_are() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["item", "qty", "unit", "dispatched"])
        sheet.write_row(1, 0, ["monitor", None, "pcs"])
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D2", "=TODAY()", None, "2026-03-02")
        sheet.write_row(2, 0, ["tent", 5, "pcs"])
        sheet.write_formula("D3", "=TODAY()", None, "")

    lines = lines_of(workbook(fill))
    assert rows(lines, "quantity.text") == ["#DIV/0!", "5"]
    assert rows(lines, "dispatched.text") == ["2026-03-02", "=TODAY()"]
    assert places(lines, "AT147") == ["D2"]


def test_sheets_are_consignments_and_those_without_a_table_are_named() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, item in (("North", "tent"), ("South", "rice")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["item", "qty"])
            sheet.write_row(1, 0, [item, "5 pcs"])
        book.add_worksheet("Notes").write(0, 0, "do not edit")
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["item", "qty"])
        hidden.write_row(1, 0, ["soap", "7 pcs"])
        hidden.hide()
    lines = lines_of(content.getvalue())
    assert rows(lines, "consignment", "description") == [("North", "tent"), ("South", "rice")]
    assert [source.sheet for source in lines.sources] == ["North", "South"]
    assert lines.sources[0].skipped_sheets == (
        Skipped("Notes", "no table"), Skipped("Old", "hidden"),
    )  # fmt: skip
    assert "'Old' is hidden and holds a table" in lines.remarks[-1].message
    assert rows(lines_of(content.getvalue(), sheet="Old"), "description") == ["soap"]
    with pytest.raises(UnreadableManifest, match="no sheet is named 'West'; there are 'North'"):
        lines_of(content.getvalue(), sheet="West")
    with pytest.raises(UnreadableManifest, match="named 'north '; did you mean 'North'"):
        lines_of(content.getvalue(), sheet="north ")


def test_a_stray_cell_at_the_end_of_the_sheet_is_refused_rather_than_read() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["item", "qty"])
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableManifest, match="1,048,576 rows and 16,384 columns"):
        lines_of(workbook(fill))
    with pytest.raises(UnreadableManifest, match="3 cells"):
        lines_of(table([1, "tent", 5, "pcs", 1, None]), limits=Limits(cells=3))


def test_what_openpyxl_writes_is_read_the_same() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["item", "qty", "batch"], ["monitor", "5 pcs", "00123"], ["tent", 7, "1E5"]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    lines = lines_of(content.getvalue())
    assert rows(lines, "description", "batch") == [("monitor", "00123"), ("tent", "1E5")]


@pytest.mark.parametrize("number", [0.1, 1e15, 123456789012345680.0, 1e-9, -2.5, 4.43166666666667])
def test_numbers_are_written_as_a_spreadsheet_shows_them(number: float) -> None:
    (grid,) = read_workbook(table([1, "x", number, "", None, None]), "m.xlsx", DEFAULT_LIMITS)
    written = grid.cells["c2"][1]
    assert Decimal(written) == Decimal(f"{number:.15g}")
    assert "e" not in written
    assert isinstance(grid.cells, pl.DataFrame)
