"""A story for a terminal: every part of every entry, with its reason, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aidtrack.ledger import Ledger
from aidtrack.model import Consignment, MedicinePack
from aidtrack.model.entries import Loss, Part, Receipt, ReceivedLine
from aidtrack.report.plain import width
from aidtrack.report.story_text import story_text

_REASON = "crushed under a pallet on the way from the airport"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger("sqlite://") as ledger:
        yield ledger


def received(*lines: ReceivedLine) -> Receipt:
    return Receipt(who="a store", when="2021-05-03", consignment="P", lines=lines)


def told(ledger: Ledger) -> list[str]:
    return list(story_text(ledger.trace("P")))


def test_one_part_stands_beside_its_entry(ledger: Ledger) -> None:
    [id_] = ledger.record(
        received(
            ReceivedLine(line="1", accepted="40 box", batch="B1", expiry="2027-04-30"),
        )
    ).added
    assert told(ledger)[:2] == [
        f"2021-05-03  {id_[:12]}  a store records: received: line 1: 40 box of batch B1",
        "    (expires 2027-04-30) accepted",
    ]


def test_what_is_said_of_a_line_stands_together(ledger: Ledger) -> None:
    line = ReceivedLine(line="2", accepted="9 box", damaged="1 box", batch="B2", reason=_REASON)
    other = ReceivedLine(line="1", missing="3 box", instead_of=None)
    [id_] = ledger.record(received(line, other), unless=None).added
    assert told(ledger)[:4] == [
        f"2021-05-03  {id_[:12]}  a store records: received:",
        "    line 1: 3 box missing",
        "    line 2: 9 box of batch B2 accepted, 1 box damaged, because: crushed under a",
        "        pallet on the way from the airport",
    ]


def test_a_reason_is_told_once(ledger: Ledger) -> None:
    parts = (Part(line="1", quantity="2 box"),)
    ledger.record(
        Loss(who="a store", when="2021-05-03", consignment="P", stage="store", cause="stolen",
             lines=parts, reason="a broken lock"),
        unless=None,
    )  # fmt: skip
    text = " ".join(line.strip() for line in told(ledger))
    assert "lost, stolen, because: a broken lock: line 1: 2 box lost now" in text


def test_what_came_instead_says_of_what(ledger: Ledger) -> None:
    ledger.record(
        received(
            ReceivedLine(line="1", substituted="5 box"),
            ReceivedLine(line="X1", accepted="5 box", excess="5 box", instead_of="1"),
        ),
        unless=None,
    )
    assert "    line X1: 5 box accepted, 5 box excess, instead of line 1" in told(ledger)


def test_none_of_many_parts_is_left_out_or_cut(ledger: Ledger) -> None:
    numbers = [str(number) for number in range(1, 61)]
    sent = [MedicinePack(line=each, quantity="10 box", batch=f"B{each}") for each in numbers]
    ledger.record(Consignment(reference="P", lines=sent), who="France", when="2021-05-01",
                  unless=None)  # fmt: skip
    ledger.record(
        received(
            *(
                ReceivedLine(
                    line=each, accepted="9 box", damaged="1 box", batch=f"B{each}",
                    reason=f"{_REASON}, pallet {each}" * 20,
                )
                for each in numbers
            )
        )
    )  # fmt: skip
    lines = told(ledger)
    assert max(map(width, lines)) <= 80
    assert "…" not in "".join(lines)
    text = " ".join(line.strip() for line in lines)
    for each in numbers:
        assert f"line {each}: 10 box of batch B{each} dispatched" in text
        assert f"line {each}: 9 box of batch B{each} accepted, 1 box damaged, because" in text
        assert text.count(f"pallet {each}{_REASON}") == 19
    parts = [line for line in lines if "dispatched" in line and line.startswith("    line")]
    assert [line.split()[1] for line in parts] == [f"{each}:" for each in numbers]


def test_hostile_texts_are_printed_clean(ledger: Ledger) -> None:
    ledger.record(
        received(
            ReceivedLine(line="1", accepted="1 box", reason="\x1b[2J\u202e\nnow  all is well"),
            ReceivedLine(line="9" * 5000, accepted="1 box"),
        )
    )
    lines = told(ledger)
    assert not {"\x1b", "\u202e", "\n"} & set("".join(lines))
    assert not any(line.startswith("now  all") for line in lines)
