"""Numbers with units, and what stands in their way."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.errors import UnknownUnit
from aidtrack.text.number import plain_number
from aidtrack.text.reading import Problem
from aidtrack.units import UNITS, Measure, Qualifier, read_measure, split_qualifier


def test_the_unit_may_be_known_from_elsewhere() -> None:
    assert read_measure("5", unit="carton").value == Measure(Decimal(5), "carton")
    assert read_measure("5").value == Measure(Decimal(5), None)
    assert read_measure("5 t", unit="kg").value == Measure(Decimal(5), "t")
    with pytest.raises(UnknownUnit):
        read_measure("5", unit="Kilos")


@pytest.mark.parametrize(
    ("text", "unit", "dimension", "message"),
    [
        ("5 litres", None, "mass", "expected a mass, got '5 litres' (a volume)"),
        ("5", "L", "mass", "expected a mass, got '5 L' (a volume)"),
        ("5 kg", None, "count", "expected a count, got '5 kg' (a mass)"),
        ("5 W", None, "goods", "expected an amount of goods, got '5 W' (a power)"),
        ("2 tons", None, "volume", "expected a volume, got '2 tons' (a mass)"),
        (
            "5 boxes",
            "carton",
            None,
            "expected a count of cartons (carton), got '5 boxes' (a count of boxes)",
        ),
    ],
)
def test_a_unit_of_another_dimension_is_told(
    text: str, unit: str | None, dimension: str | None, message: str
) -> None:
    reading = read_measure(text, unit=unit, dimension=dimension)
    assert reading.problem is Problem.WRONG_DIMENSION
    assert reading.message == message


def test_the_dimension_settles_a_unit_of_which_one_meaning_fits() -> None:
    assert read_measure("2 mts", dimension="mass").value == Measure(Decimal(2), "t")
    assert read_measure("2 mts", unit="cm").value == Measure(Decimal(2), "m")
    assert read_measure("5 LT", dimension="volume").value == Measure(Decimal(5), "L")


def test_number_and_unit_can_both_be_open() -> None:
    reading = read_measure("1,200 tons")
    assert reading.problem is Problem.AMBIGUOUS_UNIT
    assert len(reading.candidates) == 6
    assert reading.candidates[0] == Measure(Decimal(1200), "t")
    settled = read_measure("1,200 tons", decimal="comma", ton="short")
    assert settled.value == Measure(Decimal("1.200"), "short_ton")


def test_evidence_of_the_decimal_mark_is_handed_on() -> None:
    assert read_measure("5,7 t").evidence == "comma"
    assert read_measure("1,349.5 kg").evidence == "point"
    assert read_measure("5 t").evidence is None


def test_problems_of_the_parts_are_handed_on() -> None:
    assert read_measure("15 blorps").problem is Problem.UNKNOWN_UNIT
    assert read_measure("1.2.3 kg").problem is Problem.UNREADABLE
    assert read_measure("1" * 19 + " kg").problem is Problem.TOO_LONG
    assert read_measure("0.1234567891 kg").problem is Problem.TOO_LONG


@pytest.mark.parametrize("text", ["9" * 10**6, "9 " * 10**6, "k" * 10**6, " " * 10**6 + "kg"])
def test_a_huge_text_costs_nothing(text: str) -> None:
    start = time.perf_counter()
    assert read_measure(text).problem is Problem.UNREADABLE
    assert time.perf_counter() - start < 1


@given(
    st.text(alphabet=st.sampled_from("0123456789.,-+ '*_^eEkgtLmton\u00a0\u066b()x"), max_size=130)
)
def test_no_text_raises(text: str) -> None:
    reading = read_measure(text)
    assert (reading.value is None) != (reading.problem is None)
    assert reading.problem is None or reading.message


@given(st.decimals(-(10**6), 10**6, places=2, allow_nan=False), st.sampled_from(sorted(UNITS)))
def test_what_is_written_plainly_is_read_back(number: Decimal, unit: str) -> None:
    reading = read_measure(f"{plain_number(number)} {unit}")
    assert reading.value == Measure(number, unit)


@pytest.mark.parametrize(
    ("text", "qualifier", "rest"),
    [
        ("over 22 t", Qualifier.OVER, "22 t"),
        ("More than 22 tonnes", Qualifier.OVER, "22 tonnes"),
        ("plus de 5 t", Qualifier.OVER, "5 t"),
        ("más de 5 t", Qualifier.OVER, "5 t"),
        ("ma\u0301s de 5 t", Qualifier.OVER, "5 t"),
        (">22t", Qualifier.OVER, "22t"),
        ("≥ 22 t", Qualifier.OVER, "22 t"),
        ("22 t+", Qualifier.OVER, "22 t"),
        ("22+ t", Qualifier.OVER, "22 t"),
        ("at least 5", Qualifier.OVER, "5"),
        ("~12 kg", Qualifier.ABOUT, "12 kg"),
        ("approx. 12 kg", Qualifier.ABOUT, "12 kg"),
        ("ca. 12 kg", Qualifier.ABOUT, "12 kg"),
        ("environ 12 kg", Qualifier.ABOUT, "12 kg"),
        ("aproximadamente 12 kg", Qualifier.ABOUT, "12 kg"),
        ("up to 4 t", Qualifier.UP_TO, "4 t"),
        ("max. 4 t", Qualifier.UP_TO, "4 t"),
        ("<= 4 t", Qualifier.UP_TO, "4 t"),
        ("jusqu\u2019à 4 t", Qualifier.UP_TO, "4 t"),
        ("hasta 4 t", Qualifier.UP_TO, "4 t"),
        ("exactly 4 t", Qualifier.EXACTLY, "4 t"),
        ("4 t", Qualifier.EXACTLY, "4 t"),
        ("+4 t", Qualifier.EXACTLY, "+4 t"),
        ("carton 5", Qualifier.EXACTLY, "carton 5"),
    ],
)
def test_qualifiers(text: str, qualifier: Qualifier, rest: str) -> None:
    assert split_qualifier(text) == (qualifier, rest)
