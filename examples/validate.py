"""Read a packing list and print what is wrong with it: python validate.py [FILE]."""

import sys
from datetime import date
from pathlib import Path

import aidtrack

HERE = Path(__file__).parent
path = sys.argv[1] if len(sys.argv) > 1 else HERE / "packing_list.csv"

lines = aidtrack.read(path)
findings = aidtrack.validate(lines, today=date(2026, 11, 22))

for finding in findings:
    print(finding)

print()
for code, count in findings.counts().items():
    print(f"{code}: {count}")
print(f"{len(findings.not_asked)} rules were not asked: no line states what they need")
