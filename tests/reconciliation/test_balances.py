"""What entries make of a line: the balance law, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from aidtrack import Quantity
from aidtrack.lines.identity import identify
from aidtrack.model import MedicinePack, Packaging
from aidtrack.model.entries import Receipt, ReceivedLine, Reversal
from aidtrack.reconciliation import BALANCE, Book, reconcile
from tests.reconciliation.making import (
    REPORT,
    WHO,
    arrived,
    codes,
    dispatched,
    figures,
    handed_on,
    lost,
    received,
    returned,
    things,
)


def test_an_empty_book_has_no_balances() -> None:
    result = reconcile([])
    assert result.lines.height == 0
    assert set(BALANCE) <= set(result.lines.columns)
    assert not len(result.findings)
    assert result.by("donor").height == 0
    assert reconcile(Book()).lines.equals(result.lines)


def test_what_nobody_received_is_in_transit_and_not_missing() -> None:
    got = figures(reconcile([dispatched("100 each"), received(accepted="60 each")]))
    assert (got["in_transit"], got["accepted"], got["missing"]) == ("40", "60", "0")


def test_what_arrived_is_in_transit_until_it_is_received() -> None:
    got = figures(reconcile([dispatched("100 each"), arrived("60 each")]))
    assert (got["in_transit"], got["arrived"], got["awaiting"]) == ("100", "60", "60")
    got = figures(
        reconcile([dispatched("100 each"), arrived("60 each"), received(accepted="50 each")])
    )
    assert (got["in_transit"], got["awaiting"]) == ("50", "10")


def test_only_an_entry_makes_it_missing() -> None:
    sent, came = dispatched("100 each"), received(accepted="60 each")
    by_receipt = received(missing="40 each", stated={"reference": "GRN 2"})
    by_loss = lost("40 each", stage="transit")
    for entry in (by_receipt, by_loss):
        got = figures(reconcile([sent, came, entry]))
        assert (got["in_transit"], got["missing"], got["lost"]) == ("0", "40", "0")


def test_excess_is_part_of_what_was_accepted() -> None:
    result = reconcile([dispatched("100 each"), received(accepted="110 each", excess="10 each")])
    got = figures(result)
    assert (got["in_transit"], got["accepted"], got["excess"]) == ("0", "110", "10")
    assert codes(result) == []


def test_excess_that_no_receipt_states_is_worked_out_and_found() -> None:
    result = reconcile([dispatched("100 each"), received(accepted="110 each")])
    got = figures(result)
    assert (got["in_transit"], got["excess"]) == ("0", "10")
    assert codes(result) == ["AT814"]


def test_a_substitution_is_missing_there_and_excess_here() -> None:
    receipt = Receipt(
        **WHO,
        consignment="A-1",
        lines=(
            ReceivedLine(line="1", substituted="30 each", reason="out of stock"),
            ReceivedLine(line="x", instead_of="1", accepted="28 each"),
        ),
    )
    result = reconcile([dispatched("30 each"), receipt])
    there, here = figures(result), figures(result, "x")
    assert (there["missing"], there["accepted"], there["in_transit"]) == ("30", "0", "0")
    assert (here["dispatched"], here["accepted"], here["excess"]) == ("0", "28", "28")
    assert (here["in_transit"], here["on_hand"]) == ("0", "28")
    assert codes(result) == []


def test_stock_is_what_was_accepted_and_has_not_left() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="90 each", damaged="10 each"),
        handed_on("50 each"),
        handed_on("10 each", place="another hospital"),
        returned("5 each", "store"),
        returned("3 each", "sender"),
        returned("10 each", "sender", held_as="damaged"),
        lost("2 each"),
    ]
    result = reconcile(entries)
    got = figures(result)
    assert (got["distributed"], got["returned"], got["lost"]) == ("55", "3", "2")
    assert got["on_hand"] == "30"
    assert codes(result) == []


def test_more_handed_on_than_accepted_is_found_and_shown() -> None:
    result = reconcile([dispatched("9 each"), received(accepted="5 each"), handed_on("6 each")])
    assert figures(result)["on_hand"] == "-1"
    assert codes(result) == ["AT816"]


def test_an_amount_that_is_not_stated_leaves_figures_open() -> None:
    result = reconcile([dispatched("9 each"), received(), handed_on(None)])
    got = figures(result)
    assert [got[name] for name in ("accepted", "in_transit", "distributed", "on_hand")] == [
        None
    ] * 4
    assert (got["dispatched"], got["missing"]) == ("9", "0")
    assert codes(result) == ["AT820", "AT820"]


def test_without_a_dispatch_nothing_is_in_transit_and_nothing_is_not() -> None:
    result = reconcile([received(accepted="5 each")])
    got = figures(result)
    assert (got["dispatched"], got["in_transit"], got["accepted"]) == (None, None, "5")
    assert codes(result) == ["AT817"]


def test_what_a_record_does_not_list_was_not_sent() -> None:
    result = reconcile([dispatched("9 each"), received("7", accepted="5 each")])
    got = figures(result, "7")
    assert (got["dispatched"], got["in_transit"], got["excess"]) == ("0", "0", "5")
    assert codes(result) == ["AT818"]


def test_a_report_that_leaves_a_line_out_does_not_say_there_is_none() -> None:
    told = dispatched("9 each", told="report")
    result = reconcile([told, received("7", accepted="5 each")])
    assert figures(result, "7")["dispatched"] is None


def test_splits_of_a_line_add_within_a_receipt() -> None:
    lots = tuple(
        ReceivedLine(line="1", accepted=amount, batch=batch)
        for amount, batch in (("30 each", "B-1"), ("20 each", "B-2"))
    )
    result = reconcile([dispatched("50 each"), Receipt(**WHO, consignment="A-1", lines=lots)])
    assert figures(result)["accepted"] == "50"
    assert sorted(result.behind("A-1", "1", "accepted")["batch"]) == ["B-1", "B-2"]


def test_lines_stay_apart_after_a_split() -> None:
    result = reconcile(
        [
            dispatched("5 each", things("tent", "7 each")),
            received("1", accepted="2 each"),
            received("1", accepted="3 each", stated={"reference": "GRN 2"}),
            received("2", accepted="7 each"),
        ]
    )
    assert [figures(result, line)["accepted"] for line in ("1", "2")] == ["5", "7"]


# --- Units -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "came", "unit", "transit"),
    [
        ({"quantity": "2 carton", "pack_size": 50}, "60 each", "each", "40"),
        ({"quantity": "2 carton", "pack_size": 50}, "1 carton", "carton", "1"),
        ({"quantity": "2 carton", "pack_size": 50}, "5 dozen", "each", "40"),
        ({"quantity": "100 each", "pack_size": 50}, "1 pack", "each", "50"),
        (
            {"quantity": "100 each", "pack_size": 50, "packaging": Packaging(type="boxes")},
            "1 box",
            "each",
            "50",
        ),
        (
            {"quantity": "95 kg", "packaging": Packaging(count=2, type="cartons")},
            "1 carton",
            "kg",
            "47.5",
        ),
        (
            {"quantity": "100 each", "packaging": Packaging(count=4, type="cartons")},
            "1 carton",
            "each",
            "75",
        ),
        (
            {"quantity": "960 tablet", "packaging": Packaging(levels="2 pallet > 40 carton")},
            "1 pallet",
            "tablet",
            "480",
        ),
        (
            {"quantity": "960 tablet", "packaging": Packaging(levels="2 pallet > 40 carton")},
            "3 carton",
            "tablet",
            "924",
        ),
        ({"quantity": "1 t"}, "300 kg", "kg", "700"),
        ({"quantity": "1 t"}, "100 lb", "kg", "954.640763"),
        ({"quantity": "5 dozen"}, "12 each", "each", "48"),
        ({"quantity": "2 box", "pack_size": 50}, "1 dozen", "each", "88"),
    ],
)
def test_units_meet_through_the_lines_own_packaging(
    sent: dict[str, Any], came: str, unit: str, transit: str
) -> None:
    result = reconcile([dispatched(MedicinePack(**sent)), received(accepted=came)])
    got = figures(result)
    assert (got["unit"], got["in_transit"]) == (unit, transit)
    assert codes(result) == []


@pytest.mark.parametrize(
    ("sent", "came"),
    [
        ({"quantity": "2 carton"}, "100 each"),
        ({"quantity": "100 each"}, "2 carton"),
        ({"quantity": "1000 each", "pack_size": 50}, "2 pallet"),
        ({"quantity": "100 each", "pack_size": 50}, "1 box"),
        (
            {"quantity": "100 each", "pack_size": 50, "packaging": Packaging(type="boxes")},
            "1 pallet",
        ),
        ({"quantity": "95 each", "packaging": Packaging(count=2, type="cartons")}, "1 carton"),
        ({"quantity": "100 each", "packaging": Packaging(count=3, type="cartons")}, "1 carton"),
        ({"quantity": "100 each", "packaging": Packaging(count=3, type="crate")}, "1 carton"),
        ({"quantity": "100 kg"}, "100 L"),
        ({"quantity": "2 carton", "pack_size": 50}, "3 kg"),
        ({"quantity": "1 kg"}, "0.333333333 oz"),
    ],
)
def test_units_that_nothing_relates_are_kept_and_found(sent: dict[str, Any], came: str) -> None:
    result = reconcile([dispatched(MedicinePack(**sent)), received(accepted=came)])
    got = figures(result)
    assert (got["accepted"], got["in_transit"]) == (None, None)
    assert codes(result) == ["AT819"]
    [said] = result.behind("A-1", "1", "accepted").iter_rows(named=True)
    assert Quantity(said["quantity"], said["unit"]) == Quantity(came)


def test_numbers_without_a_unit_balance_among_themselves_only() -> None:
    bare = things("tent", "5 each").revised(quantity=None, as_written={"quantity": "5"})
    result = reconcile([dispatched(bare)])
    assert (figures(result)["dispatched"], figures(result)["unit"]) == ("5", None)
    result = reconcile([dispatched(bare), received(accepted="5 each")])
    assert figures(result)["dispatched"] is None
    assert codes(result) == ["AT819"]


# --- Corrections -------------------------------------------------------------------------------


def _reversal(target: Any, **stated: Any) -> Reversal:
    return Reversal(**(WHO | stated), reverses=identify(target), reason="entered twice")


def test_a_reversal_takes_back_and_can_be_taken_back() -> None:
    sent, came = dispatched("9 each"), received(accepted="5 each")
    undo = _reversal(came)
    assert figures(reconcile([sent, came, undo]))["accepted"] == "0"
    redo = _reversal(undo)
    assert figures(reconcile([sent, came, undo, redo]))["accepted"] == "5"
    third = _reversal(redo)
    assert figures(reconcile([third, redo, undo, came, sent]))["accepted"] == "0"


def test_two_reversals_take_back_once() -> None:
    sent, came = dispatched("9 each"), received(accepted="5 each")
    both = [_reversal(came), _reversal(came, who="another clerk")]
    assert figures(reconcile([sent, came, *both]))["accepted"] == "0"
    again = _reversal(both[0])
    assert figures(reconcile([sent, came, *both, again]))["accepted"] == "0"


def test_a_reversed_dispatch_leaves_no_lines() -> None:
    sent = dispatched("9 each")
    assert reconcile([sent, _reversal(sent)]).lines.height == 0


def test_a_reversal_of_what_is_not_there_has_no_effect_and_is_found() -> None:
    sent = dispatched("9 each")
    elsewhere = Reversal(**WHO, reverses="0" * 64, reason="entered twice")
    result = reconcile([sent, elsewhere])
    assert figures(result)["dispatched"] == "9"
    assert codes(result) == ["AT827"]


def test_one_entry_given_twice_is_one() -> None:
    sent, came = dispatched("9 each"), received(accepted="5 each")
    assert figures(reconcile([sent, came, came, sent]))["accepted"] == "5"


def test_a_report_beside_a_record_changes_no_figure() -> None:
    entries = [dispatched("9 each"), received(accepted="5 each")]
    told = received(accepted="7 each", stated=REPORT)
    alone, beside = reconcile(entries), reconcile([*entries, told])
    assert beside.lines.equals(alone.lines)
    assert codes(beside) == ["AT813"]
    assert beside.behind("A-1", "1", "accepted")["stands"].to_list() == [True, False]
