"""A rule's page: what is wrong, why, and what its examples really say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aidtrack.findings import Scope
from aidtrack.report.example import findings_of_example, lines_of_example
from aidtrack.report.plain import width
from aidtrack.report.rules import rule_dict, rule_page, rules_json, rules_markdown, rules_text
from aidtrack.rules import RULES, rule_named

if TYPE_CHECKING:
    from aidtrack.findings import Rule

PAGES = Path(__file__).parents[2] / "docs" / "rules"
PAGE = """\
# AT901 too-light

Error. Looks at each line by itself.
Family: users' own.

## What is wrong

A gross weight is below the net weight.

## Passes

| `gross_weight`   | `net_weight`   |
|:-----------------|:---------------|
| `12 kg`          | `11 kg`        |

## Fails, and says

| `gross_weight`   | `net_weight`   | says                           |
|:-----------------|:---------------|:-------------------------------|
| `11 kg`          | `12 kg`        | gross 11 kg is below net 12 kg |

## How to correct it

Weigh again.

## Profiles

| Profile   | Severity   | Source   |
|:----------|:-----------|:---------|
| default   | error      |          |

Where a profile is silent, what lies beneath it holds.

## Sources

- a source that says must
"""


def test_page(own_rules: tuple[Rule, ...]) -> None:
    assert rule_page(own_rules[0]) == PAGE


def test_the_day_is_an_entry_of_the_example(own_rules: tuple[Rule, ...]) -> None:
    expired = own_rules[3]
    [found] = findings_of_example(expired, expired.fails[0])
    assert found.message == "expired on 2026-01-01; today is 2026-11-22"
    assert findings_of_example(expired, expired.fails[0]).today == date(2026, 11, 22)
    assert "| `2026-01-01` | `2026-11-22` |" in rule_page(expired)


def test_blank_cells_are_shown_as_blank(own_rules: tuple[Rule, ...]) -> None:
    assert "| *blank*   | `monitor`" in rule_page(own_rules[1])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_every_page_is_whole(rule: Rule) -> None:
    # That the pages are what is rendered today is asked by tests/test_generated.py.
    text = (PAGES / f"{rule.code}.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[0] == f"# {rule.code} {rule.name}"
    for heading in ("## What is wrong", "## Why it matters", "## Passes", "## Fails, and says",
                    "## How to correct it", "## Profiles", "## Sources"):  # fmt: skip
        assert heading in headings
    assert "None" not in text


@pytest.mark.parametrize("scope", list(Scope), ids=str)
def test_examples_of_every_scope(scope: Scope) -> None:
    rule = next(rule for rule in RULES if rule.scope is scope)
    findings = findings_of_example(rule, rule.fails[0])
    assert {found.code for found in findings} == {rule.code}
    assert len(findings.hits) >= 1


def test_documents_are_sources_of_their_own() -> None:
    rule = next(rule for rule in RULES if rule.scope is Scope.DOCUMENTS)
    lines = lines_of_example(rule, rule.fails[0])
    assert [source.file for source in lines.sources] == ["document 1", "document 2"]
    assert "Document 2:" in rule_page(rule)


def test_files_are_shown_as_they_are() -> None:
    text = rule_page(rule_named("header-not-found"))
    assert "```text\nalpha,beta\n1,2\n```\n\n> " in text


def test_text_is_a_table_that_fits() -> None:
    lines = list(rules_text(RULES))
    assert lines[0].split() == ["code", "severity", "name", "what", "is", "wrong"]
    assert max(map(width, lines)) <= 80
    assert sum(line.startswith("AT") for line in lines) == len(RULES)


def test_markdown_has_a_row_for_each() -> None:
    [text] = rules_markdown(RULES)
    assert len(text.splitlines()) == len(RULES) + 2


def test_json_has_an_entry_for_each() -> None:
    [text] = rules_json(RULES)
    entries: list[dict[str, Any]] = json.loads(text)
    assert [entry["code"] for entry in entries] == [rule.code for rule in RULES]
    assert set(entries[0]) == {"code", "name", "severity", "scope", "family", "summary",
                               "explanation", "remedy", "message", "on_request", "thresholds",
                               "profiles", "cites", "page"}  # fmt: skip


def test_json_tells_what_profiles_make_of_a_rule() -> None:
    entry = rule_dict(rule_named("AT403"))
    assert entry["thresholds"]["minimum_shelf_life"]["default"] == "12mo"
    package = rule_dict(rule_named("AT309"))
    assert package["thresholds"]["heaviest_package_kg"]["hand-carried"] == "25"
    assert entry["profiles"]["default"] == "warning"
    assert entry["profiles"]["who-donations"] == "error"
    assert rule_dict(rule_named("AT401"))["thresholds"] == {}
