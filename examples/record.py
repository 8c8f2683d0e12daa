"""Record what was announced for India on 29 April 2021, and take it to JSON and back."""

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

consignment = Consignment(
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

text = consignment.model_dump_json(indent=2, exclude_none=True)
print(text)

again = Consignment.model_validate_json(text)
print(again)
print("nothing is lost on the way:", again == consignment)
