"""Pack sizes and numbers of packages are read as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidtrack.text.reading import Note, Problem
from aidtrack.units import read_measure
from aidtrack.units.measure import Measure
from aidtrack.units.packsize import read_pack_size, read_packages

READ = {
    "10/box": 10,
    "10 per box": 10,
    "10 / carton": 10,
    "10 par boîte": 10,
    "10 por caja": 10,
    "100 tablets per bottle": 100,
    "100 tabs": 100,
    "50 pcs": 50,
    "50's": 50,
    "50s": 50,
    "1x10": 10,
    "10 x 10": 100,
    "10 x 10 tabs": 100,
    "5 x 4 x 10": 200,
    "bte/100": 100,
    "bte de 100": 100,
    "box of 12": 12,
    "pack of 50 pcs": 50,
    "12 x 500 ml": 12,
    "10 X 5 mL": 10,
}


@pytest.mark.parametrize(("text", "pieces"), READ.items())
def test_a_pack_size_with_words_is_read_and_noted(text: str, pieces: int) -> None:
    reading = read_pack_size(text)
    assert reading.value == Decimal(pieces)
    assert reading.notes == (Note.COUNT_WITH_WORDS,)


@pytest.mark.parametrize(
    "text",
    [
        "500 ml",
        "10 cartons",
        "120 x 80 x 100 cm",
        "box",
        "10/blorps",
        "ten",
        "",
        "1 kg",
        "9x9x9x9x9",
    ],
)
def test_what_counts_no_pieces_is_refused(text: str) -> None:
    assert read_pack_size(text).problem is Problem.UNREADABLE


def test_a_bare_number_is_no_news() -> None:
    assert read_pack_size("10").notes == ()
    assert read_pack_size("1.500").problem is Problem.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "count"), {"12 cartons": 12, "3 pallets": 3, "1 colis": 1}.items()
)
def test_packages_may_say_what_they_are(text: str, count: int) -> None:
    reading = read_packages(text)
    assert (reading.value, reading.notes) == (Decimal(count), (Note.COUNT_WITH_WORDS,))


@pytest.mark.parametrize("text", ["12 kg", "12 blorps", "cartons", "12 cartons of 10"])
def test_other_packages_are_refused(text: str) -> None:
    assert read_packages(text).problem is Problem.UNREADABLE


def test_a_product_has_two_readings_as_an_amount_of_goods() -> None:
    reading = read_measure("12 x 500 ml", dimension="goods")
    assert reading.problem is Problem.PIECES_OR_CONTENT
    assert list(reading.candidates) == [
        Measure(Decimal(12), "each"),
        Measure(Decimal(6000), "mL"),
    ]
    assert read_measure("12 x 25 kg", dimension="mass").problem is Problem.UNREADABLE


@pytest.mark.parametrize("text", ["20 boxes of 12", "20 cajas de 12", "20 box of 12 pcs"])
def test_a_pack_size_behind_the_packages_is_left_to_its_own_column(text: str) -> None:
    reading = read_measure(text, dimension="goods")
    assert reading.value == Measure(Decimal(20), "box")
    assert reading.notes == (Note.PACK_SIZE_BEHIND,)


def test_a_word_counts_goods() -> None:
    assert read_measure("5 lakh pcs").value == Measure(Decimal(500000), "each")
    assert read_measure("1.5 million doses").value == Measure(Decimal(1500000), "dose")
    assert read_measure("2 millions de doses").value == Measure(Decimal(2000000), "dose")
    assert read_measure("5 lakh", unit="vial").value == Measure(Decimal(500000), "vial")
    assert read_measure("5 thousand").value == Measure(Decimal(5), "thousand")
