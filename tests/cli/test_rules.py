"""``aidtrack rules`` and ``aidtrack rule``: everything that can be found, explained."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from aidtrack.cli import rules
from aidtrack.profiles import Grading, Threshold, profile, profile_names
from aidtrack.report import told
from aidtrack.report.plain import WIDTH, width
from aidtrack.report.rules import messages_of, rule_dict, rule_page
from aidtrack.report.told import rule_text
from aidtrack.rules import RULES, rule_named
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from aidtrack.findings import Rule


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
    result = run("rule", name, "--format", "markdown")
    assert result.exit_code == 0
    assert result.stdout == rule_page(rule_named("AT302"))


def test_a_page_goes_to_a_file(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "AT302.md"
    assert run("rule", "AT302", "--format", "markdown", "--output", path).stdout == ""
    assert path.read_text("utf-8") == rule_page(rule_named("AT302"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_within_a_terminal(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    # What a rule says of its examples is asked once: to ask takes longer than to explain.
    said = [messages_of(rule, example) for example in rule.fails]
    answers = iter(said)
    monkeypatch.setattr(told, "messages_of", lambda *_: next(answers))
    lines = list(rule_text(rule))
    assert next(answers, None) is None
    assert [line for line in lines if width(line) > WIDTH] == []
    assert all(line == line.rstrip() or line.strip() for line in lines)
    text = " ".join(" ".join(lines).split())
    for part in (rule.summary, rule.explanation, rule.remedy, *rule.cites):
        assert " ".join(part.split()) in text
    for heading in ("What is wrong", "Passes", "Fails, and says", "Profiles", "Sources"):
        assert heading in lines
    for message in chain.from_iterable(said):
        # A word that is longer than a line is broken.
        assert "".join(clean(message).split()) in "".join(text.split())


def test_a_rule_in_text(run: Callable[..., Result]) -> None:
    assert run("rule", "AT302").stdout.splitlines() == list(rule_text(rule_named("AT302")))
    lines = run("rule", "AT403").stdout.splitlines()
    assert lines[0] == "AT403 shelf-life-short-at-arrival"
    said = [line.split() for line in lines]
    assert ["default", "warning,", "minimum_shelf_life", "12mo"] in said


def test_a_rule_as_json(run: Callable[..., Result]) -> None:
    assert json.loads(run("rule", "AT302", "--format", "json").stdout) == rule_dict(
        rule_named("AT302")
    )


@pytest.mark.parametrize("to", rules.FORMATS)
def test_the_family_of_ones_own_rules_is_explained(run: Callable[..., Result], to: str) -> None:
    result = run("rules", "--family", "9", "--format", to)
    assert result.exit_code == 0
    assert result.stderr == f"{rules.NONE}\n"
    assert "AT" not in result.stdout
    if to == "json":
        assert json.loads(result.stdout) == []


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_is_explained_within_a_terminal(run: Callable[..., Result], name: str) -> None:
    lines = run("profile", name).stdout.splitlines()
    assert [line for line in lines if width(line) > WIDTH] == []
    text = " ".join(" ".join(lines).split())
    shipped = profile(name)
    entries: list[Threshold | Grading] = [*shipped.thresholds.values()]
    entries += shipped.severities.values()
    for each in entries:
        assert each.source in text
        assert f"edition {each.edition}, checked {each.checked}" in text
    for key in (*shipped.thresholds, *shipped.severities):
        assert key in text
