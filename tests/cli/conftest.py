"""A command line to call, and a folder of small manifests to call it on."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidtrack.cli import main

CLEAN = """\
reference,donor,recipient,line,kind,description,quantity,gross weight
A-1,France,Red Cross,1,monitor,patient monitor,150 each,1350 kg
"""
FAULTY = """\
reference,donor,recipient,line,kind,description,quantity,gross weight,net weight
A-1,France,Red Cross,1,monitor,patient monitor,150 each,1350 kg,1410 kg
A-1,France,Red Cross,2,ventilator,ventilator,-4 each,see line 1,
A-1,France,Red Cross,3,ventilator,ventilator,5 each,unknown amount,
"""

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run() -> Run:
    """Call the command line within this process."""

    def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)

    return call


LEDGER = "sqlite:///relief.db"


@contextlib.contextmanager
def at_desk(folder: Path) -> Iterator[None]:
    """Work in a folder with a ledger of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("AIDTRACK_LEDGER", LEDGER)
        yield


def copied(made: Path, folder: Path) -> None:
    """Give a test its own copy of a folder that was made once for all of its module."""
    shutil.copytree(made, folder, dirs_exist_ok=True)


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Call the command line as a process of its own, as a shell does."""

    def call(
        *arguments: str | Path, stdin: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "aidtrack", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )

    return call


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A manifest without any error or warning."""
    return written(tmp_path / "clean.csv", CLEAN)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A manifest with errors."""
    return written(tmp_path / "faulty.csv", FAULTY)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
