"""What the ledger knows of goods before they are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from aidtrack.ledger import Ledger
from aidtrack.ledger.drafts import drafts_of
from aidtrack.ledger.history import known_before
from aidtrack.model import MedicinePack, Monitor
from aidtrack.model.entries import Dispatch, Reversal
from tests.ledger.goods import gift


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as ledger:
        yield ledger


def known(ledger: Ledger, *consignments: Any) -> list[tuple[Any, ...]]:
    drafts = drafts_of(
        [Dispatch(who="x", when="2021-05-01", consignment=each) for each in consignments]
    )
    with ledger._store.reading() as connection:
        return known_before(connection, drafts).rows()


def test_goods_that_are_recorded_under_another_reference(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    other = gift("A-3", lines=(Monitor(line="1", description="m", quantity="1 each"),))
    recorded = [name for name, _ in known(ledger, other, gift("A-2"), gift("A-1"))]
    assert recorded == [None, *["A-1"] * 3, *[None] * 3]


def test_what_was_taken_back_is_not_known(ledger: Ledger) -> None:
    [id_] = ledger.record(gift("A-1")).added
    ledger.record(Reversal(who="a clerk", when="2021-05-05", reverses=id_, reason="twice"))
    assert {name for name, _ in known(ledger, gift("A-2"))} == {None}


def test_a_batch_with_its_expiry(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    lines = tuple(
        MedicinePack(line=batch, quantity="1 pack", batch=batch, expiry="2027-01-31")
        for batch in ("AMX-2291", "B-7")
    )
    assert known(ledger, gift("A-2", lines=lines)) == [
        (None, date(2028, 10, 31)),
        (None, None),
    ]


def test_a_batch_known_with_two_expiries_settles_nothing(ledger: Ledger) -> None:
    pack = MedicinePack(line="1", quantity="1 pack", batch="AMX-2291", expiry="2027-01-31")
    ledger.record([gift("A-1"), gift("A-2", lines=(pack,))], unless=None)
    assert known(ledger, gift("A-3"))[2] == ("A-1", None)


def test_goods_without_batches(ledger: Ledger) -> None:
    ledger.record(gift("A-1"))
    line = Monitor(line="1", description="m", quantity="1 each")
    assert known(ledger, gift("A-2", lines=(line,))) == [(None, None)]
