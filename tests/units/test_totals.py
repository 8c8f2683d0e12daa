"""Sums and conversions of plain numbers, and how they are shown."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

import aidtrack.units
from aidtrack.errors import MixedUnits, UnknownUnit
from aidtrack.units import Measure, Quantity, add, convert, ratio, scale, show, show_quantity
from aidtrack.units.display import show_written


def test_there_is_one_sum_per_dimension_in_a_fixed_order() -> None:
    measures = [
        Measure(Decimal(4), "each"),
        Measure(Decimal(3), "carton"),
        Measure(Decimal(7), None),
        Measure(Decimal("1.5"), "t"),
        Measure(Decimal(2), "dozen"),
        Measure(Decimal(500), "g"),
        Measure(Decimal(3), "m3/h"),
    ]
    expected = (
        Measure(Decimal("1500.5"), "kg"),
        Measure(Decimal(50), "L/min"),
        Measure(Decimal(28), "each"),
        Measure(Decimal(3), "carton"),
        Measure(Decimal(7), None),
    )
    assert add(measures) == add(reversed(measures)) == expected
    assert add([]) == ()


def test_a_flow_is_divided_once_after_adding() -> None:
    # Each 1 m3/h is 16.66… L/min; three of them are 50 without a rest.
    assert add([Measure(Decimal(1), "m3/h")] * 3) == (Measure(Decimal(50), "L/min"),)


def test_unknown_units_are_refused() -> None:
    with pytest.raises(UnknownUnit):
        add([Measure(Decimal(1), "blorp")])
    with pytest.raises(UnknownUnit):
        convert(Decimal(1), "blorp", "blorp")


def test_scales() -> None:
    assert scale("t", "kg") == 1000
    assert scale("kg", "t") == Decimal("0.001")
    assert scale("gross", "dozen") == 12
    assert ratio("L/h", "m3/h") == (Decimal(60), Decimal(60_000))
    assert str(scale("m3/h", "L/min")).startswith("16.6666")
    with pytest.raises(MixedUnits, match=r"^cannot turn kg into L: a mass is not a volume$"):
        scale("kg", "L")


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("1349.9", "kg", "1,349.9 kg"),
        ("200000", "pack", "200,000 packs"),
        ("1", "pack", "1 pack"),
        ("-1", "box", "-1 box"),
        ("2.5", "carton", "2.5 cartons"),
        ("20", "each", "20 each"),
        ("0", "vial", "0 vials"),
        ("2", "short_ton", "2 short tons"),
        ("1", "gal_us", "1 US gallon"),
        ("5.4E+3", "t", "5,400 t"),
        ("12", None, "12"),
    ],
)
def test_numbers_are_shown_with_their_units(number: str, unit: str | None, shown: str) -> None:
    assert show(Decimal(number), unit) == shown
    if unit:
        assert show_quantity(Quantity(Decimal(number), unit)) == shown


@pytest.mark.parametrize(
    ("text", "number", "unit", "shown"),
    [
        ("2976 lb", "2976", "lb", "2976 lb (1,349.9 kg)"),
        ("0,6 t", "0.6", "t", "0,6 t (600 kg)"),
        ("12 g", "12", "g", "12 g (0.012 kg)"),
        ("5 dozen", "5", "dozen", "5 dozen (60 each)"),
        ("96 kg", "96", "kg", "96 kg"),
        ("0 lb", "0", "lb", "0 lb (0 kg)"),
    ],
)
def test_a_value_is_shown_as_written_with_its_conversion(
    text: str, number: str, unit: str, shown: str
) -> None:
    assert show_written(text, Decimal(number), unit) == shown


def test_reading_and_adding_need_no_pint() -> None:
    program = (
        "import sys, aidtrack.units as u; u.read_measure('5 t'); u.show(u.scale('t', 'kg'), 'kg'); "
        "assert not {'pint', 'pydantic'} & set(sys.modules); u.Mass; assert 'pint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_every_public_name_exists() -> None:
    assert dir(aidtrack.units) == sorted(aidtrack.units.__all__)
    for name in aidtrack.units.__all__:
        assert getattr(aidtrack.units, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'Colour'"):
        aidtrack.units.Colour  # noqa: B018
