"""The closed table of spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.fold import fold
from aidtrack.text.reading import Problem
from aidtrack.units import UNITS, Unit, read_unit
from aidtrack.units.spellings import CODES, OPEN, OPEN_CODES, UNREAD_CODES, WORDS, spelt

# The parcel and the pack share a code, which is read as the pack.
SHARED = {("package", "PK"), ("package", "XPK")}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_every_unit_is_read_by_symbol_name_and_code(unit: Unit) -> None:
    codes = [unit.rec20, unit.rec21, unit.rec21 and f"X{unit.rec21}"]
    for text in (unit.symbol, unit.name, unit.plural, *filter(None, codes)):
        if text not in UNREAD_CODES and (unit.symbol, text) not in SHARED:
            assert read_unit(text).value == unit.symbol, text


def test_no_spelling_stands_for_two_units_unawares() -> None:
    seen: dict[str, str] = {}
    for symbol, words in {**WORDS, **{str(units): words for words, units in OPEN.items()}}.items():
        for word in spelt(words):
            assert seen.setdefault(fold(word), symbol) == symbol, word


def test_every_unit_has_its_spellings_and_no_other_has() -> None:
    assert WORDS.keys() == UNITS.keys()
    assert CODES.keys() <= UNITS.keys()
    assert {unit for units in (*OPEN.values(), *OPEN_CODES.values()) for unit in units} <= set(
        UNITS
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("pièces", "each"),
        ("unité", "each"),
        ("unidades", "each"),
        ("Nos.", "each"),
        ("шт", "each"),
        ("Boîtes", "box"),
        ("cajas", "box"),
        ("CARTÓN", "carton"),
        ("ctns.", "carton"),
        ("carton(s)", "carton"),
        ("palé", "pallet"),
        ("colis", "package"),
        ("paquetes", "pack"),
        ("pkt", "pack"),
        ("flacons", "vial"),
        ("comprimés", "tablet"),
        ("gélules", "capsule"),
        ("ampolla", "ampoule"),
        ("fûts", "drum"),
        ("bouteille d'oxygène", "cylinder"),
        ("bouteille d\u2019oxygène", "cylinder"),
        ("juegos", "set"),
        ("dosis", "dose"),
        ("rouleaux", "roll"),
        ("tonnes métriques", "t"),
        ("toneladas", "t"),
        ("livres", "lb"),
        ("(kgs)", "kg"),
        ("cu. ft.", "ft3"),
        ("m^3", "m3"),
        ("l/mn", "L/min"),
        ("Nm3/h", "m3/h"),
        ("MIL", "thousand"),
        ("т", "t"),
    ],
)
def test_spellings_of_three_languages(text: str, unit: str) -> None:
    assert read_unit(text).value == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Tons", ("t", "short_ton", "long_ton")),
        ("tn", ("t", "short_ton", "long_ton")),
        ("gallons", ("gal_us", "gal_uk")),
        ("fl oz", ("floz_us", "floz_uk")),
        ("bidons", ("jerrycan", "drum")),
        ("Mg", ("mg", "t")),
        ("mts", ("m", "t")),
        ("LT", ("L", "long_ton")),
    ],
)
def test_a_spelling_with_several_meanings_stays_open(text: str, units: tuple[str, ...]) -> None:
    reading = read_unit(text)
    assert reading.problem is Problem.AMBIGUOUS_UNIT
    assert reading.candidates == units


def test_the_ton_option_settles_nothing_but_tons() -> None:
    assert read_unit("gallons", ton="short").value is None
    assert read_unit("tonnes", ton="short").value == "t"


def test_an_unknown_unit_is_told_with_the_nearest() -> None:
    assert read_unit("blorps").message == "'blorps' is no unit that aidtrack knows"
    assert read_unit("cartonss").message == (
        "'cartonss' is no unit that aidtrack knows; did you mean carton?"
    )
    assert read_unit("").problem is Problem.UNKNOWN_UNIT
    assert read_unit("x" * 1000).message.endswith("is too long to be a unit")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    reading = read_unit(text)
    assert (reading.value is None) != (reading.problem is None)
    assert reading.value is None or reading.value in UNITS
