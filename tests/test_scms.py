"""A real delivery history, read without being told anything, against independent arithmetic."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import aidtrack

COUNTRIES = {
    "South Africa": "ZA", "Côte d'Ivoire": "CI", "Nigeria": "NG", "Zambia": "ZM",
    "Vietnam": "VN", "Haiti": "HT", "Mozambique": "MZ", "Rwanda": "RW", "Tanzania": "TZ",
}  # fmt: skip


@pytest.fixture(scope="module")
def path(shared_data: Path) -> Path:
    return shared_data / "scms" / "scms_first_2000.csv"


@pytest.fixture(scope="module")
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def summary(path: Path) -> dict[str, Any]:
    text = aidtrack.render(aidtrack.summarise(aidtrack.read(path), by=["country"]), to="json")
    document: dict[str, Any] = json.loads(text)
    return document


def _weight(row: dict[str, str]) -> Decimal | None:
    text = row["Weight (Kilograms)"]
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _packs(group: dict[str, Any]) -> Decimal:
    assert {entry["unit"] for entry in group["quantity"]} == {"pack"}
    return sum((Decimal(entry["value"]) for entry in group["quantity"]), Decimal())


def test_the_columns_are_found(path: Path) -> None:
    [source] = aidtrack.read(path).sources
    read_as = {use.header: use.field for use in source.columns}
    assert read_as["Item Description"] == "description"
    assert read_as["Line Item Quantity"] == "quantity"
    assert read_as["Unit of Measure (Per Pack)"] == "pack_size"
    assert read_as["Weight (Kilograms)"] == "gross_weight"
    assert read_as["Line Item Value"] == "value"
    assert read_as["Country"] == "recipient_country"


def test_what_was_assumed_is_said(path: Path) -> None:
    codes = aidtrack.validate(aidtrack.read(path)).counts()
    assert codes["AT135"] == 1, "the currency of a sibling header"
    assert codes["AT136"] == 1, "bare quantities are packs"


def test_the_total_is_that_of_the_file(summary: dict[str, Any], rows: list[dict[str, str]]) -> None:
    total = summary["total"]
    assert total["lines"] == len(rows) == 2000
    assert _packs(total) == sum(Decimal(row["Line Item Quantity"]) for row in rows)
    known = [weight for row in rows if (weight := _weight(row)) is not None]
    assert Decimal(total["gross_weight"]["value"]) == sum(known)
    assert total["gross_weight"]["known"] == len(known) == 1244
    assert total["gross_weight"]["unit"] == "kg"
    [value] = total["value"]
    assert value["currency"] == "USD"
    assert Decimal(value["amount"]) == sum(Decimal(row["Line Item Value"]) for row in rows)
    assert value["lines"] == 2000


def test_every_country_has_its_own_totals(
    summary: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    packs: dict[str, Decimal] = defaultdict(Decimal)
    weights: dict[str, Decimal] = defaultdict(Decimal)
    values: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        packs[row["Country"]] += Decimal(row["Line Item Quantity"])
        weights[row["Country"]] += _weight(row) or 0
        values[row["Country"]] += Decimal(row["Line Item Value"])
    groups = {group["key"]["country"]: group for group in summary["groups"]}
    assert len(groups) == len(packs) == 27
    for name, code in COUNTRIES.items():
        group = groups[code]
        assert _packs(group) == packs[name]
        assert Decimal(group["gross_weight"]["value"] or 0) == weights[name]
        assert Decimal(group["value"][0]["amount"]) == values[name]
    assert sum(map(_packs, groups.values())) == sum(packs.values())


def test_a_weight_that_stands_elsewhere_is_counted_once(
    path: Path, rows: list[dict[str, str]], summary: dict[str, Any]
) -> None:
    shapes = Counter(re.sub(r"\d+", "9", row["Weight (Kilograms)"]) for row in rows)
    elsewhere = sum(number for shape, number in shapes.items() if shape.startswith("See "))
    separately = shapes["Weight Captured Separately"]
    total = aidtrack.summarise(aidtrack.read(path)).total.gross_weight
    assert (total.elsewhere, total.unreadable, total.blank) == (elsewhere, separately, 0)
    assert summary["total"]["gross_weight"]["elsewhere"] == elsewhere == 343
    counts = aidtrack.validate(aidtrack.read(path)).counts()
    assert counts["AT118"] == elsewhere
    assert counts["AT101"] == separately == 413


def test_a_pointer_points_to_its_cell(path: Path, rows: list[dict[str, str]]) -> None:
    found = aidtrack.validate(aidtrack.read(path)).where(lambda each: each.code == "AT118")
    first = next(iter(found))
    index = next(n for n, row in enumerate(rows) if row["Weight (Kilograms)"].startswith("See "))
    assert first.place.cell == f"AE{index + 2}"
    assert first.place.header == "Weight (Kilograms)"
    assert first.place.value == rows[index]["Weight (Kilograms)"]
