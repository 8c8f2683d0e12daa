"""Family 8: what earlier records say of these lines; the caller supplies it as columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_SENT = {"reference": "A-1", "line": "7", "description": "oximeter", "quantity": "150 each"}


@rule(
    "AT801",
    Severity.WARNING,
    "this consignment is recorded already, as {recorded_as}",
    scope=Scope.CONSIGNMENT,
    cites=[cited.RITA_ONCE],
    passes=[[_SENT]],
    fails=[[_SENT | {"recorded_as": "A-1"}]],
)
def recorded_already(consignment: Columns, given: Given) -> Expr:
    """A consignment with exactly this content is recorded already.

    Recording it again changes nothing; under another reference it would be counted twice.

    To correct: leave it out, or give the second of two like consignments line numbers or
    batches of its own.
    """
    del given
    return consignment.recorded_as != ""


@rule(
    "AT802",
    Severity.ERROR,
    "{reference} is recorded with other content",
    scope=Scope.CONSIGNMENT,
    cites=[f"{cited.T120}: a despatch advice has an identifier of its own"],
    passes=[[_SENT], [_SENT | {"recorded_differently": False}]],
    fails=[[_SENT | {"recorded_differently": True}]],
)
def recorded_differently(consignment: Columns, given: Given) -> Expr:
    """A reference is recorded already, with other content.

    Either the document was revised, or two consignments share a reference.

    To correct: record it as a revision, which keeps both, or give it a reference of its own.
    """
    del given
    return consignment.recorded_differently


@rule(
    "AT803",
    Severity.WARNING,
    "the consignment has the same parties and goods as {resembles}",
    scope=Scope.CONSIGNMENT,
    cites=[cited.RITA_ONCE],
    passes=[[_SENT]],
    fails=[[_SENT | {"resembles": "A-01"}]],
)
def resembles_another(consignment: Columns, given: Given) -> Expr:
    """Another consignment with the same parties and goods is recorded under another reference.

    Often one shipment is reported by the donor and by an agent, and would be counted twice.

    To correct: look whether the two are one. If so, record the second report as a claim
    about the first.
    """
    del given
    return consignment.resembles != ""


@rule(
    "AT804",
    Severity.WARNING,
    "{quantity}, beside the {received_before} that had come before, is more than the "
    "{dispatched_before} that were sent",
    cites=[cited.ARITHMETIC],
    passes=[
        _SENT | {"dispatched_before": "150", "received_before": "0"},
        _SENT | {"dispatched_before": "150"},
    ],
    fails=[_SENT | {"dispatched_before": "150", "received_before": "1"}],
)
def received_more_than_sent(line: Columns, given: Given) -> Expr:
    """More of a line was received than was dispatched.

    Excess goods do arrive, and are recorded as excess; but often one receipt was entered
    twice, or cartons were counted as pieces.

    To correct: compare with the packing list; say that it is excess if it is.
    """
    del given
    return line.quantity + line.received_before > line.dispatched_before


@rule(
    "AT805",
    Severity.WARNING,
    "batch {batch} expires on {expiry} here, and on {known_expiry} in earlier records",
    cites=[cited.WHO_LABEL],
    passes=[
        _SENT | {"batch": "A1", "expiry": "2027-01-31", "known_expiry": date(2027, 1, 31)},
        _SENT | {"batch": "A1", "expiry": "2027-01-31"},
    ],
    fails=[_SENT | {"batch": "A1", "expiry": "2027-01-31", "known_expiry": date(2026, 1, 31)}],
)
def batch_known_with_another_expiry(line: Columns, given: Given) -> Expr:
    """A batch is known with another expiry date.

    What is made together expires together: one of the records is wrong, or the goods were
    labelled anew.

    To correct: look at the goods. Goods with a changed label are not used before the
    manufacturer has confirmed it.
    """
    del given
    return where(line.batch.is_present(), line.expiry != line.known_expiry)


@rule(
    "AT806",
    Severity.INFO,
    "{quantity} are more than the {pledged_before} that were pledged and not sent yet",
    cites=[cited.ARITHMETIC],
    passes=[_SENT | {"pledged_before": "150"}, _SENT],
    fails=[_SENT | {"pledged_before": "149"}],
)
def sent_more_than_pledged(line: Columns, given: Given) -> Expr:
    """More is sent than was pledged.

    Welcome as it may be, the store and the staff at the other end were planned for the
    pledge. Or the goods are part of another pledge.

    To correct: tell the recipient, and record the pledge that the goods belong to.
    """
    del given
    return line.quantity > line.pledged_before
