"""A check digit is broken by any one changed digit, as far as its scheme can tell."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.waybills import waybills_agree
from aidtrack.rules.check_digits import (
    GTIN_LENGTHS,
    LETTERS,
    SSCC_LENGTH,
    has_wrong_container,
    is_no_gtin,
    is_no_sscc,
    is_wrong_air_waybill,
)
from tests.properties.check_digits import (
    container_check_digit,
    gs1_check_digit,
    is_air_waybill,
    is_container,
    is_gtin,
    is_sscc,
)

DIGITS = "0123456789"


def numbers(length: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=length, max_size=length)


def changed(number: str, place: int, digit: str) -> str:
    return number[:place] + digit + number[place + 1 :]


def asked(expression: pl.Expr, *texts: str) -> list[bool | None]:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(expression.alias("fault"))["fault"].to_list()


TEXT = pl.col("text")
FLIES = pl.lit(value=True)


@given(
    st.sampled_from([*GTIN_LENGTHS, SSCC_LENGTH]).flatmap(lambda length: numbers(length - 1)),
    st.data(),
)
def test_any_one_changed_digit_breaks_a_number_of_gs1(body: str, data: st.DataObject) -> None:
    number = f"{body}{gs1_check_digit(body)}"
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([each for each in DIGITS if each != number[place]]))
    other = changed(number, place, digit)
    is_right, is_wrong = (
        (is_sscc, is_no_sscc) if len(number) == SSCC_LENGTH else (is_gtin, is_no_gtin)
    )
    assert is_right(number)
    assert not is_right(other)
    assert asked(is_wrong(TEXT), number, other) == [False, True]


def rest_of(prefix: str) -> int:
    values = [LETTERS.get(sign, 0) if sign.isalpha() else int(sign) for sign in prefix]
    return sum(value << place for place, value in enumerate(values)) % 11


OWNERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)


@given(OWNERS, st.sampled_from("UJZ"), numbers(6), st.integers(4, 9), st.sampled_from(DIGITS))
def test_a_changed_digit_breaks_a_container_unless_ten_is_written_as_zero(
    owner: str, category: str, serial: str, place: int, digit: str
) -> None:
    prefix = owner + category + serial
    number = f"{prefix}{container_check_digit(prefix)}"
    assert is_container(number)
    other = changed(number, place, digit)
    hidden = {rest_of(prefix), rest_of(other[:-1])} == {0, 10}
    same = other == number or hidden
    assert is_container(other) is same
    assert asked(has_wrong_container(TEXT), number, other) == [False, not same]


@given(OWNERS, numbers(6), st.sampled_from(DIGITS))
def test_a_container_has_one_check_digit(owner: str, serial: str, digit: str) -> None:
    prefix = f"{owner}U{serial}"
    right = container_check_digit(prefix) == int(digit)
    assert is_container(prefix + digit) is right
    assert asked(has_wrong_container(TEXT), prefix + digit) == [not right]


@given(numbers(3), numbers(7), st.integers(0, 7), st.sampled_from(DIGITS))
def test_a_changed_digit_breaks_an_air_waybill_unless_changed_by_seven(
    airline: str, serial: str, place: int, digit: str
) -> None:
    eight = f"{serial}{int(serial) % 7}"
    assert is_air_waybill(f"{airline}-{eight}")
    other = changed(eight, place, digit)
    # The check digit itself is below seven, so that no other digit can stand for it.
    same = eight[place] == digit
    if place < 7:
        same = (int(eight[place]) - int(digit)) % 7 == 0
    assert is_air_waybill(f"{airline}-{other}") is same
    faults = asked(is_wrong_air_waybill(TEXT, FLIES), f"{airline}-{eight}", airline + other)
    assert faults == [False, not same]


@given(st.text(max_size=24) | st.text("0123456789 -()AE+.,", max_size=24))
def test_expressions_say_what_the_functions_say(text: str) -> None:
    for is_right, is_wrong in ((is_gtin, is_no_gtin), (is_sscc, is_no_sscc)):
        (fault,) = asked(is_wrong(TEXT), text)
        if is_right(text):
            assert fault is False
        else:
            assert fault is not False
    (fault,) = asked(has_wrong_container(TEXT), text)
    assert fault is not True or not is_container(text)
    (fault,) = asked(is_wrong_air_waybill(TEXT, FLIES), text)
    assert fault is not True or not is_air_waybill(text)


@pytest.mark.parametrize("text", ["see the label", "12 boxes", "", "n/a", "A4006381333931"])
def test_words_are_not_judged(text: str) -> None:
    assert asked(is_no_gtin(TEXT), text) == [None]
    assert asked(is_no_sscc(TEXT), text) == [None]
    assert asked(has_wrong_container(TEXT), text) == [None]
    assert asked(is_wrong_air_waybill(TEXT, FLIES), text) in ([None], [False])


@pytest.mark.parametrize("text", ["", "12a", "٣", "1 2"])
def test_a_check_digit_is_of_digits(text: str) -> None:
    with pytest.raises(ValueError, match="expected digits alone, got"):
        gs1_check_digit(text)


@pytest.mark.parametrize("text", ["", "CSQX305438", "csqu305438", "CSQU30543", "CSQU3054383"])
def test_a_container_has_its_form(text: str) -> None:
    with pytest.raises(ValueError, match="expected four letters"):
        container_check_digit(text)


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("176-12345675", "17612345675", True),
        ("176-12345675", "MAWB 176 1234 5675", True),
        ("176-12345675", "176-12345686", False),
        ("176-12345675", "MAEU123456789", True),
        ("MAEU123456789", "MAEU123456780", False),
    ],
)
def test_waybills_that_can_be_one(left: str, right: str, agree: bool) -> None:
    assert waybills_agree(left, right) is agree
    assert waybills_agree(right, left) is agree
