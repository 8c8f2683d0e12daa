"""Consignments and entries that several tests record."""

from __future__ import annotations

from typing import Any

from aidtrack.model import Consignment, Donor, MedicinePack, Monitor, Recipient, Ventilator
from aidtrack.model.entries import Distribution, Part, Receipt, ReceivedLine


def gift(reference: str | None = "A-1", **stated: Any) -> Consignment:
    """A consignment of three lines, one of which says something that cannot be read."""
    fields: dict[str, Any] = {
        "reference": reference,
        "donor": Donor(name="France", country="FR"),
        "recipient": Recipient(name="Indian Red Cross Society", country="IN"),
        "dispatched": "2021-04-28",
        "lines": (
            Monitor(line="1", description="patient monitor", quantity="150 each"),
            Ventilator(
                line="2",
                description="ventilator",
                quantity="75 each",
                as_written={"gross_weight": "see line 1"},
                extra={"Crate": "C-7"},
            ),
            MedicinePack(
                line="3",
                description="amoxicillin 500 mg",
                quantity="4000 pack",
                gross_weight="612.5 kg",
                batch="AMX-2291",
                expiry="2028-10-31",
            ),
        ),
    }
    return Consignment(**(fields | stated))


def receipt(reference: str = "A-1", **stated: Any) -> Receipt:
    """All monitors, some of the ventilators, and a batch of the medicine."""
    fields: dict[str, Any] = {
        "who": "Indian Red Cross Society",
        "when": "2021-05-02T10:30+05:30",
        "consignment": reference,
        "place": "Delhi central store",
        "lines": (
            ReceivedLine(line="1", accepted="150 each"),
            ReceivedLine(line="2", accepted="70 each", damaged="5 each", reason="wet"),
            ReceivedLine(line="3", accepted="4000 pack", batch="AMX-2291"),
        ),
    }
    return Receipt(**(fields | stated))


def distribution(reference: str = "A-1", **stated: Any) -> Distribution:
    """Some of the medicine goes to a hospital."""
    fields: dict[str, Any] = {
        "who": "Indian Red Cross Society",
        "when": "2021-05-04",
        "consignment": reference,
        "place": "a district hospital",
        "lines": (Part(line="3", quantity="1000 pack", batch="AMX-2291"),),
    }
    return Distribution(**(fields | stated))
