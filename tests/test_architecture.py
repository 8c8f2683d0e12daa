"""The floors: imports only fall, modules stay short, nothing strange lies at the top."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "aidtrack"
MODULES = sorted(PACKAGE.rglob("*.py"))
TOP = {"LICENSE", "README.md", "aidtrack", "docs", "examples", "pyproject.toml", "tests"}
LONGEST = 400
MEDIAN = 150


def layers() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return re.findall(r"\w+", " ".join(contracts[0]["layers"]))


def lengths() -> dict[str, int]:
    return {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }


def test_imports_fall(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_module_is_long() -> None:
    assert {name: lines for name, lines in lengths().items() if lines > LONGEST} == {}


def test_most_modules_are_short() -> None:
    assert statistics.median(lines for lines in lengths().values() if lines) <= MEDIAN


def test_no_import_from_the_face() -> None:
    # The face stands on everything: from within, a name is taken from the module that defines it.
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ImportFrom(module="aidtrack", level=0):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
                case ast.Import(names=names) if any(name.name == "aidtrack" for name in names):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_nothing_strange_lies_at_the_top() -> None:
    assert {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} - TOP == set()


def test_every_part_of_the_package_has_its_floor() -> None:
    names = {p.name.removesuffix(".py") for p in PACKAGE.iterdir() if p.name != "__pycache__"}
    assert names - set(layers()) == {"__init__", "py.typed"}
