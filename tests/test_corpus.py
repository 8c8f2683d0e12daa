"""Every real file, as it is read today: a change to a rule or an alias shows here in review."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import aidtrack
from aidtrack.manifest import DonorMapping

TODAY = date(2026, 11, 22)
SNAPSHOT = Path(__file__).parent / "corpus.json"
MAPPINGS = {
    "nepal_2015/operations-report-hdrvg.xlsx": DonorMapping(
        columns={"Items grouped": "description", "FSC - Total KGs": "gross_weight"},
        units={"gross_weight": "kg"},
    ),
    "openboxes/import__purchaseOrders.xls": DonorMapping(
        columns={"Total Order Quantity Round Up": "quantity", "Total cost": "value"},
        units={"quantity": "each", "value": "USD", "unit_price": "USD"},
    ),
}
FOLDERS = ("covax_hxl", "hxl", "india_2021", "messy", "nepal_2015", "openboxes", "sahana", "scms")
NO_MANIFESTS = {".html", ".png", ".txt"}


def outcome(path: Path, mapping: DonorMapping | None) -> dict[str, Any] | str:
    """Return what one file is read as, or why it is refused."""
    try:
        check = aidtrack.check(path, mapping=mapping, today=TODAY)
    except aidtrack.UnreadableManifest as error:
        return str(error).replace(str(path), path.name)
    return {
        "lines": check.findings.lines,
        "sources": [
            {
                "sheet": source.sheet,
                "header_row": source.header_row,
                "lines": source.lines,
                "encoding": source.encoding,
                "columns": {use.header or use.column: use.field for use in source.columns},
                "unmapped": list(source.unmapped),
                "skipped": len(source.skipped_rows),
            }
            for source in check.reading
        ],
        "findings": dict(sorted(check.findings.counts().items())),
    }


def test_the_corpus_is_read_as_before(shared_data: Path, *, update: bool) -> None:
    files = [path for folder in FOLDERS for path in sorted((shared_data / folder).iterdir())]
    names = {str(path.relative_to(shared_data)): path for path in files}
    found = {
        name: outcome(path, MAPPINGS.get(name))
        for name, path in names.items()
        if path.suffix not in NO_MANIFESTS and path.name != "truth.json"
    }
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if update:
        SNAPSHOT.write_text(text, encoding="utf-8")
    before = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for name, read in found.items():
        assert read == before.get(name), f"{name} is read otherwise; pytest --update accepts it"
    assert found.keys() == before.keys()
