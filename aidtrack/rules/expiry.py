"""Family 4: how long goods keep, and whether they still do when they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

MEDICAL = ("medicine_pack", "vaccine")
"""The kinds of goods that expire, and harm if they have."""
_MONTHS = 12
"""The months of a year: a day above them cannot be taken for one."""
_ISO = r"^\d{4}-\d\d-\d\d"
"""A date as a spreadsheet's own, which has no writer's order."""
_DAY_FIRST = r"^(\d{1,2})[/.-]\d{1,2}[/.-]\d{2,4}$"


def _is_known(day: Expr) -> Expr:
    """Return true where a day was worked out, and null elsewhere: there nothing is asked."""
    return day.dt.year() > 0


def _expiries(*texts: str) -> list[dict[str, str]]:
    return [{"reference": "A-1", "description": "tablets", "expiry": text} for text in texts]


@rule(
    "AT401",
    Severity.ERROR,
    "expired on {expiry}, before its dispatch on {dispatched}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"expiry": "2027-01-31", "dispatched": "2027-01-31"},
        {"expiry": "03/04/2026", "dispatched": "2026-04-03"},
    ],
    fails=[
        {"expiry": "2025-01-31", "dispatched": "2026-03-02"},
        {"expiry": "03/04/2026", "dispatched": "2026-04-04"},
    ],
)
def expired_at_dispatch(line: Columns, given: Given) -> Expr:
    """Goods had expired before they were sent.

    The recipient must destroy them, at its own cost. A date that can be read in several ways
    is told of only if all of them are past.

    To correct: take the goods off the consignment. If the label says another date, mend the
    list.
    """
    del given
    return line.latest_expiry < line.dispatched


@rule(
    "AT402",
    Severity.ERROR,
    "expired on {expiry}; today is {today}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"expiry": "2026-11-22", "today": "2026-11-22"},
        {"expiry": "2023-01-31", "dispatched": "2021-04-28", "today": "2026-11-22"},
        {"expiry": "2023-01-31", "expected": "2021-04-29", "today": "2026-11-22"},
        {"expiry": "2026-11-21", "expected": "2026-12-24", "today": "2026-11-22"},
        {"expiry": "2025-11-21", "today": "2026-11-22"},
        {"expiry": "03/04/2026", "today": "2026-04-03"},
    ],
    fails=[
        {"expiry": "2026-11-21", "today": "2026-11-22"},
        {"expiry": "03/04/2026", "today": "2026-04-04"},
        {"expiry": "2025-11-22", "today": "2026-11-22"},
        {"expiry": "2026-11-21", "dispatched": "2025-11-22", "today": "2026-11-22"},
    ],
)
def expired_today(line: Columns, given: Given) -> Expr:
    """Goods have expired by today.

    On its last day an item may still be used. Goods that had expired when they were sent, or
    expire before they arrive, are reported once, as that; those that have arrived, or were sent
    too long ago to be under way, are no longer asked: an old list is not at fault. Where no date
    says how old the list is, goods that expired longer ago than that are a point of their own.
    A date that can be read in several ways is told of only if all of them are past.

    To correct: do not use or send on the goods, and ask a pharmacist what is to become of
    them. If the label says another date, mend the list.
    """
    expiry = line.latest_expiry
    sent_expired = expiry < line.dispatched
    since = pl.coalesce(line.dispatched, expiry).dt.offset_by(given.longest_transit)
    long_ago = since < given.today
    elsewhere = (sent_expired | long_ago).fill_null(value=False) | line.expected.is_present()
    return where(_is_known(expiry), (expiry < given.today) & ~elsewhere)


@rule(
    "AT416",
    Severity.WARNING,
    "expired on {expiry}, more than {longest_transit} before today, {today}; "
    "nothing says when the goods were sent",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"expiry": "2025-11-22", "today": "2026-11-22"},
        {"expiry": "2022-01-31", "dispatched": "2021-04-28", "today": "2026-11-22"},
        {"expiry": "2022-01-31", "expected": "2021-04-29", "today": "2026-11-22"},
        {"expiry": "03/04/2025", "today": "2026-04-03"},
    ],
    fails=[
        {"expiry": "2025-11-21", "today": "2026-11-22"},
        {"expiry": "03/04/2025", "today": "2026-04-04"},
    ],
)
def expired_long_ago(line: Columns, given: Given) -> Expr:
    """Goods expired longer ago than any consignment travels, and the list has no date.

    Either the list is an old one, and not at fault, or goods were packed that should have been
    destroyed. Only a date tells which.

    To correct: state the day of dispatch. If the goods are still to be sent, take them off the
    consignment, and ask a pharmacist what is to become of them.
    """
    undated = ~line.dispatched.is_present() & ~line.expected.is_present()
    expiry = line.latest_expiry
    long_ago = expiry.dt.offset_by(given.longest_transit) < given.today
    return where(_is_known(expiry), undated & long_ago)


@rule(
    "AT404",
    Severity.ERROR,
    "expires on {expiry}, before its manufacture on {manufactured}",
    cites=[cited.ARITHMETIC],
    passes=[{"manufactured": "2025-01-01", "expiry": "2027-01-31"}],
    fails=[{"manufactured": "2027-01-31", "expiry": "2025-01-01"}],
)
def expiry_before_manufacture(line: Columns, given: Given) -> Expr:
    """Goods expire before they were made.

    The two columns were swapped, or a year was mistyped.

    To correct: compare both dates with the label. Swap them, or mend the year that was
    mistyped.
    """
    del given
    return line.expiry < line.manufactured


@rule(
    "AT407",
    Severity.ERROR,
    "expires on {expiry}, before its arrival on {expected}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"expiry": "2026-03-02", "expected": "2026-03-02"},
        {"expiry": "2026-01-31", "dispatched": "2026-02-02", "expected": "2026-03-02"},
        {"expiry": "03/04/2026", "expected": "2026-04-03"},
    ],
    fails=[
        {"expiry": "2026-03-01", "dispatched": "2026-02-02", "expected": "2026-03-02"},
        {"expiry": "03/04/2026", "expected": "2026-04-04"},
    ],
)
def expired_at_arrival(line: Columns, given: Given) -> Expr:
    """Goods expire while they are under way.

    The recipient can only destroy them. Goods that had expired when they were sent are
    reported once, as that.

    To correct: take the goods out, or send them so that they arrive in time.
    """
    del given
    expiry = line.latest_expiry
    sent_expired = line.dispatched.is_present() & (expiry < line.dispatched)
    return where(~sent_expired.fill_null(value=False), expiry < line.expected)


@rule(
    "AT408",
    Severity.WARNING,
    "the expiry {expiry} may have day and month exchanged, as other dates of this list show",
    scope=Scope.GROUP,
    keys=["consignment"],
    needs=["expiry"],
    cites=[cited.SPREADSHEETS],
    passes=[
        _expiries("2027-03-02", "2027-03-25", "25/06/2027"),
        _expiries("2027-03-02", "2027-04-02", "2027-07-09"),
        _expiries("2027-03-02", "31/03/2027", "25/06/2027", "02/08/2027"),
        _expiries("2028-06-01", "31/12/2028"),
        _expiries("2027-03-02", "2027-11-05", "25/06/2027", "31/01/2028", "28/02/2028"),
    ],
    fails=[
        _expiries(
            *("2027-03-02", "2027-11-05", "2028-01-04", "25/06/2027", "31/01/2028", "28/02/2028")
        ),
    ],
)
def day_and_month_exchanged(line: Columns, given: Given) -> Expr:
    """A date was turned into another by the spreadsheet that it was typed into.

    A spreadsheet that expects the month first reads 02/03 as the third of February and
    leaves 25/06, which it cannot read, as text. Here the dates that it read all have a day
    of 12 or less, and all that it left as text have a day above that.

    To correct: look the date up on the goods, and write it as 2027-02-03.
    """
    text = line.expiry.text
    read = text.str.contains(_ISO)
    left = text.str.extract(_DAY_FIRST, 1).cast(pl.Int8)
    day, month = line.expiry.dt.day(), line.expiry.dt.month()
    # One or two of a form are so by chance.
    enough = pl.lit(int(given.dates_of_a_form))
    torn = (left > _MONTHS).fill_null(value=True).all() & (left > _MONTHS).sum().ge(enough)
    all_low = (~read | (day <= _MONTHS)).fill_null(value=True).all() & read.sum().ge(enough)
    return where(line.expiry.is_present(), read & (day != month) & torn & all_low)


@rule(
    "AT409",
    Severity.WARNING,
    "expiry on {expiry} is not plausible; expected a day from {earliest_date} to {latest_date}",
    cites=["convention: goods in use expire within decades"],
    passes=[{"expiry": "2000-01-01"}, {"expiry": "2031-06-30"}],
    fails=[{"expiry": "1905-07-03"}, {"expiry": "2099-12-31"}],
)
def expiry_implausible(line: Columns, given: Given) -> Expr:
    """An expiry date lies far in the past or the future.

    1905 is what a spreadsheet makes of the number 2021; 2099 stands for *none* in some
    systems.

    To correct: look the date up on the goods; leave the cell empty where they have none.
    """
    earliest, latest = pl.lit(given.earliest_date), pl.lit(given.latest_date)
    return (line.expiry < earliest) | (line.expiry > latest)
