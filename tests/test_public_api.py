"""The face of the library: sorted, complete, documented and quick to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import aidtrack

HEAVY = ("sqlalchemy", "openpyxl", "xlsxwriter", "jinja2", "rich")


def test_names_are_sorted_and_once() -> None:
    # As ruff sorts them: constants, classes, the rest.
    names = sorted(
        set(aidtrack.__all__), key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert list(aidtrack.__all__) == names


@pytest.mark.parametrize("name", aidtrack.__all__)
def test_name_resolves_and_is_documented(name: str) -> None:
    thing = getattr(aidtrack, name)
    # A constant (a version, the tuple of rules) carries no docstring of its own.
    if inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing):
        assert inspect.cleandoc(thing.__doc__ or ""), f"aidtrack.{name} has no docstring"


def test_lazy_names_are_listed() -> None:
    assert set(aidtrack.__all__) <= set(dir(aidtrack))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = getattr(aidtrack, "no_such_" + "name")


def test_star_import_gives_every_name() -> None:
    namespace: dict[str, object] = {}
    exec("from aidtrack import *", namespace)  # noqa: S102  a module may not do this in a function
    assert set(aidtrack.__all__) <= set(namespace)


def test_import_loads_nothing_heavy(root: Path) -> None:
    code = f"import sys, aidtrack; print(*[m for m in {HEAVY} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert result.stdout.split() == []


def test_no_module_takes_the_name_of_a_verb(root: Path) -> None:
    # Importing a module makes it an attribute of its package, over whatever had that name.
    code = (
        "import pkgutil, types, aidtrack\n"
        "for module in pkgutil.walk_packages(aidtrack.__path__, 'aidtrack.'):\n"
        "    __import__(module.name) if 'refresh' not in module.name else None\n"
        "print(*[n for n in aidtrack.__all__"
        " if isinstance(getattr(aidtrack, n), types.ModuleType)])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert result.stdout.split() == []
