"""Family 4: dates and shelf life."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

MEDICAL = ("medicine_pack", "vaccine")
"""The kinds of goods that expire, and harm if they have."""


@rule(
    "AT401",
    Severity.ERROR,
    "expired on {expiry}, before its dispatch on {dispatched}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[{"expiry": "2027-01-31", "dispatched": "2027-01-31"}],
    fails=[{"expiry": "2025-01-31", "dispatched": "2026-03-02"}],
)
def expired_at_dispatch(line: Columns, given: Given) -> Expr:
    """Goods had expired before they were sent.

    The recipient must destroy them, at its own cost.

    To correct: take the goods off the consignment. If the label says another date, mend the
    list.
    """
    del given
    return line.expiry < line.dispatched


@rule(
    "AT402",
    Severity.ERROR,
    "expired on {expiry}; today is {today}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[{"expiry": "2026-11-22", "today": "2026-11-22"}],
    fails=[{"expiry": "2026-11-21", "today": "2026-11-22"}],
)
def expired_today(line: Columns, given: Given) -> Expr:
    """Goods have expired by today.

    On its last day an item may still be used. Goods that had expired when they
    were sent are reported once, as that.

    To correct: do not use or send on the goods, and ask a pharmacist what is to become of
    them. If the label says another date, mend the list.
    """
    sent_expired = line.dispatched.is_present() & (line.expiry < line.dispatched)
    return where(~sent_expired.fill_null(value=False), line.expiry < given.today)


@rule(
    "AT403",
    Severity.WARNING,
    "expires on {expiry}, less than {minimum_shelf_life} after its arrival on {expected}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"kind": "medicine_pack", "expiry": "2027-03-02", "expected": "2026-03-02"},
        {"kind": "monitor", "expiry": "2026-04-01", "expected": "2026-03-02"},
    ],
    fails=[{"kind": "medicine_pack", "expiry": "2027-03-01", "expected": "2026-03-02"}],
)
def shelf_life_short_at_arrival(line: Columns, given: Given) -> Expr:
    """Medicines arrive with less shelf life than donations should have.

    Clearance and onward transport take months; what is left must be long enough
    to be used. A recipient may agree to less for goods that are needed at once.

    To correct: send a batch that lasts longer, or have the recipient agree in writing to
    take this one. A desk that asks for another minimum sets it in its profile.
    """
    usable_until = line.expected.dt.offset_by(given.minimum_shelf_life)
    return where(line.kind.is_in(MEDICAL), line.expiry < usable_until)


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
    "AT405",
    Severity.ERROR,
    "arrival on {expected} is before dispatch on {dispatched}",
    cites=[f"{cited.T120}, rules R012 to R015: dates are in order"],
    passes=[{"dispatched": "2021-04-28", "expected": "2021-04-28"}],
    fails=[{"dispatched": "2021-04-28", "expected": "2021-04-27"}],
)
def arrival_before_dispatch(line: Columns, given: Given) -> Expr:
    """A consignment is to arrive before it leaves.

    The two dates were swapped, or day and month of one were.

    To correct: compare both dates with the waybill. Swap them, or mend the one whose day
    and month were.
    """
    del given
    return line.expected < line.dispatched


@rule(
    "AT406",
    Severity.WARNING,
    "dispatch on {dispatched} is hardly meant: expected a day from {earliest_date} "
    "to {latest_date}",
    cites=["convention: current documents carry current dates"],
    passes=[{"dispatched": "2021-04-28"}, {"dispatched": "2000-01-01"}],
    fails=[{"dispatched": "1905-07-03"}, {"dispatched": "2099-12-31"}],
)
def dispatch_date_implausible(line: Columns, given: Given) -> Expr:
    """A day of dispatch lies far in the past or the future.

    1905 is what a spreadsheet makes of the number 2021; 2099 stands for
    *unknown* in some systems.

    To correct: write the day of dispatch as 2026-03-02. Leave the cell empty while it is
    not known.
    """
    earliest, latest = pl.lit(given.earliest_date), pl.lit(given.latest_date)
    return (line.dispatched < earliest) | (line.dispatched > latest)
