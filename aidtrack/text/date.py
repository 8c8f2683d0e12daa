"""Dates as people type them: by calendar, by month alone, or as a spreadsheet's day count.

>>> read_date("2 de marzo de 2026").value, read_date("2026-03-02").value
(datetime.date(2026, 3, 2), datetime.date(2026, 3, 2))
>>> read_date("46083").notes
(<Note.SERIAL_DATE: 'spreadsheet serial number read as a date'>,)

Day and month in figures, and years of two digits, can be meant in several ways. All are
given, day first, month first, then year first; the writer's habit must settle it:

>>> [str(day) for day in read_date("03-02-26").candidates]
['2026-02-03', '2026-03-02', '2003-02-26']
>>> read_date("03-02-26", order="mdy").value
datetime.date(2026, 3, 2)
>>> read_date("25/03/2026").evidence
'dmy'

A month has no day until the meaning of its field gives it one: goods that expire
in June can be used on its last day.

>>> read_date("06/2027").message
"'06/2027' is a month; expected a date with its day, such as 2027-06-30"
>>> read_date("06/2027", month="end").value
datetime.date(2027, 6, 30)
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from aidtrack.text.dateorder import (
    LONG,
    SHORT,
    DateOrder,
    MonthDay,
    Parts,
    refuse,
    settle,
    settle_month,
    settle_short_month,
)
from aidtrack.text.digits import western
from aidtrack.text.fold import strip_accents
from aidtrack.text.months import MONTHS, WEEKDAYS
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading

__all__ = ["DateOrder", "MonthDay", "read_date"]

_LONGEST: Final = 64
# Day 0 of a spreadsheet that counts from 1900 and holds a 29 February 1900 that never was.
_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
_SERIALS: Final = range(20_000, 80_001)
_HALF_DAY: Final = 12
_HOUR: Final = 60
_COMPACT_YEARS: Final = range(1900, 2200)

_JOINED = re.compile(r" ?([-/.]) ?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.([0-9]+))?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_FIGURES = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})")
_SHORT_MONTH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{2})")
_LABELS: Final[dict[MonthDay, re.Pattern[str]]] = {
    "end": re.compile(
        r"(?:exp(?:iry|iration|ires?)?(?:\.? ?(?:date|dt|on))?|use by|best before|bbe?|"
        r"per(?:em(?:ption)?)?|"
        r"a utiliser avant|cad(?:uca|ucidad)?|ven(?:c|ce|cimiento)|vto)[.: ]+(?=[0-9a-z])"
    ),
    "start": re.compile(
        r"(?:m(?:fg|fd|fr|anufactured)(?:\.? ?(?:date|dt|on))?|fab(?:rique|ricado)?|elab)[.: ]+"
        r"(?=[0-9a-z])"
    ),
}
"""What labels print before the day on which goods expire, or were made."""
_TIME = re.compile(
    r"(.+?)(?:t|,? )([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"(?: ?([ap])\.?m\.?)?(?: ?(?:z|utc|gmt)| ?[+-][0-9]{2}:?(?:[0-9]{2})?)?"
)
_WEEKDAY = re.compile(r"([a-z]{3,10})[., ]+(?=[0-9a-z])")

_NAME = r"([a-z]{3,10})"
_APART = r"(?:,? |[-/.,])(?:(?:de|del|of) )?"
_NEAR = rf"(?:{_APART})?"
_DAY_FIRST = re.compile(
    rf"([0-9]{{1,4}})(?:(st|nd|rd|th|er|re|ro|o|°)(?![a-z]))?{_NEAR}{_NAME}{_NEAR}([0-9]{{1,4}})"
)
_NAME_FIRST = re.compile(
    rf"{_NAME}{_NEAR}([0-9]{{1,2}})(?:st|nd|rd|th)?{_APART}([0-9]{{2}}|[0-9]{{4}})"
)
_NAME_YEAR = re.compile(rf"{_NAME}{_NEAR}([0-9]{{2}}|[0-9]{{4}})")
_YEAR_NAME = re.compile(rf"([0-9]{{4}}){_NEAR}{_NAME}\.?")


def read_date(
    text: str, *, order: DateOrder | None = None, month: MonthDay | None = None
) -> Reading[date]:
    """Read a date. Nothing raises, whatever the text.

    Args:
        text: The text as written.
        order: The writer's order of day, month and year. It settles texts with
            several readings only, and says that years of two digits lie between
            1969 and 2068; ``25/03/2026`` is read whatever the order.
        month: The day that a month alone stands for, by the meaning of its field.

    Returns:
        The date; or `Problem.AMBIGUOUS` with all readings, `Problem.IMPOSSIBLE` for a day
        that no calendar holds, `Problem.PARTIAL` for a month without a day, or
        `Problem.UNREADABLE`. Evidence is the only order that the text can have.
    """
    clean = western(text).strip()
    if not clean:
        return refuse("there is no date in an empty text")
    if len(clean) > _LONGEST:
        return refuse(f"{quote(text)} is too long to be a date")
    body = _JOINED.sub(r"\1", " ".join(strip_accents(clean).lower().split()))
    if month is not None:
        label = _LABELS[month].match(body)
        body = body[label.end() :] if label else body
    if ":" not in body:
        return _read_day(text, body, order, month)
    timed = _TIME.fullmatch(body)
    if timed is None or not _is_time(timed):
        return refuse(f"{quote(text)} is no date, or its time of day is none")
    reading = _read_day(text, timed[1], order, month)
    if reading.value is None or _is_midnight(timed):
        return reading
    return replace(reading, notes=(*reading.notes, Note.TIME_DROPPED))


def _is_time(timed: re.Match[str]) -> bool:
    hours = _HALF_DAY if timed[6] else 2 * _HALF_DAY
    return int(timed[2]) <= hours and int(timed[3]) < _HOUR and int(timed[4] or 0) < _HOUR


def _is_midnight(timed: re.Match[str]) -> bool:
    hour = int(timed[2])
    if timed[6]:
        # Twelve at night is 12 a.m.
        hour = hour % _HALF_DAY + _HALF_DAY * (timed[6] == "p")
    return not any((hour, int(timed[3]), int(timed[4] or 0), int(timed[5] or 0)))


def _read_day(
    text: str, body: str, order: DateOrder | None, month: MonthDay | None
) -> Reading[date]:
    """Read a date without its time, in lower case and without accents."""
    if found := _FIGURES.fullmatch(body):
        readings = _orders(found[1], int(found[3]), found[4])
        return settle(text, readings, order, recent=month is not None)
    if (found := _SERIAL.fullmatch(body)) and int(found[1]) in _SERIALS:
        timed = (Note.TIME_DROPPED,) if (found[2] or "").strip("0") else ()
        day = date.fromordinal(_DAY_ZERO + int(found[1]))
        return Reading(day, notes=(Note.SERIAL_DATE, *timed))
    if (found := _COMPACT.fullmatch(body)) and int(found[1]) in _COMPACT_YEARS:
        return settle(text, {"ymd": (found[1], int(found[2]), int(found[3]))}, order)
    read = _read_month(text, body, order, month)
    return read or _read_named(text, body, order, month)


def _read_month(
    text: str, body: str, order: DateOrder | None, month: MonthDay | None
) -> Reading[date] | None:
    """Read a month in figures, or return None where a text is none."""
    if found := _MONTH_YEAR.fullmatch(body):
        return settle_month(text, found[2], int(found[1]), order, month)
    if found := _YEAR_MONTH.fullmatch(body):
        return settle_month(text, found[1], int(found[2]), order, month)
    if month is not None and (found := _SHORT_MONTH.fullmatch(body)):
        return settle_short_month(text, found[1], found[2], order, month)
    return None


def _orders(first: str, middle: int, last: str) -> dict[DateOrder, Parts]:
    """Return what three figures mean in each order in which they can be a date."""
    readings: dict[DateOrder, Parts] = {}
    if _is_year(last, beside=first):
        readings["dmy"] = (last, middle, int(first))
        readings["mdy"] = (last, int(first), middle)
    if _is_year(first, beside=last):
        readings["ymd"] = (first, middle, int(last))
    return readings


def _is_year(figure: str, *, beside: str) -> bool:
    """Say whether a figure can be the year where the other outer one is the day."""
    return len(figure) in {SHORT, LONG} and len(beside) <= SHORT


def _read_named(
    text: str, body: str, order: DateOrder | None, month: MonthDay | None
) -> Reading[date]:
    """Read a date with its month by name."""
    recent = month is not None
    if (found := _WEEKDAY.match(body)) and found[1] in WEEKDAYS:
        body = body[found.end() :]
    if (found := _DAY_FIRST.fullmatch(body)) and (number := MONTHS.get(found[3])):
        first, last = found[1], found[4]
        readings: dict[DateOrder, Parts] = {}
        if _is_year(last, beside=first):
            readings["dmy"] = (last, number, int(first))
        if _is_year(first, beside=last) and not found[2]:
            readings["ymd"] = (first, number, int(last))
        # A writer of month, day and year who names the month puts the year last too.
        named: DateOrder | None = "dmy" if order == "mdy" else order
        return settle(text, readings, named, recent=recent)
    if (found := _NAME_FIRST.fullmatch(body)) and (number := MONTHS.get(found[1])):
        return settle(text, {"mdy": (found[3], number, int(found[2]))}, order, recent=recent)
    if (found := _NAME_YEAR.fullmatch(body)) and (number := MONTHS.get(found[1])):
        return settle_month(text, found[2], number, order, month)
    if (found := _YEAR_NAME.fullmatch(body)) and (number := MONTHS.get(found[2])):
        return settle_month(text, found[1], number, order, month)
    if body in MONTHS:
        message = f"{quote(text)} is a month without its year; expected one such as 2026-03-31"
        return Reading(problem=Problem.PARTIAL, message=message)
    return settle(text, {}, order)
