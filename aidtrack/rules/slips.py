"""Family 8, continued: days and amounts of entries that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_SENT = {"entry": "dispatch", "line": "1", "quantity": "100 each", "when": "2021-04-28"}
_LEFT = {"entry": "distribution", "line": "1", "place": "a clinic", "quantity": "10 each"}
_CAME = {"entry": "receipt", "line": "1"}


@rule(
    "AT834",
    Severity.WARNING,
    "{act} before the dispatch on {sent_on}: {said_by}",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rules R012 to R015: the order of dates and times"],
    passes=[
        [_SENT, _LEFT | {"when": "2021-04-28"}],
        [_SENT, {"entry": "clearance", "status": "released", "when": "2021-04-26"}],
    ],
    fails=[[_SENT, _LEFT | {"when": "2020-05-02"}]],
)
def acted_before_dispatch(balance: Columns, given: Given) -> Expr:
    """Goods arrived, were handed on, lost or returned before the day of their dispatch.

    One of the dates is wrong, often the year; or the entry is about another consignment. The
    days are those of universal time. Customs may decide on goods before they are sent.

    To correct: reverse the entry with the wrong time and enter it again.
    """
    del given
    return balance.acted_on < balance.sent_on


@rule(
    "AT835",
    Severity.WARNING,
    "{act} on a day that is still to come: {said_by}",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rules R012 to R015: the order of dates and times"],
    passes=[[_SENT | {"today": "2021-04-28"}], [_SENT | {"today": "2021-04-27"}]],
    fails=[[_SENT | {"when": "2012-04-28", "today": "2011-04-28"}]],
)
def entered_for_the_future(balance: Columns, given: Given) -> Expr:
    """An entry tells of what has not happened yet.

    An entry is told once it has happened: the year or the month is mistyped. What is a day
    ahead may be today elsewhere, and is let be.

    To correct: reverse the entry and enter it with the day on which it happened.
    """
    return balance.earliest_day > pl.lit(given.today)


@rule(
    "AT836",
    Severity.ERROR,
    "{figure}: {said_whole} ({said_by}); what is counted is counted whole",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _LEFT | {"quantity": "2.5 dozen"}], [_SENT, _CAME | {"accepted": "2 each"}]],
    fails=[[_SENT, _LEFT | {"quantity": "2.5 each"}], [_SENT, _CAME | {"accepted": "0.5 each"}]],
)
def entry_not_whole(balance: Columns, given: Given) -> Expr:
    """An entry states a part of something that cannot be divided.

    Half a carton was opened or miscounted, or a decimal mark is where none belongs.

    To correct: reverse the entry and enter it in pieces: two and a half cartons of 50 are 125
    each.
    """
    del given
    return balance.pieces != balance.pieces.floor()
