"""Family 4: how much of their life goods have left when they are sent, and when they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.expiry import MEDICAL

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


def _short_from(day: Expr, line: Columns, given: Given) -> Expr:
    """Return whether less is left on a day than there should be; what has expired is not short."""
    usable_until = day.dt.offset_by(given.minimum_shelf_life)
    return (line.expiry < usable_until) & (line.expiry >= day)


@rule(
    "AT403",
    Severity.WARNING,
    "expires on {expiry}, less than {minimum_shelf_life} after its arrival on {expected}",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"kind": "medicine_pack", "expiry": "2027-03-02", "expected": "2026-03-02"},
        {"kind": "monitor", "expiry": "2026-04-01", "expected": "2026-03-02"},
        {"kind": "medicine_pack", "expiry": "2026-03-01", "expected": "2026-03-02"},
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
    # What has expired by then is reported once, as that.
    return where(line.kind.is_in(MEDICAL), _short_from(line.expected, line, given))


@rule(
    "AT417",
    Severity.WARNING,
    "expires on {expiry}, less than {minimum_shelf_life} after its dispatch on {dispatched}; "
    "no day of arrival is stated, and at arrival even less is left",
    cites=[cited.WHO_SHELF_LIFE],
    passes=[
        {"kind": "medicine_pack", "expiry": "2027-03-02", "dispatched": "2026-03-02"},
        {"kind": "monitor", "expiry": "2026-04-01", "dispatched": "2026-03-02"},
        {"kind": "medicine_pack", "expiry": "2026-03-01", "dispatched": "2026-03-02"},
        {"kind": "medicine_pack", "expiry": "2027-03-01", "dispatched": "2026-03-02",
         "expected": "2026-03-09"},
    ],
    fails=[
        {"kind": "medicine_pack", "expiry": "2027-03-01", "dispatched": "2026-03-02"},
        {"kind": "vaccine", "expiry": "2026-03-02", "dispatched": "2026-03-02"},
    ],
)  # fmt: skip
def shelf_life_short_at_dispatch(line: Columns, given: Given) -> Expr:
    """Medicines are sent with less shelf life than donations should have at arrival.

    Nothing arrives before it is sent, so that what is too little at dispatch is too little at
    arrival. Where the day of arrival is stated, that day is judged instead. What had expired
    when it was sent is reported as that.

    To correct: send a batch that lasts longer, or have the recipient agree in writing to
    take this one. A desk that asks for another minimum sets it in its profile.
    """
    asked = line.kind.is_in(MEDICAL) & ~line.expected.is_present()
    return where(asked, _short_from(line.dispatched, line, given))


@rule(
    "AT413",
    Severity.WARNING,
    "expires on {expiry}, more than {longest_shelf_life} after its manufacture on {manufactured}",
    cites=["convention: medicines are labelled with at most five years, sterile goods with ten"],
    passes=[{"manufactured": "2020-01-31", "expiry": "2030-01-31"}],
    fails=[{"manufactured": "2020-01-31", "expiry": "2030-02-01"}],
)
def shelf_life_implausible(line: Columns, given: Given) -> Expr:
    """Goods are said to keep longer than any goods do.

    The year of one of the dates was mistyped.

    To correct: look both dates up on the goods.
    """
    return line.expiry > line.manufactured.dt.offset_by(given.longest_shelf_life)


@rule(
    "AT414",
    Severity.INFO,
    "expires on {expiry}, within {near_expiry} of today, {today}",
    cites=["OpenLMIS, near-expiry notices: six months"],
    passes=[
        {"kind": "medicine_pack", "expiry": "2027-05-22", "today": "2026-11-22"},
        {"kind": "monitor", "expiry": "2026-12-31", "today": "2026-11-22"},
        {"kind": "vaccine", "expiry": "2026-12-31", "dispatched": "2026-11-20",
         "today": "2026-11-22"},
        {"kind": "vaccine", "expiry": "2026-12-31", "expected": "2026-11-30",
         "today": "2026-11-22"},
    ],
    fails=[{"kind": "medicine_pack", "expiry": "2027-05-21", "today": "2026-11-22"}],
)  # fmt: skip
def expiring_soon(line: Columns, given: Given) -> Expr:
    """Medicines expire within months, and nothing says when they are to arrive.

    With a day of arrival the shelf life left there is judged instead. What has expired
    already, or was too near to it when it was sent, is reported as that.

    To correct: ask the recipient whether the goods can be used in time, and state the day
    on which they are to arrive.
    """
    sent_short = _short_from(line.dispatched, line, given).fill_null(value=False)
    near = pl.lit(given.today).dt.offset_by(given.near_expiry)
    soon = (line.expiry >= given.today) & (line.expiry < near) & ~sent_short
    return where(line.kind.is_in(MEDICAL) & ~line.expected.is_present(), soon)
