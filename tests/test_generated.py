"""Pages and outputs that are written from the code: fresh, and complete."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import aidtrack
from aidtrack.model import FIELDS
from aidtrack.model.declared import DeclaredShape
from aidtrack.rules import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _generator() -> ModuleType:
    path = DOCS / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


generate = _generator()


def stale(path: Path, text: str, *, update: bool) -> bool:
    """Whether a file is not what it should be; it is made so when asked to."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return not update


def test_pages_are_fresh(*, update: bool) -> None:
    old = [path.name for path, text in generate.pages() if stale(path, text, update=update)]
    assert not old, "stale; `pytest --update` rewrites them"


@pytest.fixture(scope="module")
def shown() -> list[tuple[Path, str]]:
    """Each page that shows what commands print, with what they print today."""
    return list(generate.shown())


def test_shown_output_is_fresh(shown: list[tuple[Path, str]], *, update: bool) -> None:
    assert ROOT / "README.md" in [path for path, _ in shown]
    old = [path.name for path, text in shown if stale(path, text, update=update)]
    assert not old, "what commands print has changed; `pytest --update` rewrites it"


def test_no_output_is_an_error(shown: list[tuple[Path, str]]) -> None:
    for path, text in shown:
        for block in generate.CONSOLE.findall(text):
            assert "aidtrack: " not in block, path
            assert "Traceback" not in block, path


def test_every_field_has_its_row() -> None:
    page = generate.manifest_columns()
    for name in FIELDS:
        assert page.count(f"\n| `{name}` ") == 2, name


def test_every_rule_is_linked_from_the_index() -> None:
    assert set(re.findall(r"\[(AT\d+)\]", generate.rules_index())) == {r.code for r in RULES}


@pytest.mark.parametrize("name", generate.WRITTEN)
def test_texts_shown_as_examples_are_read(name: str) -> None:
    shapes = [field.shape for field in FIELDS.values() if field.shape.name == name]
    assert shapes
    for text in generate.WRITTEN[name]:
        assert any(shape.read(text).value is not None for shape in shapes), text


def test_every_shape_of_values_has_examples() -> None:
    own = {"text", "code", "one of a list"}  # words of the writer's or of a list that is shown
    names = {field.shape.name for field in FIELDS.values()}
    assert names - own == set(generate.WRITTEN)
    assert any(isinstance(field.shape, DeclaredShape) for field in FIELDS.values())


def test_every_public_name_is_in_the_reference_once() -> None:
    pages = "".join(
        path.read_text(encoding="utf-8") for path in (DOCS / "reference" / "api").glob("*.md")
    )
    documented = re.findall(
        r"^\.\. (?:auto\w+|py:data):: aidtrack\.(\w+)$", pages, flags=re.MULTILINE
    )
    assert sorted(documented) == sorted(set(aidtrack.__all__) - {"__version__"})
