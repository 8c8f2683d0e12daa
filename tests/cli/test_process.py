"""The command line as a shell sees it: streams, status, encodings, speed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli.output import in_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

HEAVY = ("polars", "pydantic", "pint", "tabulate")
BEST_OF = 5
LIMIT = 0.15


def test_version_is_light(process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert process("--version").stdout == "aidtrack 0.1.0\n"
    code = (
        "import sys; from aidtrack.cli import main\n"
        "try: main(['--version'])\n"
        f"except SystemExit: print(*[m for m in {HEAVY} if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "aidtrack 0.1.0\n\n"


@pytest.mark.slow
def test_version_is_instant(process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    times = []
    for _ in range(BEST_OF):
        start = time.perf_counter()
        process("--version")
        times.append(time.perf_counter() - start)
    assert min(times) < LIMIT


def test_streams_and_status(
    process: Callable[..., subprocess.CompletedProcess[str]], clean: Path, faulty: Path
) -> None:
    good, bad = process("validate", clean), process("validate", faulty, "--format", "json")
    assert (good.returncode, bad.returncode) == (0, 1)
    assert good.stderr.startswith("today is ")
    assert json.loads(bad.stdout)["summary"]["errors"] == 3


def test_no_traceback(process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    result = process("validate", "missing.csv")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == "aidtrack: missing.csv: no such file\n"


def test_standard_input_in_a_pipe(
    process: Callable[..., subprocess.CompletedProcess[str]], clean: Path
) -> None:
    result = process("summarise", "-", stdin=clean.read_text("utf-8"))
    assert result.returncode == 0
    assert "150 each  monitor" in result.stdout


def test_no_colour(process: Callable[..., subprocess.CompletedProcess[str]], faulty: Path) -> None:
    result = process("validate", faulty, FORCE_COLOR="1", CLICOLOR_FORCE="1")
    assert "\x1b" not in result.stdout + result.stderr


SEVERAL = """
import json, sys
from aidtrack.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as stopped:
        if stopped.code not in (None, 0, 1):
            raise
"""
"""Runs several commands in one process, whose start takes longer than they do."""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "latin-1"])
def test_old_consoles(faulty: Path, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text("donor,line,quantity\nCôte d'Ivoire 氧气,1,200 each\n", encoding="utf-8")
    commands = [["validate", str(faulty)], ["summarise", str(path), "--by", "donor"], ["demo"]]
    result = subprocess.run(
        [sys.executable, "-c", SEVERAL, json.dumps(commands)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert result.returncode == 0, result.stderr
    assert b"Traceback" not in result.stderr
    shown = result.stdout.decode(encoding)
    for text in (faulty.name, "200 each", "200,000 pack"):
        assert text in shown


def test_programs_read_utf_8_whatever_the_console(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("donor,line,quantity\nCôte 氧气,1,200 each\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "aidtrack", "summarise", path, "--by", "donor", "--format", "json"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert json.loads(result.stdout.decode("utf-8"))["groups"][0]["key"]["donor"] == "Côte 氧气"


def test_what_a_console_cannot_show() -> None:
    assert in_ascii("“Côte” — …", "ascii") == '"Cote" - ...'
    assert in_ascii("“Côte” — …", "cp1252") == "“Côte” — …"
    assert in_ascii("氧", "ascii") == "?"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no head")
def test_a_reader_that_leaves_early(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    lines = "".join(f"{number},0 each\n" for number in range(20_000))
    path.write_text(f"line,quantity\n{lines}")
    command = [sys.executable, "-m", "aidtrack", "validate", str(path), "--format", "concise"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read().decode()
    assert running.returncode == 1
    assert errors.startswith("today is ")
    assert len(errors.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk(faulty: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            [sys.executable, "-m", "aidtrack", "validate", faulty, "--today", "none"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == "aidtrack: no space left on device"
