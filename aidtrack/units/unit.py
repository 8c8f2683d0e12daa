"""What one unit is: a row of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that a consignment can be measured or counted in."""

    symbol: str
    """What JSON, frames and texts carry, such as ``kg`` or ``pack``."""
    name: str
    """Its English name in the singular; with underscores it is pint's name for it."""
    plural: str
    """Its English name in the plural."""
    dimension: str
    """What it measures: ``mass``, ``volume`` …, or for a countable what it counts."""
    factor: Decimal
    """How many base units of the dimension it is, before dividing by ``divisor``."""
    divisor: int = 1
    """What the factor is divided by; not 1 only where the quotient has no last digit:
    1 m3/h is 1000/60 L/min."""
    indivisible: bool = False
    """Whether it counts whole things, so that a half of one is suspicious."""
    rec20: str | None = None
    """Its UN/ECE Recommendation 20 code."""
    rec21: str | None = None
    """The UN/ECE Recommendation 21 code of the package, for a kind of package."""

    @property
    def pint_name(self) -> str:
        """Its name in our pint registry."""
        return self.name.replace(" ", "_")

    def shown(self, number: Decimal | int) -> str:
        """Return what stands behind a number: a symbol, or a word in its right form.

        >>> from aidtrack.units.catalogue import UNITS
        >>> UNITS["kg"].shown(2), UNITS["box"].shown(2), UNITS["box"].shown(1)
        ('kg', 'boxes', 'box')
        """
        if not self.indivisible and "_" not in self.symbol:
            return self.symbol
        # No `abs`: it would round in the context of the caller.
        return self.name if number in (1, -1) else self.plural
