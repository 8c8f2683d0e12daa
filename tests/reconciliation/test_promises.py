"""What was promised against what was sent, and sums of it that agree by any key."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from aidtrack.model import Donor, Item, Monitor, OxygenUnit
from aidtrack.reconciliation import GROUP_KEYS, Reconciliation, reconcile
from tests.reconciliation.making import (
    codes,
    dispatched,
    handed_on,
    pledged,
    received,
    returned,
    things,
)

FRANCE = Donor(name="France")


def oxygen(quantity: str, technology: str | None = None) -> OxygenUnit:
    return OxygenUnit(description="oxygen", quantity=quantity, technology=technology)


def promised(*lines: Any) -> Any:
    return pledged(*lines, reference="P", donor=FRANCE)


def sent(*lines: Any, reference: str = "A-1") -> Any:
    return dispatched(*lines, reference=reference, donor=FRANCE, pledge="P")


def left(result: Reconciliation) -> list[tuple[str | None, int, int, int]]:
    """Of each row of pledges: type, pledged, dispatched, outstanding."""
    names = ("pledged", "dispatched", "outstanding")
    return [
        (row["type"], *(int(row[name]) for name in names))
        for row in result.pledges.iter_rows(named=True)
    ]


def test_a_pledge_that_leaves_the_type_open_is_met_by_any() -> None:
    goods = [oxygen("12 each", "generator"), oxygen("5 each", "concentrator"), oxygen("1 each")]
    result = reconcile([promised(oxygen("20 each")), sent(*goods)])
    assert left(result) == [(None, 20, 18, 2)]
    assert codes(result) == []


def test_what_is_promised_by_its_type_is_met_by_that_type_alone() -> None:
    offer = promised(oxygen("20 each"), oxygen("3 each", "cylinder"))
    goods = [oxygen("5 each", "cylinder"), oxygen("12 each", "generator")]
    result = reconcile([offer, sent(*goods)])
    assert left(result) == [("cylinder", 3, 5, 0), (None, 20, 12, 8)]
    assert codes(result) == ["AT824"]


def test_what_is_sent_without_a_type_does_not_meet_a_promise_of_one() -> None:
    result = reconcile([promised(oxygen("3 each", "cylinder")), sent(oxygen("3 each"))])
    assert ("cylinder", 3, 0, 3) in left(result)


@pytest.mark.parametrize(("description", "outstanding"), [("mask", 0), ("glove", 10)])
def test_items_without_a_category_are_met_by_their_description(
    description: str, outstanding: int
) -> None:
    goods = things(description, "10 each", category="ppe")
    result = reconcile([promised(things("mask", "10 each")), sent(goods)])
    assert int(result.pledges.filter(pl.col("type").is_null())["outstanding"].sum()) == outstanding


def test_what_is_outstanding_is_the_same_by_any_key() -> None:
    offer = promised(
        oxygen("20 each"),
        Monitor(description="patient monitor", quantity="50 each"),
        Monitor(description="monitor with a printer", quantity="10 each"),
        Item(description="mask", quantity="1000 each", category="ppe"),
    )
    goods = [
        oxygen("12 each", "generator"),
        Monitor(description="monitor, any", quantity="40 each"),
        Item(description="FFP2 mask", quantity="300 each", category="ppe"),
    ]
    result = reconcile([offer, sent(*goods)])
    for keys in ((), *((key,) for key in GROUP_KEYS), ("donor", "item")):
        sums = result.by(*keys)
        assert int(sums["outstanding"].sum()) == 8 + 20 + 700
        # What was sent is in transit, and so is a part of it.
        assert int(sums["unaccounted"].sum()) == 8 + 20 + 700 + 12 + 40 + 300
    # No description has what a pledge promises of several together.
    several = result.by("item").filter(pl.col("key.item").is_null(), kind="monitor")
    assert (several["lines"].to_list(), int(several["outstanding"][0])) == ([0], 20)
    assert several["on_hand.open"].to_list() == [0]


def test_what_is_unaccounted_is_told_where_a_part_of_it_is_known() -> None:
    """One line's amount is not known: the others are still in transit."""
    result = reconcile([dispatched("100 each", "50 each"), received(accepted="80 each"),
                        handed_on(None)])  # fmt: skip
    [row] = result.by("donor").iter_rows(named=True)
    assert (int(row["unaccounted"]), row["unaccounted.open"], row["unaccounted.lines"]) == (
        50,
        1,
        1,
    )


def test_what_was_sent_beyond_its_pledge_is_not_accounted_for_either() -> None:
    result = reconcile(
        [promised("10 each"), sent("15 each"), received(accepted="15 each"), handed_on("12 each")]
    )
    [row] = result.by("donor").iter_rows(named=True)
    assert (int(row["outstanding"]), int(row["unaccounted"])) == (0, 3)


@pytest.mark.parametrize(("back", "unaccounted"), [("5 each", 0), (None, None)])
def test_what_ended_without_a_dispatch_is_of_what_was_promised(
    back: str | None, unaccounted: int | None
) -> None:
    ended = [handed_on(back, reference="2"), returned("15 each", "sender")]
    came = received(accepted="20 each")
    offer = pledged("20 each", reference="A-1")
    [row] = reconcile([offer, came, *ended]).by().iter_rows(named=True)
    assert row["unaccounted"] == unaccounted
    assert row["unaccounted.open"] == (unaccounted is None)


def test_excess_on_a_line_of_its_own_ends_no_promise() -> None:
    extra = received("9", accepted="5 each", excess="5 each")
    result = reconcile([promised("20 each"), sent("10 each"), extra, handed_on("5 each", "9")])
    sums = result.by("donor")
    assert int(sums["unaccounted"].sum()) == 20
