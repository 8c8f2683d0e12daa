"""``aidtrack demo``: what a newcomer sees first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import aidtrack.cli
from aidtrack.cli import demo

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

COPY = Path(aidtrack.cli.__file__).parent / demo.MANIFEST
EXPECTED = Path(__file__).parent / "demo.txt"


def test_manifest_is_a_copy(root: Path, *, update: bool) -> None:
    original = (root / "examples" / "india_2021" / demo.MANIFEST).read_bytes()
    if update:
        COPY.write_bytes(original)
    assert COPY.read_bytes() == original, "stale: run pytest --update"


def test_text(run: Callable[..., Result], *, update: bool) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert result.stderr == ""
    if update:
        EXPECTED.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == EXPECTED.read_text("utf-8"), "stale: run pytest --update"


def test_the_russian_consignment_is_plain_to_see(run: Callable[..., Result]) -> None:
    text = run("demo").stdout
    start = text.index("Russian Federation")
    shown = " ".join(text[start:].split("Singapore")[0].split())
    assert shown == (
        "Russian Federation medicine 1 1 200,000 packs monitor 1 1 150 each "
        "oxygen unit 1 1 20 each, generator ventilator 1 1 75 each"
    )
    assert "RU-IN-2021-04-29: over 22 t declared; 0 of 4 lines weighed" in text
    assert "200,245" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_json(run: Callable[..., Result]) -> None:
    document = json.loads(run("demo", "--format", "json").stdout)
    assert document["findings"]["today"] == "2021-05-01"
    assert document["summary"]["by"] == ["donor", "kind"]


def test_markdown(run: Callable[..., Result]) -> None:
    assert run("demo", "--format", "markdown").stdout.startswith("# Findings\n")
