"""Asking a ledger for a part of it, naming its entries, and several lists of one consignment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import aidtrack
from aidtrack.errors import NotRecorded, UnknownEntry, UnknownName
from aidtrack.ledger import Ledger
from aidtrack.ledger.choice import Choice
from aidtrack.model import Consignment, Donor, MedicinePack, Monitor
from aidtrack.model.entries import (
    Arrival,
    Dispatch,
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
def ledger(url: str) -> Iterator[Ledger]:
    """Two consignments: one received and in part handed on, the other on its way."""
    with Ledger(url, origin="desk") as ledger:
        sent = [gift("A-1"), gift("A-2", donor=Donor(name="Japan", country="JP"))]
        there = Arrival(who="customs", when="2021-05-10", consignment="A-2", place="Delhi")
        ledger.record([*sent, receipt("A-1"), distribution("A-1"), there], unless=None)
        yield ledger


def names(ledger: Ledger, **chosen: Any) -> set[tuple[str, str]]:
    return set(ledger.reconcile(**chosen).lines.select("consignment", "line").rows())


EVERY = {(name, line) for name in ("A-1", "A-2") for line in "123"}


@pytest.mark.parametrize(
    ("chosen", "lines"),
    [
        ({}, EVERY),
        ({"consignment": "A-2"}, {("A-2", "1"), ("A-2", "2"), ("A-2", "3")}),
        ({"donor": "Japan", "kind": "monitor"}, {("A-2", "1")}),
        ({"donor": "FR", "batch": "AMX-2291"}, {("A-1", "3")}),
        ({"recipient": "IN"}, EVERY),
        ({"recipient": "nobody"}, set()),
        ({"place": "a district hospital"}, {("A-1", "3")}),
        ({"place": "Delhi central store"}, {("A-1", "1"), ("A-1", "2"), ("A-1", "3")}),
        ({"status": "damaged"}, {("A-1", "2")}),
        ({"status": "in_transit"}, {("A-2", "1"), ("A-2", "2"), ("A-2", "3")}),
        ({"status": "arrived"}, set()),
        ({"status": "outstanding"}, set()),
        ({"since": "2021-05-04"}, {("A-1", "3"), ("A-2", "1"), ("A-2", "2"), ("A-2", "3")}),
        ({"since": date(2021, 5, 4), "until": date(2021, 5, 4)}, {("A-1", "3")}),
    ],
)
def test_lines_are_chosen(
    ledger: Ledger, chosen: dict[str, Any], lines: set[tuple[str, str]]
) -> None:
    assert names(ledger, **chosen) == lines


def test_as_it_was(ledger: Ledger) -> None:
    [then] = ledger.balance(until="2021-05-03", consignment="A-1", kind="medicine_pack").to_dicts()
    [now] = ledger.balance(consignment="A-1", kind="medicine_pack").to_dicts()
    assert (int(then["on_hand"]), int(now["on_hand"])) == (4000, 3000)
    noon = datetime(2021, 5, 2, 4, tzinfo=UTC)
    assert ledger.balance(until=noon, status="accepted").height == 0
    assert ledger.balance(until="2021-05-02T10:30+05:30", status="accepted").height == 3
    assert ledger.balance(until="9999-12-31").height == ledger.balance().height


def test_what_was_taken_back_later_was_never_so(ledger: Ledger) -> None:
    entry = next(id_ for id_, each in ledger.entries() if isinstance(each, Receipt))
    back = Reversal(who="a clerk", when="2022-01-01", reverses=entry, reason="a slip")
    ledger.record(back, unless=None)
    assert ledger.balance(until="2021-06-01", status="accepted").height == 0


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"kind": "monitors"}, UnknownName, "unknown kind 'monitors'; did you mean 'monitor'"),
        ({"status": "onhand"}, UnknownName, "unknown status 'onhand'; did you mean 'on_hand'"),
        ({"since": "soon"}, ValueError, "expected a time with its offset"),
        ({"colour": "red"}, TypeError, "colour"),
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Choice(**wrong)


def test_every_question_takes_a_choice(ledger: Ledger) -> None:
    assert ledger.outstanding(donor="Japan", kind="monitor")["consignment"].to_list() == ["A-2"]
    assert ledger.outstanding(donor="France").height == 0
    assert ledger.expiring(date(2029, 1, 1), batch="AMX-2291")["consignment"].to_list() == ["A-1"]
    assert ledger.expiring(date(2029, 1, 1), donor="Japan").height == 0
    assert ledger.expiring(date(2029, 1, 1), place="a district hospital").height == 1
    assert len(ledger.lines(place="Delhi central store")) == 3
    assert len(ledger.lines(status="in_transit", kind="monitor")) == 1
    assert len(ledger.lines(since="2021-05-04", until="2021-05-05")) == 1
    assert len(ledger.lines(until="2021-04-01")) == 0


def test_stories_of_what_is_chosen(ledger: Ledger) -> None:
    story = ledger.trace(place="a district hospital")
    assert [step.act for step in story.steps] == ["dispatch", "receipt", "distribution"]
    assert all("line 3" in " ".join(step.goods) for step in story.steps)
    assert [step.act for step in ledger.trace(since="2021-05-03").steps] == [
        "distribution", "arrival",
    ]  # fmt: skip
    assert "A-2: customs records: arrived at Delhi" in str(ledger.trace(recipient="IN"))
    assert ledger.trace(donor="nobody").steps == ()


def test_every_figure_names_its_claims(ledger: Ledger) -> None:
    ids = {type(each).__name__: id_ for id_, each in ledger.entries()}
    behind = ledger.behind("distributed", donor="France", kind="medicine_pack")
    assert behind["entry"].to_list() == [ids["Distribution"]]
    on_hand = ledger.behind("on_hand", consignment="A-1", kind="medicine_pack")
    assert on_hand["entry"].to_list() == [ids["Receipt"], ids["Distribution"]]
    for figure in ("announced", "unaccounted"):
        assert ledger.behind(figure, consignment="A-2").height == 3
    assert ledger.behind().height > on_hand.height
    with pytest.raises(UnknownName, match="unknown figure 'onhand'"):
        ledger.behind("onhand")


def test_pledges_of_what_is_chosen(ledger: Ledger) -> None:
    promised = Consignment(reference="P-1", lines=(Monitor(line="1", quantity="200 each"),))
    sent = Consignment(reference="B-1", lines=(Monitor(line="1", quantity="50 each"),))
    told = {"who": "Peru", "when": "2021-05-01"}
    ledger.record([Pledge(**told, consignment=promised)], unless=None)
    ledger.record([Dispatch(**told, consignment=sent, pledge="P-1")], unless=None)
    rows = ledger.outstanding(status="outstanding").to_dicts()
    assert [(row["consignment"], int(row["quantity"])) for row in rows] == [("P-1", 150)]
    # What was sent for a pledge brings it along.
    states = ledger.outstanding(consignment="B-1")["state"].to_list()
    assert states == ["in transit", "pledged"]


# --- names ---------------------------------------------------------------------------------------


def test_an_entry_by_its_first_digits(ledger: Ledger) -> None:
    [(id_, _), *_] = ledger.entries()
    assert ledger.entry_named(id_) == ledger.entry_named(f" {id_[:8].upper()}") == id_
    for wrong in ("", id_[:3], "none", f"{id_}0", "%%%%"):
        with pytest.raises(UnknownEntry, match="expected the hash of an entry, or 4 or more"):
            ledger.entry_named(wrong)


def test_digits_of_several_entries_list_them() -> None:
    with Ledger("sqlite://") as ledger:
        numbers = range(500)
        losses = [
            Loss(who="a store", when="2021-05-01", consignment="A-1", stage="store",
                 cause="unknown", remarks=str(number))
            for number in numbers
        ]  # fmt: skip
        ids = ledger.record(losses).added
        heads = [id_[:4] for id_ in ids]
        twice = next(head for head in heads if heads.count(head) > 1)
        with pytest.raises(UnknownEntry, match=f"{twice} begins the hashes of several") as error:
            ledger.entry_named(twice)
        for id_ in ids:
            if id_.startswith(twice):
                assert f"{id_[:12]} (loss of A-1 by a store, 2021-05-01)" in str(error.value)


@pytest.mark.parametrize(
    ("what", "name", "hint"),
    [
        ("donor", "france", "did you mean 'France'?"),
        ("place", "Delhi central stor", "did you mean 'Delhi central store'?"),
        ("batch", "?", "there are AMX-2291"),
    ],
)
def test_names_that_are_not_there(ledger: Ledger, what: str, name: str, hint: str) -> None:
    with pytest.raises(UnknownEntry, match="there is no") as error:
        ledger.check_name(what, name)
    assert hint in str(error.value)


def test_names_that_are_there(ledger: Ledger) -> None:
    for what, name in (("donor", "FR"), ("recipient", "IN"), ("consignment", "A-1")):
        ledger.check_name(what, name)


def test_nothing_is_there() -> None:
    with Ledger("sqlite://") as ledger, pytest.raises(UnknownEntry, match="there are none"):
        ledger.known("A-1")


# --- all that is somewhere -----------------------------------------------------------------------


def told(parts: tuple[Part, ...]) -> list[tuple[str, str, str | None]]:
    return [(part.line, str(part.quantity), part.batch) for part in parts]


def test_all_that_is_somewhere(ledger: Ledger) -> None:
    assert told(ledger.parts("A-1", "on hand")) == [
        ("1", "150 each", None), ("2", "70 each", None), ("3", "3,000 packs", "AMX-2291"),
    ]  # fmt: skip
    assert told(ledger.parts("A-1", "handed on", place="a district hospital")) == [
        ("3", "1,000 packs", "AMX-2291")
    ]
    assert told(ledger.parts("A-2", "in transit", ["1"])) == [("1", "150 each", None)]
    assert told(ledger.parts("A-2", "dispatched", ["2"])) == [("2", "75 each", None)]
    with pytest.raises(NotRecorded, match="nothing of A-1 is in transit"):
        ledger.parts("A-1", "in transit")
    assert told(ledger.parts("A-1", "on hand", ["3"], batches=["AMX-2291"]))
    with pytest.raises(ValueError, match="expected a batch for each line or none, got 1 for 2"):
        ledger.parts("A-1", "on hand", ["1", "3"], batches=["AMX-2291"])
    with pytest.raises(NotRecorded, match="line 1: nothing of it is handed on at a clinic"):
        ledger.parts("A-1", "handed on", ["1"], place="a clinic")
    with pytest.raises(UnknownName, match="unknown whereabouts 'gone'"):
        ledger.parts("A-1", "gone")  # type: ignore[arg-type]


def lots(ledger: Ledger, *parts: Part) -> None:
    pills = Consignment(reference="P", lines=(MedicinePack(line="1", quantity="100 box"),))
    about = {"who": "a store", "when": "2021-05-03", "consignment": "P"}
    came = tuple(ReceivedLine(line="1", accepted="50 box", batch=batch) for batch in ("X", "Y"))
    ledger.record(pills, who="France", when="2021-05-01", unless=None)
    ledger.record([Receipt(**about, lines=came)])
    if parts:
        ledger.record([Distribution(**about, place="a clinic", lines=parts)])


def test_each_batch_is_a_part() -> None:
    with Ledger("sqlite://") as ledger:
        lots(ledger, Part(line="1", quantity="20 box", batch="X"))
        came = (Part(line="1", quantity="5 box", batch="X"),)
        about = {"who": "a store", "when": "2021-05-05", "consignment": "P"}
        ledger.record([Return(**about, back_to="store", place="a clinic", lines=came)])
        assert told(ledger.parts("P", "on hand")) == [
            ("1", "35 boxes", "X"), ("1", "50 boxes", "Y"),
        ]  # fmt: skip
        assert told(ledger.parts("P", "handed on")) == [("1", "15 boxes", "X")]


@pytest.mark.parametrize(
    "part", [Part(line="1", quantity="20 box"), Part(line="1", batch="X")], ids=["batch", "amount"]
)
def test_what_is_not_known_is_not_made_up(part: Part) -> None:
    with Ledger("sqlite://") as ledger:
        lots(ledger, part)
        with pytest.raises(NotRecorded, match="how much of it is on hand is not known; say how"):
            ledger.parts("P", "on hand")


def test_a_line_without_a_unit() -> None:
    with Ledger("sqlite://") as ledger:
        bare = aidtrack.read(_csv("reference,donor,line,item,qty\nB,France,1,monitor,5\n"))
        ledger.record(bare, when="2021-05-01", unless=None)
        with pytest.raises(NotRecorded, match="line 1: its unit is not stated"):
            ledger.parts("B", "in transit")


def _csv(text: str) -> Any:
    import io

    stream = io.BytesIO(text.encode())
    stream.name = "list.csv"
    return stream


# --- several lists of one consignment ------------------------------------------------------------


def listed(amount: str, who: str, **stated: Any) -> Dispatch:
    lines = (Monitor(line="1", quantity=amount, gross_weight="900 kg"),)
    goods = Consignment(reference="A-1", donor=Donor(name="France"), lines=lines)
    return Dispatch(**({"who": who, "when": "2021-05-01", "consignment": goods} | stated))


def quantities(ledger: Ledger) -> list[tuple[Decimal | None, str | None]]:
    return ledger.lines().frame.select("quantity", "quantity.text").rows()


def test_a_report_is_not_added_to_the_record(url: str) -> None:
    with Ledger(url) as ledger:
        report = listed("200 each", "a newspaper", told="report", when="2021-04-01")
        ledger.record([report, listed("150 each", "France")], unless=None)
        assert quantities(ledger) == [(Decimal(150), "150 each")]
        assert aidtrack.summarise(ledger.lines()).total.quantity[0].value == 150


def test_claims_that_differ_are_left_open(url: str) -> None:
    with Ledger(url) as ledger:
        reports = [
            listed(amount, who, told="report")
            for amount, who in (("200 each", "a newspaper"), ("150 each", "a ministry"))
        ]
        ledger.record(reports, unless=None)
        assert quantities(ledger) == [(None, "150 each or 200 each")]
        total = aidtrack.summarise(ledger.lines()).total
        assert (list(total.quantity), total.unread_quantities) == ([], 1)
        # On the weight they agree.
        assert total.gross_weight.value == 900


def test_a_line_that_another_does_not_list_is_left_open() -> None:
    with Ledger("sqlite://") as ledger:
        other = Consignment(reference="A-1", lines=(Monitor(line="2", quantity="1 each"),))
        ledger.record(
            [
                listed("150 each", "a newspaper", told="report"),
                Dispatch(who="b", when="2021-05-02", consignment=other, told="report"),
            ],
            unless=None,
        )
        assert quantities(ledger) == [(None, "150 each or not listed")]


def test_claims_that_agree_are_one() -> None:
    with Ledger("sqlite://") as ledger:
        reports = [listed("150 each", who, told="report") for who in ("a newspaper", "a ministry")]
        ledger.record(reports, unless=None)
        assert quantities(ledger) == [(Decimal(150), "150 each")]


def test_since_when_goods_are_on_their_way() -> None:
    with Ledger("sqlite://") as ledger:
        ledger.record(listed("150 each", "France", when="2020-01-01"), unless=None)
        ledger.record(
            listed("140 each", "France"), unless=None, revision=True, reason="counted again"
        )
        ledger.record(
            listed("9 each", "a newspaper", told="report", when="2019-01-01"), unless=None
        )
        assert ledger.outstanding()["since"].to_list() == [datetime(2021, 5, 1, tzinfo=UTC)]
        assert ledger.outstanding(date(2021, 1, 1)).height == 0
