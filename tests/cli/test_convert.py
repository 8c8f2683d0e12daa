"""``aidtrack convert``: a manifest in canonical form."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import click
import pytest

import aidtrack
from aidtrack import exchange
from aidtrack.cli import convert
from aidtrack.cli.output import refuse_console
from aidtrack.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_formats_are_those_of_the_library() -> None:
    assert set(exchange.FORMATS) == set(convert.FORMATS)
    written = {to: exchange.write(Lines.of([]), to=to) for to in convert.FORMATS}
    assert {to for to, content in written.items() if isinstance(content, bytes)} == convert.BINARY


@pytest.mark.parametrize("form", sorted(convert.BINARY))
def test_a_workbook_or_parquet_file_is_what_the_library_writes(
    run: Callable[..., Result], faulty: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"out.{form}"
    result = run("convert", faulty, "--to", form, "--output", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "aidtrack validate shows each of them" in result.stderr
    assert path.read_bytes() == exchange.write(aidtrack.read(faulty), to=form)
    piped = run("convert", faulty, "--to", form)
    assert piped.stdout_bytes == path.read_bytes()


@pytest.mark.parametrize("form", sorted(convert.BINARY))
def test_no_input_is_written_over(run: Callable[..., Result], clean: Path, form: str) -> None:
    before = clean.read_bytes()
    result = run("convert", clean, "--to", form, "--output", clean)
    assert result.exit_code == 2
    assert "never written over" in result.stderr
    assert clean.read_bytes() == before


def test_no_workbook_is_written_to_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(click.UsageError, match="name a file by --output"):
        refuse_console(None, "xlsx")


def test_csv(run: Callable[..., Result], faulty: Path) -> None:
    result = run("convert", faulty, "--to", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["quantity"] for row in rows] == [
        "150 each",
        "'-4 each",
        "5 each",
    ]  # guarded against spreadsheets
    assert "aidtrack validate shows each of them" in result.stderr


def test_json(run: Callable[..., Result], clean: Path) -> None:
    result = run("convert", clean, "--to", "json")
    [consignment] = json.loads(result.stdout)
    assert consignment["reference"] == "A-1"
    assert result.stderr == ""


def test_a_converted_file_converts_to_itself(
    run: Callable[..., Result], clean: Path, tmp_path: Path
) -> None:
    path = tmp_path / "canonical.csv"
    run("convert", clean, "--to", "csv", "--output", path)
    assert run("convert", path, "--to", "csv").stdout == path.read_text("utf-8")


def test_standard_input(run: Callable[..., Result], clean: Path) -> None:
    result = run("convert", "-", "--to", "csv", stdin=clean.read_bytes())
    assert result.stdout == run("convert", clean, "--to", "csv").stdout
