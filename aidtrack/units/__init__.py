"""Exact quantities in a closed set of units; unlike things are never added.

>>> from aidtrack.units import Quantity, read_measure
>>> read_measure("1.250,5 kg").value
Measure(number=Decimal('1250.5'), unit='kg')
>>> Quantity("1.5 t") + Quantity("20 kg")
Quantity('1.52 t')

Reading, converting and showing plain numbers with units needs neither pint nor pydantic;
`Quantity` and the field types, which do, are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from aidtrack.units.aliases import read_unit
from aidtrack.units.catalogue import BASE, UNITS, find_unit
from aidtrack.units.dimension import describe, is_measured_by
from aidtrack.units.display import show, show_quantity, show_written
from aidtrack.units.measure import Measure, read_measure
from aidtrack.units.qualifier import Qualifier, split_qualifier
from aidtrack.units.totals import add, convert, ratio, scale
from aidtrack.units.unit import Unit

if TYPE_CHECKING:
    from aidtrack.units.fields import (
        AnyQuantity,
        Area,
        Count,
        Flow,
        Length,
        Mass,
        Power,
        Volume,
    )
    from aidtrack.units.packing import packed
    from aidtrack.units.quantity import Quantity
    from aidtrack.units.size import Dimensions, read_dimensions
    from aidtrack.units.temperature import TemperatureRange, read_temperatures

__all__ = [
    "BASE",
    "UNITS",
    "AnyQuantity",
    "Area",
    "Count",
    "Dimensions",
    "Flow",
    "Length",
    "Mass",
    "Measure",
    "Power",
    "Qualifier",
    "Quantity",
    "TemperatureRange",
    "Unit",
    "Volume",
    "add",
    "convert",
    "describe",
    "find_unit",
    "is_measured_by",
    "packed",
    "ratio",
    "read_dimensions",
    "read_measure",
    "read_temperatures",
    "read_unit",
    "scale",
    "show",
    "show_quantity",
    "show_written",
    "split_qualifier",
]

_FIELDS: Final = ("AnyQuantity", "Area", "Count", "Flow", "Length", "Mass", "Power", "Volume")
_LATER: Final = {
    **dict.fromkeys(_FIELDS, "fields"),
    "packed": "packing",
    "Quantity": "quantity",
    "Dimensions": "size",
    "read_dimensions": "size",
    "TemperatureRange": "temperature",
    "read_temperatures": "temperature",
}
"""The names that need pint or pydantic, and the modules that define them."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
