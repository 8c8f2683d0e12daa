"""Items of two documents are found again by their words, their batch or their line number."""

from __future__ import annotations

from typing import Any

import pytest

from aidtrack.rules import rule_named
from tests.kernel.test_documents import compared

TENT = {"description": "family tent", "quantity": "5 each"}
STOVE = {"description": "stove", "quantity": "2 each"}
QUANTITIES = [rule_named("AT735")]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"description": "OPV, 10 doses per vial"}, {"description": "OPV 10 doses/vial"}),
        ({"description": "Amoxicillin 500 mg"}, {"description": "amoxicillin 500mg"}),
        (
            {"description": "Amoxicillin 500 mg caps", "line": "3"},
            {"description": "Caps. amoxicillin, 500 mg", "line": "3"},
        ),
        (
            {"description": "Amoxicillin", "hs_code": "300410", "batch": "A1"},
            {"description": "Antibiotics", "hs_code": "300410", "batch": "a1"},
        ),
    ],
)
def test_the_same_goods_are_found_again(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    first = [TENT, STOVE, ours | {"quantity": "100 vial"}]
    second = [theirs | {"quantity": "90 vial"}, STOVE, TENT]
    (finding,) = compared(first, second, rules=QUANTITIES)
    assert finding.message == (
        f"{theirs['description']}: 90 vials in 1.csv, but 100 vials in 0.csv"
    )
    assert compared(first, second, rules=[rule_named("AT741")]).counts() == {}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"description": "bed 1 20 cm"}, {"description": "bed 120 cm"}),
        ({"description": "hose", "line": "3"}, {"description": "blanket", "line": "3"}),
        (
            {"description": "Amoxicillin 500 mg", "line": "3"},
            {"description": "Amoxicillin 250 mg", "line": "3"},
        ),
        (
            {"description": "Amoxicillin", "hs_code": "300410", "batch": "A1"},
            {"description": "Gauze", "hs_code": "300510", "batch": "A1"},
        ),
    ],
)
def test_other_goods_are_not(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    first = [TENT, STOVE, ours | {"quantity": "100 each"}]
    second = [TENT, STOVE, theirs | {"quantity": "90 each"}]
    assert compared(first, second, rules=QUANTITIES).counts() == {}
    findings = compared(first, second, rules=[rule_named("AT741")])
    assert [finding.message for finding in findings] == [
        f"{ours['description']} stands in 0.csv, but not in 1.csv",
        f"{theirs['description']} stands in 1.csv, but not in 0.csv",
    ]


def test_where_two_could_be_meant_none_is() -> None:
    mark = {"hs_code": "300410", "batch": "A1", "quantity": "9 each"}
    first = [TENT, {"description": "Amoxicillin"} | mark]
    second = [TENT, {"description": "Antibiotics"} | mark, {"description": "Capsules"} | mark]
    assert compared(first, second, rules=QUANTITIES).counts() == {}


def test_an_item_that_one_of_three_documents_lacks() -> None:
    rows = [TENT, STOVE, {"description": "monitor"}]
    findings = compared(rows, rows[:2], rows, rules=[rule_named("AT741")])
    finding, again = findings
    assert again.place.file == "2.csv"
    assert finding.message == "monitor stands in 0.csv, but not in 1.csv"
    assert (finding.place.row, finding.place.value) == (3, "monitor")


def test_a_list_of_other_goods_lacks_nothing() -> None:
    others = [{"description": text} for text in ("hose", "bucket", "soap", "stove")]
    assert compared([TENT, STOVE], others, rules=[rule_named("AT741")]).counts() == {}
