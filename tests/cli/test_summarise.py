"""``aidtrack summarise``: totals on standard output, what they leave out on standard error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli import summarise
from aidtrack.report import SUMMARY_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

TEXT = """\
kind        consign-  lines  totals
               ments
----------  --------  -----  ---------------------------------------------------
monitor            1      1  150 each
                             gross 1.35 t, 1 of 1 line
                             net 1.41 t, 1 of 1 line
ventilator         1      2  1 each
                             gross not known, 0 of 2 lines
                             net not known, 0 of 2 lines

Total: 1 consignment, 3 lines
    1 each  ventilator
  150 each  monitor
  gross weight  1.35 t, 1 of 3 lines
  net weight    1.41 t, 1 of 3 lines
  volume        not known, 0 of 3 lines
  value         not known, 0 of 3 lines
"""
NOTES = """\
AT101 error: 1 time: A number cannot be read.
AT118 info: 1 time: A cell points to another line or document for its value.
aidtrack validate shows each of them
quantity: 3 of 3 lines known
weight: 1 of 3 lines known; 1 elsewhere; 1 unreadable; 0 blank
"""


def test_formats_are_those_of_the_library() -> None:
    assert tuple(SUMMARY_FORMATS) == summarise.FORMATS


def test_text_and_notes(run: Callable[..., Result], faulty: Path) -> None:
    result = run("summarise", faulty, "--by", "kind")
    assert result.exit_code == 0
    assert result.stdout == TEXT
    assert result.stderr == NOTES


@pytest.mark.parametrize("to", summarise.FORMATS)
def test_every_format(run: Callable[..., Result], faulty: Path, to: str) -> None:
    result = run("summarise", faulty, "--format", to)
    assert result.exit_code == 0
    assert "150" in result.stdout


@pytest.mark.parametrize("by", [["donor,kind"], ["donor", "kind"], ["donor, kind"]])
def test_keys(run: Callable[..., Result], faulty: Path, by: list[str]) -> None:
    options = [part for names in by for part in ("--by", names)]
    document = json.loads(run("summarise", faulty, *options, "--format", "json").stdout)
    assert document["by"] == ["donor", "kind"]
    assert [group["key"]["kind"] for group in document["groups"]] == ["monitor", "ventilator"]


def test_a_borrowed_currency_is_said(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text("line,quantity,value,freight cost (USD)\n1,20 each,500,20\n")
    result = run("summarise", path)
    assert "value         500 USD, 1 of 1 line" in result.stdout
    assert "AT135 info: " in result.stderr
    assert "USD" in result.stderr


def test_a_result_goes_to_a_file(run: Callable[..., Result], faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "totals.csv"
    result = run("summarise", faulty, "--format", "csv", "--output", path)
    assert result.stdout == ""
    assert path.read_text("utf-8").startswith("consignments,lines,what,")


def test_two_files_add_up(run: Callable[..., Result], clean: Path, faulty: Path) -> None:
    document = json.loads(run("summarise", clean, faulty, "--format", "json").stdout)
    assert document["total"]["lines"] == 4


def test_the_scms_history(run: Callable[..., Result], shared_data: Path) -> None:
    path = shared_data / "scms" / "scms_first_2000.csv"
    result = run("summarise", path, "--by", "country", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"]["gross_weight"]["known"] == 1244
    assert result.stderr.endswith(
        "weight: 1,244 of 2,000 lines known; 343 elsewhere; 413 unreadable; 0 blank\n"
    )
