"""The lexicon of kinds against what the documents themselves say of their goods.

The truth is the documents' own: the product group of the SCMS lines, the family that
begins each code of the IFRC catalogue, the groups of the Nepal report. None of these is
shown to the lexicon, which sees the descriptions alone.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import aidtrack
from aidtrack.lines.kinds import with_kinds

MEDICINE_GROUPS = {"ARV", "ACT", "ANTM"}
TEST_GROUPS = {"HRDT", "MRDT"}
NO_MEDICINES = "DDGT"
"""The IFRC family of drugs that are for diagnosis: tests and grouping serums."""
SERA = "DVAS"
"""The IFRC family of vaccines and immunoglobulins: the vaccine says that it is one."""
FOOD, SHELTER, KIT = "food", "shelter", "kit"
FAMILIES = {"F": FOOD, "K": KIT}
NEPAL_MEDICINES = {"Medicine - drug", "Medicine - rehydration"}
NEPAL_CATEGORIES = {"Shelter": SHELTER, "Food - Dry Food": FOOD}
OTHERS = {
    "oxygen_unit": ("oxygen", "devices for oxygen", "high flow humidify"),
    "ventilator": ("ventilators", "bipaps"),
    "monitor": ("monitors", "oximeters"),
    "medicine_pack": ("medicine", "remdesivir"),
}
"""What the lines of the aid for India name, apart from those listed as items."""
INDIA_ITEMS = {"oxygen cannulas", "respirators and their consumables"}
"""A cannula is no oxygen; a respirator may be a mask as well as a ventilator."""

FLOORS = {
    ("SCMS", "item"): (1.0, 1.0),
    ("SCMS", "medicine_pack"): (1.0, 1.0),
    ("IFRC", "item"): (0.995, 0.998),
    ("IFRC", "medicine_pack"): (0.98, 0.96),
    ("IFRC", "vaccine"): (1.0, 1.0),
    ("IFRC", "oxygen_unit"): (1.0, 1.0),
    ("Nepal", "item"): (0.95, 0.99),
    ("Nepal", "medicine_pack"): (0.96, 0.72),  # a quarter is named by brands of the region alone
    ("India", "item"): (1.0, 1.0),
    ("India", "medicine_pack"): (1.0, 1.0),
    ("India", "oxygen_unit"): (1.0, 1.0),
    ("India", "ventilator"): (1.0, 1.0),
    ("India", "monitor"): (1.0, 1.0),
}
"""The least precision and recall of each kind in each file, by the descriptions alone."""
CATEGORY_FLOORS = {"test": 0.99, FOOD: 0.89, SHELTER: 0.74, KIT: 0.85}
"""The least recall of what each category's own families hold: shelter counts ropes and lamps in."""


class Truth(NamedTuple):
    file: str
    description: str
    kind: str
    category: str | None = None


def scms(folder: Path) -> Iterator[Truth]:
    files = (("scms_first_2000.csv", ",", "utf-8-sig"), ("scms_500_tab_cp1252.csv", "\t", "cp1252"))
    for name, delimiter, encoding in files:
        with (folder / "scms" / name).open(encoding=encoding, newline="") as stream:
            for row in csv.DictReader(stream, delimiter=delimiter):
                is_test = row["Product Group"] in TEST_GROUPS
                assert is_test or row["Product Group"] in MEDICINE_GROUPS
                main = is_test and "Ancillary" not in row["Sub Classification"]
                kind = "item" if is_test else "medicine_pack"
                yield Truth("SCMS", row["Item Description"], kind, "test" if main else None)


def catalogue(folder: Path) -> Iterator[Truth]:
    path = folder / "sahana" / "IFRC_supply_item_eic.csv"
    with path.open(encoding="cp1252", newline="") as stream:
        for row in csv.DictReader(stream):
            code, text = row["item code"], row["item description"]
            kind = "item"
            if code.startswith(SERA) and "VACCIN" in text:
                kind = "vaccine"
            elif code.startswith("D") and not code.startswith(NO_MEDICINES):
                kind = "medicine_pack"
            elif code.startswith("XANE") and text.startswith("OXYGEN CONCENTRATOR"):
                kind = "oxygen_unit"
            yield Truth("IFRC", text, kind, FAMILIES.get(code[0]))


def nepal(folder: Path) -> Iterator[Truth]:
    book = CalamineWorkbook.from_path(folder / "nepal_2015" / "operations-report-hdrvg.xlsx")
    for item, _, group, _, category, *_ in book.get_sheet_by_index(0).to_python()[1:]:
        if text := str(item or group):
            kind = "medicine_pack" if group in NEPAL_MEDICINES else "item"
            yield Truth("Nepal", text, kind, NEPAL_CATEGORIES.get(str(category)))


def india(folder: Path) -> Iterator[Truth]:
    with (folder / "india_2021" / "consignments.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            text = row["item_text"]
            words = text.lower()
            told = [kind for kind, marks in OTHERS.items() if any(mark in words for mark in marks)]
            kind = told[0] if told and words not in INDIA_ITEMS else "item"
            yield Truth("India", text, kind)


@pytest.fixture(scope="module")
def judged(shared_data: Path) -> list[tuple[Truth, str, str | None]]:
    """Each line's truth, and the kind and category that its description tells."""
    truths = [truth for of in (scms, catalogue, nepal, india) for truth in of(shared_data)]
    texts = [truth.description for truth in truths]
    told, _ = with_kinds(pl.DataFrame({"description": texts, "description.text": texts}))
    return list(zip(truths, told["kind"], told["category"], strict=True))


def test_kinds_are_told_by_descriptions_alone(judged: list[tuple[Truth, str, str | None]]) -> None:
    pairs = Counter((truth.file, truth.kind, told) for truth, told, _ in judged)
    for (file, kind), (precision, recall) in FLOORS.items():
        right = pairs[file, kind, kind]
        told = sum(n for (where, _, answer), n in pairs.items() if (where, answer) == (file, kind))
        there = sum(n for (where, truth, _), n in pairs.items() if (where, truth) == (file, kind))
        found = f"precision {right / told:.3f}, recall {right / there:.3f}"
        print(f"{file}, {kind}: {there} lines, {found}")
        assert right / told >= precision, (file, kind)
        assert right / there >= recall, (file, kind)
    assert {(file, kind) for file, kind, _ in pairs} == FLOORS.keys()
    assert {(file, told) for file, _, told in pairs} == FLOORS.keys()


def test_categories_are_told_by_descriptions_alone(
    judged: list[tuple[Truth, str, str | None]],
) -> None:
    for category, floor in CATEGORY_FLOORS.items():
        answers = [told for truth, _, told in judged if truth.category == category]
        recall = answers.count(category) / len(answers)
        print(f"{category}: {len(answers)} lines, recall {recall:.3f}")
        assert recall >= floor, category


def test_hiv_tests_are_no_medicines(judged: list[tuple[Truth, str, str | None]]) -> None:
    assert not [
        truth.description
        for truth, kind, _ in judged
        if truth.file == "SCMS" and truth.kind == "item" and kind != "item"
    ]


def test_a_list_headed_vaccine_holds_vaccines(shared_data: Path) -> None:
    lines = aidtrack.read(shared_data / "covax_hxl" / "covax_deliveries.csv")
    assert lines.frame["kind"].unique().to_list() == ["vaccine"]


def test_lists_of_other_things_hold_none_of_our_goods(shared_data: Path) -> None:
    """Purchase orders of consumables, and samples that are about activities."""
    orders = aidtrack.read(shared_data / "openboxes" / "import__purchaseOrders.xls")
    assert orders.frame["kind"].unique().to_list() == ["item"]
    for name in ("libhxl_input-valid.csv", "libhxl_input-quality.xlsx"):
        activities = aidtrack.read(shared_data / "hxl" / name)
        assert activities.frame["kind"].unique().to_list() == ["item"]
