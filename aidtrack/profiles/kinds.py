"""What kind of value a threshold has, between which bounds it makes sense, and how that is said.

>>> from decimal import Decimal
>>> KINDS["share"].holds(Decimal("0.05")), KINDS["share"].holds(Decimal(5))
(True, False)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aidtrack.text.number import plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DURATION = re.compile(r"([1-9]\d*)(mo|[ywd])")
_YEARS = {"y": 1, "mo": 12, "w": 52, "d": 366}
"""How many of each unit are a year, in round numbers."""
_LONGEST_YEARS = 100
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_COLDEST, _HOTTEST = -200, 200
A_DAY = "a day such as 2026-11-22, without quotes"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of threshold."""

    expected: str
    """What a value should be, with an example."""
    holds: Callable[[Any], bool]
    """Whether a value is of this kind, and within its bounds."""


def _number(least: int, most: int | None = None, *, above: bool = False) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        if not isinstance(value, Decimal) or not value.is_finite():
            return False
        return (value > least if above else value >= least) and (most is None or value <= most)

    return holds


def _is_count(value: Any) -> bool:
    return _number(1)(value) and value == value.to_integral_value()


def _is_duration(value: Any) -> bool:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return found is not None and int(found[1]) <= _LONGEST_YEARS * _YEARS[found[2]]


def is_day(value: Any) -> bool:
    """Return whether a value is a day, without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_plausible_day(value: Any) -> bool:
    return is_day(value) and _FIRST_YEAR <= value.year <= _LAST_YEAR


_SIZE = _number(0, above=True)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "share": Kind("a share from 0 to 1, such as 0.05 for 5 %", _number(0, 1)),
        "weight": Kind("a weight in kilograms above zero, such as 25", _SIZE),
        "length": Kind("a length in centimetres above zero, such as 175", _SIZE),
        "volume": Kind("a volume in litres above zero, such as 100", _SIZE),
        "density": Kind("kilograms in a cubic metre above zero, such as 20", _SIZE),
        "amount": Kind("an amount of money from 0, such as 0.005", _number(0)),
        "count": Kind("a whole number from 1, such as 3", _is_count),
        "temperature": Kind(
            f"degrees Celsius from {_COLDEST} to {_HOTTEST}, such as 8",
            _number(_COLDEST, _HOTTEST),
        ),
        "day": Kind(
            f"{A_DAY}, of the years {_FIRST_YEAR} to {_LAST_YEAR}",
            _is_plausible_day,
        ),
        "duration": Kind(
            "a duration such as '12mo' (mo for months; y, w and d are known too) "
            f"of at most {_LONGEST_YEARS} years",
            _is_duration,
        ),
    }
)
"""The kinds that a threshold can be declared to have."""


def as_written(value: Any) -> str:
    """Return a value as a profile writes it, for what is said of it.

    >>> as_written(Decimal("12")), as_written(True), as_written("a year"), as_written(None)
    ('12', 'true', "'a year'", 'nothing')
    """
    match value:
        case Decimal() if value.is_finite():
            return plain_number(value)
        case Decimal() | bool():
            return str(value).lower()
        case str():
            return repr(value)
        case dict() | list():
            return "a table" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else str(value)
