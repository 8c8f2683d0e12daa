"""The canonical JSON: consignments with their lines, as the models dump them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.lines.distinct import with_doubt
from aidtrack.model.choice import CountryShape
from aidtrack.model.field import FIELDS
from aidtrack.model.shape import NumberShape
from aidtrack.text.number import clear_number

if TYPE_CHECKING:
    from aidtrack.lines.lines import Lines


def to_json(lines: Lines) -> str:
    """Return the consignments with their lines, as the models dump them."""
    dumped = [
        _complete(consignment.model_dump(mode="json", exclude_none=True))
        for consignment in lines.consignments()
    ]
    return json.dumps(dumped, ensure_ascii=False, indent=2) + "\n"


def _complete(consignment: dict[str, Any]) -> dict[str, Any]:
    """Say in the dump what a reader who knows no models would take otherwise.

    A country or unit that is not stated is said to be none; a bare number is clear, and
    one with two readings is asked about.
    """
    for line in consignment["lines"]:
        if "quantity" in line.get("as_written", {}):
            line["quantity.unit"] = None
    for item in (consignment, *consignment["lines"]):
        kept = item.get("as_written", {})
        kept |= {name: with_doubt(FIELDS[name], kept[name]) for name in kept.keys() & FIELDS.keys()}
        for field in FIELDS.values():
            place: Any = item
            for attribute in field.path[:-1]:
                place = place.get(attribute, {})
            name = field.path[-1]
            if isinstance(field.shape, CountryShape) and len(field.path) > 1 and place:
                place.setdefault(name, None)
            elif isinstance(field.shape, NumberShape) and name in place:
                place[name] = clear_number(Decimal(place[name]))
    return consignment
