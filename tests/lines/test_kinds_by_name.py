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
