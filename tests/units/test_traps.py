"""The texts that pint, read naively, turns into something else."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pint
import pytest

from aidtrack.errors import AmbiguousText, MixedUnits, UnreadableText
from aidtrack.text.reading import Note, Problem
from aidtrack.units import Quantity, convert, packed, read_measure, read_unit

if TYPE_CHECKING:
    from collections.abc import Callable

READ = {
    "5,7 t": ("5.7", "t"),
    "1.250,5 kg": ("1250.5", "kg"),
    "3.5 MT": ("3.5", "t"),
    "3.5 mt": ("3.5", "t"),
    "26,012.25 MT": ("26012.25", "t"),
    "150 MTs": ("150", "t"),
    "4 000 kg": ("4000", "kg"),
    "4\u00a0000 kg": ("4000", "kg"),
    "5 pcs": ("5", "each"),
    "22t": ("22", "t"),
    "22 tonnes": ("22", "t"),
    "12 lbs": ("12", "lb"),
    "135 kgs": ("135", "kg"),
    "96 KG": ("96", "kg"),
    "12 кг": ("12", "kg"),
    "١٢٫٥ كغ": ("12.5", "kg"),
    "5 cu ft": ("5", "ft3"),
    "10 L/min": ("10", "L/min"),
    "10 LPM": ("10", "L/min"),
    "200000 packs": ("200000", "pack"),
    "-4 unit": ("-4", "each"),
    "1.50 t": ("1.50", "t"),
    "kg 12": ("12", "kg"),
}

UNITS_READ = {
    "MT": "t",
    "mt": "t",
    "M.T.": "t",
    "pcs": "each",
    "EA": "each",
    "unit": "each",
    "units": "each",
    "C62": "each",
    "H87": "each",
    "cft": "ft3",
    "PK": "pack",
    "XPK": "pack",
    "NMP": "pack",
    "PR": "pair",
    "RM": "ream",
    "KG": "kg",
    "Kg": "kg",
    "kgs": "kg",
    "KGM": "kg",
    "cbm": "m3",
    "m3": "m3",
    "m³": "m3",
    "ft3": "ft3",
    "dozen": "dozen",
    "lpm": "L/min",
    "box": "box",
    "kit": "kit",
    "KT": "kit",
    "CT": "carton",
    "XCT": "carton",
    "BX": "box",
    "PX": "pallet",
    "CY": "cylinder",
    "VI": "vial",
    "AM": "ampoule",
    "DR": "drum",
    "LTR": "L",
    "MTQ": "m3",
    "TNE": "t",
    "STN": "short_ton",
    "U2": "tablet",
    "L2": "L/min",
}

REFUSED = (
    "9**9**8 kg",
    "nan t",
    "inf kg",
    "1_000",
    "1_000 kg",
    "5 * 10 kg",
    "5*10 kg",
    "~12 kg",
    "12 kg 5",
    "1e3 kg",
    "3 x 20 kg",
    "(5 kg)",
    "#REF!",
    "kg",
    "",
    " ",
    "__import__('os') kg",
    "=1+1 kg",
)


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_text_is_read_as_a_logistician_means_it(text: str, expected: tuple[str, str]) -> None:
    reading = read_measure(text)
    assert reading.value is not None, reading.message
    assert (str(reading.value.number), reading.value.unit) == expected


@pytest.mark.parametrize(("text", "unit"), UNITS_READ.items())
def test_a_unit_is_read_as_a_logistician_means_it(text: str, unit: str) -> None:
    assert read_unit(text).value == unit


@pytest.mark.parametrize("text", ["megatesla", "parsec", "IU", "kt", "K", "U", "M", "EJ", "ST"])
def test_what_is_no_unit_of_goods_is_unknown(text: str) -> None:
    assert read_unit(text).problem is Problem.UNKNOWN_UNIT


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_is_no_measure_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    assert read_measure(text).problem is Problem.UNREADABLE
    with pytest.raises(UnreadableText):
        Quantity(text)
    assert time.perf_counter() - start < 1


def test_mt_is_noted() -> None:
    assert read_measure("3.5 MT").notes == (Note.MEGATONNE_AS_TONNE,)
    assert read_measure("3.5 t").notes == ()


def test_a_ton_is_ambiguous_until_it_is_said_which() -> None:
    reading = read_measure("2 tons")
    assert reading.value is None
    assert reading.problem is Problem.AMBIGUOUS_UNIT
    assert [unit for _, unit in reading.candidates] == ["t", "short_ton", "long_ton"]
    assert reading.message == (
        "'tons' can be tonne, short ton or long ton; it must be stated which"
    )
    assert read_measure("2 tons", ton="short").value == (Decimal(2), "short_ton")
    assert read_measure("2 tons", ton="metric").value == (Decimal(2), "t")
    assert read_measure("2 tons", ton="long").value == (Decimal(2), "long_ton")
    with pytest.raises(AmbiguousText):
        Quantity("2 tons")
    assert Quantity("2 tons", ton="short") == Quantity("4000 lb")


def test_a_lone_separator_before_three_digits_is_ambiguous() -> None:
    reading = read_measure("1,200 kg")
    assert reading.problem is Problem.AMBIGUOUS
    assert reading.candidates == ((Decimal(1200), "kg"), (Decimal("1.200"), "kg"))
    assert read_measure("1,200 kg", decimal="point").value == (Decimal(1200), "kg")
    assert read_measure("1,200 kg", decimal="comma").value == (Decimal("1.200"), "kg")


def test_lakh_or_litre_is_ambiguous_where_goods_are_counted() -> None:
    assert read_measure("5.3L").problem is Problem.AMBIGUOUS
    assert read_measure("2L", unit="pack").candidates == (
        (Decimal(2), "L"),
        (Decimal(200_000), "pack"),
    )
    assert read_measure("5.3L", dimension="volume").value == (Decimal("5.3"), "L")
    assert read_measure("5.3 L").value == (Decimal("5.3"), "L")


CARTONS, ITEMS = Quantity("3 carton"), Quantity("4 each")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (CARTONS, ITEMS),
        (Quantity("5 kg"), Quantity("5 L")),
        (Quantity("5 pack"), Quantity("5 package")),
        (Quantity("5 W"), Quantity("5 VA")),
        (Quantity("5 L/min"), Quantity("5 L")),
        (Quantity("5 kg"), 5),
        (Quantity("5 kg"), Decimal(0)),
        (Quantity("5 kg"), pint.Quantity(Decimal(5), "kg")),
    ],
)
def test_unlike_things_are_never_put_together(left: Any, right: Any) -> None:
    attempts: tuple[Callable[[], object], ...] = (
        lambda: left + right,
        lambda: left - right,
        lambda: left < right,
        lambda: left >= right,
        lambda: sum([left, right]),
        lambda: max(left, right),
    )
    for attempt in attempts:
        with pytest.raises(MixedUnits):
            attempt()
    assert left != right
    rebound = left
    with pytest.raises(MixedUnits):
        rebound += right


def test_unlike_things_are_never_turned_into_each_other() -> None:
    for attempt in (
        lambda: CARTONS.to("each"),
        lambda: CARTONS.m_as("each"),
        lambda: CARTONS / ITEMS,
        lambda: CARTONS * ITEMS,
        lambda: convert(Decimal(3), "carton", "each"),
        lambda: Quantity(CARTONS, "each"),
    ):
        with pytest.raises(MixedUnits):
            attempt()
    assert not CARTONS.is_compatible_with("each")
    assert not CARTONS.is_compatible_with(ITEMS)


def test_pint_itself_refuses_to_mix_counts() -> None:
    registry = CARTONS._REGISTRY
    with pytest.raises(pint.DimensionalityError):
        registry.convert(Decimal(3), "carton", "each")


def test_the_message_says_what_was_mixed() -> None:
    with pytest.raises(MixedUnits, match=r"^cannot add 4 each to 3 cartons$"):
        CARTONS + ITEMS
    with pytest.raises(MixedUnits, match=r"^cannot turn carton into each: a count of cartons is"):
        CARTONS.to("each")


def test_packs_become_items_only_through_a_stated_pack_size() -> None:
    assert packed(Quantity("5 box"), 12) == Quantity("60 each")
    assert packed(Quantity("5 box"), Quantity("1 dozen")).to("each") == Quantity("60 each")
    assert packed(Quantity("200000 pack"), Quantity("10 tablet")) == Quantity("2000000 tablet")
    assert packed(Quantity("3 bag"), Quantity("50 kg")) == Quantity("150 kg")
    for quantity in (Quantity("5 kg"), Quantity("5 each"), Quantity("5 dozen")):
        with pytest.raises(MixedUnits):
            packed(quantity, 12)
    for size in (0, -12):
        with pytest.raises(ValueError, match="expected a pack size above zero"):
            packed(Quantity("5 box"), size)
    with pytest.raises(TypeError):
        packed(Quantity("5 box"), 12.0)  # type: ignore[arg-type]
