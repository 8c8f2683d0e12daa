"""The names of months and weekdays in English, French and Spanish.

Names are looked up in lower case and without accents, abbreviations without their dot:

>>> MONTHS["august"], MONTHS["aout"], MONTHS["ago"]
(8, 8, 8)

No abbreviation means different months in different languages: ``mar`` is March
in all three, so that ``mar.`` for *mardi* or *martes* is not listed among the weekdays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = (
    "january jan janvier janv enero ene",
    "february feb febr fevrier fevr fev febrero",
    "march mar mars marzo mzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout aou agosto ago",
    "september sept sep septembre septiembre setiembre set",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)

MONTHS: Final[Mapping[str, int]] = {
    name: number for number, names in enumerate(_NAMES, 1) for name in names.split()
}
"""Month number by name or abbreviation."""

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue tues wed thu thur thurs fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
)
WEEKDAYS: Final = frozenset(name for names in _WEEKDAYS for name in names.split())
"""Words that may stand before a date and say nothing that the date does not."""
