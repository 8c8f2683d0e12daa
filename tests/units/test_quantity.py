"""Our own pint quantity: exact, immutable, and at home nowhere else."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pint
import pytest

from aidtrack.errors import AmbiguousText, MixedUnits, UnknownUnit, UnreadableText
from aidtrack.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

TONNES = Quantity("1.50 t")


def test_number_unit_and_dimension_are_as_written() -> None:
    assert (str(TONNES.number), TONNES.unit, TONNES.dimension) == ("1.50", "t", "mass")
    assert repr(TONNES) == "Quantity('1.50 t')"
    assert str(TONNES) == "1.50 t"
    assert f"{TONNES:>8}" == "  1.50 t"
    assert isinstance(TONNES, pint.Quantity)


@pytest.mark.parametrize(
    "quantity",
    [
        TONNES,
        Quantity("1.234", "kg"),
        Quantity("200000 pack"),
        Quantity("-0.5 L"),
        Quantity(7, "L"),
    ],
)
def test_repr_makes_the_quantity_again(quantity: Quantity) -> None:
    again = eval(repr(quantity), {"Quantity": Quantity})  # noqa: S307 - our own repr
    assert again == quantity
    assert str(again.number) == str(quantity.number)


def test_a_quantity_is_made_of_number_and_unit() -> None:
    assert Quantity(Decimal("1.5"), "tonnes") == Quantity("1.5", "t") == Quantity(1500, "KGM")
    assert Quantity(np.int64(3), "kg") == Quantity("3 kg")  # type: ignore[arg-type]
    assert str(Quantity(Decimal("1E+3"), "kg").number) == "1000"
    assert str(Quantity(Decimal("1.500000000000"), "kg").number) == "1.500000000"
    assert Quantity(Decimal("0E+999999"), "kg") == Quantity("0 kg")
    assert Quantity(TONNES) == TONNES
    assert Quantity(TONNES, "kg").number == 1500
    assert Quantity(1, TONNES.units).unit == "t"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((1.5, "t"), TypeError, "the float 1.5 is not exact; give a Decimal, an int or a text"),
        ((True, "t"), TypeError, "expected a Decimal or an int, got bool"),
        ((None, "t"), TypeError, "expected a Decimal or an int, got NoneType"),
        ((5,), TypeError, "5 has no unit; expected a text such as '5.4 t'"),
        ((5, 5), TypeError, "expected the symbol of a unit, such as 'kg', got int"),
        (("5",), UnreadableText, "'5' has no unit; expected a text such as '5.4 t'"),
        (("1,5", "t"), UnreadableText, "'1,5' is no plain number; expected one such as '1349.9'"),
        (("1,200 kg",), AmbiguousText, "'1,200' can be 1200 or 1.200; "),
        ((5, "blorps"), UnknownUnit, "'blorps' is no unit that aidtrack knows"),
        ((Decimal("nan"), "t"), UnreadableText, "NaN is no finite number"),
        ((Decimal("-inf"), "t"), UnreadableText, "-Infinity is no finite number"),
        ((10**18, "t"), UnreadableText, "the number has 19 integer digits and 0 decimals; "),
        ((Decimal("1E+999999999"), "t"), UnreadableText, "the number has 1000000000 integer "),
        ((Decimal("1E-10"), "t"), UnreadableText, "the number has 0 integer digits and 10 "),
        ((pint.Quantity(5, "kg"),), TypeError, "5 kilogram belongs to another pint registry; "),
        ((5, pint.Unit("kg")), UnknownUnit, "'kilogram' is a unit of another pint registry"),
        ((5, TONNES.units**2), UnknownUnit, "'tonne ** 2' is no unit that aidtrack knows"),
    ],
)
def test_what_is_no_quantity_is_refused(
    arguments: tuple[Any, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        Quantity(*arguments)
    assert str(caught.value).startswith(message)


def test_arithmetic_is_exact() -> None:
    assert Quantity("0.1 kg") + Quantity("0.2 kg") == Quantity("0.3 kg")
    assert repr(TONNES + Quantity("500 kg")) == "Quantity('2.00 t')"
    assert repr(Quantity("1 lb") + Quantity("1 kg")) == "Quantity('1.45359237 kg')"
    assert repr(Quantity("1 m3/h") + Quantity("1 L/min")) == "Quantity('1.06 m3/h')"
    assert repr(Quantity("1 L/min") + Quantity("1 m3/h")) == "Quantity('1.06 m3/h')"
    assert repr(TONNES - TONNES) == "Quantity('0.00 t')"
    assert repr(3 * TONNES) == repr(TONNES * Decimal(3)) == "Quantity('4.50 t')"
    assert repr(TONNES / 3) == "Quantity('0.50 t')"
    assert TONNES / Quantity("250 kg") == Decimal(6)
    assert repr(-TONNES) == "Quantity('-1.50 t')"
    assert +TONNES is TONNES
    assert abs(-TONNES) == TONNES
    assert sum([TONNES, TONNES]) == Quantity("3 t")
    assert Quantity("10 box").to("box") == Quantity("10 box")
    assert Quantity("2 dozen") + Quantity("1 each") == Quantity("25 each")
    assert bool(TONNES)
    assert not Quantity("0 t")


def test_a_length_times_a_length_is_an_area_and_times_a_third_a_volume() -> None:
    side = Quantity("50 cm")
    assert repr(side * side) == "Quantity('0.25 m2')"
    assert repr(side * side * side) == "Quantity('0.125 m3')"
    assert side * (side * side) == Quantity("125 L")
    with pytest.raises(MixedUnits, match=r"^cannot multiply 1.50 t by 50 cm$"):
        TONNES * side
    with pytest.raises(MixedUnits, match="of another pint registry"):
        side * pint.Quantity(Decimal(1), "m")


def test_a_quotient_without_a_last_digit_is_rounded_at_a_hundred_digits() -> None:
    third = Quantity("1 t") / 3
    assert len(third.number.as_tuple().digits) == 100
    assert repr(round(third, 3)) == "Quantity('0.333 t')"
    assert repr(round(Quantity("2.5 t"))) == "Quantity('2 t')"
    with pytest.raises(ZeroDivisionError, match=r"^a quantity cannot be divided by zero$"):
        TONNES / 0
    with pytest.raises(ZeroDivisionError):
        Quantity("0 t") / Quantity("0 kg")


def test_a_result_beyond_a_hundred_digits_is_refused_rather_than_rounded() -> None:
    third = Quantity("1 t") / 3
    with pytest.raises(OverflowError, match=r"^the result has more than 100 digits$"):
        third * Decimal("1.1")
    with pytest.raises(OverflowError):
        third + Quantity("1000 kg")


def test_conversion() -> None:
    assert repr(Quantity("2976 lb").to("kg")) == "Quantity('1349.89089312 kg')"
    assert repr(Quantity("1000 g").to("kg")) == "Quantity('1 kg')"
    assert Quantity("30 m3/h").to("L/min") == Quantity("500 L/min")
    assert TONNES.to_base_units().unit == TONNES.to_root_units().unit == "kg"
    assert TONNES.to(Quantity("1 kg").units).number == TONNES.m_as("kg") == 1500
    assert TONNES.check("[mass]")
    assert Quantity("1 kVA").check("apparent power")
    assert not TONNES.check("[length]")
    assert TONNES.is_compatible_with("lb")
    with pytest.raises(UnknownUnit):
        TONNES.to("blorps")
    with pytest.raises(MixedUnits):
        TONNES.to("L")


def test_comparison() -> None:
    assert Quantity("1 t") == Quantity("1000.0 kg")
    assert hash(Quantity("1 t")) == hash(Quantity("1000.0 kg"))
    assert Quantity("30 m3/h") == Quantity("500 L/min")
    assert Quantity("1 lb") < Quantity("454 g") <= Quantity("454 g")
    assert Quantity("1 kg") > Quantity("1 lb") >= Quantity("1 lb")
    assert Quantity("0 kg") != Quantity("0 L")
    assert Quantity("0 kg") != 0
    assert len({Quantity("1 t"), Quantity("1000 kg"), Quantity("1 each")}) == 2
    assert max(Quantity("1 kg"), TONNES) is TONNES


@pytest.mark.parametrize("operand", [0.5, np.float64(2), True, "2", None, np.array([1, 2])])
def test_only_exact_numbers_multiply_and_divide(operand: Any) -> None:
    attempts: tuple[Callable[[], object], ...] = (
        lambda: TONNES * operand,
        lambda: operand * TONNES,
        lambda: TONNES / operand,
        lambda: operand / TONNES,
    )
    for attempt in attempts:
        with pytest.raises(TypeError):
            attempt()


REFUSED: dict[str, Callable[[Any], object]] = {
    "ito": lambda q: q.ito("kg"),
    "ito_base_units": lambda q: q.ito_base_units(),
    "ito_root_units": lambda q: q.ito_root_units(),
    "ito_reduced_units": lambda q: q.ito_reduced_units(),
    "to_compact": lambda q: q.to_compact(),
    "compare": lambda q: q.compare(q, None),
    "plus_minus": lambda q: q.plus_minus(1),
    "//": lambda q: q // 2,
    "%": lambda q: q % 2,
    "divmod": lambda q: divmod(q, 2),
    "**": lambda q: q**2,
    "float": float,
    "int": int,
    "list": list,
    "len": len,
    "index": lambda q: q[0],
    "fill": lambda q: q.fill(1),
    "from_list": lambda q: q.from_list([q]),
    "linspace": lambda q: np.linspace(q, q, 3),
    "np.add": lambda q: np.add(q, 1),
    "1 -": lambda q: 1 - q,
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_what_would_change_or_strip_a_quantity_is_refused(
    attempt: Callable[[Quantity], object],
) -> None:
    with pytest.raises(TypeError):
        attempt(TONNES)
    assert repr(TONNES) == "Quantity('1.50 t')"


def test_a_quantity_cannot_be_changed() -> None:
    for name in ("_magnitude", "_units", "magnitude", "colour"):
        with pytest.raises(AttributeError):
            setattr(TONNES, name, 5)
    with pytest.raises(AttributeError):
        del TONNES._magnitude
    with pytest.raises(TypeError):
        TONNES[0] = 5
    with pytest.raises(AttributeError, match="a quantity has no 'colour'"):
        TONNES.colour  # noqa: B018
    assert str(TONNES.dimensionality) == "[mass]"


def test_augmented_assignment_makes_a_new_quantity() -> None:
    total = held = Quantity("1 t")
    total += Quantity("1 t")
    total -= Quantity("500 kg")
    total *= 4
    total /= 2
    assert total == Quantity("3 t")
    assert held == Quantity("1 t")


def test_arrays_keep_quantities_whole() -> None:
    array = np.array([TONNES, Quantity("3 carton")])
    assert array.dtype == object
    assert array[0] is TONNES
    with pytest.raises(MixedUnits):
        array.sum()
    with pytest.raises(MixedUnits):
        np.sum([TONNES, Quantity("3 carton")])


def test_foreign_quantities_stay_outside() -> None:
    foreign = pint.Quantity(Decimal(1500), "kilogram")
    assert foreign != TONNES
    with pytest.raises(MixedUnits, match="of another pint registry"):
        TONNES + foreign
    with pytest.raises(MixedUnits, match="of another pint registry"):
        foreign + TONNES


def test_copies_are_the_same_object() -> None:
    assert copy.copy(TONNES) is TONNES
    assert copy.deepcopy([TONNES])[0] is TONNES


def test_pint_makes_our_class_of_our_units() -> None:
    made = 3 * TONNES.units
    assert type(made) is Quantity
    assert made == Quantity("3 t")


def test_a_pickle_opens_in_another_process() -> None:
    quantities = [TONNES, Quantity("3 carton"), Quantity("1 t") / 3]
    program = (
        "import pickle, sys; quantities = pickle.load(sys.stdin.buffer); "
        "print([str(q.number) + q.unit for q in quantities], "
        "quantities[0] + type(quantities[0])('1 kg'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(quantities),
        capture_output=True,
        check=True,
    )
    expected = [str(quantity.number) + quantity.unit for quantity in quantities]
    assert result.stdout.decode().strip() == f"{expected} {TONNES + Quantity('1 kg')}"
    assert pickle.loads(pickle.dumps(TONNES)) == TONNES  # noqa: S301 - our own pickle
