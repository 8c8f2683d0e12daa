"""Delimited text: whatever encoding, delimiter and line ends, the cells and rows are the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from aidtrack import UnreadableManifest, read, validate
from aidtrack.findings import Skipped
from aidtrack.manifest import Limits
from tests.manifest.reading import lines_of, remarks, rows

TABLE = "line,description,quantity\n1,Bâche,5 each\n2,Tente,6 each\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8-sig"),
        (TABLE.encode("cp1252"), "cp1252"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_any_encoding(content: bytes, encoding: str) -> None:
    lines = lines_of(content)
    assert rows(lines, "line", "description") == [("1", "Bâche"), ("2", "Tente")]
    assert lines.sources[0].encoding == encoding


def test_an_encoding_that_is_named_holds() -> None:
    content = TABLE.encode("mac-roman")
    assert rows(lines_of(content, encoding="mac-roman"), "description") == ["Bâche", "Tente"]
    with pytest.raises(UnreadableManifest, match="not encoded in utf-8"):
        lines_of(content, encoding="utf-8")
    with pytest.raises(UnreadableManifest, match="there is no encoding 'nonsense'"):
        lines_of(content, encoding="nonsense")


def test_a_byte_that_windows_1252_lacks_spoils_its_character_only() -> None:
    lines = lines_of(b"line,description,quantity\n1,B\x81che,5 each\n")
    assert rows(lines, "description") == ["B\ufffdche"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter: str) -> None:
    text = f"line{delimiter}description{delimiter}quantity\n1{delimiter}tent{delimiter}5,5 t\n"
    lines = lines_of(text.replace("5,5 t", '"5,5 t"'))
    assert rows(lines, "description", "quantity.text") == [("tent", "5,5 t")]
    assert lines.sources[0].delimiter == delimiter


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    lines = lines_of(TABLE.replace("\n", end))
    assert rows(lines, "row", "line") == [(2, "1"), (3, "2")]


def test_mixed_line_ends() -> None:
    lines = lines_of("line,quantity\r\n1,5 each\n2,6 each\r3,7 each")
    assert rows(lines, "row", "line") == [(2, "1"), (3, "2"), (4, "3")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    text = 'Title,,\n,,\nline,item,qty\n1,"a\nb, c",5\n,,\n\n2,"say ""x""",6\n'
    lines = lines_of(text)
    assert rows(lines, "row", "description") == [(4, "a\nb, c"), (7, 'say "x"')]
    assert lines.sources[0].header_row == 3
    assert lines.sources[0].skipped_rows == (
        Skipped(1, "title"), Skipped(2, "blank"), Skipped(5, "blank"), Skipped(6, "blank")
    )  # fmt: skip


def test_ragged_rows_keep_their_cells_and_are_said() -> None:
    lines = lines_of("line,item,qty\n1,tent\n2,rice,5,x,y\n3,soap,6\n")
    assert rows(lines, "line", "quantity.text", "extra.column D", "extra.column E") == [
        ("1", None, None, None),
        ("2", "5", "x", "y"),
        ("3", "6", None, None),
    ]
    assert remarks(lines) == ["AT138", "AT138"]


@pytest.mark.parametrize(
    "text",
    [
        'line,item,qty\n1,5" pipe,5\n',
        'line,item,qty\n1,5"" pipe,5\n',
        'line,item,qty\n1,pipe 5",5\n',
        'line,item,qty\n1,a "big" tent,5\n',
    ],
)
def test_a_quote_within_a_text_is_a_character(text: str) -> None:
    lines = lines_of(text)
    assert rows(lines, "description.text") == [text.split(",")[3]]
    assert rows(lines, "quantity.text") == ["5"]


def test_an_open_quote_takes_the_rest_and_nothing_raises() -> None:
    lines = lines_of('line,item,qty\n1,"tent,5\n2,rice,6\n')
    assert rows(lines, "line", "description") == [("1", "tent,5\n2,rice,6\n".strip())]


def test_a_cell_longer_than_any_cell_can_be_is_refused() -> None:
    with pytest.raises(UnreadableManifest, match="line 2"):
        lines_of('line,item\n1,"' + "x" * 1_000_001)


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "AT132"), ("\n \r\n", "AT132"), ("line,item,qty\n", "AT132"), ("a,b\n1,2\n", "AT131")],
)
def test_a_file_without_lines_or_header_is_a_finding(content: str, code: str) -> None:
    lines = lines_of(content)
    assert len(lines) == 0
    assert remarks(lines) == [code]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "a damaged archive or workbook"),
        (b"\xd0\xcf\x11\xe0", "a damaged or unknown workbook"),
        (b"PAR1", "a damaged Parquet file"),
        (b"%PDF-1.4", "a PDF document cannot be read; save the table as XLSX"),
        (b"\x1f\x8b", "a damaged compressed file"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"\x00\x01\x02\xff\xfe", "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableManifest, match=message):
        lines_of(content)


def test_what_cannot_be_opened_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableManifest, match=r"nowhere\.csv: no such file"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(UnreadableManifest, match="a folder, not a file"):
        read(str(tmp_path))
    with pytest.raises(UnreadableManifest, match="cannot be opened"):
        read("a\x00b.csv")
    stream = io.BytesIO(b"line,qty\n1,2\n")
    stream.close()
    with pytest.raises(UnreadableManifest, match="standard input"):
        read(stream)


def test_a_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "november.csv"
    path.write_text(TABLE, encoding="utf-8")
    for source in (path, str(path)):
        assert read(source).sources[0].file == str(path)
    with path.open("rb") as stream:
        assert read(stream).sources[0].file == str(path)
    assert lines_of(TABLE).sources[0].file == "(standard input)"


def test_a_file_beyond_the_limit_is_refused() -> None:
    limits = Limits(file_bytes=2 * 1024**2)
    with pytest.raises(UnreadableManifest, match="larger than 2 MiB"):
        lines_of(b"line,qty\n" + b"1,2\n" * 600_000, limits=limits)


def test_a_delimited_file_has_no_sheets() -> None:
    with pytest.raises(UnreadableManifest, match=r"\(standard input\): no sheet is named 'x'"):
        lines_of(TABLE, sheet="x")


def test_the_line_of_the_text_is_said_where_it_is_not_the_row() -> None:
    text = 'item,qty\n"tent\nlarge\nblue",5 each\nrope,many\n"a ""b""",few\n'
    places = [finding.place for finding in validate(lines_of(text)).of_rule("AT101")]
    assert [(place.cell, place.text_line) for place in places] == [("B3", 5), ("B4", 6)]
    assert str(places[0]).endswith("B3 (line 5 of the text)")
    plain = validate(lines_of("item,qty\nrope,many\n")).of_rule("AT101")
    assert [finding.place.text_line for finding in plain] == [None]


@pytest.mark.parametrize("dittos", [1, 2, 3])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_lone_quotation_mark_is_a_ditto_mark(dittos: int, delimiter: str) -> None:
    table = [["ref", "donor", "item", "qty"], ["A-1", "MSF", "tent", "10 each"]]
    table += [["A-1", '"', f"item {number}", "20 each"] for number in range(dittos)]
    table += [["A-1", "IFRC", "rope", "5 each"]]
    lines = lines_of("\n".join(delimiter.join(row) for row in table) + "\n")
    assert rows(lines, "donor") == ["MSF"] * (dittos + 1) + ["IFRC"]


def test_a_quoted_cell_may_begin_with_a_delimiter() -> None:
    lines = lines_of('item,donor,qty\n",a,",MSF,5 each\n"x\ny",IFRC,6 each\n')
    assert rows(lines, "description") == [",a,", "x\ny"]
