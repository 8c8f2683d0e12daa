"""``--output``: whole or not at all, and never over an input."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from aidtrack.cli.output import checked_inputs, checked_output, write

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
