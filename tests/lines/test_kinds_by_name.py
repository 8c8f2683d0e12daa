"""Medicines under control are known by their bare names, others by what their label says."""

from __future__ import annotations

import pytest

from aidtrack.lines import Lines

LABEL = {"inn": "tramadol", "batch": "T-1", "expiry": "2028-01-31"}


def kind_of(row: dict[str, str]) -> str:
    kind: str = Lines.of([row]).frame["kind"].item()
    return kind


@pytest.mark.parametrize(
    "description",
    ["Morphine", "Pethidine", "Fentanyl patches", "Fentanyl citrate", "Péthidine", "Midazolam"],
)
def test_a_controlled_substance_is_a_medicine(description: str) -> None:
    assert kind_of({"description": description}) == "medicine_pack"


@pytest.mark.parametrize("description", ["Morphine test strips, test", "Syringe for fentanyl"])
def test_what_goes_with_it_is_not(description: str) -> None:
    assert kind_of({"description": description}) == "item"


def test_a_brand_with_the_label_of_a_medicine_is_one() -> None:
    assert kind_of({"description": "Brandol"}) == "item"
    assert kind_of({"description": "Brandol"} | LABEL) == "medicine_pack"
    for name in LABEL:
        assert kind_of({"description": "Brandol"} | LABEL | {name: ""}) == "item"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"description": "Comirnaty"}, "vaccine"),
        ({"description": "Brandol", "category": "food"}, "item"),
        ({"description": "Brandol", "kind": "monitor"}, "monitor"),
    ],
)
def test_what_the_words_say_goes_first(row: dict[str, str], kind: str) -> None:
    assert kind_of(row | LABEL) == kind


@pytest.mark.parametrize(
    ("code", "kind", "category"),
    [
        ("3004.90", "medicine_pack", None),
        ("3002.41.00", "vaccine", None),
        ("300220", "vaccine", None),
        ("9018.19", "monitor", None),
        ("3822.19", "item", "test"),
        ("9019.20", "item", None),
        ("3004 or so", "item", None),
    ],
)
def test_a_customs_code_tells_what_the_words_do_not(
    code: str, kind: str, category: str | None
) -> None:
    line = Lines.of([{"description": "Brandol", "hs_code": code}])
    assert line.frame.select("kind", "category").row(0) == (kind, category)
    by_words = Lines.of([{"description": "Patient ventilator", "hs_code": code}])
    assert by_words.frame["kind"].item() == "ventilator"


def test_a_customs_code_alone_is_enough() -> None:
    lines = Lines.of([{"hs_code": "3004.90", "quantity": "3 pack"}])
    assert lines.frame["kind"].item() == "medicine_pack"


@pytest.mark.parametrize(
    "description",
    [
        "Comprimés de purification d'eau",
        "Tablettes de chocolat",
        "Tablettes graphiques",
        "Tabletas para escuela",
        "Tablets Samsung",
        "Capsule hotel tents",
        "Paper tablets for schools",
        "Graphics tablet",
        "Empty vials 10 ml",
        "Flacons vides 10 ml",
        "Monitor for PC 24 inch",
        "Moniteur d'ordinateur",
        'Screen monitor 24"',
    ],
)
def test_the_word_of_a_form_alone_makes_no_medicine(description: str) -> None:
    assert kind_of({"description": description}) == "item"


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Albendazole 400 mg tablets for schools", "medicine_pack"),
        ("Tablets for school children, deworming", "medicine_pack"),
        ("Mebendazole chewable tablet, chocolate flavour", "medicine_pack"),
        ("Paracétamol 500 mg, tablettes", "medicine_pack"),
        ("Lidocaine, vial of 10 ml", "medicine_pack"),
        ("Patient monitor, 12 inch screen", "monitor"),
    ],
)
def test_what_stands_beside_such_a_word_is_still_told(description: str, kind: str) -> None:
    assert kind_of({"description": description}) == kind
