"""Family 7, between documents: what a receipt says arrived, beside what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.documents.comparing import above, below, contradicts, is_received

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_RECEIPT = "item,quantity received\nmonitor,{} each\n"


@rule(
    "AT736",
    Severity.WARNING,
    "{description}: {quantity_said} received by {document}, of {other_quantity_said} sent "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[f"{cited.T120}, rule R007: an outstanding quantity needs a reason"],
    passes=[
        ["item,quantity\nmonitor,150 each\n", _RECEIPT.format(150)],
        ["item,quantity\nmonitor,150 each\n", _RECEIPT.format(151)],
    ],
    fails=[
        ["item,quantity\nmonitor,150 each\n", _RECEIPT.format(149)],
        [_RECEIPT.format(149), "item,quantity\nmonitor,150 each\n"],
    ],
)
def less_received_than_listed(document: Columns, given: Given) -> Expr:
    """A receipt says that less arrived than another document says was sent.

    A document whose quantities stand under *quantity received*, or the same in French or
    Spanish, is a receipt. What is missing was lost, damaged, or is still under way.

    To correct: have the recipient write a loss and damage report with the reason for each
    line, and look for the packages with the carrier.
    """
    del given
    alike = document.quantity_unit == document.other.quantity_unit
    return where(is_received(document) & alike, below(document, "quantity"))


@rule(
    "AT737",
    Severity.WARNING,
    "{description}: {quantity_said} received by {document}, but only {other_quantity_said} sent "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.ARITHMETIC],
    passes=[["item,quantity\nmonitor,150 each\n", _RECEIPT.format(150)]],
    fails=[["item,quantity\nmonitor,150 each\n", _RECEIPT.format(151)]],
)
def more_received_than_listed(document: Columns, given: Given) -> Expr:
    """A receipt says that more arrived than another document says was sent.

    Goods of another consignment may have been counted in, or the packing list is short.

    To correct: count again; if the goods are there, ask the sender for a packing list that
    has them, and see whether another consignment lacks them.
    """
    del given
    alike = document.quantity_unit == document.other.quantity_unit
    return where(is_received(document) & alike, above(document, "quantity"))


@rule(
    "AT738",
    Severity.WARNING,
    "{packages_said} packages received by {document}, of {other_packages_said} sent "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.T120}, rule R007: an outstanding quantity needs a reason"],
    passes=[
        [
            "item,quantity,packages\nmonitor,150 each,4\n",
            "item,quantity received,packages\nmonitor,150 each,4\n",
        ]
    ],
    fails=[
        [
            "item,quantity,packages\nmonitor,150 each,4\n",
            "item,quantity received,packages\nmonitor,150 each,3\n",
        ]
    ],
)
def received_packages_differ(document: Columns, given: Given) -> Expr:
    """A receipt counts other packages than another document says were sent.

    The count of packages is what the carrier answers for.

    To correct: note the difference on the carrier's document before it is signed, and claim
    from the carrier within its time limit.
    """
    del given
    return where(is_received(document), contradicts(document, "packages"))
