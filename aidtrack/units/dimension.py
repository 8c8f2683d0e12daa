"""What units measure, and the families of dimensions that a field can accept.

>>> describe("mass"), describe("area"), describe("each"), describe("box")
('a mass', 'an area', 'a count', 'a count of boxes')
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.units.unit import Unit

GOODS: Final = frozenset({"mass", "volume", "length", "area"})
"""In what, besides counts, an amount of goods can be stated."""
POWERS: Final = frozenset({"power", "apparent power"})
"""In what the power of a device can be stated."""

_DESCRIBED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "each": "a count",
        "count": "a count",
        "goods": "an amount of goods",
        "any power": "a power",
        "area": "an area",
        "apparent power": "an apparent power",
    }
)


def is_measured_by(unit: Unit, dimension: str) -> bool:
    """Say whether the unit belongs to a dimension, or to a family of them.

    ``"count"`` is any countable; ``"goods"`` is whatever an amount of goods can be stated
    in: a count, a mass, a volume, a length or an area; ``"any power"`` is watts or
    volt-amperes.

    >>> is_measured_by(UNITS["box"], "count"), is_measured_by(UNITS["box"], "mass")
    (True, False)
    """
    match dimension:
        case "count":
            return unit.indivisible
        case "goods":
            return unit.indivisible or unit.dimension in GOODS
        case "any power":
            return unit.dimension in POWERS
        case _:
            return unit.dimension == dimension


def describe(dimension: str) -> str:
    """Return a dimension or a family of them with its article, for a message."""
    if dimension in UNITS and dimension not in _DESCRIBED:
        return f"a count of {UNITS[dimension].plural}"
    return _DESCRIBED.get(dimension, f"a {dimension}")
