"""Clean manifests raise no alarm: neither an error nor a warning under the default profile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

import aidtrack
from aidtrack import Check, Severity

FOLDER = Path(__file__).parent / "clean"
TODAY = date(2026, 11, 22)
FILES = sorted(path.name for path in FOLDER.iterdir())

Cell = str | int | float | date | None

_HOSPITAL = "Hôpital général de référence de Bunia"
WORKBOOKS: dict[str, dict[str, list[list[Cell]]]] = {
    "vaccines_en.xlsx": {
        "Packing list": [
            ["PACKING LIST"],
            ["Shipper", "UNICEF Supply Division"],
            ["Consignee", "Expanded Programme on Immunization, Ministry of Health"],
            ["Country", "Ethiopia"],
            ["Reference", "UNICEF-ET-2026-206"],
            ["Date of shipment", date(2026, 9, 4)],
            ["Expected arrival", date(2026, 9, 6)],
            [],
            ["Line", "Description", "Quantity (doses)", "Doses per vial", "Batch", "Expiry date",
             "Storage", "Cartons", "Gross weight kg"],
            [1, "Vaccine, pentavalent, vial of 10 doses", 300000, 10, "00123", date(2028, 9, 30),
             "2-8 °C", 60, 1320.5],
            [2, "Vaccine, BCG, vial of 20 doses", 500000, 20, "BC-0471", date(2028, 1, 31),
             "2-8 °C", 50, 845],
        ],
    },
    "food_en.xlsx": {
        "Manifest": [
            ["Reference", "Donor", "Donor country", "Recipient", "Recipient country", "Dispatched",
             "Description", "Category", "Quantity", "Unit", "Batch", "Expiry", "Bags",
             "Net weight (kg)", "Gross weight (kg)", "Value", "Currency"],
            ["IN-LK-2026-012", "Government of India", "India", "Disaster Management Centre",
             "Sri Lanka", date(2026, 1, 19), "Rice, raw, 25 kg bags", "food", 4000, "bag", "R-0126",
             date(2027, 6, 30), 4000, 100000, 100400, 54000, "USD"],
            ["IN-LK-2026-012", "Government of India", "India", "Disaster Management Centre",
             "Sri Lanka", date(2026, 1, 19), "Lentils, red, 25 kg bags", "food", 1200, "bag",
             "L-0126", date(2027, 7, 31), 1200, 30000, 30120, 31200, "USD"],
            ["Total", None, None, None, None, None, None, None, 5200, None, None, None, 5200,
             130000, 130520, 85200, None],
        ],
    },
    "devices_fr.xlsx": {
        "Liste de colisage": [
            ["Référence", "Donateur", "Pays donateur", "Destinataire", "Pays destinataire",
             "Date d'expédition", "Désignation", "Quantité", "Unité", "Nombre de colis",
             "Poids brut", "", "Code SH"],
            ["", "", "", "", "", "", "", "", "", "", "kg", "", ""],
            ["BE-CD-2026-002", "Gouvernement belge", "Belgique", _HOSPITAL, "RDC",
             date(2026, 3, 2), "Moniteur patient multiparamétrique", 20, "pièce", 20, 210, "",
             "9018.19"],
            ["BE-CD-2026-002", "Gouvernement belge", "Belgique", _HOSPITAL, "RDC",
             date(2026, 3, 2), "Concentrateur d'oxygène 10 L/min", 30, "pièce", 30, 780, "",
             "9019.20"],
        ],
    },
    "kits_es.xlsx": {
        "PE-2026-01": [
            ["Donante", "País donante", "Destinatario", "País destinatario", "Fecha de envío",
             "Descripción", "Categoría", "Cantidad", "Bultos", "Peso bruto (kg)"],
            ["Cruz Roja Española", "España", "Cruz Roja Peruana", "Perú", date(2026, 5, 8),
             "Kit de higiene familiar", "higiene", "1500 kits", 1500, 11250],
        ],
        "PE-2026-02": [
            ["Donante", "País donante", "Destinatario", "País destinatario", "Fecha de envío",
             "Descripción", "Categoría", "Cantidad", "Bultos", "Peso bruto (kg)"],
            ["Cruz Roja Española", "España", "Cruz Roja Peruana", "Perú", date(2026, 5, 15),
             "Kit de cocina, modelo A", "hogar", "900 kits", 900, 5400],
        ],
    },
}  # fmt: skip
"""Workbooks are made here, cell by cell, so that what they hold is seen in review."""


def _written(path: Path, sheets: dict[str, list[list[Cell]]]) -> Path:
    with Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif cell not in (None, ""):
                        sheet.write(number, place, cell)
    return path


def _alarms(check: Check) -> list[str]:
    grave = (Severity.ERROR, Severity.WARNING)
    return [str(each) for each in check.findings if each.severity in grave]


@pytest.mark.parametrize("name", FILES)
def test_a_clean_file_raises_no_alarm(name: str) -> None:
    check = aidtrack.check(FOLDER / name, today=TODAY)
    assert check.findings.lines >= 2
    assert _alarms(check) == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_clean_workbook_raises_no_alarm(name: str, tmp_path: Path) -> None:
    check = aidtrack.check(_written(tmp_path / name, WORKBOOKS[name]), today=TODAY)
    assert check.findings.lines >= 2
    assert _alarms(check) == []


def test_the_set_is_varied(tmp_path: Path) -> None:
    books = [_written(tmp_path / name, sheets) for name, sheets in WORKBOOKS.items()]
    files = [*(FOLDER / name for name in FILES), *books]
    checks = [aidtrack.check(path, today=TODAY, by=("kind",)) for path in files]
    alarms = sum(len(_alarms(check)) for check in checks)
    lines = sum(check.findings.lines for check in checks)
    print(f"{len(files)} clean manifests, {lines} lines: {alarms} errors and warnings")
    kinds = {group.key["kind"] for check in checks for group in check.summary.groups}
    assert kinds >= {"medicine_pack", "vaccine", "monitor", "ventilator", "oxygen_unit", "item"}
    assert {path.suffix for path in files} >= {".csv", ".json", ".jsonl", ".tsv", ".xlsx"}
    assert len(files) >= 12
