"""What a finding says: the value, and what it was held against."""

from __future__ import annotations

import pytest

from aidtrack import validate
from tests.kernel.test_documents import compared

SAID = {
    "AT112": ({"expiry": "06/2027"}, "06/2027: month read as its last day: 2027-06-30"),
    "AT323": (
        {"packages": "19", "parcels": "1-20"},
        "19 packages are stated, but 1-20 makes 20 parcels",
    ),
    "AT618": (
        {"kind": "ventilator", "quantity": "3 each", "serials": "V-1, V-2"},
        "2 serial numbers for a quantity of 3 each: V-1, V-2",
    ),
    "AT626": (
        {"un_number": "UN1072", "hazard_class": "2.2"},
        (
            "a UN number needs its proper shipping name and class; here the name is (not stated), "
            "the class 2.2"
        ),
    ),
    "AT714": (
        {"quantity": "100 each", "unit_price": "34.50 USD", "value": "3350 USD"},
        "the value 3350 USD is not 100 each at 34.5: that is 3,450",
    ),
}


@pytest.mark.parametrize("code", SAID)
def test_a_message_says_what_was_expected(code: str) -> None:
    row, message = SAID[code]
    (finding,) = validate([{"reference": "A-1", "line": "1"} | row]).of_rule(code)
    assert finding.message == message


def test_a_month_of_manufacture_is_read_as_its_first_day() -> None:
    (finding,) = validate([{"manufactured": "06/2027"}]).of_rule("AT112")
    assert finding.message == "06/2027: month read as its first day: 2027-06-01"


def test_the_price_of_a_pack_goes_first() -> None:
    row = {"quantity": "100 pack", "unit_price": "1 USD", "pack_price": "3 USD", "value": "30 USD"}
    (finding,) = validate([row]).of_rule("AT714")
    assert finding.message == "the value 30 USD is not 100 pack at 3: that is 300"


def test_batches_that_differ_point_to_their_cells() -> None:
    item = {"description": "amoxicillin 500 mg", "kind": "medicine_pack"}
    (finding,) = compared([item | {"batch": "A1"}], [item | {"batch": "A2"}]).of_rule("AT642")
    assert [(place.file, place.row, place.field, place.value) for place in finding.places] == [
        ("1.csv", 1, "batch", "A2"),
        ("0.csv", 1, "batch", "A1"),
    ]
