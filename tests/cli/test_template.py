"""``aidtrack template``: a blank manifest, never over a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl

from aidtrack import template as blank
from aidtrack.cli import template
from aidtrack.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from click.testing import Result


def test_kinds_are_those_of_the_model() -> None:
    assert list(template.KINDS) == list(KINDS)


def test_it_is_written_to_a_new_file(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    result = run("template", "--output", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"aidtrack validate {path}" in result.stderr
    assert path.read_bytes() == blank()


def test_its_name_is_manifest(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("template").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.xlsx"]


def test_a_file_that_is_there_stays_as_it_is(run: Callable[..., Result], clean: Path) -> None:
    before = clean.read_bytes()
    result = run("template", "--output", clean)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"aidtrack: {clean}: is there already and is not written over\n"
    assert clean.read_bytes() == before


def test_a_folder_and_a_file_in_no_folder_are_refused(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    assert run("template", "--output", tmp_path).exit_code == 2
    assert run("template", "--output", tmp_path / "no" / "x.xlsx").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_standard_output_and_kinds(run: Callable[..., Result]) -> None:
    result = run("template", "--output", "-", "--kind", "vaccine", "--kind", "item")
    assert result.stdout_bytes == blank(kinds=["item", "vaccine"])
    book = openpyxl.load_workbook(io.BytesIO(result.stdout_bytes))
    headers = [cell.value for cell in book["Manifest"][1]]
    assert "Doses per vial" in headers
    assert "Technology" not in headers


def test_an_unknown_kind_is_misuse(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("template", "--kind", "robot", "--output", tmp_path / "x.xlsx")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
