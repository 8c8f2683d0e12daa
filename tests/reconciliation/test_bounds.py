"""No more goes back, or on, than was there: of what was refused, of a place, of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aidtrack.model.entries import Part, Receipt, ReceivedLine, Return
from aidtrack.reconciliation import reconcile
from tests.reconciliation.making import (
    REPORT,
    WHO,
    codes,
    dispatched,
    figures,
    handed_on,
    lost,
    received,
    returned,
)

if TYPE_CHECKING:
    from aidtrack.model.entries import Entry

SENT = dispatched("100 each")
REFUSED = received(accepted="80 each", rejected="15 each", damaged="5 each")


def lots(**amounts: str) -> Receipt:
    """What was accepted, by batch; the batch ``none`` is not stated."""
    lines = tuple(
        ReceivedLine(line="1", accepted=amount, batch=None if batch == "none" else batch)
        for batch, amount in amounts.items()
    )
    return Receipt(**WHO, consignment="A-1", lines=lines)


def gone(quantity: str | None, batch: str | None, number: str = "1") -> Entry:
    part = Part(line="1", quantity=quantity, batch=batch)
    return handed_on("1 each").model_copy(update={"lines": (part,), "reference": number})


def test_what_went_back_is_said_beside_what_was_refused() -> None:
    back = [
        returned("10 each", "sender", held_as="rejected"),
        returned("2 each", "sender", held_as="damaged"),
        returned("1 each", "sender"),
    ]
    result = reconcile([SENT, REFUSED, *back])
    got = figures(result)
    names = ("accepted", "rejected", "damaged", "in_transit", "returned", "on_hand")
    assert [got[name] for name in names] == ["80", "15", "5", "0", "1", "79"]
    assert [got[name] for name in ("held_rejected", "held_damaged", "sent_back")] == [
        "5", "3", "12",
    ]  # fmt: skip
    assert codes(result) == []
    behind = result.behind(figure="held_rejected")
    assert behind["status"].to_list() == ["rejected", "sent_back_rejected"]


def test_more_that_went_back_than_was_refused_is_found_for_each() -> None:
    back = [
        returned("16 each", "sender", held_as="rejected"),
        returned("6 each", "sender", held_as="damaged"),
    ]
    found = [str(each.message) for each in reconcile([SENT, REFUSED, *back]).findings]
    assert found == [
        "6 each went back to the sender as damaged; 5 were damaged",
        "16 each went back to the sender as rejected; 15 were rejected",
    ]


def test_an_unknown_amount_that_went_back_leaves_what_is_held_open() -> None:
    part = (Part(line="1"),)
    back = Return(**WHO, consignment="A-1", back_to="sender", held_as="rejected", lines=part)
    result = reconcile([SENT, REFUSED, back])
    got = figures(result)
    assert (got["held_rejected"], got["sent_back"], got["held_damaged"]) == (None, None, "5")
    assert "AT831" not in codes(result)


def test_a_report_of_what_went_back_stands_beside_the_record() -> None:
    told = [
        returned("10 each", "sender", held_as="rejected"),
        returned("15 each", "sender", held_as="rejected", **REPORT),
    ]
    result = reconcile([SENT, REFUSED, *told])
    assert figures(result)["held_rejected"] == "5"
    assert codes(result) == ["AT813"]


@pytest.mark.parametrize(
    ("back", "place", "found"),
    [
        ("20 each", "a clinic", []),
        ("21 each", "a clinic", ["AT832"]),
        ("1 each", "a camp", ["AT832"]),
        ("50 each", "a hospital", []),
        # Nobody says where from: of the line as a whole it is not too much.
        ("60 each", None, []),
        ("71 each", None, ["AT830"]),
    ],
)
def test_a_place_gives_back_no_more_than_it_was_given(
    back: str, place: str | None, found: list[str]
) -> None:
    given = [
        handed_on("50 each", place="a hospital"),
        handed_on("20 each", place="a clinic"),
    ]
    came = received(accepted="100 each")
    entries = [SENT, came, *given, returned(back, "store", place=place)]
    assert codes(reconcile(entries)) == found


@pytest.mark.parametrize(
    ("came", "out", "found"),
    [
        ({"X": "40 each", "Y": "60 each"}, [("40 each", "X")], []),
        ({"X": "40 each", "Y": "60 each"}, [("41 each", "X")], ["AT833"]),
        ({"X": "40 each", "Y": "60 each"}, [("30 each", "X"), ("11 each", "X")], ["AT833"]),
        ({"X": "40 each", "Y": "60 each"}, [("1 each", "Z")], ["AT833"]),
        # What was received without a batch may be of it.
        ({"X": "40 each", "none": "60 each"}, [("50 each", "Z")], []),
        ({"X": "40 each", "none": "10 each"}, [("11 each", "Z")], ["AT833"]),
        # What is not known is not too much.
        ({"X": "40 each", "Y": "60 each"}, [(None, "Z")], ["AT820"]),
        # The line as a whole has too little: that is said once.
        ({"X": "40 each"}, [("41 each", "X")], ["AT816"]),
    ],
)
def test_no_more_of_a_batch_leaves_than_came(
    came: dict[str, str], out: list[tuple[str | None, str]], found: list[str]
) -> None:
    left = [gone(amount, batch, str(number)) for number, (amount, batch) in enumerate(out)]
    assert codes(reconcile([SENT, lots(**came), *left])) == found


def test_what_came_back_of_a_batch_can_leave_again() -> None:
    part: Any = {"lines": (Part(line="1", quantity="10 each", batch="X"),)}
    back = returned("10 each", "store", place="a district hospital").model_copy(update=part)
    left = [gone("40 each", "X"), gone("10 each", "X", "2")]
    came = lots(X="40 each", Y="60 each")
    assert codes(reconcile([SENT, came, *left, back])) == []
    assert codes(reconcile([SENT, came, *left])) == ["AT833"]


def test_what_is_lost_of_a_batch_counts_too() -> None:
    part: Any = {"lines": (Part(line="1", quantity="50 each", batch="X"),)}
    loss = lost("50 each").model_copy(update=part)
    [found] = reconcile([SENT, lots(X="40 each", Y="60 each"), loss]).findings
    assert found.message == "50 each of batch X left the store, and 40 of it came"
