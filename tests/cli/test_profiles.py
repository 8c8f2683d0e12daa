"""Profiles, baselines and corrections on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from aidtrack.profiles import profile_names
from tests.cli.conftest import Run

LATE = """\
reference,donor,recipient,line,kind,description,inn,quantity,gross weight,batch,expiry,expected
A-1,France,Red Cross,1,medicine_pack,amoxicillin,amoxicillin,150 pack,15 kg,B1,2027-03-01,2026-03-02
"""
UNTIDY = (
    "reference,donor,recipient,line,item,qty,gross weight\nA-1,FR,IN,1, monitor ,5 each,3.5 MT\n"
)


@pytest.fixture
def late(tmp_path: Path) -> Path:
    path = tmp_path / "late.csv"
    path.write_text(LATE, encoding="utf-8")
    return path


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.csv"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_profiles_are_listed(run: Run) -> None:
    assert [line.split()[0] for line in run("profiles").output.splitlines()[:2]] == [
        "default", "air-cargo",
    ]  # fmt: skip
    entries = json.loads(run("profiles", "--format", "json").stdout)
    assert [entry["name"] for entry in entries] == list(profile_names())
    assert run("profiles", "--format", "markdown").output.count("\n") == len(entries) + 2


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_is_shown_with_its_sources(run: Run, name: str) -> None:
    page = run("profile", name, "--format", "markdown").output
    assert page.startswith(f"# {name}\n")
    day = "2026-12-31" if name == "default" else "2027-11-22"
    assert f"Its sources are to be looked at again by {day}." in page
    entry = json.loads(run("profile", name, "--format", "json").stdout)
    values = [*entry["thresholds"].values(), *entry["severities"].values()]
    assert all(value["source"] and value["edition"] and value["checked"] for value in values)


def test_a_profile_of_ones_own_is_shown_and_checked(run: Run, tmp_path: Path) -> None:
    desk = written(
        tmp_path / "desk.toml",
        '[thresholds]\nheaviest_package_kg = 25\n[severities]\nAT403 = "off"\n'
        '[ignored]\nAT207 = "numbers | of the order"\n'
        '[[known]]\nfingerprint = "0123456789abcdef"\nrule = "AT302"\nreason = "weighed"\n',
    )
    text = run("profile", desk).stdout
    for part in ("heaviest_package_kg = 25 (by default 50)",
                 "AT403 shelf-life-short-at-arrival: off",
                 "AT207 line-number-missing: numbers | of the order",
                 "AT302 gross-below-net 0123456789abcdef: weighed"):  # fmt: skip
        assert part in text
    page = run("profile", desk, "--format", "markdown").output
    for part in ("`25`", "`50`", "AT403 shelf-life-short-at-arrival", "| off", "numbers \\| of the",
                 "`0123456789abcdef`"):  # fmt: skip
        assert part in page
    assert json.loads(run("profile", desk, "--format", "json").stdout)["ignored"] == {
        "AT207": "numbers | of the order"
    }
    written(desk, '[severities]\nAT4033 = "off"\n')
    result = run("profile", desk)
    assert result.exit_code == 2
    assert "unknown rule 'AT4033'; did you mean 'AT403'?" in result.output


def test_a_profile_is_never_written_over(run: Run, tmp_path: Path) -> None:
    desk = written(tmp_path / "desk.toml", 'description = "Ours."\n')
    assert run("profile", desk, "--output", desk).exit_code == 2
    assert desk.read_text(encoding="utf-8") == 'description = "Ours."\n'


def test_profiles_grade_the_findings(run: Run, late: Path, tmp_path: Path) -> None:
    ask = ("validate", late, "--today", "2026-03-02")
    assert run(*ask).exit_code == 0
    strict = run(*ask, "--profile", "who-donations")
    assert strict.exit_code == 1
    assert "ERROR   AT403" in strict.output
    assert "profiles default, then who-donations" in " ".join(strict.output.split())
    desk = written(tmp_path / "desk.toml", '[thresholds]\nminimum_shelf_life = "6mo"\n')
    both = run(*ask, "--profile", "who-donations", "--profile", desk, "--format", "json")
    document = json.loads(both.stdout)
    assert both.exit_code == 0
    assert document["profile"] == ["default", "who-donations", "desk"]
    assert "AT403" not in document["summary"]["rules"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("strct", "unknown profile 'strct'; did you mean 'strict'?"),
        ("none.toml", "none.toml: cannot be opened: no such file or directory"),
    ],
)
def test_a_profile_that_is_none_is_told(run: Run, late: Path, name: str, message: str) -> None:
    result = run("validate", late, "--profile", name)
    assert result.exit_code == 2
    assert message in result.output.lower()


def test_sarif_goes_out_as_it_is(run: Run, faulty: Path) -> None:
    log = json.loads(run("validate", faulty, "--today", "none", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert {each["ruleId"] for each in log["runs"][0]["results"]} >= {"AT302", "AT303"}


def test_what_a_baseline_knows_is_not_said_again(run: Run, faulty: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    ask = ("validate", faulty, "--today", "none")
    result = run(*ask, "--write-baseline", known, "--reason", "old stock")
    assert result.exit_code == 0
    assert "findings known from now on; written to" in result.stderr
    entries = json.loads(known.read_text(encoding="utf-8"))["known"]
    assert {entry["reason"] for entry in entries} == {"old stock"}
    text = faulty.read_text(encoding="utf-8").splitlines()
    written(faulty, "\n".join([text[0], *reversed(text[1:])]) + "\n")
    again = run(*ask, "--baseline", known)
    assert again.exit_code == 0
    assert f"Known, and not said again: {len(entries)} findings" in again.stdout
    written(faulty, "\n".join([*text[:1], *text[2:], text[1].replace("1350", "1250")]) + "\n")
    changed = run(*ask, "--baseline", known)
    assert changed.exit_code == 1
    assert "gross 1250 kg is below net 1410 kg" in changed.stdout
    assert "Said to be known, and not found: 1 finding\n  AT302" in changed.stdout


@pytest.mark.parametrize("to", ["concise", "jsonl", "csv"])
def test_what_findings_alone_leave_out_is_said(
    run: Run, faulty: Path, tmp_path: Path, to: str
) -> None:
    known = tmp_path / "known.json"
    run("validate", faulty, "--today", "none", "--write-baseline", known, "--reason", "old stock")
    ask = ("validate", faulty, "--today", "2027-11-22", "--format", to)
    result = run(*ask, "--baseline", known)
    assert "old stock: " in result.stderr
    assert "Known, and not said again: " in result.stderr
    assert "the profile default is out of date" in result.stderr
    assert "old stock" not in result.stdout
    assert "Known" not in run(*ask).stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--write-baseline", "known.json"], "--write-baseline and --reason go together"),
        (["--reason", "x"], "--write-baseline and --reason go together"),
        (["--write-baseline", "known.json", "--reason", " "], "go together"),
        (["--write-baseline", "-", "--reason", "x"], "names a file, not standard output"),
        (["--write-baseline", "FILE", "--reason", "x"], "inputs are never written over"),
        (["--write-baseline", "out", "--output", "out", "--reason", "x"], "never written over"),
        (["--baseline", "FILE"], "not JSON"),
        (["--fix-to", "-"], "names a file, not standard output"),
        (["--fix-to", "FILE"], "inputs are never written over"),
        (["--fix-to", "out.xlsx"], "out.xlsx: the copy is a text"),
    ],
)
def test_misuse_is_told(
    run: Run, late: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], message: str
) -> None:
    monkeypatch.chdir(late.parent)
    (late.parent / "out").touch()
    own = [str(late) if option == "FILE" else option for option in options]
    result = run("validate", late, "--today", "none", *own)
    assert result.exit_code == 2
    assert message in result.output
    assert late.read_text(encoding="utf-8") == LATE


def test_corrections_go_to_a_copy(run: Run, untidy: Path, tmp_path: Path) -> None:
    copy = tmp_path / "tidy.csv"
    result = run("validate", untidy, "--today", "none", "--fix-to", copy)
    assert "AT129" in result.stdout
    assert "untidy.csv:E2: ' monitor ' is now 'monitor' (AT129)" in result.stderr
    assert "2 cells corrected, none with another meaning" in result.stderr
    assert copy.read_text(encoding="utf-8") == UNTIDY.replace(" monitor ", "monitor").replace(
        "MT", "t"
    )
    assert untidy.read_text(encoding="utf-8") == UNTIDY
    assert "AT129" not in run("validate", copy, "--today", "none").stdout


@pytest.mark.parametrize("make", [os.link, os.symlink])
def test_a_link_to_the_input_is_the_input(
    run: Run, untidy: Path, tmp_path: Path, make: object
) -> None:
    link = tmp_path / "link.csv"
    assert callable(make)
    make(untidy, link)
    result = run("validate", untidy, "--today", "none", "--fix-to", link)
    assert result.exit_code == 2
    assert "inputs are never written over" in result.output
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_what_is_left_out_of_a_copy_is_said_and_the_report_is_there(
    run: Run, tmp_path: Path
) -> None:
    from xlsxwriter import Workbook

    path, copy = tmp_path / "list.xlsx", tmp_path / "copy.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("Manifest")
        sheet.write_row(0, 0, ["item", "quantity"])
        for number, quantity in enumerate(["2.5", "1,250", *["075"] * 60], start=1):
            sheet.write_string(number, 1, quantity)
            sheet.write_row(number, 0, [" tent "])
        sheet.write_row(63, 0, ["hose", 4])
    result = run("validate", path, "--today", "none", "--fix-to", copy)
    assert result.exit_code in {0, 1}
    assert "AT122" in result.stdout
    assert "B2: '2.5' stays (AT122): with it B3 (quantity) would be read otherwise" in result.stderr
    assert "… and 12 more that stay" in result.stderr
    assert "62 cells corrected, none with another meaning, 62 corrections left out" in result.stderr
    assert copy.is_file()


def test_a_file_that_needs_no_correction_is_copied(run: Run, late: Path, tmp_path: Path) -> None:
    result = run("validate", late, "--today", "none", "--fix-to", tmp_path / "copy.csv")
    assert "nothing to be corrected safely; the copy is " in result.stderr
    assert (tmp_path / "copy.csv").read_text(encoding="utf-8") == LATE


@pytest.mark.parametrize("several", [True, False])
def test_a_copy_is_of_one_file(run: Run, untidy: Path, late: Path, *, several: bool) -> None:
    files = [untidy, late] if several else ["-"]
    result = run("validate", *files, "--fix-to", "tidy.csv", stdin=UNTIDY)
    assert result.exit_code == 2
    assert "--fix-to writes a copy of one file" in result.output


def test_a_long_list_of_corrections_is_cut(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"A-1,{number}, hose {number},5 each\n" for number in range(60))
    path = written(tmp_path / "long.csv", f"reference,line,item,qty\n{rows}")
    result = run("validate", path, "--today", "none", "--fix-to", tmp_path / "out.csv")
    assert "… and 10 more" in result.stderr
    assert "60 cells corrected" in result.stderr
