"""Family 8, continued: no more can go back, or on, than was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_SENT = {"entry": "dispatch", "line": "1", "quantity": "100 each"}
_CAME = {"entry": "receipt", "line": "1", "accepted": "90 each"}
_REFUSED = _CAME | {"rejected": "10 each", "reason": "wet"}
_TO_SENDER = {"entry": "return", "back_to": "sender", "held_as": "rejected", "line": "1"}
_LEFT = {"entry": "distribution", "line": "1"}
_ONE = _LEFT | {"place": "a district hospital", "quantity": "20 each"}
_OTHER = _LEFT | {"place": "a clinic", "quantity": "30 each"}
_BACK = {"entry": "return", "back_to": "store", "line": "1", "place": "a district hospital"}
_BATCH = _CAME | {"accepted": "40 each", "batch": "AMX-2291"}
_SECOND = _CAME | {"accepted": "60 each", "batch": "AMX-2304"}


@rule(
    "AT831",
    Severity.ERROR,
    "{refused_sent_back} {unit} went back to the sender as {figure}; {refused} were {figure}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _REFUSED, _TO_SENDER | {"quantity": "10 each"}]],
    fails=[
        [_SENT, _REFUSED, _TO_SENDER | {"quantity": "11 each"}],
        [_SENT, _REFUSED, _TO_SENDER | {"quantity": "1 each", "held_as": "damaged"}],
    ],
)
def sent_back_beyond_refused(balance: Columns, given: Given) -> Expr:
    """More went back to the sender than was rejected, or damaged.

    What is held as rejected or damaged is then less than nothing. Some of what went back was
    part of the stock, a receipt is missing from the book, or a return was entered twice.

    To correct: reverse the return and enter it with what the goods were in the store; or enter
    the receipt that says how many were rejected or damaged.
    """
    del given
    return balance.refused_sent_back > balance.refused


@rule(
    "AT832",
    Severity.WARNING,
    "{back_from_there} {unit} came back from {back_from}, and {given_there} were handed on to it",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _CAME, _ONE, _OTHER, _BACK | {"quantity": "20 each"}]],
    fails=[[_SENT, _CAME, _ONE, _OTHER, _BACK | {"quantity": "21 each"}]],
)
def back_beyond_given(balance: Columns, given: Given) -> Expr:
    """More came back from a place than was handed on to it.

    The sums of the line may be right, and only the place is wrong: the goods came back from
    another one, or it is written in two ways.

    To correct: reverse the return, or the distribution, that names the wrong place, and enter
    it again.
    """
    del given
    return balance.back_from_there > balance.given_there


@rule(
    "AT833",
    Severity.WARNING,
    "{batch_left} {unit} of batch {batch_gone} left the store, and {batch_came} of it came",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[
        [_SENT, _BATCH, _SECOND, _OTHER | {"batch": "AMX-2291"}],
        [_SENT, _BATCH, _CAME, _OTHER | {"batch": "AMX-2304"}],
    ],
    fails=[
        [_SENT, _BATCH, _SECOND, _OTHER | {"batch": "AMX-2291", "quantity": "41 each"}],
        [_SENT, _BATCH, _SECOND, _OTHER | {"batch": "AMX-2240"}],
    ],
)
def batch_gone_beyond_came(balance: Columns, given: Given) -> Expr:
    """More of a batch was handed on, returned or lost than came of it.

    The sums of the line may be right, and only the batch is wrong; a recall would then look for
    it in the wrong places. What was received without a batch may be of any.

    To correct: read the number off the package or the delivery note; reverse the entry that
    names the wrong batch, and enter it again.
    """
    del given
    return balance.batch_left > balance.batch_came
