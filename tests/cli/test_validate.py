"""``aidtrack validate``: status, formats, options."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli import validate
from aidtrack.report import FINDINGS_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_formats_are_those_of_the_library() -> None:
    assert tuple(FINDINGS_FORMATS) == validate.FORMATS


def test_clean_is_status_0(run: Callable[..., Result], clean: Path) -> None:
    result = run("validate", clean)
    assert result.exit_code == 0
    assert "no errors, no warnings and no notes in 1 line" in result.stdout


def test_errors_are_status_1(run: Callable[..., Result], faulty: Path) -> None:
    result = run("validate", faulty, "--today", "2026-11-22")
    assert result.exit_code == 1
    assert result.stderr == ""
    assert "ERROR   AT302 gross-below-net               1  H2" in result.stdout
    assert "measured against 2026-11-22" in result.stdout


@pytest.mark.parametrize(
    ("threshold", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on(run: Callable[..., Result], tmp_path: Path, threshold: str, status: int) -> None:
    path = tmp_path / "warned.csv"
    path.write_text("reference,donor,line,kind,quantity,gross weight\nA,,1,monitor,1 each,2 kg\n")
    assert run("validate", path, "--fail-on", threshold).exit_code == status


def test_fail_on_never_is_never(run: Callable[..., Result], faulty: Path) -> None:
    assert run("validate", faulty, "--fail-on", "never").exit_code == 0


def test_the_system_date_is_said(run: Callable[..., Result], clean: Path) -> None:
    result = run("validate", clean)
    assert "(system date); --today sets another" in result.stderr
    day = result.stderr.split()[2]
    assert f"measured against {day}" in result.stdout


def test_no_day(run: Callable[..., Result], clean: Path) -> None:
    result = run("validate", clean, "--today", "none")
    assert result.stderr == ""
    assert "measured against no day" in result.stdout


@pytest.mark.parametrize("to", validate.FORMATS)
def test_every_format(run: Callable[..., Result], faulty: Path, to: str) -> None:
    result = run("validate", faulty, "--format", to, "--today", "none")
    assert result.exit_code == 1
    assert "AT302" in result.stdout
    assert result.stderr == ""


def test_json_tells_options(run: Callable[..., Result], faulty: Path) -> None:
    options = ["--decimal", "comma", "--date-order", "dmy", "--ton", "short", "--column",
               "net weight=net_weight", "--encoding", "utf-8", "--same-consignment"]  # fmt: skip
    document = json.loads(run("validate", faulty, "--format", "json", *options).stdout)
    assert document["options"] == {
        "columns": {"net weight": "net_weight"},
        "date_order": "dmy",
        "decimal": "comma",
        "ton": "short",
        "encoding": "utf-8",
        "same_consignment": True,
    }


def test_options_settle_what_is_ambiguous(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text('line,qty,dispatched,gross weight\n1,1 each,02/03/2026,"1,200 kg"\n')
    asked = ("validate", path, "--format", "concise", "--today", "none")
    assert {"AT102", "AT109"} <= set(run(*asked).stdout.split())
    settled = run(*asked, "--decimal", "point", "--date-order", "dmy").stdout
    assert not {"AT102", "AT109"} & set(settled.split())


def test_columns_are_named(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("line,blorps = n,description\n1,20 each,monitor\n")
    result = run("validate", path, "--column", "blorps = n=quantity", "--format", "json")
    columns = json.loads(result.stdout)["sources"][0]["columns"]
    assert {"column": "B", "header": "blorps = n", "field": "quantity"} in columns


@pytest.mark.parametrize("name", ["AT302", "at302", "gross-below-net"])
def test_ignored_rules_are_not_asked(run: Callable[..., Result], faulty: Path, name: str) -> None:
    result = run("validate", faulty, "--ignore", name, "--format", "json")
    summary = json.loads(result.stdout)["summary"]
    assert "AT302" not in summary["rules"]
    assert {"code": "AT302", "reason": "ignored on request"} in summary["not_asked"]


def test_ignoring_every_error_is_status_0(run: Callable[..., Result], faulty: Path) -> None:
    ignored = [part for code in ("AT101", "AT302", "AT303") for part in ("--ignore", code)]
    assert run("validate", faulty, *ignored).exit_code == 0


def test_profiles_stand_over_the_default(run: Callable[..., Result], clean: Path) -> None:
    result = run("validate", clean, "--profile", "default", "--format", "json")
    assert json.loads(result.stdout)["profile"] == ["default"]


def test_standard_input(run: Callable[..., Result], clean: Path) -> None:
    result = run("validate", "-", stdin=clean.read_bytes())
    assert result.exit_code == 0
    assert result.stdout.startswith("(standard input): 1 line")


def test_several_files(run: Callable[..., Result], clean: Path, faulty: Path) -> None:
    document = json.loads(run("validate", clean, faulty, "--format", "json").stdout)
    assert [source["lines"] for source in document["sources"]] == [1, 3]
    assert document["summary"]["lines"] == 4


def test_documents_of_one_consignment(run: Callable[..., Result], tmp_path: Path) -> None:
    for name, weight in (("list.csv", "100 kg"), ("waybill.csv", "99 kg")):
        text = f"reference,line,description,gross weight\nA-1,1,monitor,{weight}\n"
        (tmp_path / name).write_text(text)
    files = (tmp_path / "list.csv", tmp_path / "waybill.csv")
    assert "AT707 documents-differ-in-weight" not in run("validate", *files).stdout
    together = run("validate", *files, "--same-consignment")
    assert "AT707 documents-differ-in-weight" in together.stdout


@pytest.mark.parametrize("text", ["", "alpha,beta\n1,2\n", "line,description,quantity\n"])
def test_a_file_without_lines_is_never_clean(
    run: Callable[..., Result], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "none.csv"
    path.write_text(text)
    assert run("validate", path).exit_code == 1


def test_a_medicine_list_without_batch_and_expiry_is_not_clean(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "medicine.csv"
    path.write_text("line,kind,description,quantity\n1,medicine_pack,amoxicillin,20 pack\n")
    result = run("validate", path)
    assert result.exit_code == 1
    assert "AT601" in result.stdout
    assert "AT602" in result.stdout


def test_a_result_goes_to_a_file(run: Callable[..., Result], faulty: Path, tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    result = run("validate", faulty, "--format", "json", "--output", path, "--today", "none")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"3 errors, 1 note in 3 lines; written to {path}\n"
    assert json.loads(path.read_text("utf-8"))["summary"]["errors"] == 3
