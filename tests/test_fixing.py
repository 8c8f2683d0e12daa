"""Copies with corrections: what is safe is written, all else stays, and means what it meant."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from aidtrack import NotFixable, read, validate
from aidtrack.fixing import Fix, fixed
from aidtrack.fixing.choosing import MOST_ATTEMPTS, Attempt, choose

SAFE = ("AT115", "AT122", "AT129")
MANIFEST = (
    "reference,item,qty,gross weight,remarks\r\n"
    'A-1," patient ""monitor"", grey ",150 each,3.5 MT,"two\r\nlines"\r\n'
    'A-1,ventilator ,5 each,"1.250,5 kg",=1+1\r\n'
    "\r\n"
    "A-1,  tent,3 each,12 kg, plain \r\n"
)


def of(text: str, encoding: str = "utf-8", **options: Any) -> Any:
    return fixed(io.BytesIO(text.encode(encoding)), **options)


def workbook(rows: list[list[Any]], **formats: Any) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Manifest")
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, place, value, None, 5)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                else:
                    sheet.write(number, place, value)
        sheet.insert_textbox(1, 6, "a stamp")
    return content.getvalue()


ROWS: list[list[Any]] = [
    ["item", "pack size", "qty", "gross weight"],
    [" monitor ", 5, "=2+3", "3.5 MT"],
    ["tent & <poles> ", "75", 4, "12 kg"],
    ["hose", "075", 4, "1 kg"],
]


def test_only_the_cells_that_are_named_change() -> None:
    copy = of(MANIFEST)
    assert [str(fix).partition(":")[2] for fix in copy.fixes] == [
        "B2: ' patient \"monitor\", grey ' is now 'patient \"monitor\", grey' (AT129)",
        "D2: '3.5 MT' is now '3.5 t' (AT115)",
        "B3: 'ventilator ' is now 'ventilator' (AT129)",
        "B5: '  tent' is now 'tent' (AT129)",
        "E5: ' plain ' is now 'plain' (AT129)",
    ]
    expected = MANIFEST.replace('" patient', '"patient').replace('grey "', 'grey"')
    expected = expected.replace("3.5 MT", "3.5 t").replace("ventilator ,", "ventilator,")
    assert copy.content.decode() == expected.replace("  tent", "tent").replace(" plain ", "plain")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_stay(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["item", "qty"]) + "\n" + delimiter.join([" h\u00f4pital ", "5 each"])
    content = of(text, encoding).content
    assert content == text.replace(" h\u00f4pital ", "h\u00f4pital").encode(encoding)


def test_a_second_copy_has_nothing_left_to_do() -> None:
    once = of(MANIFEST)
    again = fixed(io.BytesIO(once.content))
    assert again.fixes == ()
    assert again.content == once.content
    assert not set(SAFE) & set(validate(read(io.BytesIO(once.content))).counts())


def test_what_would_become_a_formula_stays() -> None:
    copy = of("item,qty\n =1+1 ,5 each\n")
    assert copy.fixes == ()


def test_what_reading_put_there_is_not_written() -> None:
    copy = of("donor,item,qty\n France ,monitor,5 each\nditto,tent,3 each\n")
    assert [fix.cell for fix in copy.fixes] == ["A2"]
    assert b"ditto" in copy.content


def test_a_workbook_keeps_all_its_other_parts() -> None:
    content = workbook(ROWS)
    copy = fixed(io.BytesIO(content))
    assert copy.is_workbook
    assert [(fix.cell, fix.after, fix.as_number) for fix in copy.fixes] == [
        ("A2", "monitor", False),
        ("D2", "3.5 t", False),
        ("A3", "tent & <poles>", False),
        ("B3", "75", True),
    ]
    assert "is now the number '75' (AT122)" in str(copy.fixes[3])
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(io.BytesIO(copy.content)) as new,
    ):
        assert new.testzip() is None
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content), data_only=True)["Manifest"]
    assert [cell.value for cell in sheet[2]][:4] == ["monitor", 5, 5, "3.5 t"]
    assert [cell.value for cell in sheet[3]][:4] == ["tent & <poles>", 75, 4, "12 kg"]
    assert sheet["B4"].value == "075", "a leading zero may mean something"


def test_every_value_of_a_copy_is_read_as_it_was() -> None:
    for content in (MANIFEST.encode(), workbook(ROWS)):
        before = read(io.BytesIO(content)).frame
        after = read(io.BytesIO(fixed(io.BytesIO(content)).content)).frame
        names = [name for name in before.columns if not name.endswith(".text")]
        assert after.select(names).equals(before.select(names))


CELLS = st.sampled_from(
    [" x ", "x", "3.5 MT", "3,5 MT", "1,250 MT", " 3.5 MT ", "MT 3", "2 tons", "\u00a0y", '"q" ',
     "=1 ", "-4 MT", "ditto", "N/A ", "12", "12 kg", "", "see line 1", "1.250 kg", "Mt 5", "a;b "]
)  # fmt: skip


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_no_fix_changes_a_meaning(rows: list[tuple[str, str, str]]) -> None:
    import csv

    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("item", "gross weight", "declared gross weight"), *rows])
    content = buffer.getvalue().encode()
    copy = fixed(io.BytesIO(content))  # leaves out what would change a value
    old, new = (read(io.BytesIO(each)) for each in (content, copy.content))
    names = [name for name in old.frame.columns if not name.endswith(".text")]
    assert new.frame.select(names).equals(old.frame.select(names))
    before, after = validate(old).counts(), validate(new).counts()
    assert after.keys() <= before.keys()


@pytest.mark.parametrize(
    "content",
    [b'[{"description": " monitor "}]', b"PK\x05\x06" + bytes(18)],
)
def test_other_formats_are_refused(content: bytes) -> None:
    from aidtrack import UnreadableManifest

    with pytest.raises((NotFixable, UnreadableManifest), match=r"XLSX and CSV|archive"):
        fixed(io.BytesIO(content))


def test_an_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lists.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "item,qty\n monitor ,5 each\n")
    with pytest.raises(NotFixable, match="XLSX and CSV files alone; save it as one"):
        fixed(path)


def test_a_text_in_two_encodings_is_refused() -> None:
    content = "item,qty\n h\u00f4tel ,5 each\n".encode() + " caf\u00e9 ,3 each\n".encode("cp1252")
    with pytest.raises(NotFixable, match="save it as UTF-8"):
        fixed(io.BytesIO(content))


def test_a_file_without_faults_is_copied_as_it_is() -> None:
    content = b"item,qty\nmonitor,5 each\n"
    copy = fixed(io.BytesIO(content))
    assert (copy.content, copy.fixes) == (content, ())


def test_safe_suggestions_are_said_to_be_safe() -> None:
    findings = validate(read(io.BytesIO(MANIFEST.encode())))
    suggested = {
        finding.code: finding.suggestion.applicability
        for finding in findings
        if finding.suggestion is not None
    }
    assert suggested == {"AT115": "safe", "AT129": "safe"}


def test_a_value_that_stands_once_is_written_once() -> None:
    text = "Declared gross weight,over 22 MT\n\nitem,qty\nmonitor,5 each\ntent,3 each\n"
    copy = of(text)
    assert [fix.cell for fix in copy.fixes] == ["B1"]
    assert copy.content.decode() == text.replace("MT", "t")
    together = of(text.replace("weight,over", "weight: over"))
    assert together.fixes == (), "a cell that holds more than the value is left to its writer"


def test_what_a_mapping_states_is_in_no_cell() -> None:
    from aidtrack import DonorMapping

    copy = of("item,qty\nmonitor,5 each\n", mapping=DonorMapping(values={"donor": " Norway "}))
    assert copy.fixes == ()


def test_what_would_change_another_cell_is_left_out() -> None:
    content = workbook(
        [
            ["item", "pack size", "quantity"],
            [" monitor ", 5, "5 000"],
            ["tent", "75", "1,250"],
            ["hose", "075", "2.5"],
            ["mask", 60, 4],
        ]
    )
    before = read(io.BytesIO(content)).frame
    copy = fixed(io.BytesIO(content))
    assert [(fix.cell, fix.after, fix.as_number) for fix in copy.fixes] == [
        ("A2", "monitor", False),
        ("C2", "5000", True),
        ("B3", "75", True),
    ]
    assert [str(left).partition("!")[2] for left in copy.left_out] == [
        "C4: '2.5' stays (AT122): with it C3 (quantity) would be read otherwise",
        "C3: '1,250' stays (AT122): a spreadsheet might keep another number for it",
        "B4: '075' stays (AT122): a spreadsheet might keep another number for it",
    ]
    names = [name for name in before.columns if not name.endswith(".text")]
    after = read(io.BytesIO(copy.content)).frame
    assert after.select(names).equals(before.select(names))
    assert set(after["quantity.text"]) == {"5000", "1,250", "2.5", "4"}


def test_a_copy_that_is_read_otherwise_is_never_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import aidtrack.fixing

    def wrong(content: bytes, grid: Any, fixes: Any) -> Any:
        return fixes, content.replace(b"5 each", b"6 each")

    monkeypatch.setattr(aidtrack.fixing, "fixed_text", wrong)
    copy = of("item,qty\n monitor ,5 each\n")
    assert (copy.content, copy.fixes) == (b"item,qty\n monitor ,5 each\n", ())
    [left] = copy.left_out
    assert left.reason == "with it B2 (quantity) would be read otherwise"


def test_a_copy_with_other_lines_is_never_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    import aidtrack.fixing

    monkeypatch.setattr(
        aidtrack.fixing, "fixed_text", lambda content, _, fixes: (fixes, content + b"tent,3 each\n")
    )
    copy = of("item,qty\n monitor ,5 each\n")
    [left] = copy.left_out
    assert left.reason == "with it other lines or columns would be read"


def test_corrections_that_do_not_get_along_cost_a_bounded_number_of_copies() -> None:
    fixes = [
        Fix(code="AT129", file="f", sheet=None, row=row, column="A", before=" x", after="x")
        for row in range(1000)
    ]
    tried: list[int] = []

    def attempt(some: Sequence[Fix]) -> Attempt:
        tried.append(len(some))
        fine = all(fix.row % 2 for fix in some)
        return Attempt(tuple(some), b"", None if fine else "with it B1 would be read otherwise")

    best, left = choose(fixes, attempt)
    assert len(tried) <= MOST_ATTEMPTS + 12, "the parts that are left are tried once more"
    assert best.fixes
    assert all(fix.row % 2 for fix in best.fixes)
    assert len(best.fixes) + len(left) == len(fixes)


def test_one_correction_among_many_is_found() -> None:
    fixes = [
        Fix(code="AT129", file="f", sheet=None, row=row, column="A", before=" x", after="x")
        for row in range(1000)
    ]

    def attempt(some: Sequence[Fix]) -> Attempt:
        wrong = any(fix.row == 700 for fix in some)
        return Attempt(tuple(some), b"", "with it B1 would be read otherwise" if wrong else None)

    best, left = choose(fixes, attempt)
    assert [each.fix.row for each in left] == [700]
    assert best.fixes == tuple(fix for fix in fixes if fix.row != 700)


def test_what_a_formula_gives_is_not_typed_over() -> None:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Manifest")
        sheet.write_row(0, 0, ["item", "qty"])
        sheet.write_formula(1, 0, '=" monitor "', None, " monitor ")
        sheet.write_row(1, 1, ["5 each"])
        sheet.write_row(2, 0, [" tent ", "3 each"])
    copy = fixed(io.BytesIO(content.getvalue()))
    assert [fix.cell for fix in copy.fixes] == ["A3"]
    [left] = copy.left_out
    assert left.fix.cell == "A2"
    assert left.reason == "its cell holds a formula, or cannot be told from its neighbours"
    sheet = openpyxl.load_workbook(io.BytesIO(copy.content))["Manifest"]
    assert (sheet["A2"].value, sheet["A3"].value) == ('=" monitor "', "tent")


def test_a_tonne_is_corrected_whatever_unit_its_header_names() -> None:
    text = "item,qty,Gross weight (kg)\ntent,5 each,3.5 MT\nrice,5 bag,900\n"
    copy = of(text)
    assert copy.content.decode() == text.replace("MT", "t")
