"""The story of a consignment or a batch, what is outstanding, and what expires."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from aidtrack.ledger import Ledger
from aidtrack.model import Consignment, MedicinePack
from aidtrack.model.entries import (
    Distribution,
    Loss,
    Part,
    Pledge,
    Receipt,
    ReceivedLine,
    Return,
    Reversal,
)
from tests.ledger.goods import distribution, gift, receipt


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger("sqlite://", origin="desk") as ledger:
        yield ledger


def pills(*lots: tuple[str, str | None, str | None], **stated: Any) -> Receipt:
    lines = tuple(
        ReceivedLine(line="1", accepted=amount, batch=batch, expiry=expiry)
        for amount, batch, expiry in lots
    )
    return Receipt(who="a store", when="2021-05-03", consignment="P", lines=lines, **stated)


def given(amount: str | None, batch: str | None = None) -> Distribution:
    part = Part(line="1", quantity=amount, batch=batch)
    return Distribution(
        who="a store", when="2021-05-04", consignment="P", place="a clinic", lines=(part,)
    )


def sent(ledger: Ledger, batch: str | None = None, expiry: str | None = None) -> None:
    line = MedicinePack(line="1", quantity="100 box", batch=batch, expiry=expiry)
    goods = Consignment(reference="P", lines=(line,))
    ledger.record(goods, who="France", when="2021-05-01", unless=None)


def stock(ledger: Ledger, before: date = date(2030, 1, 1)) -> list[tuple[Any, ...]]:
    frame = ledger.expiring(before).select("batch", "accepted", "on_hand", "at_most")
    return [
        tuple(int(cell) if isinstance(cell, Decimal) else cell for cell in row)
        for row in frame.iter_rows()
    ]


def test_a_step_names_its_entry_and_source(ledger: Ledger) -> None:
    [id_] = ledger.record(receipt(document={"title": "GRN 17", "publisher": "a store"})).added
    [step] = ledger.trace("A-1").steps
    assert (step.entry, step.act, step.document) == (id_, "receipt", "GRN 17 (a store)")
    assert str(step).endswith("accepted (GRN 17 (a store))")


def test_what_was_taken_back_is_told_as_such(ledger: Ledger) -> None:
    [id_] = ledger.record(receipt()).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice"))
    first, second = ledger.trace("A-1").steps
    assert (first.standing, second.standing) == (False, True)
    assert "150 each accepted" in str(first)
    assert str(first).endswith("[taken back]")
    assert first.label == f"2021-05-02  {id_[:12]}"
    assert second.text == f"a clerk records: {id_[:12]} taken back, because: twice"
    assert str(second) == f"2021-05-05  {second.entry[:12]}  {second.text}"
    assert ledger.trace("A-1").places.height == 0
    assert len(ledger.trace(batch="AMX-2291").steps) == 2
    assert ledger.trace(batch="other").steps == ()


def test_other_consignments_are_left_out(ledger: Ledger) -> None:
    ledger.record([gift("A-1"), gift("A-2")])
    [id_] = ledger.record(receipt("A-2")).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice"))
    assert [step.act for step in ledger.trace("A-1").steps] == ["dispatch"]


def test_where_a_batch_is(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record([pills(("60 box", "B1", None), ("40 box", "B2", None)), given("10 box", "B1")])
    places = ledger.trace(batch="B1").places
    assert [
        (place, state, int(quantity))
        for place, state, quantity in places.select("place", "state", "quantity").iter_rows()
    ] == [("a clinic", "handed on", 10), (None, "on hand", 50)]


def test_a_batch_that_only_a_distribution_names(ledger: Ledger) -> None:
    ledger.record(given("10 box", "B9"), unless=None)
    assert [step.act for step in ledger.trace(batch="B9").steps] == ["distribution"]


def test_an_unknown_amount_stays_unknown(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record([pills(("100 box", "B1", None)), given(None, "B1")])
    told = str(ledger.trace("P"))
    assert "now  P line 1: an unknown quantity on hand" in told
    assert "an unknown quantity of batch B1 distributed" in told


def test_a_trace_is_of_one_thing(ledger: Ledger) -> None:
    for wrong in ({}, {"reference": "A-1", "batch": "B"}):
        with pytest.raises(TypeError, match="a reference or a batch, one of the two"):
            ledger.trace(**wrong)


def test_what_is_outstanding(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    ledger.record(Pledge(who="France", when="2021-04-01", consignment=gift("P-1")), unless=None)
    ledger.record(receipt("A-1", lines=(ReceivedLine(line="1", accepted="100 each"),)))
    rows = ledger.outstanding().select("state", "consignment", "kind", "quantity").rows()
    assert [(state, name, kind, int(amount)) for state, name, kind, amount in rows] == [
        ("pledged", "P-1", "medicine_pack", 4000),
        ("pledged", "P-1", "monitor", 150),
        ("pledged", "P-1", "ventilator", 75),
        ("in transit", "A-1", "monitor", 50),
        ("in transit", "A-1", "ventilator", 75),
        ("in transit", "A-1", "medicine_pack", 4000),
    ]
    assert set(ledger.outstanding(date(2021, 4, 10))["state"]) == {"pledged"}
    assert ledger.outstanding(date(2021, 1, 1)).height == 0
    assert ledger.outstanding(datetime(2021, 4, 10, tzinfo=UTC)).height == 3
    with pytest.raises(ValueError, match="expected a time with its offset from UTC"):
        ledger.outstanding(datetime(2021, 4, 10))  # noqa: DTZ001 (that is the fault)


def test_a_batch_expires_as_its_package_says(ledger: Ledger) -> None:
    sent(ledger, "B1", "2028-10-31")
    ledger.record(pills(("100 box", "B1", "2026-10-31")))
    assert stock(ledger, date(2027, 1, 1)) == [("B1", 100, 100, 100)]
    assert stock(ledger, date(2026, 10, 31)) == []


def test_a_batch_expires_as_it_was_sent(ledger: Ledger) -> None:
    sent(ledger, "B1", "2028-10-31")
    ledger.record([pills(("60 box", None, None), ("40 box", "B2", None)), given("5 box", "B1")])
    # Of the other batch nobody says when it expires.
    assert stock(ledger) == [("B1", 60, 55, 55)]


def test_what_went_out_of_which_batch_is_not_made_up(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record(pills(("60 box", "B1", "2028-01-31"), ("40 box", "B2", "2029-01-31")))
    ledger.record(given("30 box"))
    assert stock(ledger) == [("B1", 60, None, 60), ("B2", 40, None, 40)]


def test_of_which_expiry_of_a_batch_is_not_made_up(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record(pills(("50 box", "B7", "2028-01-31"), ("50 box", "B7", "2028-02-29")))
    assert stock(ledger) == [("B7", 50, 50, 50), ("B7", 50, 50, 50)]
    ledger.record(given("60 box", "B7"))
    assert stock(ledger) == [("B7", 50, None, 40), ("B7", 50, None, 40)]


def test_a_single_batch_needs_not_be_named(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record([pills(("60 box", "B1", "2028-01-31")), given("30 box")])
    assert stock(ledger) == [("B1", 60, 30, 30)]


def test_losses_and_returns_are_no_stock(ledger: Ledger) -> None:
    sent(ledger)
    lots = (("60 box", "B1", "2028-01-31"), ("40 box", "B2", "2029-01-31"))
    ledger.record([pills(*lots), given("30 box", "B1")])
    about = {"who": "a store", "when": "2021-05-09", "consignment": "P"}
    ledger.record(
        [
            Loss(**about, stage="store", cause="damaged",
                 lines=(Part(line="1", quantity="5 box", batch="B1"),)),
            Return(**about, back_to="store", place="a clinic",
                   lines=(Part(line="1", quantity="2 box", batch="B1"),)),
            given("40 box", "B2"),
        ]
    )  # fmt: skip
    assert stock(ledger) == [("B1", 60, 27, 27)]


def test_a_distribution_of_all_lines(ledger: Ledger) -> None:
    ledger.record([gift(), receipt(), distribution()])
    assert stock(ledger) == [("AMX-2291", 4000, 3000, 3000)]


# --- Several tellings of one thing -------------------------------------------------------------

REPORT = {"told": "report"}


def places(ledger: Ledger, **of: str) -> list[tuple[str | None, str, int | None]]:
    """Where the goods of a consignment or batch are: place, state, and how many."""
    rows = ledger.trace(**of).places.select("place", "state", "quantity").iter_rows()
    return [
        (place, state, None if quantity is None else int(quantity))
        for place, state, quantity in rows
    ]


def test_what_two_papers_report_is_not_added_in_a_story(ledger: Ledger) -> None:
    sent(ledger, "B1", "2028-01-31")
    first = pills(("60 box", "B1", None), **REPORT)
    ledger.record([first, first.revised(who="a newspaper")])
    assert places(ledger, reference="P") == [(None, "in transit", 40), (None, "on hand", 60)]
    assert stock(ledger) == [("B1", 60, 60, 60)]
    ledger.record(pills(("50 box", "B1", None), **REPORT).revised(who="a ministry"))
    assert places(ledger, batch="B1") == [
        (None, "in transit, of this line", None),
        (None, "on hand", None),
    ]
    assert stock(ledger) == [("B1", None, None, None)]


def test_what_two_clerks_record_of_one_act_is_not_added_in_a_story(ledger: Ledger) -> None:
    sent(ledger, "B1", "2028-01-31")
    came = pills(("60 box", "B1", None), reference="GRN 1")
    gave = given("20 box", "B1").revised(reference="GIN 1")
    ledger.record([came, gave])
    with Ledger("sqlite://") as other:
        other.record([came.revised(who="a driver"), gave.revised(who="a driver")])
        ledger.merge(other.export())
    assert places(ledger, batch="B1") == [
        ("a clinic", "handed on", 20),
        (None, "in transit, of this line", 40),
        (None, "on hand", 40),
    ]
    assert stock(ledger) == [("B1", 60, 40, 40)]


def test_a_recall_names_where_goods_of_no_batch_went(ledger: Ledger) -> None:
    sent(ledger)
    ledger.record([pills(("50 box", "AMX-1", None), ("50 box", "AMX-2", None)), given("30 box")])
    assert places(ledger, batch="AMX-1") == [
        ("a clinic", "handed on", None),
        (None, "on hand", None),
    ]
    told = str(ledger.trace(batch="AMX-1"))
    assert "line 1: 30 box distributed" in told
    assert "an unknown quantity handed on at a clinic" in told
    assert "AMX-2" not in told


# --- What is refused, and a batch in several places ---------------------------------------------


def back(held_as: str, amount: str, batch: str | None) -> Return:
    part = Part(line="1", quantity=amount, batch=batch)
    told: Any = {"who": "a store", "when": "2021-05-05", "consignment": "P", "held_as": held_as}
    return Return(**told, back_to="sender", lines=(part,))


def test_a_recall_says_where_the_refused_of_a_batch_stand(ledger: Ledger) -> None:
    sent(ledger)
    told: Any = {"who": "a store", "when": "2021-05-03", "consignment": "P"}
    came = [
        ("a cold store", {"accepted": "40 box", "rejected": "12 box", "batch": "B1"}),
        ("a yard", {"damaged": "8 box", "batch": "B1"}),
        ("a shed", {"accepted": "30 box", "rejected": "10 box", "batch": "B2"}),
    ]
    ledger.record(
        [
            Receipt(**told, place=place, lines=(ReceivedLine(line="1", reason="wet", **stated),))
            for place, stated in came
        ]
    )
    ledger.record([back("rejected", "5 box", "B1"), back("accepted", "4 box", "B1")])
    assert places(ledger, batch="B1") == [
        ("a yard", "held damaged", 8),
        ("a cold store", "held rejected", 7),
        ("a cold store", "on hand", 36),
        (None, "sent back", 9),
    ]
    assert "now  P line 1: 7 box held rejected at a cold store" in str(ledger.trace(batch="B1"))
    # Of which batch the next two are nobody says: they may be of either.
    ledger.record(back("rejected", "2 box", None), also=True)
    states = {state: count for _, state, count in places(ledger, batch="B2")}
    assert states == {"held rejected": None, "on hand": 30, "sent back": None}


def test_what_is_lost_is_told_as_such(ledger: Ledger) -> None:
    sent(ledger, "B1")
    told: Any = {"who": "a store", "when": "2021-05-05", "consignment": "P", "cause": "expired"}
    ledger.record(pills(("100 box", None, None)))
    ledger.record(Loss(**told, stage="store", lines=(Part(line="1", quantity="30 box"),)))
    assert places(ledger, batch="B1") == [(None, "lost", 30), (None, "on hand", 70)]


def test_a_batch_on_two_lines_of_two_consignments_is_told_whole(ledger: Ledger) -> None:
    for reference in ("P", "Q"):
        lines = (
            MedicinePack(line="1", quantity="100 box", batch="B1"),
            MedicinePack(line="2", quantity="50 box", strength="500 mg"),
        )
        goods = Consignment(reference=reference, lines=lines)
        ledger.record(goods, who="France", when="2021-05-01", unless=None)
        told: Any = {"who": "a store", "when": "2021-05-03", "consignment": reference}
        came = (
            ReceivedLine(line="1", accepted="90 box", rejected="10 box", reason="wet"),
            ReceivedLine(line="2", accepted="30 box", batch="B1"),
            ReceivedLine(line="2", accepted="20 box", batch="B2"),
        )
        ledger.record(Receipt(**told, place=f"store {reference}", lines=came))
    where = ("consignment", "line", "place", "state", "quantity")
    assert [
        (*row[:-1], int(row[-1])) for row in ledger.trace(batch="B1").places.select(where).rows()
    ] == [
        (reference, line, f"store {reference}", state, amount)
        for reference in ("P", "Q")
        for line, state, amount in (
            ("1", "held rejected", 10),
            ("1", "on hand", 90),
            ("2", "on hand", 30),
        )
    ]
