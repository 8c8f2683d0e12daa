"""Consignments that are there twice under two references."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aidtrack.lines import Lines, join_lines
from aidtrack.rules import rule_named
from aidtrack.validation import validate

RULE = rule_named("AT209")
GOODS = [("tent", "5 each"), ("stove", "7 each"), ("blanket", "90 each")]


def consignment(reference: str, **changes: str) -> list[dict[str, str]]:
    return [
        {"reference": reference, "donor": "Japan", "recipient": "Kenya Red Cross",
         "description": description, "quantity": quantity} | changes
        for description, quantity in GOODS
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 4, 5, 100])
def test_the_second_of_two_is_found_whatever_the_order_and_the_cuts(size: int) -> None:
    rows = [*consignment("A-1"), *consignment("B-2", donor="Norway"), *consignment("C-3")[::-1]]
    (finding,) = validate(rows, rules=[RULE], batch=size)
    assert (finding.consignment, finding.message) == (
        "C-3",
        "all 3 lines stand under the reference A-1 too",
    )


@pytest.mark.parametrize(
    "changes", [{"recipient": "Uganda Red Cross"}, {"dispatched": "2026-03-01"}, {"batch": "B1"}]
)
def test_what_tells_them_apart(changes: dict[str, str]) -> None:
    rows = [*consignment("A-1"), *consignment("B-2", **changes)]
    findings = validate(rows, rules=[RULE])
    assert not len(findings)
    assert not findings.not_asked


def test_few_lines_are_alike_by_chance() -> None:
    assert not len(validate([*consignment("A-1")[:2], *consignment("B-2")[:2]], rules=[RULE]))
    assert len(validate([*consignment("A-1"), *consignment("B-2")], rules=[RULE])) == 1


def test_documents_of_one_consignment_may_have_numbers_of_their_own() -> None:
    parts = []
    for file, reference in (("list.csv", "PL-1"), ("invoice.csv", "INV-7")):
        lines = Lines.of(consignment(reference))
        parts.append(replace(lines, sources=(replace(lines.sources[0], file=file),)))
    both = join_lines(parts)
    assert len(validate(both, rules=[RULE])) == 1
    assert not len(validate(both, rules=[RULE], same_consignment=True))
