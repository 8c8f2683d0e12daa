"""Files made to do harm: each gives lines or one clear refusal, soon and in little memory."""

from __future__ import annotations

import gzip
import io
import os
import random
import subprocess
import sys
import textwrap
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from aidtrack import Lines, UnreadableManifest, read
from aidtrack.cli import main
from aidtrack.manifest import Limits
from tests.fuzz.read_anything import archive, ods, seeds
from tests.manifest.reading import lines_of

SEEDS = seeds()
BEGINNINGS = (
    b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PAR1", b"\x1f\x8b\x08", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"{", b'{"', b"[", b"[{", b"[[", b"sep=",
)  # fmt: skip
SOON = 20.0


def outcome(content: bytes) -> Lines | str:
    """Return the lines of a content, or the one line by which it is refused."""
    try:
        return lines_of(content, limits=Limits(unpacked_bytes=2**22, cells=100_000))
    except UnreadableManifest as error:
        refused = str(error)
    assert "\n" not in refused
    return refused


def ends_well(content: bytes) -> None:
    outcome(content)
    result = CliRunner().invoke(main, ["validate", "-", "--format", "concise"], input=content)
    assert result.exit_code in {0, 1, 2}, result.exception
    assert "Traceback" not in result.output


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200))
def test_any_bytes(beginning: bytes, rest: bytes) -> None:
    ends_well(beginning + rest)


@given(st.sampled_from(BEGINNINGS), st.text(max_size=100))
def test_any_text(beginning: bytes, rest: str) -> None:
    ends_well(beginning + rest.encode("utf-8", "replace"))


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
def test_files_cut_off_and_with_a_bit_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(SEEDS[name])
    if data.draw(st.booleans()):
        outcome(bytes(content[: data.draw(st.integers(0, len(content)))]))
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        outcome(bytes(content))


def xlsx(sheet: str, **others: bytes) -> bytes:
    """Return a workbook whose only sheet has these rows."""
    own = "http://schemas.openxmlformats.org"
    kinds = f"{own}/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{own}/spreadsheetml/2006/main" xmlns:r="{kinds}">'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{own}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>".encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }
    return archive(parts | {name.replace("__", "/"): part for name, part in others.items()})


HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>item</t></is></c></row>'


def sheet_of(rows: str, before: str = "", behind: str = "") -> str:
    data = f"{before}<sheetData>{HEAD}{rows}</sheetData>{behind}"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}">{data}</worksheet>'


FAR = {
    "plain": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "spaces": '<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
    "small letters": '<row><c r="xfd1048576"><v>1</v></c></row>',
    "zeros": '<row><c r="XFD0000001048576"><v>1</v></c></row>',
    "letters beyond": '<row><c r="ZZZZZ1"><v>1</v></c></row>',
    "rows beyond": '<row><c r="A4000000000"><v>1</v></c></row>',
    "rows only": "<row r='4000000000'><c><v>1</v></c></row>",
    "a line end": '<row><c\nr="XFD1048576"><v>1</v></c></row>',
    "no space": '<row><c s="0"r="XFD1048576"><v>1</v></c></row>',
    "a sign within": '<row s=">" r="4000000000"><c><v>1</v></c></row>',
    "a prefix": '<x-y:row xmlns:x-y="u"><x-y:c r="XFD1048576"><x-y:v>1</x-y:v></x-y:c></x-y:row>',
    "no address": f'<row>{"<c><v>1</v></c>" * 20_000}</row><row r="9999"><c><v>1</v></c></row>',
}


def run_bounded(code: str, *arguments: str | Path, gibibytes: float = 2) -> str:
    """Run code in a process of its own, in little memory, and return what it prints."""
    most = int(gibibytes * 2**30)
    bound = f"import resource\nresource.setrlimit(resource.RLIMIT_AS, ({most}, {most}))\n"
    start = time.perf_counter()
    result = subprocess.run(
        [sys.executable, "-c", bound + textwrap.dedent(code), *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "POLARS_MAX_THREADS": "2"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-2000:]
    assert time.perf_counter() - start < SOON
    return result.stdout


READ_EACH = """
    import sys
    from aidtrack import UnreadableManifest, read
    for path in sys.argv[1:]:
        try:
            print("read", read(path).frame.height)
        except UnreadableManifest as error:
            print("refused", str(error).splitlines() == [str(error)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_cell_far_away_is_refused_however_it_is_written(tmp_path: Path) -> None:
    for name, rows in FAR.items():
        (tmp_path / f"{name}.xlsx").write_bytes(xlsx(sheet_of(rows)))
    elsewhere = {
        "xl__workbook.xml": b"<workbook/>",
        "xl__other.xml": sheet_of(FAR["plain"]).encode(),
    }
    (tmp_path / "not linked.xlsx").write_bytes(xlsx(sheet_of(""), **elsewhere))
    far = {
        "rows": '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        "columns": "<table:table-row><table:table-cell table:number-columns-repeated='1000000000' "
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
    }
    for name, rows in far.items():
        (tmp_path / f"{name}.ods").write_bytes(ods(rows))
        (tmp_path / f"{name} behind.ods").write_bytes(ods("<table:table-row/>" + rows))
    paths = sorted(tmp_path.iterdir())
    assert run_bounded(READ_EACH, *paths).split("\n")[:-1] == ["refused True"] * len(paths)


@pytest.mark.parametrize(
    ("before", "rows", "behind"),
    [
        ('<dimension ref="A1:XFD1048576"/>', "", ""),
        ("", '<row r="2"><c><v>1</v></c></row>', ""),
        ("", '<row r="2"><c r="A2" t="s"><v>999999</v></c></row>', ""),
        ("", '<row r="2"><c r="A2"><v>1e400</v></c><c r="B2"><v>NaN</v></c></row>', ""),
        ("", '<row r="2"><c r="A2" t="d"><v>99999-99-99T99:99:99</v></c></row>', ""),
        ("", "", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 2_000 + "</mergeCells>"),
    ],
)  # fmt: skip
def test_odd_sheets(before: str, rows: str, behind: str) -> None:
    start = time.perf_counter()
    outcome(xlsx(sheet_of(rows, before, behind)))
    assert time.perf_counter() - start < SOON


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("never shown", encoding="utf-8")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    kind = f'<!DOCTYPE w [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "{secret.as_uri()}">{laughs}]>'
    for entity in ("f", "a11"):
        cell = f'<row r="2"><c r="A2" t="inlineStr"><is><t>&{entity};</t></is></c></row>'
        path = tmp_path / f"{entity}.xlsx"
        path.write_bytes(xlsx(kind + sheet_of(cell)))
        result = CliRunner().invoke(main, ["validate", str(path)])
        assert result.exit_code in {1, 2}
        assert "never shown" not in result.output
        assert "haha" not in result.output


@pytest.mark.parametrize(
    "text",
    [
        "[" * 900 + "]" * 900,
        "[" * 100_000,
        '[{"item": "tent", "qty": ' + "9" * 10_000_000 + "}]",
        '[{"item": "tent", "item": "rice", "qty": 1}]',
        '[{"item": "tent", "qty": NaN}, {"item": "rice", "qty": -Infinity}]',
        r'[{"item\ud800":"\udc00","qty":{"value": "\ud800", "unit": "\ud800"}, "x": ["\ud8FF"]}]',
        "[" + ",".join(f'{{"a{n}": 1}}' for n in range(20_000)) + "]",
        "[[" + "1," * 200_000 + "1]" + ",[]" * 20_000 + "]",
        "item,qty" + ",x" * 1_000_000,
        '"item",qty' + ",x" * 1_000_000 + "\na,1\n",
        'item,qty\n"' + "x" * 20_000_000,
        "item,qty\n" + "x" * 20_000_000 + ",1\n",
        "\n".join("x," * width for width in range(500)),
        "item,qty\na\0b,1\n\0\0,2\n",
        "item,qty\ra,1\rb,2\r",
        "sep=é\nitemé1\n",
        "sep=[\nitem[qty\na[1\n",
        'sep="\nitem"qty\na"1\n',
        "sep=\\\nitem\\qty\nan\\1\n",
    ],
    ids=range(19),
)
def test_odd_texts(text: str) -> None:
    start = time.perf_counter()
    outcome(text.encode())
    assert time.perf_counter() - start < SOON


def test_half_a_character_is_none() -> None:
    refused = outcome("item,qty\na,1\n".encode("utf-16") + b"x")
    assert isinstance(refused, str)
    assert "utf-16" in refused
    lines = lines_of(rb'[{"item": "a\ud800b\ud83d\ude00", "qty": "5 each"}]')
    assert lines.frame["description"].to_list() == ["a?b\U0001f600"]


def test_bombs(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"0" * 10_000_000))
    inner = archive({f"{n}.csv": b"0" * 1_000_000 for n in range(10)})
    (tmp_path / "b.zip").write_bytes(archive({f"{n}.zip": inner for n in range(10)}))
    for path in tmp_path.iterdir():
        with pytest.raises(UnreadableManifest, match="unpacks to more than 4 MiB"):
            read(path, limits=Limits(unpacked_bytes=2**22))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_members_of_every_method(method: int) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as target:
        target.writestr("a.csv", "item,qty\n" + "tent,5\n" * 200)
    chance = random.Random(1)  # noqa: S311 (no secret)
    for _ in range(60):
        damaged = bytearray(content.getvalue())
        damaged[chance.randrange(35, 90)] ^= chance.randrange(1, 256)
        outcome(bytes(damaged))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices there")
def test_odd_paths(tmp_path: Path) -> None:
    folder, dangling, pipe = tmp_path / "folder", tmp_path / "dangling", tmp_path / "pipe"
    folder.symlink_to(tmp_path, target_is_directory=True)
    dangling.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    zero, odd = Path("/dev/zero"), tmp_path / "a\nb\x1b[31m.csv"
    for path in (folder, dangling, pipe, zero, odd, tmp_path / ("x" * 5000), Path("a\0b")):
        result = CliRunner().invoke(main, ["validate", str(path)])
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert "\x1b" not in result.stderr
