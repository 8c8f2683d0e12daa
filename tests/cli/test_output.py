"""``--output``: whole or not at all, and never over an input."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from aidtrack.cli.book import files_of
from aidtrack.cli.output import checked_inputs, checked_output, write
from tests.cli.conftest import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    write(["one", "two — ô"], path, to="text")
    assert path.read_bytes() == "one\ntwo — ô\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_result_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    write(["new"], path, to="text")
    assert path.read_text() == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failure_leaves_the_older_result(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half"
        raise ZeroDivisionError

    path = tmp_path / "out.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write(broken(), path, to="text")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write(["new"], checked_output(str(link), []), to="text")
    assert link.is_symlink()
    assert target.read_text() == "new\n"


def test_an_input_that_appears_late_is_kept(tmp_path: Path) -> None:
    path, manifest = tmp_path / "out.txt", tmp_path / "in.csv"
    manifest.write_text("precious")

    def lines() -> Iterator[str]:
        yield "one"
        path.hardlink_to(manifest)

    with pytest.raises(click.UsageError, match="never written over"):
        write(lines(), path, to="text", inputs=[str(manifest)])
    assert manifest.read_text() == "precious"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/null")
def test_a_device_is_not_replaced() -> None:
    write(["one"], checked_output("/dev/null", []), to="text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_dash_is_standard_output(run: Callable[..., Result], clean: Path) -> None:
    assert "no errors" in run("validate", clean, "--output", "-").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell's redirection")
def test_standard_input_is_an_input(clean: Path) -> None:
    before = clean.read_bytes()
    with clean.open("rb") as stream:
        result = subprocess.run(
            [sys.executable, "-m", "aidtrack", "convert", "-", "--to", "csv", "--output", clean],
            stdin=stream,
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert "is the input standard input" in result.stderr
    assert clean.read_bytes() == before


def test_inputs_are_named_once(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("x")
    second.write_text("x")
    checked_inputs([str(first), str(second), "missing.csv"])
    with pytest.raises(click.UsageError, match="named twice"):
        checked_inputs(["missing.csv", "missing.csv"])


PROFILE = 'name = "desk"\n'
BASELINE = '{"schema": "aidtrack-baseline/1", "known": []}'
MAPPING = '[columns]\n"who" = "donor"\n'


@pytest.mark.parametrize("how", [None, os.link, os.symlink])
@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "{clean}", "--profile", "desk.toml", "--output", "{desk.toml}"],
        ["validate", "{clean}", "--profile", "desk.toml", "--fix-to", "{desk.toml}"],
        ["validate", "{clean}", "--mapping", "my.toml", "--output", "{my.toml}"],
        ["validate", "{clean}", "--mapping", "my.toml", "--fix-to", "{my.toml}"],
        ["validate", "{clean}", "--baseline", "kk.json", "--output", "{kk.json}"],
        ["validate", "{clean}", "--baseline", "kk.json", "--fix-to", "{kk.json}"],
        ["validate", "{clean}", "--profile", "desk.toml", "--write-baseline", "{desk.toml}",
         "--reason", "x"],
        ["validate", "{clean}", "--baseline", "kk.json", "--write-baseline", "{kk.json}",
         "--reason", "x"],
        ["summarise", "{clean}", "--mapping", "my.toml", "--output", "{my.toml}"],
        ["convert", "{clean}", "--mapping", "my.toml", "--to", "csv", "--output", "{my.toml}"],
        ["convert", "{clean}", "--mapping", "my.toml", "--to", "xlsx", "--output", "{my.toml}"],
        ["profile", "desk.toml", "--output", "{desk.toml}"],
        *(
            ["ledger", *verb, "--ledger", "sqlite:///relief.db", "--output", "{relief.db}"]
            for verb in (["export"], ["balance"], ["outstanding"],
                         ["expiring", "--before", "2026-11-22"])
        ),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_file_in_use_is_written_over(
    *,
    run: Callable[..., Result],
    clean: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    how: Callable[[Path, Path], None] | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {"desk.toml": PROFILE, "kk.json": BASELINE, "my.toml": MAPPING}
    for name, text in texts.items():
        written(tmp_path / name, text)
    if "ledger" in arguments:
        ledger = ("--ledger", "sqlite:///relief.db", "--when", "2021-04-28")
        assert run("record", clean, *ledger).exit_code == 0
    *_, last = (each for each in arguments if each.startswith("{") and each != "{clean}")
    target = last.strip("{}")
    if how is not None:
        how(tmp_path / target, tmp_path / "other")
        target = "other"
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*(str(clean) if a == "{clean}" else target if a == last else a for a in arguments))
    assert result.exit_code == 2
    assert "inputs are never written over" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize(
    "options",
    [
        ["--fix-to", "k.csv", "--write-baseline", "./k.csv", "--reason", "x"],
        ["--output", "k.csv", "--write-baseline", "./k.csv", "--reason", "x"],
        ["--output", "./k.csv", "--fix-to", "k.csv"],
        ["--output", "link", "--fix-to", "k.csv"],
    ],
    ids=" ".join,
)
def test_two_results_never_go_to_one_file(
    run: Callable[..., Result],
    clean: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    *,
    there: bool,
) -> None:
    monkeypatch.chdir(clean.parent)
    Path("link").symlink_to("k.csv")
    if there:
        Path("k.csv").write_text("old", encoding="utf-8")
    result = run("validate", clean, *options)
    assert result.exit_code == 2
    assert "is to hold another result too" in result.stderr
    assert Path("k.csv").exists() is there


def test_a_profile_that_is_named_is_no_file(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("profile", "paho", "--output", "paho").exit_code == 0
    assert run("profile", "paho", "--output", "paho").exit_code == 0


@pytest.mark.parametrize("url", ["nonsense", "postgresql+psycopg://desk@host/relief", "sqlite://"])
def test_a_ledger_without_a_file_has_none(url: str) -> None:
    assert files_of(url) == ()
