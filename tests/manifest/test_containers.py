"""Archives, compressed files, Parquet, JSON Lines: what is inside is read, within limits."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from aidtrack import UnreadableManifest, read
from aidtrack.manifest import Limits
from tests.manifest.reading import lines_of, remarks, rows

TABLE = "line,description,quantity\n1,tent,5 each\n2,rice,7 t\n"


def archive(**files: bytes | str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in files.items():
            target.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def test_a_compressed_file_is_the_file_in_it() -> None:
    assert rows(lines_of(gzip.compress(TABLE.encode())), "description") == ["tent", "rice"]


def test_the_files_of_an_archive_are_sources_each_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "both.zip"
    content = {"a.csv": TABLE, "b__c.csv": TABLE, "__MACOSX__x": "junk", ".hidden": "junk"}
    path.write_bytes(archive(**content))
    lines = read(path)
    assert [source.file for source in lines.sources] == [f"{path}/a.csv", f"{path}/b/c.csv"]
    assert rows(lines, "description") == ["tent", "rice"] * 2


def test_files_of_an_archive_without_a_table_are_named() -> None:
    lines = lines_of(archive(**{"a.csv": TABLE, "readme.txt": "hello\nyou"}))
    assert remarks(lines) == ["AT143"]
    assert "readme.txt was not read: no table" in lines.remarks[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (archive(), "an archive without any file"),
        (archive(a=archive(b=archive(c="x"))), "archives within archives"),
        (archive(**{"a.csv": TABLE})[:-30], "a damaged archive"),
        (gzip.compress(TABLE.encode())[:-9], "a damaged compressed file"),
        (b"PAR1 and no more PAR1", "a damaged Parquet file"),
    ],
    ids=["nothing", "too deep", "cut archive", "cut gzip", "parquet"],
)
def test_damaged_ones_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableManifest, match=message):
        lines_of(content)


@pytest.mark.parametrize("pack", [gzip.compress, lambda text: archive(**{"a.csv": text})])
def test_bombs_are_refused_before_they_go_off(pack: Any) -> None:
    bomb = pack(b"0" * 30_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableManifest, match="unpacks to more than 1 MiB"):
        lines_of(bomb, limits=Limits(unpacked_bytes=1024**2))


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(archive(**{"a.csv": b"0" * 3_000_000}))
    size = (3_000_000).to_bytes(4, "little")
    lie = (100).to_bytes(4, "little")
    lying = bytes(content.replace(size, lie))
    with pytest.raises(UnreadableManifest, match=r"damaged|more than"):
        lines_of(lying, limits=Limits(unpacked_bytes=1024**2))


def test_wide_and_long_cells_are_refused() -> None:
    with pytest.raises(UnreadableManifest, match="columns are more than the 16,384"):
        lines_of(",".join(["x"] * 100_000))
    with pytest.raises(UnreadableManifest, match="field larger than field limit"):
        lines_of('item,qty\n"' + "x" * 2_000_000)
    with pytest.raises(UnreadableManifest, match="more than the 10 cells"):
        lines_of("item,qty\na,1,2\n" * 10, limits=Limits(cells=10))


def test_parquet_is_read_by_the_names_of_its_columns() -> None:
    frame = pl.DataFrame({"item": ["tent", "rice"], "Qty": [5, 7], "Weight (kg)": [1.5, 2.25]})
    content = io.BytesIO()
    frame.write_parquet(content)
    lines = lines_of(content.getvalue())
    assert rows(lines, "description") == ["tent", "rice"]
    assert [str(weight) for weight in rows(lines, "gross_weight")] == ["1.500000000", "2.250000000"]
    with pytest.raises(UnreadableManifest, match="3 columns, more than is read"):
        lines_of(content.getvalue(), limits=Limits(columns=2))


def test_json_lines_are_lines() -> None:
    objects = [{"item": "tent", "qty": "5 each"}, {"item": "rice", "qty": "7 t"}]
    text = "\n".join(map(json.dumps, objects)) + "\n\n"
    assert rows(lines_of(text), "description", "quantity.unit") == [("tent", "each"), ("rice", "t")]
    with pytest.raises(UnreadableManifest, match=r"not JSON: .* in line 3"):
        lines_of(text.rstrip() + '\n{"item": \n')


@pytest.mark.parametrize(
    "data",
    [
        [["item", "qty"], ["tent", "5 each"]],
        {"status": "ok", "results": [{"item": "tent", "qty": "5 each"}]},
        {"data": [["item", "qty"], ["tent", "5 each"]]},
        [{"item": "tent", "qty": "5 each"}],
    ],
)
def test_lists_within_json_are_found(data: Any) -> None:
    assert rows(lines_of(json.dumps(data)), "description", "quantity.unit") == [("tent", "each")]


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(UnreadableManifest, match="nested too deeply"):
        lines_of('{"a":' * 100_000)


def test_a_device_is_no_file() -> None:
    with pytest.raises(UnreadableManifest, match="a device or pipe"):
        read("/dev/null")


def test_a_named_delimiter_is_taken() -> None:
    lines = lines_of("sep=;\nitem;qty\na,b;5 each\n")
    assert rows(lines, "description") == ["a,b"]
    assert lines.sources[0].delimiter == ";"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    assert rows(lines_of(TABLE.replace("\n", end)), "description") == ["tent", "rice"]
