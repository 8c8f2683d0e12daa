"""Our own closed pint registry, generated from the catalogue.

Pint's default registry is never loaded: there ``MT`` is megatesla, ``pcs`` parsec
and ``unit`` micronit. This one knows our units and no prefix, and refuses the rest:

>>> REGISTRY.Unit("megatesla")
Traceback (most recent call last):
pint.errors.UndefinedUnitError: 'megatesla' is not defined in the unit registry
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pint
from pint.facets.plain import PlainUnit
from pint.util import UnitsContainer

from aidtrack.errors import UnknownUnit
from aidtrack.units.arguments import unit_symbol
from aidtrack.units.catalogue import BASE, UNITS
from aidtrack.units.context import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.text.style import Ton

_DERIVED: Final = {"volume": "metre ** 3", "area": "metre ** 2"}
"""The base units that are made of another, so that pint too knows that a cube of 1 m is 1 m3."""


def definitions() -> Iterator[str]:
    """Yield the definition of every unit in pint's language, base units first."""
    for dimension, symbol in BASE.items():
        kind = _DERIVED.get(dimension, f"[{dimension.replace(' ', '_')}]")
        yield f"{UNITS[symbol].pint_name} = {kind}"
    for unit in UNITS.values():
        base = UNITS[BASE[unit.dimension]]
        if unit is not base:
            divided = "" if unit.divisor == 1 else f" / {unit.divisor}"
            yield f"{unit.pint_name} = {unit.factor}{divided} * {base.pint_name}"


def _registry() -> pint.UnitRegistry[Any]:
    # Length is defined before what is made of it, whatever the order of the catalogue.
    lines = sorted(definitions(), key=lambda line: not line.endswith("]"))
    with exact(rounding=True):
        return pint.UnitRegistry(lines, non_int_type=Decimal, cache_folder=None)


REGISTRY: Final = _registry()
"""The registry; it is never made the application's, which would be a change for others."""

CONTAINERS: Final[dict[str, UnitsContainer]] = {
    symbol: REGISTRY.UnitsContainer({unit.pint_name: Decimal(1)}) for symbol, unit in UNITS.items()
}
"""Every unit as pint keeps it, by symbol."""
_SYMBOLS: Final = {container: symbol for symbol, container in CONTAINERS.items()}


def symbol_of(unit: object, *, ton: Ton | None = None) -> str:
    """Return the symbol of a unit given by a spelling, or as a unit of our registry.

    Raises:
        AmbiguousText: The spelling stands for several units.
        UnknownUnit: It stands for none, or the unit is of another registry.
        TypeError: It is neither a text nor a unit.
    """
    if isinstance(unit, UnitsContainer):
        container = unit
    elif isinstance(unit, PlainUnit) and unit._REGISTRY is REGISTRY:  # noqa: SLF001 - no other way
        container = unit._units  # noqa: SLF001
    elif isinstance(unit, PlainUnit):
        raise UnknownUnit(f"'{unit}' is a unit of another pint registry")
    else:
        return unit_symbol(unit, ton=ton)
    if container not in _SYMBOLS:
        raise UnknownUnit(f"'{container}' is no unit that aidtrack knows")
    return _SYMBOLS[container]
