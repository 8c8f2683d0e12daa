"""What Russia sent to India on 28 April 2021, as Python: the same as russia.json and russia.csv."""

from datetime import date

from aidtrack import (
    Consignment,
    Donor,
    MedicinePack,
    Monitor,
    OxygenUnit,
    Recipient,
    Ventilator,
)

RUSSIA = Consignment(
    reference="RU-IN-2021-04-29",
    donor=Donor(name="Russian Federation", country="RU"),
    recipient=Recipient(name="Indian Red Cross Society", country="IN"),
    dispatched=date(2021, 4, 28),
    declared_gross_weight="over 22 t",
    lines=(
        OxygenUnit(
            description="oxygen production unit", technology="generator", quantity="20 each"
        ),
        Ventilator(description="lung ventilator", quantity="75 each"),
        Monitor(description="medical monitor", quantity="150 each"),
        MedicinePack(description="medicine", quantity="200000 pack"),
    ),
)

if __name__ == "__main__":
    print(RUSSIA)
    for line in RUSSIA.lines:
        print(f"  {line.quantity}: {line.description}")
