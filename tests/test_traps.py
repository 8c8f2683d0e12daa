"""Texts that other readers take for something else, through a file as well as in code."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from aidtrack import (
    AmbiguousText,
    Lines,
    MixedUnits,
    Money,
    Quantity,
    Style,
    UnreadableText,
    read,
    summarise,
    validate,
)
from aidtrack.units import add, convert, packed
from aidtrack.units.measure import Measure


def _read(column: str, text: str, **options: Any) -> Lines:
    stream = io.StringIO()
    csv.writer(stream).writerows([["line", column], ["1", text]])
    return read(io.BytesIO(stream.getvalue().encode()), **options)


@pytest.mark.parametrize(
    ("column", "text", "number", "unit"),
    [
        ("gross weight", "5,7 t", "5.7", "t"),
        ("gross weight", "1.250,5 kg", "1250.5", "kg"),
        ("gross weight", "3.5 MT", "3.5", "t"),
        ("gross weight", "4 000 kg", "4000", "kg"),
        ("gross weight", "4\u00a0000 kg", "4000", "kg"),
        ("gross weight", "٤٠٠٠ kg", "4000", "kg"),
        ("gross weight", "2976 lbs", "2976", "lb"),
        ("qty", "5 pcs", "5", "each"),
        ("qty", "24 EA", "24", "each"),
        ("qty", "24 unit", "24", "each"),
        ("qty", "2,00,000 packs", "200000", "pack"),
        ("qty", "12 PK", "12", "pack"),
        ("volume", "7 cft", "7", "ft3"),
        ("volume", "1.5 cbm", "1.5", "m3"),
    ],
)
def test_it_is_read_right(column: str, text: str, number: str, unit: str) -> None:
    lines = _read(column, text)
    [field] = set(lines.fields) - {"line", "kind", "technology", "category"}
    assert lines.frame[field].to_list() == [Decimal(number)]
    assert lines.frame[f"{field}.unit"].to_list() == [unit]
    assert Quantity(text) == Quantity(number, unit)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("gross weight", "2 tons", "AT105"),
        ("gross weight", "1,200 kg", "AT102"),
        ("gross weight", "1.500 t", "AT102"),
        ("gross weight", "9**9**8 kg", "AT101"),
        ("gross weight", "nan t", "AT101"),
        ("gross weight", "inf kg", "AT101"),
        ("gross weight", "1_000 kg", "AT101"),
        ("gross weight", "1e3 kg", "AT101"),
        ("gross weight", "5 * 10 kg", "AT101"),
        ("gross weight", "15 blorps", "AT104"),
        ("gross weight", "5 litres", "AT106"),
    ],
)
def test_it_is_reported_and_not_guessed(column: str, text: str, code: str) -> None:
    lines = _read(column, text)
    assert lines.frame["gross_weight"].to_list() == [None]
    assert code in validate(lines).counts()
    assert summarise(lines).total.gross_weight.value is None


def test_mt_is_said_to_be_a_tonne() -> None:
    assert "AT115" in validate(_read("gross weight", "3.5 MT")).counts()


@pytest.mark.parametrize(
    ("text", "style", "kilograms"),
    [
        ("2 tons", Style(ton="metric"), "2000"),
        ("2 tons", Style(ton="short"), "1814.36948"),
        ("2 tons", Style(ton="long"), "2032.0938176"),
        ("1,200 kg", Style(decimal="comma"), "1.2"),
        ("1,200 kg", Style(decimal="point"), "1200"),
    ],
)
def test_an_option_settles_it(text: str, style: Style, kilograms: str) -> None:
    total = summarise(_read("gross weight", text, style=style)).total
    assert total.gross_weight.value == Decimal(kilograms)


@pytest.mark.parametrize("text", ["9**9**8 kg", "nan t", "1_000", "1_000 kg", "inf kg", "1e3 kg"])
def test_code_is_refused_at_once(text: str) -> None:
    with pytest.raises(UnreadableText):
        Quantity(text)


def test_two_readings_are_refused_in_code() -> None:
    with pytest.raises(AmbiguousText, match=r"1200 or 1\.200"):
        Quantity("1,200 kg")


UNLIKE = [
    (Quantity("3 carton"), Quantity("4 each")),
    (Quantity("1 kg"), Quantity("1 L")),
    (Quantity("1 L"), Quantity("1 L/min")),
    (Money("1", "EUR"), Money("1", "USD")),
    (Quantity("1 kg"), Money("1", "USD")),
]


@pytest.mark.parametrize(("left", "right"), UNLIKE, ids=str)
def test_unlike_things_cannot_be_combined(left: Any, right: Any) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: left + right,
        lambda: left - right,
        lambda: right + left,
        lambda: sum([left, right]),
        lambda: left < right,
        lambda: left >= right,
    ]
    for attempt in attempts:
        with pytest.raises((MixedUnits, TypeError)):
            attempt()
    assert left != right


def test_unlike_things_are_not_converted() -> None:
    with pytest.raises(MixedUnits):
        Quantity("3 carton").to("each")
    with pytest.raises(MixedUnits):
        convert(Decimal(3), "carton", "each")
    assert len(add([Measure(Decimal(3), "carton"), Measure(Decimal(4), "each")])) == 2


def test_a_summary_keeps_unlike_things_apart() -> None:
    rows = [
        {"kind": "monitor", "quantity": "3 carton", "value": "1 EUR"},
        {"kind": "monitor", "quantity": "4 each", "value": "1 USD"},
    ]
    total = summarise(Lines.of(rows)).total
    assert [(entry.unit, entry.value) for entry in total.quantity] == [
        ("each", Decimal(4)),
        ("carton", Decimal(3)),
    ]
    assert [(entry.currency, entry.amount) for entry in total.value] == [
        ("EUR", Decimal(1)),
        ("USD", Decimal(1)),
    ]


def test_five_boxes_of_twelve_are_sixty() -> None:
    assert packed(Quantity("5 box"), 12) == Quantity("60 each")
    assert str(packed(Quantity("5 box"), 12)) == "60 each"
