"""Real files of other people, read as they are; counts and totals are worked out apart."""

from __future__ import annotations

import csv
import warnings
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import aidtrack
from aidtrack.manifest import DonorMapping

HXL_LINES = {
    "libhxl_input-broken.xlsx": 6431,
    "libhxl_input-date.csv": 8,
    "libhxl_input-fuzzy.csv": 4,
    "libhxl_input-merged.xlsx": 4,
    "libhxl_input-multiline.csv": 1,
    "libhxl_input-multiple-headers.csv": 2,
    "libhxl_input-quality.xls": 4,
    "libhxl_input-quality.xlsx": 4,
    "libhxl_input-valid-csv.zip": 4,
    "libhxl_input-valid-latin1.csv": 4,
    "libhxl_input-valid-nested.json": 4,
    "libhxl_input-valid-objects.json": 4,
    "libhxl_input-valid.csv": 4,
    "libhxl_input-valid.json": 4,
    "libhxl_input-whitespace.csv": 8,
}
"""How many lines each sample holds, counted by eye and with a spreadsheet."""
NEPAL = DonorMapping(
    columns={"Items grouped": "description", "FSC - Total KGs": "gross_weight"},
    units={"gross_weight": "kg"},
    values={"recipient": "Nepal"},
)


@pytest.mark.parametrize(("name", "lines"), HXL_LINES.items())
def test_hxl_samples_are_read(name: str, lines: int, shared_data: Path) -> None:
    read = aidtrack.read(shared_data / "hxl" / name)
    assert len(read) == lines
    assert read.frame["recipient_country"].n_unique() if "País" in str(read.sources) else True


@pytest.mark.parametrize("name", ["libhxl_input-invalid.csv", "libhxl_input-untagged.csv"])
def test_samples_without_a_header_are_refused_by_a_finding(name: str, shared_data: Path) -> None:
    findings = aidtrack.validate(aidtrack.read(shared_data / "hxl" / name))
    assert [finding.name for finding in findings] == ["header-not-found"]


def test_vaccine_deliveries_under_a_row_of_hashtags(shared_data: Path) -> None:
    path = shared_data / "covax_hxl" / "covax_deliveries.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream) if any(cell.strip() for cell in row)][2:]
    doses = sum(Decimal(row[5].replace(",", "")) for row in rows if row[5].strip())
    lines = aidtrack.read(path)
    assert len(lines) == len(rows)
    assert [skip.reason for skip in lines.sources[0].skipped_rows] == ["HXL hashtags", "blank"]
    assert lines.frame["quantity.unit"].drop_nulls().unique().to_list() == ["dose"]
    assert lines.frame["quantity"].sum() == doses


def test_the_emergency_items_catalogue(shared_data: Path) -> None:
    path = shared_data / "sahana" / "IFRC_supply_item_eic.csv"
    with path.open(encoding="cp1252", newline="") as stream:
        rows = list(csv.DictReader(stream))
    lines = aidtrack.read(path)
    assert len(lines) == len(rows)
    assert lines.sources[0].encoding == "cp1252"
    total = aidtrack.summarise(lines).total
    assert total.gross_weight.value == sum(Decimal(row["weight kg"] or 0) for row in rows)
    litres = sum(Decimal(row["volume litre"] or 0) for row in rows)
    assert total.volume.value == litres / 1000
    assert total.volume.known == sum(bool(row["volume litre"]) for row in rows)


def test_the_volunteers_report_with_its_error_values(shared_data: Path) -> None:
    path = shared_data / "nepal_2015" / "operations-report-hdrvg.xlsx"
    with warnings.catch_warnings(action="ignore"):  # of extensions that openpyxl does not know
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    items = [row for row in rows if row[2] is not None]
    weights = [Decimal(str(row[8])) for row in items if isinstance(row[8], int | float)]
    lines = aidtrack.read(path, mapping=NEPAL)
    assert len(lines) == len(items) == 1112
    weight = aidtrack.summarise(lines).total.gross_weight
    assert weight.value == sum(weights)
    assert (weight.known, weight.unreadable) == (len(weights), len(items) - len(weights))
    quantity = lines.frame.filter(lines.frame["quantity"].is_not_null())["quantity"].sum()
    assert quantity == sum(Decimal(str(row[6])) for row in items if row[6] is not None)


def test_an_old_workbook_of_purchase_orders(shared_data: Path) -> None:
    path = shared_data / "openboxes" / "import__purchaseOrders.xls"
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Sheet1").to_python()
    place = header.index("Total Order Quantity Round Up")
    mapping = DonorMapping(
        columns={"Total Order Quantity Round Up": "quantity", "Total cost": "value"},
        units={"quantity": "each", "value": "USD", "unit_price": "USD"},
    )
    lines = aidtrack.read(path, mapping=mapping)
    assert len(lines) == sum(any(cell != "" for cell in row) for row in rows) == 136
    assert lines.frame["quantity"].sum() == sum(
        Decimal(str(row[place])) for row in rows if row[place] != ""
    )
    names = [(skip.name, skip.reason) for skip in lines.sources[0].skipped_sheets]
    assert names == [("Sheet2", "no table"), ("Sheet3", "no table")]


def test_a_packing_list_that_is_only_a_header(shared_data: Path) -> None:
    lines = aidtrack.read(shared_data / "openboxes" / "completedPackingList.xls")
    assert len(lines) == 0
    assert [finding.name for finding in aidtrack.validate(lines).errors] == ["lines-missing"]


def test_what_is_no_manifest_is_refused_in_one_line(shared_data: Path) -> None:
    for name in ("ideal_report.html", "ideal_report.png"):
        with pytest.raises(aidtrack.UnreadableManifest, match=name) as caught:
            aidtrack.read(shared_data / "messy" / name)
        assert "\n" not in str(caught.value)
