"""What holds for all quantities, in every unit and every decimal context of the caller."""

from __future__ import annotations

import decimal
import pickle
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from aidtrack.units import (
    BASE,
    UNITS,
    Dimensions,
    Measure,
    Quantity,
    TemperatureRange,
    add,
    convert,
    packed,
    ratio,
    read_measure,
    scale,
    show,
    show_written,
)

NUMBERS = st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False)
SYMBOLS = st.sampled_from(sorted(UNITS))
QUANTITIES = st.builds(Quantity, NUMBERS, SYMBOLS)
ADAPTER = TypeAdapter(Quantity)


def of_one_dimension(dimension: str) -> st.SearchStrategy[Quantity]:
    units = [unit.symbol for unit in UNITS.values() if unit.dimension == dimension]
    return st.builds(Quantity, NUMBERS, st.sampled_from(units))


ALIKE = st.sampled_from(sorted(BASE)).flatmap(
    lambda name: st.lists(of_one_dimension(name), min_size=1)
)


@given(NUMBERS, SYMBOLS)
def test_to_the_base_unit_and_back_nothing_is_lost(number: Decimal, unit: str) -> None:
    base = BASE[UNITS[unit].dimension]
    converted = convert(number, unit, base)
    if UNITS[unit].divisor == 1:
        assert Fraction(converted) == Fraction(number) * Fraction(UNITS[unit].factor)
        assert convert(converted, base, unit) == number


@given(ALIKE, st.randoms(use_true_random=False))
def test_a_sum_depends_on_no_order_and_on_no_unit(
    quantities: list[Quantity], chance: random.Random
) -> None:
    shuffled = chance.sample(quantities, len(quantities))
    assert sum(shuffled) == sum(quantities)
    dimension = quantities[0].dimension
    if dimension != "flow":
        written = [chance.choice([q, q.to_base_units()]) for q in quantities]
        assert sum(written) == sum(quantities)
    (total,) = add(Measure(quantity.number, quantity.unit) for quantity in shuffled)
    assert total.unit == BASE[dimension]
    exact = sum(
        Fraction(q.number) * Fraction(UNITS[q.unit].factor) / UNITS[q.unit].divisor
        for q in quantities
    )
    if all(UNITS[q.unit].divisor == 1 for q in quantities):
        assert Fraction(total.number) == exact
    else:
        assert abs(Fraction(total.number) - exact) < Fraction(1, 10**60)


@given(QUANTITIES, QUANTITIES)
def test_equal_quantities_have_equal_hashes(left: Quantity, right: Quantity) -> None:
    assert left == left.to(left.unit)
    if UNITS[left.unit].divisor == 1:
        assert hash(left) == hash(left.to_base_units())
    assert (left == right) == (right == left)


@given(QUANTITIES)
def test_json_and_pickle_keep_every_digit(quantity: Quantity) -> None:
    for again in (
        ADAPTER.validate_json(ADAPTER.dump_json(quantity)),
        pickle.loads(pickle.dumps(quantity)),  # noqa: S301 - our own pickle
    ):
        assert (str(again.number), again.unit) == (str(quantity.number), quantity.unit)


HOSTILE = {
    "one digit": decimal.Context(prec=1),
    "inexact trapped": decimal.Context(prec=3, traps=[decimal.Inexact, decimal.Rounded]),
    "rounding up": decimal.Context(prec=2, rounding=decimal.ROUND_UP),
    "nothing trapped": decimal.Context(prec=1, traps=[]),
    "everything trapped": decimal.Context(
        prec=1, traps=[decimal.Inexact, decimal.Subnormal, decimal.FloatOperation, decimal.Clamped]
    ),
    "small exponents": decimal.Context(prec=1, Emax=1, Emin=-1, clamp=1),
    "small letters": decimal.Context(prec=1, capitals=0),
}


def everything() -> list[str]:
    """Return the outcome of every kind of calculation."""
    tonnes, pounds = Quantity("123456.789012 t"), Quantity("2976 lb")
    side = Quantity("123.45 cm")
    results = [
        tonnes + pounds,
        tonnes - pounds,
        tonnes * 7,
        Decimal("1.1") * tonnes,
        tonnes / 7,
        tonnes / pounds,
        -tonnes,
        abs(-tonnes),
        round(tonnes, 2),
        sum([tonnes, pounds, tonnes]),
        sorted([tonnes, pounds]),
        tonnes > pounds,
        tonnes == pounds,
        hash(tonnes),
        tonnes.to("lb"),
        pounds.to("kg"),
        Quantity("10 m3/h").to("L/min"),
        side * side * side,
        packed(Quantity("123456 box"), 144),
        str(tonnes),
        repr(tonnes),
        show(Decimal("123456.789"), "kg"),
        show(Decimal("1.4"), "pack"),
        show_written("2976 lb", Decimal(2976), "lb"),
        read_measure("1.234.567,891 kg"),
        read_measure("12.345L"),
        convert(Decimal("123456.789"), "lb", "kg"),
        scale("lb", "kg"),
        ratio("m3/h", "L/s"),
        add([Measure(Decimal("123456.789"), "kg"), Measure(Decimal("1.1"), "lb")]),
        Quantity(Decimal("123456.789"), "kg"),
        ADAPTER.dump_json(tonnes),
        ADAPTER.validate_python({"value": "123456.789", "unit": "kg"}),
        TemperatureRange.model_validate("-25.5 to -15.5"),
        Dimensions.model_validate("123.45 x 80 x 100 cm").volume,
    ]
    return [repr(result) for result in results]


UNDISTURBED = everything()


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_callers_decimal_context_changes_nothing(context: decimal.Context) -> None:
    with decimal.localcontext(context):
        disturbed = everything()
    assert disturbed == UNDISTURBED
