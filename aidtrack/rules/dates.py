"""Family 4: the days on which goods are made, leave and arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


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
    "dispatch on {dispatched} is not plausible; expected a day from {earliest_date} "
    "to {latest_dispatch}",
    cites=[cited.CURRENT_DATES],
    passes=[
        {"dispatched": "2021-04-28"},
        {"dispatched": "2000-01-01"},
        {"dispatched": "2035-01-01"},
    ],
    fails=[
        {"dispatched": "1905-07-03"},
        {"dispatched": "2035-01-02"},
        {"dispatched": "2099-12-31"},
    ],
)
def dispatch_date_implausible(line: Columns, given: Given) -> Expr:
    """A day of dispatch lies far in the past or the future.

    1905 is what a spreadsheet makes of the number 2021; 2099 stands for
    *unknown* in some systems.

    To correct: write the day of dispatch as 2026-03-02. Leave the cell empty while it is
    not known.
    """
    earliest, latest = pl.lit(given.earliest_date), pl.lit(given.latest_dispatch)
    return (line.dispatched < earliest) | (line.dispatched > latest)


@rule(
    "AT410",
    Severity.ERROR,
    "made on {manufactured}, after its dispatch on {dispatched}",
    cites=[cited.ARITHMETIC],
    passes=[{"manufactured": "2026-03-02", "dispatched": "2026-03-02"}],
    fails=[{"manufactured": "2026-03-03", "dispatched": "2026-03-02"}],
)
def made_after_dispatch(line: Columns, given: Given) -> Expr:
    """Goods were made after they were sent.

    Day and month were exchanged, or the date of manufacture stands where the expiry
    should.

    To correct: look both dates up on the goods and the transport document.
    """
    del given
    return line.manufactured > line.dispatched


@rule(
    "AT411",
    Severity.WARNING,
    "arrival on {expected} is not plausible; expected a day from {earliest_date} to "
    "{latest_dispatch}",
    cites=[cited.CURRENT_DATES],
    passes=[{"expected": "2021-04-29"}, {"expected": "2000-01-01"}, {"expected": "2035-01-01"}],
    fails=[{"expected": "1905-07-03"}, {"expected": "2035-01-02"}, {"expected": "2099-12-31"}],
)
def arrival_date_implausible(line: Columns, given: Given) -> Expr:
    """A day of arrival lies far in the past or the future.

    1905 is what a spreadsheet makes of the number 2021; 2099 stands for *not known yet* in
    some systems.

    To correct: write the day that the carrier gives, or leave the cell empty.
    """
    earliest, latest = pl.lit(given.earliest_date), pl.lit(given.latest_dispatch)
    return (line.expected < earliest) | (line.expected > latest)


@rule(
    "AT412",
    Severity.WARNING,
    "arrival on {expected} is more than {longest_transit} after dispatch on {dispatched}",
    cites=["convention: no relief consignment is under way for a year"],
    passes=[{"dispatched": "2026-03-02", "expected": "2027-03-02"}],
    fails=[{"dispatched": "2026-03-02", "expected": "2027-03-03"}],
)
def transit_too_long(line: Columns, given: Given) -> Expr:
    """A consignment is to be under way for longer than any is.

    The year of one of the dates was mistyped; the shelf life on arrival is then wrong too.

    To correct: look at the years of both dates.
    """
    return line.expected > line.dispatched.dt.offset_by(given.longest_transit)


@rule(
    "AT415",
    Severity.WARNING,
    "manufacture on {manufactured} is not plausible; expected a day from {earliest_date} to "
    "{latest_dispatch}",
    cites=["convention: goods in use were made within decades, and before they are sent"],
    passes=[
        {"manufactured": "2000-01-01"},
        {"manufactured": "2035-01-01"},
        {"manufactured": "2099-12-31", "dispatched": "2026-03-02"},
    ],
    fails=[
        {"manufactured": "1905-07-03"},
        {"manufactured": "2035-01-02"},
        {"manufactured": "1905-07-03", "dispatched": "2026-03-02"},
    ],
)
def manufacture_date_implausible(line: Columns, given: Given) -> Expr:
    """A day of manufacture lies far in the past or the future.

    1905 is what a spreadsheet makes of the number 2021. Goods that were made after they were
    sent are reported once, as that.

    To correct: look the date up on the goods, or leave the cell empty.
    """
    earliest, latest = pl.lit(given.earliest_date), pl.lit(given.latest_dispatch)
    too_late = (line.manufactured > latest) & ~line.dispatched.is_present()
    return (line.manufactured < earliest) | too_late
