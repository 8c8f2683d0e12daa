"""Exact conversion and addition of plain numbers with units, without pint.

>>> convert(Decimal("2976"), "lb", "kg")
Decimal('1349.89089312')
>>> add([Measure(Decimal("1.5"), "t"), Measure(Decimal(20), "each"), Measure(Decimal(3), "kg")])
(Measure(number=Decimal('1503'), unit='kg'), Measure(number=Decimal('20'), unit='each'))
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, Inexact
from typing import TYPE_CHECKING

from aidtrack.errors import MixedUnits
from aidtrack.text.number import normal_number
from aidtrack.units.catalogue import BASE, UNITS, find_unit
from aidtrack.units.context import exact
from aidtrack.units.dimension import describe
from aidtrack.units.measure import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable


def convert(number: Decimal, unit: str, to: str) -> Decimal:
    """Return the number that the same amount has in another unit of its dimension.

    A conversion to a base unit (``kg``, ``m3``, ``m``, ``each`` …) is exact, but for flows
    per hour: 1 m3/h is 16.66… L/min. What has no last digit is rounded half to even
    at 100 digits. Trailing zeros are dropped.

    Raises:
        MixedUnits: The units measure unlike things.
        UnknownUnit: There is no unit of that symbol.
    """
    if unit == to:
        find_unit(unit)
        return number
    multiplier, divisor = ratio(unit, to)
    with exact(rounding=True):
        return normal_number(number * multiplier / divisor)


def convert_exactly(number: Decimal, unit: str, to: str) -> Decimal | None:
    """Return what `convert` does, or None where the result has no last digit.

    >>> convert_exactly(Decimal(1), "kg", "lb") is None
    True
    """
    multiplier, divisor = ratio(unit, to)
    if unit == to:
        return number
    try:
        with exact():
            return normal_number(number * multiplier / divisor)
    except Inexact:
        return None


def ratio(unit: str, to: str) -> tuple[Decimal, Decimal]:
    """Return what to multiply by and what to divide by, to get from one unit to another.

    >>> ratio("m3/h", "L/min")
    (Decimal('1000'), Decimal('60'))

    Raises:
        MixedUnits: The units measure unlike things.
        UnknownUnit: There is no unit of that symbol.
    """
    source, target = find_unit(unit), find_unit(to)
    if source.dimension != target.dimension:
        raise MixedUnits(
            f"cannot turn {unit} into {to}: {describe(source.dimension)} is not "
            f"{describe(target.dimension)}"
        )
    with exact():
        return source.factor * target.divisor, target.factor * source.divisor


def scale(unit: str, to: str) -> Decimal:
    """Return what a number in one unit is multiplied by to be in another.

    It is exact wherever `convert` is; `ratio` is exact always.

    >>> scale("lb", "kg"), scale("dozen", "each")
    (Decimal('0.45359237'), Decimal('12'))

    Raises:
        MixedUnits: The units measure unlike things.
        UnknownUnit: There is no unit of that symbol.
    """
    return convert(Decimal(1), unit, to)


def add(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return the sums of what can be added: one per dimension, in its base unit.

    The numbers are added by the unit they were written in, and only the few sums are
    converted, so that the result does not depend on the order of the measures. Numbers
    without a unit have a sum of their own, the last.

    Raises:
        UnknownUnit: A measure has a unit that aidtrack does not know.
    """
    written: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    with exact():
        for number, unit in measures:
            written[unit] += number
    bare = written.pop(None, None)
    sums: defaultdict[str, list[str]] = defaultdict(list)
    for unit in written:
        sums[find_unit(str(unit)).dimension].append(str(unit))
    total = [
        Measure(_total([(written[unit], unit) for unit in sums[dimension]]), base)
        for dimension, base in BASE.items()
        if dimension in sums
    ]
    return tuple(total if bare is None else [*total, Measure(normal_number(bare), None)])


def _total(sums: list[tuple[Decimal, str]]) -> Decimal:
    """Return one sum in the base unit; the one division comes after all additions."""
    units = [UNITS[unit] for _, unit in sums]
    with exact():
        common = 1
        for unit in units:
            common *= unit.divisor
        multiplied = sum(
            (
                number * unit.factor * (common // unit.divisor)
                for (number, _), unit in zip(sums, units, strict=True)
            ),
            Decimal(),
        )
    with exact(rounding=True):
        return normal_number(multiplied / common)
