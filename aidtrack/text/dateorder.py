"""The order of day, month and year, and what it settles.

>>> settle("02/03/2026", {"dmy": ("2026", 3, 2), "mdy": ("2026", 2, 3)}, None).message
"'02/03/2026' can be 2026-03-02 or 2026-02-03; its date order must be stated"
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
"""Day, month and year in the order they are written."""
MonthDay: TypeAlias = Literal["start", "end"]
"""The day of a month that a month alone stands for: its first or its last."""
Parts: TypeAlias = tuple[str, int, int]
"""Year as written (two or four digits), month and day."""

SHORT: Final = 2
"""Digits of a year that leaves its century open."""
LONG: Final = 4
"""Digits of a year written in full."""

_ASKED: Final = "its date order must be stated"
_FIRST_YEAR: Final = 1000
_MILLENNIUM: Final = 2000
_MONTHS: Final = range(1, 13)
_PIVOT: Final = 69
"""Years of two digits from this one on lie in the 20th century, as in POSIX."""


def settle(
    text: str,
    readings: Mapping[DateOrder, Parts],
    order: DateOrder | None,
    *,
    recent: bool = False,
) -> Reading[date]:
    """Decide between the orders that a date can be read in.

    Args:
        text: The text as written.
        readings: Year, month and day by order, likeliest first, possible or not.
        order: The writer's order, if it is known.
        recent: Whether the day can only lie in this century, as that on which relief goods
            were made or expire.
    """
    if not readings:
        return refuse(f"{quote(text)} is no date; expected one such as 2026-03-02")
    days = {name: day for name, parts in readings.items() if (day := day_of(*parts))}
    if not days:
        return _impossible(text, readings)
    distinct = tuple(dict.fromkeys(days.values()))
    only = next(iter(days)) if len(days) == 1 else None
    if any(len(year) == SHORT for year, _, _ in readings.values()):
        if order is None and recent and len(distinct) == 1 and distinct[0].year >= _MILLENNIUM:
            order = next(iter(days))
        return _settle_century(text, days, distinct, order, only)
    if len(distinct) == 1:
        # One order that was never in doubt, as in 2026-03-02, shows no habit for 02/03/26.
        return Reading(distinct[0], evidence=only if len(readings) > 1 else None)
    if order in days:
        return Reading(days[order])
    return _ambiguous(text, distinct)


def _settle_century(
    text: str,
    days: Mapping[DateOrder, date],
    distinct: tuple[date, ...],
    order: DateOrder | None,
    only: DateOrder | None,
) -> Reading[date]:
    """Decide on a year of two digits, which only a stated order makes a year."""
    if order is None:
        if len(distinct) == 1:
            distinct += _other_century(distinct[0])
        return _ambiguous(text, distinct, only)
    chosen = distinct[0] if len(distinct) == 1 else days.get(order)
    if chosen is None:
        return _ambiguous(text, distinct)
    return Reading(chosen, notes=(Note.TWO_DIGIT_YEAR,), evidence=only)


def settle_month(
    text: str, year: str, number: int, order: DateOrder | None, month: MonthDay | None
) -> Reading[date]:
    """Decide which day a month without a day stands for.

    Args:
        text: The text as written.
        year: The year as written, in two or four digits.
        number: The number of the month as written.
        order: The writer's order; any says that a year of two digits is one.
        month: The day that a month stands for where the text was written. Such fields tell
            when goods were made or expire, which is in this century.
    """
    first = day_of(year, number, 1)
    if first is None:
        return replace(_impossible(text, {"ymd": (year, number, 1)}), candidates=())
    ends = (first, _last_day(first))
    if month is None:
        return Reading(
            problem=Problem.PARTIAL,
            message=f"{quote(text)} is a month; expected a date with its day, such as {ends[1]}",
            candidates=ends,
        )
    chosen = ends[month == "end"]
    if len(year) == LONG:
        return Reading(chosen, notes=(Note.MONTH_ONLY,))
    if order is None and first.year < _MILLENNIUM:
        others = _other_century(first)
        days = (first, *others) if month == "start" else tuple(map(_last_day, (first, *others)))
        return _ambiguous(text, days)
    return Reading(chosen, notes=(Note.MONTH_ONLY, Note.TWO_DIGIT_YEAR))


def settle_short_month(
    text: str, first: str, last: str, order: DateOrder | None, month: MonthDay
) -> Reading[date] | None:
    """Decide on a month and a year in two figures of two digits; None where they are none.

    ``06/27`` is June 2027, as there is no 27th month; ``06/08`` can be two months. ``27/06``
    may be a day without its year, and is a month only where the year is said to go first.
    """
    year_first = day_of(first, int(last), 1) if len(first) == SHORT else None
    year_last = day_of(last, int(first), 1)
    if order == "ymd":
        return settle_month(text, first, int(last), order, month) if year_first else None
    if year_last is None:
        return None
    if year_first is None or order is not None or year_first == year_last:
        return settle_month(text, last, int(first), order, month)
    days = (year_last, year_first)
    return _ambiguous(text, days if month == "start" else tuple(map(_last_day, days)))


def is_of_century(days: Sequence[date]) -> bool:
    """Return whether days differ by their century alone, which no order of figures tells.

    >>> is_of_century([date(2028, 4, 30), date(1928, 4, 30)])
    True
    """
    return len({day.year % 100 for day in days}) == 1 and len({day.month for day in days}) == 1


def day_of(year: str, month: int, day: int) -> date | None:
    """Return the day of the calendar, or None where there is no such day.

    >>> day_of("69", 2, 28), day_of("68", 2, 29), day_of("2026", 2, 29)
    (datetime.date(1969, 2, 28), datetime.date(2068, 2, 29), None)
    """
    full = int(year)
    if len(year) == SHORT:
        full += 1900 if full >= _PIVOT else _MILLENNIUM
    if full < _FIRST_YEAR:
        return None
    try:
        return date(full, month, day)
    except ValueError:
        return None


def refuse(message: str) -> Reading[date]:
    """Return the outcome of a text that is no date."""
    return Reading(problem=Problem.UNREADABLE, message=message)


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _other_century(day: date) -> tuple[date, ...]:
    year = day.year + (100 if day.year < _MILLENNIUM else -100)
    other = day_of(str(year), day.month, day.day)
    return (other,) if other else ()


def _ambiguous(
    text: str, days: tuple[date, ...], evidence: DateOrder | None = None
) -> Reading[date]:
    *firsts, last = map(str, days)
    listed = f"{', '.join(firsts)} or {last}" if firsts else last
    asked = "write its year in four digits" if is_of_century(days) else _ASKED
    return Reading(
        problem=Problem.AMBIGUOUS,
        message=f"{quote(text)} can be {listed}; {asked}",
        candidates=days,
        evidence=evidence,
    )


def _impossible(text: str, readings: Mapping[DateOrder, Parts]) -> Reading[date]:
    message = f"{quote(text)} is no day of the calendar"
    swapped = None
    if len(readings) == 1:
        ((year, month, day),) = readings.values()
        if len(year) == LONG and int(year) < _FIRST_YEAR:
            return refuse(f"{quote(text)} has the year {year}; expected one from {_FIRST_YEAR} on")
        if month not in _MONTHS:
            message = f"there is no month {month} in {quote(text)}"
            # Written as year, day and month: a spreadsheet in the other language does that.
            swapped = day_of(year, day, month)
    return Reading(
        problem=Problem.IMPOSSIBLE,
        message=message,
        candidates=(swapped,) if swapped else (),
    )
