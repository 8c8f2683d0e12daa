"""Add up the aid announced for India in April 2021, by donor and kind of goods."""

from pathlib import Path

import aidtrack

HERE = Path(__file__).parent

summary = aidtrack.summarise(
    aidtrack.read(HERE / "india_2021" / "april_2021.csv"), by=("donor", "kind")
)

for group in summary.groups:
    for entry in group.quantity:
        sort = entry.type or ""
        number = f"{entry.value:,} {entry.unit}"
        print(f"{group.key['donor']:20} {entry.kind:14} {sort:13} {number:>16}")

weight = summary.total.gross_weight
print(f"\ngross weight: {weight.value or 'not known'}, {weight.known} of {weight.of} lines weighed")
for claim in summary.total.declared:
    print(f"declared for {claim.consignment}: {claim.text}")
