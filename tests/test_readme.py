"""The README: its Python runs, and its two commands are where everyone looks for them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent.parent
README = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()], path=str(ROOT), patterns=["README.md"]
)


def command(number: int) -> str:
    result = subprocess.run(
        [sys.executable, ROOT / ".ci" / "readme.py", "command", str(number)],
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout.strip()


def test_python_blocks_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a folder of its own that holds the examples, so that a reader's paths work.
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for example in README.parse(ROOT / "README.md").examples():
        example.evaluate()


def test_first_command_installs_and_shows() -> None:
    assert "-m venv" in command(1)
    assert command(1).endswith("aidtrack demo")


def test_second_command_tests() -> None:
    assert command(2).endswith("-m pytest")


def test_there_is_no_third_command() -> None:
    assert command(3) == ""
