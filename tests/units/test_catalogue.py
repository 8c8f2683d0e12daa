"""One table of units, held to pint, to Rec 20 and to pint's own definitions."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pint
import pytest

from aidtrack.errors import UnknownUnit
from aidtrack.units import BASE, UNITS, Unit, describe, find_unit, is_measured_by
from aidtrack.units.context import exact
from aidtrack.units.registry import REGISTRY, definitions, symbol_of

if TYPE_CHECKING:
    from pathlib import Path

ALL = pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())

# What pint's default registry calls the units that it knows under another name.
THEIRS = {
    "litre per minute": "litre / minute",
    "litre per second": "litre / second",
    "litre per hour": "litre / hour",
    "cubic metre per hour": "metre ** 3 / hour",
    "cubic foot per minute": "foot ** 3 / minute",
    "cubic metre": "metre ** 3",
    "cubic foot": "foot ** 3",
    "cubic inch": "inch ** 3",
    "square metre": "metre ** 2",
    "square foot": "foot ** 2",
    "US gallon": "US_liquid_gallon",
    "UK gallon": "imperial_gallon",
    "US fluid ounce": "US_fluid_ounce",
    "UK fluid ounce": "imperial_fluid_ounce",
    "volt ampere": "volt_ampere",
    "kilovolt ampere": "kilovolt_ampere",
    "tonne": "metric_ton",
}


@ALL
def test_the_factor_is_that_of_our_registry(unit: Unit) -> None:
    base = UNITS[BASE[unit.dimension]]
    with exact(rounding=True):
        assert REGISTRY.convert(Decimal(1), unit.pint_name, base.pint_name) == (
            unit.factor / unit.divisor
        )


@pytest.fixture(scope="module")
def theirs() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry()


@pytest.mark.parametrize(
    "unit", [unit for unit in UNITS.values() if not unit.indivisible], ids=lambda unit: unit.symbol
)
def test_the_factor_is_that_of_pints_own_definitions(
    theirs: pint.UnitRegistry[float], unit: Unit
) -> None:
    # A second opinion that nobody here wrote; as floats, so up to their last digits.
    base = UNITS[BASE[unit.dimension]]
    factor = theirs.convert(1.0, named(unit), named(base))
    assert float(unit.factor / unit.divisor) == pytest.approx(factor, rel=1e-12)


def named(unit: Unit) -> str:
    return THEIRS.get(unit.name, unit.pint_name)


@ALL
def test_the_pint_dimension_is_ours_alone(unit: Unit) -> None:
    for other in UNITS.values():
        same = REGISTRY.Unit(unit.pint_name).is_compatible_with(REGISTRY.Unit(other.pint_name))
        assert same == (unit.dimension == other.dimension)


@ALL
def test_a_unit_of_the_registry_is_found_again(unit: Unit) -> None:
    assert symbol_of(REGISTRY.Unit(unit.pint_name)) == unit.symbol


def test_the_registry_has_nothing_else() -> None:
    assert len(list(definitions())) == len(UNITS)
    for name in ("megatesla", "parsec", "MT", "micronit", "kilokilogram", "degC", "megatonne"):
        with pytest.raises(pint.UndefinedUnitError):
            REGISTRY.Unit(name)


def test_symbols_names_and_codes_are_each_of_one_unit() -> None:
    assert all(symbol == unit.symbol for symbol, unit in UNITS.items())
    names = [unit.name for unit in UNITS.values()]
    codes = [unit.rec20 for unit in UNITS.values() if unit.rec20]
    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)


def test_a_countable_is_its_own_dimension() -> None:
    for unit in UNITS.values():
        if unit.indivisible and unit.factor == 1:
            assert unit.dimension == unit.symbol
    assert {unit.dimension for unit in UNITS.values() if unit.factor == 144} == {"each"}


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        UNITS["stone"] = UNITS["kg"]  # type: ignore[index]


def _factor(text: str) -> Fraction:
    """Return a conversion factor as Rec 20 prints it: ``2,831 685 x 10⁻² m³``."""
    found = re.match(r"(?:([\d ,.]+) x )?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|([\d ,.]+)", text)
    if not found:
        return Fraction(1)
    power = (found[2] or "⁰").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    digits = (found[1] or found[3] or "1").replace(" ", "").replace(",", ".")
    return Fraction(digits) * Fraction(10) ** int(power)


def test_the_codes_and_factors_are_those_of_rec_20(shared_data: Path) -> None:
    path = shared_data / "codes" / "unece_rec20_units-of-measure.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["CommonCode"]: row for row in csv.DictReader(file)}
    for unit in UNITS.values():
        if unit.rec20 is None:
            continue
        row = rows[unit.rec20]
        assert row["Status"] == "", f"{unit.rec20} is withdrawn"
        if unit.dimension in ("mass", "volume", "length", "area"):
            printed = _factor(row["ConversionFactor"])
            ours = Fraction(unit.factor)
            # Rec 20 rounds to seven digits.
            assert abs(printed / ours - 1) < Fraction(1, 10**6), (unit.symbol, printed)


def test_a_dimension_is_described_in_words() -> None:
    assert describe("mass") == "a mass"
    assert describe("area") == "an area"
    assert describe("apparent power") == "an apparent power"
    assert describe("goods") == "an amount of goods"
    assert describe("vial") == "a count of vials"


def test_families_of_dimensions() -> None:
    goods = [symbol for symbol in UNITS if is_measured_by(UNITS[symbol], "goods")]
    assert {"kg", "m3", "m", "m2", "each", "box"} <= set(goods)
    assert not {"W", "L/min", "kVA"} & set(goods)
    assert is_measured_by(UNITS["kVA"], "any power")


def test_a_symbol_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        UnknownUnit, match=r"^'tablett' is no unit symbol; did you mean 'tablet'\?$"
    ):
        find_unit("tablett")


def test_plurals() -> None:
    assert UNITS["ft3/min"].plural == "cubic feet per minute"
    assert UNITS["in"].plural == "inches"
    assert UNITS["short_ton"].shown(2) == "short tons"
    assert UNITS["pouch"].shown(Decimal("1.4")) == "pouches"
    assert UNITS["dozen"].shown(5) == "dozen"
