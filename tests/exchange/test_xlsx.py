"""Workbooks that we write: texts alone, the same bytes each time, and never a formula."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from aidtrack import DoesNotFit, write
from aidtrack.exchange import xlsx
from aidtrack.exchange.table import canonical_texts
from aidtrack.lines import Lines
from aidtrack.model import Consignment, Item
from tests.properties.strategies import few, several

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ODD = (
    *("=1+1", "+cmd", "-4 each", "@x", "'=x", "0012", "1e5", "12345678901234567890", "TRUE"),
    *("https://example.org", "mailto:a@example.org", "internal:B2", "{=1}", "_x0041_", "a\x01b"),
    *("<r>a & b</r>", "<r></r>", "<b>", "a\nb", "a\rb", "a\r\nb", "a  b", "😀 é 漢", "2-8", "3/10"),
)


def remarks(*texts: str) -> Lines:
    return Lines.of(Consignment(lines=tuple(Item(remarks=text) for text in texts)))


def opened(content: bytes) -> Worksheet:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    return sheet


def cells(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_every_text_is_a_cell_of_that_text() -> None:
    lines = remarks(*ODD)
    header, *rows = cells(write(lines, to="xlsx"))
    place = header.index("remarks")
    assert [row[place] for row in rows] == lines.frame["remarks"].to_list()


def test_no_cell_is_a_formula_a_link_or_a_number() -> None:
    sheet = opened(write(remarks(*ODD), to="xlsx"))
    every = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in every} == {"s"}
    assert {cell.number_format for cell in every} == {"@"}  # so a text stays one when it is edited
    assert not any(cell.hyperlink for cell in every)


def test_its_first_row_is_bold_and_stays_in_view() -> None:
    sheet = opened(write(remarks("a"), to="xlsx"))
    assert (sheet.title, sheet.freeze_panes) == ("Manifest", "A2")
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert all(column.width >= 8 for column in sheet.column_dimensions.values())


@given(several(unreadable="ambiguous"))
@few
def test_workbook_and_parquet_hold_what_the_table_holds(consignments: list[Consignment]) -> None:
    lines = Lines.of(consignments)
    table = canonical_texts(lines)
    header, *rows = cells(write(lines, to="xlsx"))
    assert header == table.columns
    assert rows == [[text or "" for text in row] for row in table.iter_rows()]
    columns = pl.read_parquet(io.BytesIO(write(lines, to="parquet")))
    assert set(columns.dtypes) == {pl.String()}
    assert columns.equals(table)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_the_same_lines_are_the_same_bytes(form: str, tmp_path: Path) -> None:
    code = (
        "import sys, aidtrack\n"
        "line = aidtrack.Item(quantity='5 each', gross_weight='1.5 t')\n"
        "lines = aidtrack.Lines.of(aidtrack.Consignment(lines=(line,)))\n"
        f"sys.stdout.buffer.write(aidtrack.write(lines, to={form!r}))"
    )
    one, other = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        for _ in range(2)
    )
    assert one == other != b""


def test_numbers_and_dates_are_their_canonical_texts() -> None:
    item = Item(quantity="1200 each", gross_weight="123456789012345678.5 kg", expiry="2028-10-31")
    header, row = cells(write(Lines.of(Consignment(lines=(item,))), to="xlsx"))
    stated = dict(zip(header, row, strict=True))
    assert stated["quantity"] == "1200 each"
    assert stated["gross_weight"] == "123456789012345678.5 kg"
    assert stated["expiry"] == "2028-10-31"


def test_no_lines_are_a_header() -> None:
    assert len(cells(write(Lines.of([]), to="xlsx"))) == 1


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    write(remarks("a" * 32_767), to="xlsx")
    with pytest.raises(DoesNotFit, match=r"row 2, column \d+: a text of 32,768 characters"):
        write(remarks("a" * 32_768), to="xlsx")
    with pytest.raises(DoesNotFit, match="at most 32,767"):
        write(remarks("<r>" + "a" * 32_768 + "</r>"), to="xlsx")


def test_more_lines_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    write(remarks("a", "b"), to="xlsx")
    with pytest.raises(DoesNotFit, match=r"3 lines .* holds 2 below its header"):
        write(remarks("a", "b", "c"), to="xlsx")


def test_the_writer_of_workbooks_is_loaded_when_one_is_written() -> None:
    code = "import sys, aidtrack; aidtrack.write; print('xlsxwriter' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.split() == [b"False"]
