"""Where is it? What was said of seven donors' aid to India, entry by entry, in one table."""

import csv
from pathlib import Path
from textwrap import fill

from aidtrack import entries_of_rows, reconcile
from aidtrack.report.balances import balances_text

TOLD = Path(__file__).with_name("entries.csv")
CONTRADICTIONS = ("AT812", "AT813", "AT825")

with TOLD.open(encoding="utf-8", newline="") as file:
    result = reconcile(entries_of_rows(csv.DictReader(file)))

print(*balances_text(result, by=("donor",)), sep="\n")
for finding in result.findings:
    if finding.code in CONTRADICTIONS:
        print()
        print(fill(str(finding), 100, break_long_words=False, break_on_hyphens=False))
