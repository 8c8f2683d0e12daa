"""Goods that are dangerous by what they are, in three languages; and what goes with them."""

from __future__ import annotations

import polars as pl
import pytest

from aidtrack.lines.hazards import HAZARDS, usual_numbers


def usual(text: str) -> str | None:
    frame = pl.DataFrame({"description": [text]})
    found: str | None = frame.select(usual_numbers(frame)).to_series()[0]
    return found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Calcium hypochlorite 70% HTH 45 kg drum", "UN1748, UN2208 or UN2880"),
        ("Hypochlorite de calcium, fût de 45 kg", "UN1748, UN2208 or UN2880"),
        ("CHLORINE (HTH), 60 to 70%, 40kg drum", "UN1748, UN2208 or UN2880"),
        ("Camping gas cartridges", "UN2037"),
        ("Cartuchos de gas butano", "UN2037"),
        ("Lead acid battery 12 V", "UN2794 or UN2800"),
        ("Batterie au plomb 12 V", "UN2794 or UN2800"),
        ("Matches", "UN1944 or UN1331"),
        ("Allumettes de sûreté", "UN1944 or UN1331"),
        ("Kerosene", "UN1223"),
        ("Queroseno, bidón de 20 L", "UN1223"),
        ("Diesel", "UN1202"),
        ("Petrol 95, 200 L drum", "UN1203"),
        ("Diesel generator with fuel", "UN3528"),
        ("Groupe électrogène avec carburant", "UN3528"),
    ],
)
def test_such_goods_have_numbers(text: str, numbers: str) -> None:
    assert usual(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Kerosene stove",
        "Refrigerator, 230 V / kerosene",
        "Lampe à kérosène",
        "Gas mask canister",
        "Gas stove, cartridge not included, gas cartridge 190 g not included",
        "Lead acid battery charger",
        "Diesel generator 20 kVA",
        "Generator with fuel tank 15 L",
        "Diesel generator 20 kVA, with diesel engine",
        "Petrol generator",
        "Label that matches the carton",
        "Vitamin D drops, essence of orange",
        "Chlorine test kit, calcium hypochlorite",
        "Tent",
    ],
)
def test_what_goes_with_them_has_none(text: str) -> None:
    assert usual(text) is None


def test_each_of_them_says_what_it_is_not() -> None:
    assert all(hazard.unless for hazard in HAZARDS)
