"""What may be recorded already: asked about where it may be, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from aidtrack.errors import NotRecorded
from aidtrack.ledger import Ledger, Recording
from aidtrack.model.entries import (
    Arrival,
    Clearance,
    Document,
    Entry,
    Loss,
    Part,
    Receipt,
    ReceivedLine,
    Return,
)
from tests.ledger.goods import distribution, gift, receipt

FIRST, LATER = (Document.of(content, address="day.csv") for content in (b"1", b"2"))
ABOUT: dict[str, Any] = {"who": "a store", "when": "2021-05-04", "consignment": "A-1"}
FIVE = (Part(line="1", quantity="5 each"),)
ACTS: dict[str, Entry] = {
    "receipt": receipt(when="2021-05-04", document=FIRST),
    "distribution": distribution(document=FIRST),
    "loss": Loss(**ABOUT, stage="store", cause="stolen", lines=FIVE, document=FIRST),
    "return": Return(**ABOUT, back_to="sender", lines=FIVE, document=FIRST),
    "arrival": Arrival(**ABOUT, place="Delhi", lines=FIVE, document=FIRST),
    "clearance": Clearance(**ABOUT, status="released", lines=FIVE, document=FIRST),
}
"""An act of each kind that is asked about, without a number, from a table."""


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as ledger:
        ledger.record(gift(), unless=None)
        yield ledger


def record(ledger: Ledger, entries: Entry | Sequence[Entry], **how: Any) -> Recording:
    """Record what may contradict what is there, which is asked about elsewhere."""
    return ledger.record(entries, unless=None, **how)


def again(act: Entry, **stated: Any) -> Entry:
    """The same act in the table as it is later, with something said otherwise."""
    return act.revised(**({"document": LATER} | stated))


@pytest.mark.parametrize("kind", ACTS)
def test_a_row_of_a_grown_table_is_known_and_a_corrected_one_asked_about(
    ledger: Ledger, kind: str
) -> None:
    act = ACTS[kind]
    [old] = record(ledger, act).added
    assert record(ledger, again(act)).known == (old,)
    for corrected in (
        again(act, remarks="recounted"),
        again(act, who="another clerk"),
        # The same words in a table by another name.
        again(act, document=Document.of(b"2", address="final.csv")),
        act.revised(who="another clerk"),
    ):
        with pytest.raises(NotRecorded, match=f"A-1 has an? {kind} of these lines already") as told:
            record(ledger, corrected)
        assert told.value.ways_out == ("revision", "also")
        assert "on 2021-05-04 by " in told.value.reasons[0]
    corrected = again(act, remarks="recounted")
    assert record(ledger, corrected, revision=True, reason="recounted").reversed == (old,)
    assert len(record(ledger, again(act, remarks="once more"), also=True).added) == 1
    assert ledger.verify().ok


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        *((kind, {"when": "2021-05-05"}) for kind in ACTS),
        *((kind, {"told": "report", "who": "a newspaper"}) for kind in ACTS),
        ("receipt", {"place": "Agra"}),
        ("receipt", {"lines": (ReceivedLine(line="4", accepted="1 each"),)}),
        ("distribution", {"place": "a field hospital"}),
        ("distribution", {"lines": (Part(line="3", quantity="1 pack", batch="B-7"),)}),
        ("loss", {"stage": "transit"}),
        ("return", {"back_to": "store", "place": "a field hospital"}),
        ("arrival", {"place": "Mumbai"}),
        ("clearance", {"status": "held"}),
    ],
)
def test_what_plainly_is_another_one_is_not_asked_about(
    ledger: Ledger, kind: str, stated: dict[str, Any]
) -> None:
    record(ledger, ACTS[kind])
    assert record(ledger, again(ACTS[kind], **stated)).added


@pytest.mark.parametrize("kind", ACTS)
def test_one_with_a_number_may_be_one_that_has_none(ledger: Ledger, kind: str) -> None:
    nameless = ACTS[kind]
    for number in ("N-1", "N-2"):  # Of two numbers nothing is asked.
        assert record(ledger, again(nameless, reference=number)).added
    with pytest.raises(NotRecorded, match="nobody says whether this one corrects it"):
        record(ledger, nameless)
    assert record(ledger, nameless, also=True).added
    with pytest.raises(NotRecorded, match="nobody says whether this one corrects it"):
        record(ledger, again(nameless, reference="N-3"))


def test_the_time_of_the_day_and_the_title_of_the_note_tell_two_apart(ledger: Ledger) -> None:
    noted = {"title": "note 7", "address": "note.pdf", "sha256": "a" * 64}
    record(ledger, distribution(when="2021-05-04T09:00Z", document=noted))
    afternoon = distribution(when="2021-05-04T15:00Z", document=LATER)
    assert record(ledger, afternoon).added
    other = distribution(
        when="2021-05-04T09:00Z", document=noted | {"title": "note 8", "sha256": "b" * 64}
    )
    assert record(ledger, other).added
    # Of no more than the day nobody can tell.
    with pytest.raises(NotRecorded, match="handed on to a district hospital on 2021-05-04"):
        record(ledger, distribution(document=LATER))


def test_what_is_given_along_is_not_what_is_corrected(ledger: Ledger) -> None:
    """A second delivery of a day, beneath the first in the same table."""
    morning = ACTS["distribution"]
    record(ledger, morning)
    both = [again(morning), again(morning, lines=(Part(line="3", quantity="300 pack"),))]
    recording = record(ledger, both)
    assert (len(recording.added), len(recording.known)) == (1, 1)


def test_only_the_corrected_row_of_a_table_is_taken_back(ledger: Ledger) -> None:
    rows = [
        Receipt(**ABOUT, document=FIRST, lines=(ReceivedLine(line=line, accepted=amount),))
        for line, amount in (("1", "60 each"), ("2", "70 each"))
    ]
    first, second = record(ledger, rows).added
    new = ReceivedLine(line="1", accepted="65 each")
    third = ReceivedLine(line="3", accepted="9 pack")
    corrected = [
        again(rows[0], lines=(new,)),
        again(rows[1]),
        again(rows[0], lines=(third,)),
    ]
    recording = record(ledger, corrected, revision=True, reason="recounted")
    assert (recording.reversed, recording.known) == ((first,), (second,))
    accepted = ledger.reconcile().lines["accepted"].cast(int).to_list()
    assert accepted == [65, 70, 9]


def test_two_stores_may_each_have_a_note_of_one_number(ledger: Ledger) -> None:
    """One number is one act, and what both say of it is compared; but it may be chance."""
    agra, delhi = (
        Receipt(**(ABOUT | {"who": store}), reference="1", lines=(
            ReceivedLine(line="1", accepted=amount),
        ))
        for store, amount in (("Agra store", "60 each"), ("Delhi store", "40 each"))
    )  # fmt: skip
    record(ledger, agra)
    told = (
        "A-1: number 1 is recorded by Agra store; if this is another note, which has that number "
        "by chance, state one that says whose it is, such as 'Delhi store 1'"
    )
    with pytest.raises(NotRecorded, match="A-1 is recorded with other content") as refused:
        record(ledger, delhi)
    assert refused.value.reasons[-1] == told
    # Who says the same of it bears it out; the same witness corrects it.
    assert record(ledger, agra.revised(who="the driver")).added
    with pytest.raises(NotRecorded) as own:
        record(ledger, agra.revised(when="2021-05-05"))
    assert "by chance" not in str(own.value)
    assert record(ledger, delhi.revised(reference="Delhi store 1")).added
    assert ledger.reconcile().lines["accepted"].cast(int).to_list()[0] == 100
    with pytest.raises(NotRecorded, match="is given twice") as twice:
        record(ledger, [delhi.revised(reference="2"), agra.revised(reference="2")])
    assert "number 2 is recorded by Delhi store" in twice.value.reasons[-1]


def test_two_desks_may_each_have_a_note_of_one_number(ledger: Ledger) -> None:
    note = receipt(who="Agra store")
    record(ledger, note.revised(reference="1"))
    with Ledger("sqlite://") as other:
        line = ReceivedLine(line="1", accepted="4 each")
        record(other, note.revised(reference="1", who="Delhi store", lines=(line,)))
        conflict, *_ = ledger.merge(other.export()).conflicts
    assert "two receipt records of one act" in conflict
    assert "; if this is another note, which has that number by chance" in conflict


def test_which_of_two_rows_is_revised_has_to_be_said(ledger: Ledger) -> None:
    act = ACTS["loss"]
    record(ledger, act)
    record(ledger, again(act, remarks="a second one"), also=True)
    with pytest.raises(NotRecorded, match="A-1 has 2 losses of these lines"):
        record(
            ledger,
            again(act, remarks="a third", document=Document.of(b"3")),
            revision=True,
            reason="which?",
        )
