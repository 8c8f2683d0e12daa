"""The short list of dangerous goods: in order, in the wording of a transport document."""

import re

import pytest

from aidtrack.codes.dangerous import DANGEROUS, NAMED


def test_numbers_are_four_digits_in_order() -> None:
    numbers = list(DANGEROUS)
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"\d{4}", number) for number in numbers)


@pytest.mark.parametrize("number", list(DANGEROUS))
def test_a_class_is_written_as_on_a_transport_document(number: str) -> None:
    goods = DANGEROUS[number]
    assert re.fullmatch(r"[1-9](\.\d)?( or [1-9]\.\d)?( \([1-9](\.\d)?\))?", goods.hazard)
    assert goods.name == goods.name.strip()
    assert str(goods).startswith(f"UN{number}, ")


@pytest.mark.parametrize(
    ("number", "hazard"),
    [
        ("1072", "2.2 (5.1)"),
        ("1073", "2.2 (5.1)"),
        ("1170", "3"),
        ("1845", "9"),
        ("3373", "6.2"),
        ("3480", "9"),
        ("3481", "9"),
    ],
)
def test_what_relief_carries_most_is_there(number: str, hazard: str) -> None:
    assert DANGEROUS[number].hazard == hazard


def test_batteries_in_equipment_may_fly_where_those_by_themselves_may_not() -> None:
    assert DANGEROUS["3480"].cargo_aircraft_only
    assert DANGEROUS["3090"].cargo_aircraft_only
    assert not DANGEROUS["3481"].cargo_aircraft_only
    assert not DANGEROUS["1845"].cargo_aircraft_only


def test_every_name_has_the_words_of_its_number_alone() -> None:
    for number, goods in DANGEROUS.items():
        for words, numbers in NAMED.items():
            assert bool(re.search(words, goods.name.lower())) <= (number in numbers), number
    assert {number for numbers in NAMED.values() for number in numbers} <= {*DANGEROUS}
