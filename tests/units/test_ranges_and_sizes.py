"""Storage temperatures and package sizes as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aidtrack.text.reading import Problem
from aidtrack.units import Dimensions, TemperatureRange, read_dimensions, read_temperatures


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2-8 °C", "2", "8"),
        ("2 to 8 C", "2", "8"),
        ("+2…+8°C", "2", "8"),
        ("+2°C to +8°C", "2", "8"),
        ("2..8", "2", "8"),
        ("15–25", "15", "25"),
        ("-25 to -15", "-25", "-15"),
        ("-25°C - -15°C", "-25", "-15"),
        ("\u221225 °C à \u221215 °C", "-25", "-15"),
        ("entre 2 y 8 ºC", "2", "8"),
        ("between 2 and 8 degrees Celsius", "2", "8"),
        ("2,5 - 7,5 °C", "2.5", "7.5"),
        ("below 25 °C", None, "25"),
        ("2-8 °C, do not freeze", "2", "8"),
        ("below 25 °C; protect from light", None, "25"),
        ("<25°C", None, "25"),
        ("up to 30 °C", None, "30"),
        ("max. 30C", None, "30"),
        ("above 0 °C", "0", None),
        ("≥ 2 °C", "2", None),
        ("Store below 30°C", None, "30"),
        ("Store at 2-8°C", "2", "8"),
        ("Store between 2 and 8 C", "2", "8"),
        ("Do not store above 25°C", None, "25"),
        ("Do not store below 15°C", "15", None),
        ("Store at a temperature not exceeding 30 °C", None, "30"),
        ("Store below 30 °C in a dry place. Protect from light.", None, "30"),
        ("Store at -20 °C", "-20", "-20"),
        ("Conserver entre 2°C et 8°C", "2", "8"),
        ("À conserver à une température inférieure à 25 °C", None, "25"),
        ("Ne pas conserver au-dessus de 25 °C", None, "25"),
        ("Ne pas conserver en dessous de 15 °C", "15", None),
        ("Conservar a menos de 25 °C", None, "25"),
        ("Almacenar entre 2 y 8 °C", "2", "8"),
        ("No conservar por encima de 30 °C", None, "30"),
        ("Store refrigerated", "2", "8"),
    ],
)
def test_ranges_are_read(text: str, low: str | None, high: str | None) -> None:
    reading = read_temperatures(text)
    assert reading.value is not None, reading.message
    assert reading.value.model_dump(mode="json") == {"low": low, "high": high}
    assert TemperatureRange.model_validate(text) == reading.value


@pytest.mark.parametrize(
    "text",
    [
        "Store at 25 °C",
        "Store",
        "Do not store frozen",
        "Ne pas conserver 25",
        "no menos de 15 °C",
        "Room temperature",
        "Store at room temperature",
        "Do not freeze",
        "25 °C",
        "36-46 °F",
        "cold",
        "",
        "2-8-12",
        "8-2 °C",
        "2-8 kg",
        "x" * 99,
    ],
)
def test_what_is_no_range_is_refused(text: str) -> None:
    reading = read_temperatures(text)
    assert reading.problem is Problem.UNREADABLE
    assert reading.message
    with pytest.raises(ValidationError):
        TemperatureRange.model_validate(text)


def test_an_ambiguous_temperature_is_not_settled() -> None:
    assert read_temperatures("2.000-8.000").problem is Problem.AMBIGUOUS


def test_bounds_can_be_open_but_not_both_and_not_crossed() -> None:
    assert str(TemperatureRange.model_validate({"low": "2"})) == "2 °C or above"
    assert str(TemperatureRange.model_validate({"high": 25})) == "up to 25 °C"
    assert str(TemperatureRange.model_validate({"low": "2", "high": "8"})) == "2 to 8 °C"
    for wrong in ({}, {"low": "8", "high": "2"}, {"low": 2.5}, {"low": "cold"}, {"low": "nan"}):
        with pytest.raises(ValidationError):
            TemperatureRange.model_validate(wrong)


@pytest.mark.parametrize(
    ("text", "shown", "volume"),
    [
        ("120x80x100 cm", "120 x 80 x 100 cm", "0.96 m3"),
        ("120cm x 80cm x 100cm", "120 x 80 x 100 cm", "0.96 m3"),
        ("1.2 × 0.8 × 1 m", "1.2 x 0.8 x 1 m", "0.96 m3"),
        ("1200*800*1000mm", "1,200 x 800 x 1,000 mm", "0.96 m3"),
        ("L120 x W80 x H100 cm", "120 x 80 x 100 cm", "0.96 m3"),
        ("1.2 m x 80 cm x 100 cm", "1.2 m x 80 cm x 100 cm", "0.96 m3"),
        ("1,2 x 0,8 x 1,0 m", "1.2 x 0.8 x 1.0 m", "0.960 m3"),
    ],
)
def test_sizes_are_read(text: str, shown: str, volume: str) -> None:
    size = Dimensions.model_validate(text)
    assert str(size) == shown
    assert str(size.volume) == volume


def test_the_unit_of_a_size_may_be_known_from_the_header() -> None:
    reading = read_dimensions("120x80x100", unit="cm")
    assert reading.value == Dimensions.model_validate("120x80x100 cm")
    assert read_dimensions("120x80x100").message == (
        "'120x80x100' has no unit; expected one such as '120 x 80 x 100 cm'"
    )


@pytest.mark.parametrize(
    "text", ["120 x 80", "1x2x3x4 m", "", "120x80x100 kg", "axbxc", "1x1x1 ton", "x" * 200]
)
def test_what_is_no_size_is_refused(text: str) -> None:
    assert read_dimensions(text).value is None
    with pytest.raises(ValidationError):
        Dimensions.model_validate(text)


@given(st.text(alphabet=st.sampled_from("0123456789.,-+ x*°CFLWHto cm≤<…"), max_size=70))
def test_no_text_raises(text: str) -> None:
    for reading in (read_temperatures(text), read_dimensions(text)):
        assert (reading.value is None) != (reading.problem is None)
