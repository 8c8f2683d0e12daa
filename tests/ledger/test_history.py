"""What the ledger knows of goods before they are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from aidtrack.errors import NotRecorded
from aidtrack.ledger import Ledger
from aidtrack.ledger.drafts import drafts_of
from aidtrack.ledger.history import known_before
from aidtrack.model import Consignment, Donor, Item, LineItem, MedicinePack, Monitor, Ventilator
from aidtrack.model.entries import Dispatch, Entry, Pledge, ReceivedLine, Reversal
from tests.ledger.goods import gift, receipt


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as ledger:
        yield ledger


def known(ledger: Ledger, *entries: Any, **without: Any) -> list[dict[str, Any]]:
    """What the ledger knows of each line, without what it does not know."""
    drafts = drafts_of(
        [
            each
            if isinstance(each, Entry)
            else Dispatch(who="x", when="2021-05-01", consignment=each)
            for each in entries
        ]
    )
    with ledger._store.reading() as connection:
        rows = known_before(connection, drafts, **without).iter_rows(named=True)
        return [{name: told for name, told in row.items() if told is not None} for row in rows]


def of(name: str, rows: list[dict[str, Any]]) -> list[Any]:
    return [row.get(name) for row in rows]


def test_goods_that_are_recorded_under_another_reference(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    other = gift("A-3", lines=(Monitor(line="1", description="m", quantity="1 each"),))
    rows = known(ledger, other, gift("A-2"), gift("A-1"))
    assert of("recorded_as", rows) == [None, *["A-1"] * 3, *[None] * 3]
    # What is the same to the last word is not said to resemble it, too.
    assert of("resembles", rows) == [None] * 7


def test_what_was_taken_back_is_not_known(ledger: Ledger) -> None:
    [id_] = ledger.record(gift("A-1")).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice"))
    assert known(ledger, gift("A-2")) == [{}, {}, {}]


def test_what_is_about_to_be_taken_back_is_not_known(ledger: Ledger) -> None:
    ids = ledger.record(gift("A-1")).added
    assert known(ledger, gift("A-2"), revised=ids) == [{}, {}, {}]


def test_a_batch_with_its_expiry(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    lines = tuple(
        MedicinePack(line=batch, quantity="1 pack", batch=batch, expiry="2027-01-31")
        for batch in ("AMX-2291", "B-7")
    )
    rows = known(ledger, gift("A-2", lines=lines))
    assert of("known_expiry", rows) == [date(2028, 10, 31), None]


def test_a_batch_known_with_two_expiries_settles_nothing(ledger: Ledger) -> None:
    pack = MedicinePack(line="1", quantity="1 pack", batch="AMX-2291", expiry="2027-01-31")
    ledger.record([gift("A-1"), gift("A-2", lines=(pack,))], unless=None)
    assert known(ledger, gift("A-3"))[2] == {"recorded_as": "A-1"}


def test_a_batch_with_the_expiry_that_a_receipt_read(ledger: Ledger) -> None:
    ledger.record(gift("A-1"), unless=None)
    line = ReceivedLine(line="3", accepted="9 pack", batch="B-7", expiry="2027-03-31")
    [id_] = ledger.record(receipt(lines=(line,))).added
    pack = MedicinePack(line="1", quantity="1 pack", batch="B-7", expiry="2027-01-31")
    # A maker of something else may number a batch alike.
    item = Monitor(line="2", quantity="1 each", batch="B-7", expiry="2027-01-31")
    sent = gift("A-2", lines=(pack, item))
    assert of("known_expiry", known(ledger, sent)) == [date(2027, 3, 31), None]
    assert of("known_expiry", known(ledger, sent, revised=(id_,))) == [None, None]
    found = ledger.record(gift("A-3", lines=(pack,))).findings
    assert found is not None
    [told] = found.of_rule("AT805")
    assert "in earlier records" in told.message


def test_goods_without_batches(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    line = Monitor(line="1", description="m", quantity="1 each")
    assert known(ledger, gift("A-2", lines=(line,))) == [{}]


def agents(reference: str = "AG-7", **stated: Any) -> Consignment:
    """The list that an agent makes of `gift`: no batch, no weight, another order and case."""
    lines: list[LineItem] = [
        MedicinePack(description="AMOXICILLIN  500 mg", quantity="4000 pack"),
        Ventilator(description="Ventilator", quantity="75 each"),
        Monitor(description="Patient monitor", quantity="150 each"),
    ]
    fields = {"dispatched": "2021-05-01", "donor": Donor(name="République française", country="FR")}
    return gift(reference, **{"lines": tuple(lines), **fields, **stated})


def test_an_agents_list_resembles_the_donors(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    assert of("resembles", known(ledger, agents())) == ["A-1"] * 3
    with pytest.raises(NotRecorded, match="AT803"):
        ledger.record(agents(), unless="warning")
    pills = agents().lines[0].revised(expiry="2028-10-31", batch="AMX-2291")
    found = ledger.record(agents(lines=(pills, *agents().lines[1:]))).findings
    assert found is not None
    [told] = found.of_rule("AT803")
    assert told.message == "the consignment has the same parties and goods as A-1"


@pytest.mark.parametrize(
    "stated",
    [
        {"dispatched": "2021-06-01"},
        {"donor": Donor(country="DE")},
        {"recipient": None},
        {"lines": agents().lines[:2]},
        {"lines": (*agents().lines[:2], Monitor(description="monitor"))},
        {"lines": (agents().lines[0].revised(batch="B-7"), *agents().lines[1:])},
        {"reference": "A-1"},
    ],
)
def test_what_tells_two_consignments_apart(ledger: Ledger, stated: dict[str, Any]) -> None:
    ledger.record(gift("A-1"))
    own = {"reference": "AG-7"} | stated
    rows = known(ledger, agents(**own))
    assert set(of("resembles", rows)) == {None}


def test_a_pledge_of_the_same_goods_is_no_consignment(ledger: Ledger) -> None:
    lines = gift().lines
    ledger.record(pledge("P-1", *lines), unless=None)
    assert set(of("recorded_as", known(ledger, gift("A-1")))) == {None}
    assert set(of("resembles", known(ledger, agents()))) == {None}
    assert set(of("recorded_as", known(ledger, pledge("P-2", *lines)))) == {"P-1"}
    assert set(of("resembles", known(ledger, pledge("P-2", *agents().lines)))) == {"P-1"}


def test_days_and_batches_that_nobody_states_tell_nothing_apart(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    same = agents().lines[0].revised(batch="AMX-2291")
    rows = known(ledger, agents(lines=(same, *agents().lines[1:]), dispatched=None))
    assert set(of("resembles", rows)) == {"A-1"}


def pledge(reference: str, *lines: LineItem) -> Pledge:
    return Pledge(who="France", when="2021-04-01", consignment=gift(reference, lines=lines))


def test_how_much_of_a_pledge_is_left(ledger: Ledger) -> None:
    offer = pledge(
        "P-1",
        Monitor(line="1", quantity="200 each"),
        Item(line="2", description="tents", quantity="50 each"),
    )
    ledger.record(offer, unless=None)
    first = Dispatch(who="France", when="2021-04-20", pledge="P-1", consignment=gift("A-0"))
    ledger.record(first, unless=None)
    lines = (
        Monitor(line="1", quantity="30 each"),
        Monitor(line="2", quantity="40 each"),
        Ventilator(line="3", quantity="5 each"),
        Item(line="4", description="tents", quantity="60 each"),
    )
    sent = Dispatch(
        who="France", when="2021-05-01", pledge="P-1", consignment=gift("A-1", lines=lines)
    )
    # Of 200 monitors 150 are sent; what the first line leaves over is left for the second.
    left = of("pledged_before", known(ledger, sent))
    assert [each if each is None else int(each) for each in left] == [50, 20, None, 50]
    found = ledger.record(sent).findings
    assert found is not None
    assert found.of_rule("AT806").counts() == {"AT806": 2}


def test_a_pledge_under_the_consignments_own_reference(ledger: Ledger) -> None:
    ledger.record(pledge("A-1", Monitor(line="1", quantity="100 each")), unless=None)
    rows = known(ledger, gift("A-1"), gift("A-2"))
    assert [each and int(each) for each in of("pledged_before", rows)][:2] == [100, None]
    # A list that is revised does not use the pledge up by itself.
    ids = ledger.record(gift("A-1"), unless=None).added
    assert int(of("pledged_before", known(ledger, gift("A-1")))[0]) == 0
    assert int(of("pledged_before", known(ledger, gift("A-1"), revised=ids))[0]) == 100


def test_a_pledge_of_goods_that_are_sent_without_a_quantity(ledger: Ledger) -> None:
    ledger.record(pledge("A-1", Monitor(line="1", quantity="100 each")), unless=None)
    bare = gift("A-1", lines=(Monitor(line="1", description="monitors"),))
    assert known(ledger, bare) == [{}]
