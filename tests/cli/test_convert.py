"""``aidtrack convert``: a manifest in canonical form."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from aidtrack import exchange
from aidtrack.cli import convert

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_formats_are_those_of_the_library() -> None:
    assert set(exchange.FORMATS) == set(convert.FORMATS)


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
