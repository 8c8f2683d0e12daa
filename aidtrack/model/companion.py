"""Columns that complete others: a unit column beside the quantity, a currency beside amounts."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Companion:
    """A column that states the unit or currency of other columns."""

    completes: tuple[str, ...]
    """The fields whose bare numbers it completes."""
    description: str
    headers: tuple[str, ...]
    hxl: str | None = None


COMPANIONS: Mapping[str, Companion] = MappingProxyType(
    {
        "quantity.unit": Companion(
            ("quantity",),
            "The unit that the quantity counts or measures in.",
            ("unit", "units", "uom", "unit of measure", "unit of measurement", "um", "u m",
             "measure",
             "quantity unit", "unit type", "unité", "unité de mesure", "unidad",
             "unidad de medida"),
            "#item+unit",
        ),
        "gross_weight.unit": Companion(
            ("gross_weight", "net_weight"),
            "The unit of the weights.",
            ("weight unit", "unit of weight", "weight uom", "unité de poids", "unidad de peso"),
        ),
        "volume.unit": Companion(
            ("volume",),
            "The unit of the volume.",
            ("volume unit", "unit of volume", "volume uom", "unité de volume"),
        ),
        "value.unit": Companion(
            ("value", "unit_price", "pack_price", "declared_value"),
            "The currency of the amounts.",
            ("currency", "currency code", "curr", "ccy", "devise", "monnaie", "moneda", "divisa"),
            "#currency",
        ),
    }
)  # fmt: skip
"""Every companion by its canonical column."""
