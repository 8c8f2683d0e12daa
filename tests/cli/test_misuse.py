"""Misuse: one clear line on standard error, status 2, nothing on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli.misuse import complain, ended_by, say
from aidtrack.errors import NotRecorded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

MISUSES = [
    (["validate", "missing.csv"], "missing.csv: no such file"),
    (["summarise", "missing.csv"], "missing.csv: no such file"),
    (["convert", "missing.csv", "--to", "csv"], "missing.csv: no such file"),
    (["validate", "."], "a folder, not a file"),
    (["validate"], "Missing argument 'FILE...'"),
    (["validate", "{clean}", "--format", "html"], "'html' is not one of 'text'"),
    (["validate", "{clean}", "--fail-on", "fatal"], "'fatal' is not one of"),
    (["validate", "{clean}", "--fromat", "json"], "Did you mean '--format'?"),
    (["validate", "{clean}", "--today", "2026-13-01"], "--today: '2026-13-01' is no date"),
    (["validate", "{clean}", "--today", "22/11/2026"], "expected one such as 2026-11-22, or none"),
    (["validate", "{clean}", "--profile", "defalt"], "did you mean 'default'?"),
    (["validate", "{clean}", "--ignore", "AT000"], "unknown rule 'AT000'; aidtrack rules lists"),
    (["validate", "{clean}", "--ignore", "gross-below-nett"], "did you mean 'gross-below-net'?"),
    (["validate", "{clean}", "--column", "qty"], "expected a header, = and a field"),
    (["validate", "{clean}", "--column", "qty="], "expected a header, = and a field"),
    (["validate", "{clean}", "--column", "qty=quantiy"], "did you mean 'quantity'?"),
    (["validate", "{clean}", "--column", "q=line", "--column", "q=batch"], "is given two fields"),
    (["validate", "{clean}", "--encoding", "utf-99"], "'utf-99' is no encoding"),
    (["validate", "{clean}", "--sheet", "Lines"], "no sheet is named 'Lines'"),
    (["validate", "{clean}", "--date-order", "ymx"], "'ymx' is not one of"),
    (["validate", "{clean}", "--decimal", ","], "',' is not one of 'comma', 'point'"),
    (["validate", "{clean}", "--ton", "big"], "'big' is not one of"),
    (["validate", "{clean}", "{clean}"], "named twice; its lines would count twice"),
    (["validate", "{clean}", "{link}"], "named twice (as"),
    (["summarise", "{clean}", "--by", "donr"], "did you mean 'donor'?"),
    (["convert", "{clean}"], "Missing option '--to'"),
    (["convert", "{clean}", "--to", "pdf"], "'pdf' is not one of"),
    (["rule", "AT6O3"], "unknown rule 'AT6O3'; did you mean 'AT603'?"),
    (["validate", "{clean}", "--ignore", "ATl01"], "did you mean 'AT101'?"),
    (["rule", "AT000"], "unknown rule 'AT000'; aidtrack rules lists all"),
    (["rules", "--family", "weights"], "unknown family of rules 'weights'"),
    (["rules", "--family", "d", "extra"], "unexpected extra argument"),
    (["valdate", "{clean}"], "unknown command 'valdate'; expected one of: validate"),
    (["--colour"], "No such option"),
    (["validate", "{clean}", "--output", "{clean}"], "inputs are never written over"),
    (["validate", "{clean}", "--output", "{link}"], "inputs are never written over"),
    (["validate", "{clean}", "--output", "{hard}"], "inputs are never written over"),
    (["validate", "{link}", "--output", "{clean}"], "inputs are never written over"),
    (["summarise", "{clean}", "--output", "{clean}"], "inputs are never written over"),
    (["convert", "{clean}", "--to", "csv", "--output", "{link}"], "inputs are never written over"),
    (["validate", "{clean}", "--output", "no/such/folder.txt"], "there is no folder"),
    (["validate", "{clean}", "--output", "."], "a folder; --output names a file"),
    (["validate", "{binary}"], "binary"),
]  # fmt: skip


@pytest.fixture
def names(clean: Path, tmp_path: Path) -> dict[str, str]:
    """The manifest by its name, a link, a hard link; and a file that is none."""
    link, hard, binary = (tmp_path / name for name in ("link.csv", "hard.csv", "binary.csv"))
    link.symlink_to(clean)
    hard.hardlink_to(clean)
    binary.write_bytes(bytes(range(256)) * 8)
    return {"clean": str(clean), "link": str(link), "hard": str(hard), "binary": str(binary)}


@pytest.mark.parametrize(("arguments", "said"), MISUSES, ids=[" ".join(a) for a, _ in MISUSES])
def test_misuse_is_one_line(
    *,
    run: Callable[..., Result],
    names: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*(each.format(**names) for each in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("aidtrack: ")
    assert said in line
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_hostile_name_stays_on_its_line(run: Callable[..., Result]) -> None:
    result = run("validate", "no\x1b[2J\nsuch.csv")
    assert result.stderr == "aidtrack: no?[2J such.csv: no such file\n"


def test_without_arguments_help_is_shown(run: Callable[..., Result]) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


def test_an_error_of_ours_is_not_hidden(
    run: Callable[..., Result], clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("aidtrack.checking.check", broken)
    result = run("validate", clean)
    assert isinstance(result.exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (MemoryError(), 2, "aidtrack: not enough memory\n"),
        (KeyboardInterrupt(), 130, "\naidtrack: interrupted\n"),
        (
            PermissionError(13, "Permission denied", "x.csv"),
            2,
            "aidtrack: x.csv: permission denied\n",
        ),
    ],
)
def test_the_machine_gives_up(
    *,
    run: Callable[..., Result],
    clean: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
    said: str,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("aidtrack.checking.check", fails)
    result = run("validate", clean)
    assert (result.exit_code, result.stderr) == (status, said)


def test_a_terminal_gets_long_messages_in_lines_and_a_log_in_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "/relief/" + "november/" * 10 + "list.csv"
    message = f"{path}: a header, = and a field were expected, and nothing of the kind was given"
    say(message)
    assert capsys.readouterr().err == f"{message}\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    say(message)
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == f"{path}:", "what is to be copied is not torn"
    assert all(line.startswith("  ") and len(line) <= 80 for line in rest)
    assert " ".join([first, *(line.strip() for line in rest)]) == message


def test_a_terminal_shows_each_reason_under_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = ["line 1: nothing of it is on hand", f"line 2: {'so many words ' * 60}\x1b[2J"]
    complain("nothing was recorded", reasons)
    shown = [f"aidtrack: {reason}".replace("\x1b", "?") for reason in reasons]
    assert capsys.readouterr().err.splitlines() == ["aidtrack: nothing was recorded", *shown]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    complain("nothing was recorded", reasons)
    first, one, other, *rest = capsys.readouterr().err.splitlines()
    assert (first, one) == ("aidtrack: nothing was recorded", f"  - {reasons[0]}")
    assert other.startswith("  - line 2: so many words")
    assert all(line.startswith("    ") and len(line) <= 80 for line in rest)
    assert " ".join([other[4:], *(line.strip() for line in rest)]) == shown[1][10:], (
        "nothing is cut"
    )


def test_what_was_not_recorded_is_told_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended_by(NotRecorded("nothing was recorded", ["one", "other"])) == 2
    assert capsys.readouterr().err.splitlines() == [
        "aidtrack: nothing was recorded", "aidtrack: one", "aidtrack: other",
    ]  # fmt: skip
