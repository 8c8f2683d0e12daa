"""How long five lines take to validate, warm: `python tests/benchmarks/five_lines.py`.

The least of many runs is what the work costs; the median shows how busy the machine is.
"""

from __future__ import annotations

import statistics
import time
from datetime import date

from aidtrack import (  # fmt: skip
    Consignment,
    Donor,
    Item,
    MedicinePack,
    Monitor,
    OxygenUnit,
    Recipient,
    Ventilator,
    validate,
)

RUNS = 300
TODAY = date(2021, 4, 29)
LINES = (
    OxygenUnit(description="oxygen production unit", technology="generator", quantity="20 each"),
    Ventilator(description="lung ventilator", quantity="75 each"),
    Monitor(description="medical monitor", quantity="150 each", gross_weight="300 kg"),
    MedicinePack(description="medicine", quantity="200000 pack"),
    Item(description="tent", category="shelter", quantity="12 each"),
)


def consignment(declared: str | None) -> Consignment:
    """Return five lines, with or without a weight declared for the whole."""
    return Consignment(
        reference="RU-IN-2021-04-29",
        donor=Donor(name="Russian Federation", country="RU"),
        recipient=Recipient(name="Indian Red Cross Society", country="IN"),
        dispatched=date(2021, 4, 28),
        declared_gross_weight=declared,
        lines=LINES,
    )


def main() -> None:
    """Print the least and the median time for both."""
    for name, declared in (("lines alone", None), ("with a declared weight", "over 22 t")):
        five = consignment(declared)
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            validate(five, today=TODAY)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{name}: least {min(times):.1f} ms, median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
