"""What entries make contradict: found before they stand, refused, or kept with the right one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from aidtrack.errors import NotRecorded
from aidtrack.ledger import Ledger, beside
from aidtrack.ledger.standing import is_same_act
from aidtrack.model.entries import (
    Arrival,
    Clearance,
    Dispatch,
    Entry,
    Loss,
    Part,
    Pledge,
    ReceivedLine,
    Return,
    Reversal,
)
from tests.ledger.goods import distribution, gift, receipt

WHO: dict[str, Any] = {"who": "a clerk", "when": "2021-05-06", "consignment": "A-1"}


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as ledger:
        ledger.record(gift())
        yield ledger


def kept(ledger: Ledger, entry: str) -> dict[str, int]:
    """How often each rule was let stand of an entry."""
    return {code: n for each in ledger.findings(entry) for code, n in each["counts"].items()}


def too_much(number: int = 5000) -> Entry:
    return distribution(lines=(Part(line="3", quantity=f"{number} pack", batch="AMX-2291"),))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (receipt(lines=(ReceivedLine(line="1", accepted="160 each"),)), "AT814"),
        (distribution(), "AT816"),
        (Loss(**WHO, stage="store", cause="stolen", lines=(Part(line="1", quantity="1 each"),)),
         "AT816"),
        (Return(**WHO, back_to="store", place="a clinic",
                lines=(Part(line="1", quantity="1 each"),)), "AT830"),
    ],
)  # fmt: skip
def test_a_movement_that_contradicts_is_refused(ledger: Ledger, entry: Entry, code: str) -> None:
    before = list(ledger.export())
    with pytest.raises(NotRecorded, match=f"A-1 line .: {code} error") as refused:
        ledger.record(entry)
    assert refused.value.ways_out == ("unless",)
    assert list(ledger.export()) == before
    recording = ledger.record(entry, unless="never")
    assert recording.findings is not None
    assert code in recording.findings.counts()
    assert code in kept(ledger, recording.added[0])
    assert ledger.verify().ok


def test_without_being_asked_nothing_is_found(ledger: Ledger) -> None:
    recording = ledger.record(distribution(), unless=None)
    assert recording.findings is None
    assert kept(ledger, recording.added[0]) == {}


def test_what_contradicted_before_is_not_held_against_an_entry(ledger: Ledger) -> None:
    ledger.record(too_much(), unless=None)
    landed = Arrival(**WHO, lines=(Part(line="1", quantity="150 each"),))
    recording = ledger.record(landed)
    assert recording.findings is not None
    assert recording.findings.counts() == {}


def test_a_reversal_that_contradicts_is_refused(ledger: Ledger) -> None:
    [came, _] = ledger.record([receipt(), distribution()]).added
    back = Reversal(who="a clerk", when="2021-05-05", reverses=came, reason="twice")
    with pytest.raises(NotRecorded, match="A-1 line 3: AT816 error: the stock is -1,000 pack"):
        ledger.record(back)
    recording = ledger.record(back, unless="never")
    assert kept(ledger, recording.added[0]) == {"AT816": 1}
    # What it took back stands again, and then what contradicted does not.
    again = Reversal(
        who="a clerk", when="2021-05-06", reverses=recording.added[0], reason="it was not"
    )
    assert ledger.record(again).added


def test_a_revision_is_seen_without_what_it_takes_back(ledger: Ledger) -> None:
    line = ReceivedLine(line="1", accepted="160 each")
    numbered = receipt(lines=(line,), reference="A-1").revised(reference="GRN-1")
    ledger.record(numbered, unless=None)
    moved = numbered.revised(place="Agra")
    with pytest.raises(NotRecorded, match="AT814"):
        ledger.record(moved, revision=True, reason="another store")
    right = numbered.revised(lines=(line.revised(accepted="150 each"),))
    assert ledger.record(right, revision=True, reason="recounted").reversed


def test_a_report_that_differs_is_told_and_kept(ledger: Ledger) -> None:
    other = gift(lines=(gift().lines[0].revised(quantity="160 each"),))
    recording = ledger.record(other, who="a newspaper", told="report")
    assert recording.findings is not None
    [told] = recording.findings.of_rule("AT813")
    assert told.message.startswith("dispatched: a report has 160 each, the record 150: ")
    assert kept(ledger, recording.added[0])["AT813"] == 1


def test_what_is_found_is_kept_with_the_right_entry(url: str) -> None:
    """A pledge and a dispatch of one reference, and what came of it, in one call."""
    sent = Dispatch(who="France", when="2021-04-28", consignment=gift())
    faulty = gift(lines=(*gift().lines[:1], gift().lines[1].revised(net_weight="0 kg")))
    promised = Pledge(who="France", when="2021-04-20", consignment=faulty)
    came = receipt(lines=(ReceivedLine(line="1", accepted="160 each"),))
    with Ledger(url) as ledger:
        recording = ledger.record([promised, sent, came, distribution()], unless="never")
        of_pledge, of_sent, of_receipt, of_distribution = (
            kept(ledger, each) for each in recording.added
        )
    assert "AT603" in of_sent
    assert "AT603" not in of_pledge
    assert of_pledge["AT824"] == of_sent["AT824"] == 1
    assert of_pledge.keys() & {"AT814", "AT816"} == set()
    assert of_receipt.keys() == {"AT814"}
    assert of_distribution.keys() == {"AT816"}


def test_new_lists_are_not_reconciled(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def reconcile(*_: Any, **__: Any) -> None:
        pytest.fail("a list of which nothing is recorded was reconciled")

    monkeypatch.setattr(beside, "reconcile", reconcile)
    assert len(ledger.record([gift(f"B-{number}") for number in range(5)]).added) == 5


@pytest.mark.parametrize(
    ("entry", "code", "is_near"),
    [
        (receipt("AA-1"), "AT817", True),
        (Arrival(**WHO | {"consignment": "AA-1"}), "AT840", True),
        (Clearance(**WHO | {"consignment": "elsewhere/77"}, status="held"), "AT840", False),
    ],
)
def test_a_consignment_of_which_nothing_is_recorded(
    ledger: Ledger, entry: Entry, code: str, is_near: bool
) -> None:
    with pytest.raises(NotRecorded, match=f"{code} warning"):
        ledger.record(entry, unless="warning")
    recording = ledger.record(entry)
    assert recording.findings is not None
    told = next(iter(recording.findings.of_rule(code)))
    assert told.message.endswith("; the nearest that is recorded is A-1") == is_near
    assert code in kept(ledger, recording.added[0])
    # Once it is told, what follows is not blamed for it.
    further = Arrival(**WHO | {"consignment": entry.about, "when": "2021-05-09"})
    later = ledger.record(further).findings
    assert later is not None
    assert code not in later.counts()


def test_a_mistyped_reference_is_named_beside_what_it_brings(ledger: Ledger) -> None:
    ledger.record(receipt())
    with pytest.raises(NotRecorded) as refused:
        ledger.record(distribution("A-11"))
    hint, stock = refused.value.reasons
    assert hint.endswith("; the nearest that is recorded is A-1")
    assert "A-11 line 3: AT816 error" in stock


def test_the_list_may_be_given_in_the_same_call(url: str) -> None:
    with Ledger(url) as ledger:
        sent = Dispatch(who="France", when="2021-04-28", consignment=gift())
        findings = ledger.record([distribution(), receipt(), sent]).findings
    assert findings is not None
    assert findings.counts().keys().isdisjoint({"AT817", "AT840", "AT816"})


def test_like_consignments_of_one_call_are_found(url: str) -> None:
    """An agent's list, in another order and with weights, beside the donor's."""
    agents = gift(
        "AG-7",
        dispatched="2021-04-30",
        lines=[
            each.revised(line=str(number), gross_weight="10 kg", as_written={}, extra={})
            for number, each in enumerate(reversed(gift().lines), start=1)
        ],
    )
    later = agents.revised(reference="AG-8", dispatched="2021-06-30")
    with Ledger(url) as ledger:
        findings = ledger.record([gift(), agents, later]).findings
    assert findings is not None
    assert [str(each) for each in findings.of_rule("AT803")] == [
        "AG-7 line 1: AT803 warning: the consignment has the same parties and goods as A-1"
    ]


def test_two_reversals_of_one_entry_at_once(ledger: Ledger) -> None:
    [came] = ledger.record(receipt()).added
    back = Reversal(who="a clerk", when="2021-05-05", reverses=came, reason="twice")
    with pytest.raises(NotRecorded, match=f"2 reversals take back the entry {came}; expected one"):
        ledger.record([back, back.revised(reason="a slip")])
    recording = ledger.record([back, back])
    assert (len(recording.added), len(recording.known)) == (1, 1)


def test_many_entries_alike_are_compared_once_each(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same amount to the same hospital on each of many days: linear, not each with each."""
    count = 300
    entries = [
        distribution(when=f"2021-05-04T00:{number // 60:02}:{number % 60:02}Z")
        for number in range(count)
    ]
    calls = {"loads": 0, "is_same_act": 0}

    class Counting:
        @staticmethod
        def loads(text: str) -> Any:
            calls["loads"] += 1
            return json.loads(text)

    def counted(*contents: Any) -> bool:
        calls["is_same_act"] += 1
        return is_same_act(*contents)

    monkeypatch.setattr("aidtrack.ledger.sorting.json", Counting)
    monkeypatch.setattr("aidtrack.ledger.sorting.is_same_act", counted)
    with Ledger(url) as ledger:
        assert len(ledger.record(entries, unless=None).added) == count
        assert len(ledger.record(entries, unless=None).known) == count
        later = [each.revised(place="another hospital") for each in entries]
        assert len(ledger.record(later, unless=None).added) == count
    assert calls["is_same_act"] == 0
    assert calls["loads"] <= 3 * 2 * count
