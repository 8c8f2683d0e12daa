"""Rules about balances: asked by `reconcile` alone, and of one's own as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from aidtrack import RULES, Columns, Given, Severity, UnknownName, reconcile, rule, validate
from aidtrack.findings import Scope
from aidtrack.model.entries import Reversal
from aidtrack.reconciliation import post
from tests.reconciliation.making import (
    REPORT,
    WHO,
    codes,
    dispatched,
    listed,
    received,
)

if TYPE_CHECKING:
    from polars import Expr

OURS = [each for each in RULES if each.scope is Scope.BALANCE]


@rule(
    "AT901",
    Severity.INFO,
    "received on {received_on}, before {sent_on}",
    scope=Scope.BALANCE,
    cites=["a desk's own"],
    passes=[[]],
    fails=[[]],
)
def received_lately(balance: Columns, given: Given) -> Expr:
    """A receipt is younger than today."""
    younger: Expr = balance.received_on >= given.today
    return younger


def test_a_rule_of_ones_own_is_asked() -> None:
    entries = [dispatched("5 each"), received(accepted="5 each")]
    result = reconcile(entries, rules=[received_lately], today=date(2021, 4, 30))
    [finding] = result.findings
    assert str(finding) == "A-1: AT901 info: received on 2021-04-30, before 2021-04-28"
    assert result.findings.today == date(2021, 4, 30)


def test_a_rule_that_is_not_told_the_day_is_not_asked() -> None:
    result = reconcile([dispatched("5 each")], rules=[received_lately])
    [skipped] = result.findings.not_asked
    assert (skipped.rule, skipped.reason) == (received_lately, "not told: today")


def test_rules_that_no_entry_can_answer_are_not_asked() -> None:
    found = reconcile([], today=date(2021, 5, 3)).findings
    reasons = {each.rule.code: each.reason for each in found.not_asked}
    assert set(reasons) == {each.code for each in OURS}
    assert set(reasons.values()) == {"no entry has all that it asks about"}


def test_validation_neither_asks_nor_lists_them() -> None:
    findings = validate(listed("5 each"), rules=OURS)
    assert not len(findings)
    assert not findings.not_asked


def test_other_rules_are_left_out() -> None:
    lines = [each for each in RULES if each.scope is not Scope.BALANCE]
    findings = reconcile([received(accepted="5 each")], rules=lines).findings
    assert not len(findings)
    assert not findings.not_asked


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UnknownName, match="default"):
        reconcile([], profiles=("defualt",))


def test_of_a_part_of_a_ledger_other_reversals_are_not_judged() -> None:
    elsewhere = Reversal(**WHO, reverses="0" * 64, reason="a slip")
    book = post([dispatched("5 each"), elsewhere])
    assert "AT827" in codes(reconcile(book))
    part = replace(book, whole=False)
    assert codes(reconcile(part)) == []
    assert reconcile(part).lines.equals(reconcile(book).lines)


def test_findings_stand_in_the_order_of_the_lines() -> None:
    entries = [
        dispatched("5 each", "5 each", reference="B-1"),
        received("2", accepted="6 each", stated={"consignment": "B-1"}),
        received("1", accepted="6 each", stated={"consignment": "B-1"}),
        received("1", accepted="6 each"),
    ]
    places = [str(finding.place) for finding in reconcile(entries).findings]
    assert places == ["A-1 line 1", "B-1 line 1", "B-1 line 2"]


def test_no_two_findings_share_a_fingerprint() -> None:
    entries: list[Any] = [
        dispatched("5 each", "5 each"),
        dispatched("5 each", "5 each", reference="B-1"),
        *(
            received(line, stated=REPORT | {"who": who, "consignment": name})
            for line in "12"
            for who in ("one", "two")
            for name in ("A-1", "B-1")
        ),
    ]
    findings = list(reconcile(entries).findings)
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 8
    again = list(reconcile(post(reversed(entries))).findings)
    assert [each.fingerprint for each in again] == [each.fingerprint for each in findings]
