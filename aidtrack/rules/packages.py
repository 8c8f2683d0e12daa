"""What packages are called: what people carry, what machines lift, and which lines share one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns

SAME_CARTON: Final = ("consignment", "parcels")
"""The keys of rules about what is packed together."""
_CARRIED: Final = r"^(?:cartons?|ctns?|boxe?s?|cart[oó]n(?:es)?|cajas?|colis|parcels?)$"
"""What people carry; sacks are made for their 50 kg of goods."""
_PALLETS: Final = "pal+et|palette|tarima"
_UNIT_LOADS: Final = r"\buld\b|\bp[am][cg]\b|\bp[16]p\b|\bair ?(?:craft|line|cargo)? ?pallet"
"""What aircraft are loaded by, which carry tonnes."""
_LIFTED: Final = f"{_PALLETS}|container|conteneur|contenedor|crate|skid|drum|cylinder|tank"
"""What a machine lifts."""
_SACKS: Final = r"\b(?:bags?|sacks?|bales?|sacs?|sacos?|fardos?|balles?|ballots?|balas?)\b"
"""What two people lift: 50 kg of rice weigh more with their bag."""
_LARGER: Final = "(?i)pal|contain|conten|truck|camion"
"""Pallets and containers, shortened too, on which goods stand side by side in their cartons."""


def are_carried(line: Columns) -> Expr:
    """Return whether packages are said to be of a kind that people carry."""
    return _called(line, _CARRIED)


def are_hoisted(line: Columns) -> Expr:
    """Return whether packages are lifted by a machine, or are sacks that two people lift."""
    return _called(line, f"{_LIFTED}|{_SACKS}").fill_null(value=False)


def are_pallets(line: Columns) -> Expr:
    """Return whether packages are pallets, other than those that aircraft are loaded by."""
    return _called(line, _PALLETS) & ~_called(line, _UNIT_LOADS)


def names_its_carton(line: Columns) -> Expr:
    """Return whether a line says which cartons it is in."""
    number, packed = line.parcels, line.package_type
    larger = number.str.contains(_LARGER) | packed.str.contains(_LARGER).fill_null(value=False)
    return number.is_present() & ~larger


def _called(line: Columns, words: str) -> Expr:
    return line.package_type.str.to_lowercase().str.contains(words)
