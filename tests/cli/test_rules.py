"""``aidtrack rules`` and ``aidtrack rule``: everything that can be found, explained."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli import rules
from aidtrack.report.rules import rule_page
from aidtrack.rules import RULES, rule_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.mark.parametrize("to", rules.FORMATS)
def test_every_format_names_every_rule(run: Callable[..., Result], to: str) -> None:
    result = run("rules", "--format", to)
    assert result.exit_code == 0
    assert all(rule.code in result.stdout for rule in RULES)


@pytest.mark.parametrize("family", ["3", "quantities and packaging", "Quantities"])
def test_one_family(run: Callable[..., Result], family: str) -> None:
    listed = json.loads(run("rules", "--family", family, "--format", "json").stdout)
    assert {rule["code"][:3] for rule in listed} == {"AT3"}


@pytest.mark.parametrize("name", ["AT302", "at302", "gross-below-net"])
def test_a_page(run: Callable[..., Result], name: str) -> None:
    result = run("rule", name)
    assert result.exit_code == 0
    assert result.stdout == rule_page(rule_named("AT302"))


def test_a_page_goes_to_a_file(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "AT302.md"
    assert run("rule", "AT302", "--output", path).stdout == ""
    assert path.read_text("utf-8") == rule_page(rule_named("AT302"))
