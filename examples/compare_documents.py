"""Compare what three documents say of one consignment: packing list, waybill, receipt."""

from __future__ import annotations

from pathlib import Path

import aidtrack
from aidtrack.findings import Scope

FOLDER = Path(__file__).parent / "documents"
DOCUMENTS = ("packing_list.csv", "waybill.csv", "receipt.json")

check = aidtrack.check([FOLDER / name for name in DOCUMENTS], same_consignment=True)
differences = check.findings.where(lambda rule: rule.scope is Scope.DOCUMENTS)
for finding in differences:
    print(f"{finding.code} {finding.severity}: {finding.message}")
    for place in finding.places:
        print(f"    {Path(place.file or '').name}, {place.cell or 'all lines'}: {place.value}")
