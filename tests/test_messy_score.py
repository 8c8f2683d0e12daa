"""The messy manifest against its list of 48 seeded defects: found at their place, rightly named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import aidtrack
from aidtrack import Finding
from aidtrack.manifest.marks import cell_named

TODAY = date(2026, 11, 22)
RULES_OF = {
    "title-rows": {"rows-left-out"},
    "group-header": {"rows-left-out"},
    "merged-data": {"value-merged"},
    "hidden-row": {"part-hidden"},
    "country-alias": {"country-by-another-name"},
    "country-typo": {"party-nearly-a-country", "country-unknown"},
    "country-ambiguous": {"country-ambiguous"},
    "donor-not-country": {"party-is-organisation"},
    "unit-mass-mixed": {"units-mixed"},
    "unit-unknown": {"unit-unknown"},
    "decimal-comma": {"decimal-comma-mixed"},
    "thousands-ambiguous": {"number-ambiguous", "reading-settled-by-column"},
    "thousands-space": {"digits-grouped"},
    "qty-negative": {"quantity-not-positive"},
    "qty-fraction": {"quantity-not-whole"},
    "qty-as-text": {"number-as-text"},
    "implausible-weight": {"medicine-too-heavy", "device-too-light"},
    "pack-vs-unit": {"count-with-words", "pack-size-with-words"},
    "expired": {"expired-at-dispatch"},
    "batch-missing": {"batch-missing"},
    "expiry-invalid": {"date-impossible"},
    "expiry-monthonly": {"month-without-day"},
    "date-ambiguous": {"date-ambiguous", "reading-settled-by-column"},
    "date-serial": {"date-as-serial-number"},
    "date-partial": {"date-without-day"},
    "date-invalid": {"date-impossible"},
    "date-na": {"blank-in-words"},
    "formula-text": {"formula-in-cell"},
    "excel-error": {"cell-error"},
    "blank-row": {"rows-left-out"},
    "subtotal-row": {"rows-left-out", "sheet-total-differs", "subtotal-counted-twice"},
    "duplicate-line": {"line-duplicated"},
    "gap-in-line": {"line-number-missing"},
    "whitespace": {"spaces-around"},
    "category-alias": {"word-by-another-name"},
    "weight-missing": {"weight-missing"},
    "price-missing": {"value-missing"},
}
"""The rules that name each defect rightly."""
KNOWN_MISSES = {("country-alias", "B10")}
"""Russia is that country's usual name."""
FLAT_FILES = ("flat.csv", "flat_cp1252.csv", "flat.xlsx")
VARIANTS = (
    *FLAT_FILES,
    "messy.xlsx",
    "messy_cp1252_semicolon.csv",
    "messy_utf16.tsv.csv",
    "messy_utf8bom.csv",
    "hxl_tagged.csv",
)

Area = tuple[int, int, int, int]
_LAST = 10_000


def area_of(text: str, headers: dict[str, int] | None = None) -> Area:
    """Return the rows and columns that the list names, such as ``B11:B12`` or ``7:qty``."""
    text = text.rpartition("!")[2]
    if headers is not None and (found := re.fullmatch(r"(\d+|\*):([a-z_]+)", text)):
        column = headers[found[2]]
        row = int(found[1]) if found[1] != "*" else 0
        return row or 1, row or _LAST, column, column
    first, _, last = text.partition(":")
    rows, columns = [], []
    for address in (first, last or first):
        cell = cell_named(address)
        rows.append(cell.row + 1 if cell else int(address))
        columns.append(cell.column if cell else None)
    left, right = columns
    return rows[0], rows[1], left or 0, _LAST if right is None else right


def findings_in(findings: list[Finding], area: Area) -> Iterator[Finding]:
    first, last, left, right = area
    for finding in findings:
        for place in finding.places:
            cell = cell_named(f"{place.column}1") if place.column else None
            inside = cell is None or left <= cell.column <= right
            if place.row is not None and first <= place.row <= last and inside:
                yield finding
                break


def misses(
    path: Path, key: str, headers: dict[str, int] | None = None
) -> tuple[int, set[tuple[str, str]]]:
    """Return how many defects a file has, and those that are not found for the right reason."""
    truth = json.loads((path.parent / "truth.json").read_text(encoding="utf-8"))
    present = [defect for defect in truth if defect[key] not in ("-", "")]
    findings = list(aidtrack.validate(aidtrack.read(path), today=TODAY))
    missed: set[tuple[str, str]] = set()
    for defect in present:
        names = {each.name for each in findings_in(findings, area_of(defect[key], headers))}
        if not names & RULES_OF[defect["code"]]:
            missed.add((defect["code"], defect[key]))
    return len(present), missed


def test_the_untouched_file(shared_data: Path) -> None:
    total, missed = misses(shared_data / "messy" / "messy.xlsx", "xlsx")
    print(f"messy.xlsx: {total - len(missed)} of {total} defects; missed: {sorted(missed)}")
    assert total == 48
    assert missed <= KNOWN_MISSES


@pytest.mark.parametrize("name", FLAT_FILES)
def test_the_flat_files(name: str, shared_data: Path) -> None:
    path = shared_data / "messy" / name
    header = "line donor recipient item category qty unit pack_size gross_weight batch expiry"
    headers = {word: place for place, word in enumerate(header.split())}
    headers |= {"ship_date": 11, "unit_price": 12, "currency": 13}
    total, missed = misses(path, "flat", headers)
    print(f"{name}: {total - len(missed)} of {total} defects; missed: {sorted(missed)}")
    assert missed <= {("country-alias", "5:donor")}


def test_all_variants_give_the_same_lines(shared_data: Path) -> None:
    columns = [
        "line", "description", "kind", "donor_country", "recipient_country", "quantity.unit",
        "gross_weight", "gross_weight.unit", "batch", "expiry", "unit_price", "unit_price.unit",
    ]  # fmt: skip
    read = {
        name: aidtrack.read(shared_data / "messy" / name).frame.select(columns).rows()
        for name in VARIANTS
    }
    merged = read["messy.xlsx"]
    for name, rows in read.items():
        assert [row[:3] for row in rows] == [row[:3] for row in merged], name
        assert rows == merged, name
