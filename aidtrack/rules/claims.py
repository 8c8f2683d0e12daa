"""Family 8, continued: what entries about one consignment say against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_SENT = {"entry": "dispatch", "line": "1", "quantity": "100 each"}
_CAME = {"entry": "receipt", "line": "1"}
_ALL = _CAME | {"accepted": "100 each"}
_REPORT = {"told": "report", "who": "a newspaper"}
_OTHER = {"told": "report", "who": "another newspaper"}


@rule(
    "AT811",
    Severity.ERROR,
    "{figure}: the records differ, from {least} to {most} {unit}: {sides}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[
        [_SENT, _SENT | {"who": "the carrier"}],
        [
            _SENT,
            _CAME | {"accepted": "60 each"},
            _CAME | {"accepted": "40 each", "when": "2021-05-03"},
        ],
    ],
    fails=[
        [_SENT, _SENT | {"quantity": "90 each", "who": "the carrier"}],
        [
            _SENT,
            _CAME | {"accepted": "60 each", "reference": "GRN 7"},
            _CAME | {"accepted": "50 each", "reference": "GRN 7", "who": "the driver"},
        ],
    ],
)
def records_contradict(balance: Columns, given: Given) -> Expr:
    """Two records of one act state different quantities.

    Both cannot be true, and nothing in the book says which is: the figure is left open,
    and with it every figure that is worked out from it.

    To correct: ask both for their papers, and reverse the entry that is wrong.
    """
    del given
    return where(balance.first_hand, balance.least < balance.most)


@rule(
    "AT812",
    Severity.WARNING,
    "{figure}: the reports differ, from {least} to {most} {unit}: {sides}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[
        [_SENT, _ALL | _REPORT, _ALL | _OTHER],
        [_SENT, _ALL, _CAME | {"accepted": "90 each"} | _REPORT],
    ],
    fails=[[_SENT, _ALL | _REPORT, _CAME | {"accepted": "90 each"} | _OTHER]],
)
def reports_contradict(balance: Columns, given: Given) -> Expr:
    """Several reports of one thing differ, and no record settles it.

    Reports are claims about one consignment: they are kept, and never added. Where they
    differ the figure lies between them.

    To correct: enter the record of who did it, such as the store's receipt; reports then
    stand beside it.
    """
    del given
    return where(~balance.first_hand, balance.least < balance.most)


@rule(
    "AT813",
    Severity.INFO,
    "{figure}: a report has {reported} {unit}, the record {recorded}: {sides}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _ALL, _ALL | _REPORT]],
    fails=[[_SENT, _ALL, _CAME | {"accepted": "95 each"} | _REPORT]],
)
def report_differs_from_record(balance: Columns, given: Given) -> Expr:
    """A report states another quantity than the record.

    The record counts. The report may be early, round, or about a part.

    To correct: nothing in the book; tell the reporter, or keep the difference for those who ask.
    """
    del given
    return balance.reported != balance.recorded


@rule(
    "AT821",
    Severity.ERROR,
    "{said_by} gives no reason why what was received differs from what was sent",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rule R007: an outstanding quantity needs a reason"],
    passes=[
        [_SENT, _ALL],
        [_SENT, _CAME | {"accepted": "99 each", "damaged": "1 each", "reason": "wet"}],
    ],
    fails=[[_SENT, _CAME | {"accepted": "99 each", "damaged": "1 each"}]],
)
def reason_missing(balance: Columns, given: Given) -> Expr:
    """A receipt states a difference and no reason for it.

    The sender, the carrier's insurance and the donor will each ask.

    To correct: reverse the receipt and enter it with its reason.
    """
    del given
    return where(balance.differs, ~balance.has_reason)


@rule(
    "AT822",
    Severity.WARNING,
    "batch {batch_received} was received; sent was {batches_sent}",
    scope=Scope.BALANCE,
    cites=[cited.WHO_PACKING_LIST],
    passes=[[_SENT | {"batch": "AMX-2291"}, _ALL | {"batch": "AMX-2291"}]],
    fails=[[_SENT | {"batch": "AMX-2291"}, _ALL | {"batch": "AMX-2219"}]],
)
def batch_received_not_sent(balance: Columns, given: Given) -> Expr:
    """A batch was received that the line does not list.

    One of the two is mistyped, or other goods came. A recall of the batch as sent would
    not find them.

    To correct: read the number off the package; reverse whichever entry is wrong.
    """
    del given
    return ~balance.batch_is_sent


@rule(
    "AT823",
    Severity.WARNING,
    "the package bears the expiry {expiry_received}; the list says {expiry_sent}",
    scope=Scope.BALANCE,
    cites=[cited.WHO_PACKING_LIST],
    passes=[[_SENT | {"expiry": "2027-06-30"}, _ALL | {"expiry": "2027-06-30"}]],
    fails=[[_SENT | {"expiry": "2027-06-30"}, _ALL | {"expiry": "2026-06-30"}]],
)
def expiry_received_differs(balance: Columns, given: Given) -> Expr:
    """The expiry as received is not the one that the line lists.

    The package is right. Goods may be good for less time than was promised.

    To correct: if the package was misread, reverse the receipt; if the list is wrong, tell
    the donor, and let the receipt stand.
    """
    del given
    return balance.expiry_received != balance.expiry_sent


@rule(
    "AT825",
    Severity.WARNING,
    "the declared gross weights cannot all be true: {sides}",
    scope=Scope.BALANCE,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [
            _SENT | {"declared_gross_weight": "over 22 t"},
            _SENT | {"declared_gross_weight": "22.4 t"} | _REPORT,
        ]
    ],
    fails=[
        [
            _SENT | {"declared_gross_weight": "over 22 t"},
            _SENT | {"declared_gross_weight": "20 t"} | _REPORT,
        ]
    ],
)
def declared_weights_contradict(balance: Columns, given: Given) -> Expr:
    """What several entries declare as the gross weight of one consignment cannot all be true.

    "Over 22 t" and "22.4 t" can be; "over 22 t" and "20 t" cannot. "About" is not compared.

    To correct: weigh the goods, or ask the carrier for the waybill; reverse the entry that
    is wrong. Two reports may both stay, as claims.
    """
    del given
    return ~balance.weights_agree


@rule(
    "AT826",
    Severity.WARNING,
    "received on {received_on} ({said_by}), and dispatched on {sent_on}",
    scope=Scope.BALANCE,
    cites=[f"{cited.T120}, rules R012 to R015: the order of dates and times"],
    passes=[[_SENT | {"when": "2021-04-28"}, _ALL | {"when": "2021-04-28"}]],
    fails=[[_SENT | {"when": "2021-04-28"}, _ALL | {"when": "2021-04-27"}]],
)
def received_before_dispatch(balance: Columns, given: Given) -> Expr:
    """A consignment was received before the day on which it was dispatched.

    One of the dates is wrong, or the receipt is about another consignment. The days are
    those of universal time; a flight of a few hours can still land on the day it left.

    To correct: reverse the entry with the wrong time and enter it again.
    """
    del given
    return balance.received_on < balance.sent_on


@rule(
    "AT827",
    Severity.ERROR,
    "takes back an entry that the book does not have: {taken_back}",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _ALL, {"entry": "reversal", "reverses": "#2", "reason": "entered twice"}]],
    fails=[[_SENT, {"entry": "reversal", "reverses": "0" * 64, "reason": "entered twice"}]],
)
def reversal_of_unknown_entry(balance: Columns, given: Given) -> Expr:
    """A reversal takes back an entry that the book does not have.

    It has no effect. Its entry may stand in another desk's ledger that was not merged yet.

    To correct: import the ledger that has the entry, or reverse the reversal.
    """
    del given
    return ~balance.is_in_book


@rule(
    "AT829",
    Severity.WARNING,
    "is sent on from {sent_on_from}, of which the book tells nothing, or which is sent on from it",
    scope=Scope.BALANCE,
    cites=[cited.ARITHMETIC],
    passes=[[_SENT, _SENT | {"consignment": "B-1", "onward_of": "A-1"}]],
    fails=[
        [_SENT, _SENT | {"consignment": "B-1", "onward_of": "A-9"}],
        [_SENT | {"onward_of": "A-1"}],
    ],
)
def sent_on_from_nowhere(balance: Columns, given: Given) -> Expr:
    """Goods were sent on from a consignment that the book does not have, or from themselves.

    Goods sent on are counted where they came from, and not again. Where that is not in the
    book they are counted here, so that they do not drop out of every sum.

    To correct: record the consignment that they came from; if its reference was mistyped,
    reverse the dispatch and enter it with the right one.
    """
    del given
    return ~balance.source_counts
