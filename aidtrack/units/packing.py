"""From packages to what is in them: by a stated pack size, and in no other way.

>>> from aidtrack.units.quantity import Quantity
>>> packed(Quantity("5 box"), 12)
Quantity('60 each')
>>> packed(Quantity("5 box"), Quantity("20 vial"))
Quantity('100 vial')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.errors import MixedUnits
from aidtrack.units.catalogue import UNITS
from aidtrack.units.quantity import Quantity

if TYPE_CHECKING:
    from decimal import Decimal


def packed(quantity: Quantity, per_package: Quantity | Decimal | int) -> Quantity:
    """Return what a number of packages holds.

    Args:
        quantity: The packages, in a countable unit other than single items.
        per_package: What one of them holds: a bare number of items, or a quantity of
            anything, such as ``20 vial`` or ``0.5 kg``.

    Raises:
        MixedUnits: The quantity is a measured amount or already single items.
        ValueError: The pack size is zero or less.
        TypeError: The pack size is a float.
    """
    if not UNITS[quantity.unit].indivisible or quantity.dimension == "each":
        raise MixedUnits(f"{quantity} is no number of packages that could hold anything")
    content = per_package if isinstance(per_package, Quantity) else Quantity(per_package, "each")
    if content.number <= 0:
        raise ValueError(f"expected a pack size above zero, got {content}")
    return content * quantity.number
