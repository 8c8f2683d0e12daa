"""A profile of one's own upon a published one: what a district hospital's pharmacy asks for."""

from datetime import date
from pathlib import Path

import aidtrack
from aidtrack.profiles import read_profile

HERE = Path(__file__).parent

pharmacy = read_profile(HERE / "pharmacy.toml")
findings = aidtrack.check(
    HERE / "packing_list.csv",
    today=date(2026, 11, 22),
    profiles=["who-donations", pharmacy],
).findings

print("measured by", ", then ".join(findings.profiles))
for finding in findings.of_rule("AT403"):
    print(finding)
for item in findings.not_asked:
    if "ignored" in item.reason:
        print(item.rule.code, item.reason)
