"""Which lines share a carton: those that name the same parcels, where parcels are no pallets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns

SAME_CARTON = ("consignment", "parcels")
"""The keys of rules about what is packed together."""
_LARGER = "(?i)pal|contain|conten|truck|camion"
"""Pallets and containers, on which goods stand side by side in cartons of their own."""


def names_its_carton(line: Columns) -> Expr:
    """Return whether a line says which cartons it is in."""
    number, packed = line.parcels, line.package_type
    larger = number.str.contains(_LARGER) | packed.str.contains(_LARGER).fill_null(value=False)
    return number.is_present() & ~larger
