"""``aidtrack validate list.xlsx waybill.csv receipt.json --same-consignment``, end to end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

LIST = [
    ["Consignee", "Indian Red Cross Society"],
    ["Country of destination", "India"],
    [],
    ["line", "item", "quantity", "packages", "gross weight (kg)", "batch", "storage"],
    ["1", "Oxygen concentrator", "20 each", 20, 520, None, None],
    ["2", "Insulin 100 IU/ml", "400 vial", 2, 24.5, "INS-0417", "2-8 °C"],
]
WAYBILL = """Consignee,IRCS
AWB,020-81140743
Declared gross weight,{weight}
Declared packages,{packages}

item,quantity,storage
Oxygen concentrator,20 each,
insulin 100 iu/ml,{vials} vial,{storage}
"""


@pytest.fixture
def three(tmp_path: Path) -> Callable[..., list[Path]]:
    """Return a function that writes three documents in three formats."""

    def write(*, weight: str, packages: str, vials: int, storage: str, received: int) -> list[Path]:
        paths = [tmp_path / name for name in ("list.xlsx", "waybill.csv", "receipt.json")]
        with Workbook(paths[0]) as book:
            sheet = book.add_worksheet("Packing list")
            for number, row in enumerate(LIST):
                sheet.write_row(number, 0, row)
        text = WAYBILL.format(weight=weight, packages=packages, vials=vials, storage=storage)
        paths[1].write_text(text, encoding="utf-8")
        rows = [
            {"item": "Oxygen concentrator", "quantity received": "20 each"},
            {"item": "Insulin 100 IU/ml", "quantity received": f"{received} vial"},
        ]
        paths[2].write_text(json.dumps(rows), encoding="utf-8")
        return paths

    return write


BETWEEN = ("AT53", "AT64", "AT73", "AT74", "AT707")


def differences(result: Result) -> list[dict[str, object]]:
    found = json.loads(result.stdout)["findings"]
    return [each for each in found if each["code"].startswith(BETWEEN)]


def test_documents_that_agree(run: Callable[..., Result], three: Callable[..., list[Path]]) -> None:
    paths = three(weight="over 540 kg", packages="22", vials=400, storage="+2 to +8", received=400)
    options = ("--same-consignment", "--today", "2026-03-10", "--format", "json")
    assert differences(run("validate", *paths, *options)) == []


def test_documents_that_differ(
    run: Callable[..., Result], three: Callable[..., list[Path]]
) -> None:
    paths = three(weight="0.6 t", packages="23", vials=390, storage="15-25 °C", received=380)
    options = ("--same-consignment", "--today", "2026-03-10")
    result = run("validate", *paths, *options, "--format", "json")
    assert result.exit_code == 1
    told = {
        str(each["code"]): (each["message"], each["cell"], each["places"][0]["cell"])  # type: ignore[index]
        for each in differences(result)
    }
    assert told == {
        "AT640": (
            "insulin 100 iu/ml: to be kept at 15-25 °C by waybill.csv, but at 2-8 °C by list.xlsx",
            "C8",
            "G6",
        ),
        "AT707": (
            "the gross weight is 0.6 t (600 kg) in waybill.csv, but 544.5 kg in list.xlsx",
            "B3",
            None,
        ),
        "AT730": ("there are 23 packages in waybill.csv, but 22 packages in list.xlsx", "B4", None),
        "AT735": (
            "insulin 100 iu/ml: 390 vials in waybill.csv, but 400 vials in list.xlsx",
            "B8",
            "C6",
        ),
        "AT736": (
            "Insulin 100 IU/ml: 380 vials received by receipt.json, of 400 vials sent by list.xlsx",
            None,
            "C6",
        ),
    }
    text = run("validate", *paths, *options).stdout
    assert "AT707 documents-differ-in-weight" in text
    assert differences(run("validate", *paths, *options[1:], "--format", "json")) == []
