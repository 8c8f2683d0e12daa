"""Days that cannot be, and parts of what cannot be divided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aidtrack.reconciliation import reconcile
from tests.reconciliation.making import (
    REPORT,
    arrived,
    codes,
    dispatched,
    handed_on,
    lost,
    received,
    returned,
    things,
)

if TYPE_CHECKING:
    from aidtrack.model.entries import Entry

SENT = dispatched("100 each", when="2021-04-28")
CAME = received(accepted="50 each")


@pytest.mark.parametrize(
    "act",
    [
        arrived("10 each", when="2020-04-29"),
        handed_on("10 each", when="2020-05-02"),
        lost("10 each", when="2021-04-27T23:00Z"),
        returned("10 each", "sender", when="2021-04-27"),
    ],
)
def test_what_was_done_before_the_dispatch_is_found(act: Entry) -> None:
    result = reconcile([SENT, CAME, act])
    assert codes(result) == ["AT834"]
    [found] = result.findings
    day = f"{act.when:%Y-%m-%d}"
    assert found.message == f"{act.entry} before the dispatch on 2021-04-28: the store, {day}"


def test_a_report_of_a_day_before_is_no_slip_of_the_book() -> None:
    early = handed_on("10 each", **{**REPORT, "when": "2020-05-02"})
    assert codes(reconcile([SENT, CAME, early])) == []


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("2021-05-03T12:00Z", []),
        # A day ahead is today elsewhere.
        ("2021-05-04", []),
        ("2021-05-05", ["AT835"]),
        ("2031-05-02", ["AT835"]),
    ],
)
def test_what_has_not_happened_yet_is_found(when: str, found: list[str]) -> None:
    act = handed_on("10 each", when=when)
    assert codes(reconcile([SENT, CAME, act], today=date(2021, 5, 3))) == found
    assert codes(reconcile([SENT, CAME, act])) == []


@pytest.mark.parametrize(
    ("unit", "amount", "found"),
    [
        ("each", "2.5 each", ["AT836"]),
        ("each", "2.5 dozen", []),
        ("each", "0.3 dozen", ["AT836"]),
        ("kg", "2.5 kg", []),
    ],
)
def test_half_of_a_whole_thing_is_found(unit: str, amount: str, found: list[str]) -> None:
    sent = dispatched(things("blanket", f"100 {unit}", category="shelter"))
    came = received(accepted=f"50 {unit}")
    result = reconcile([sent, came, handed_on(amount)])
    assert codes(result) == found
