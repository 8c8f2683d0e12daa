"""Family 6: what medicines, vaccines and dangerous goods must state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.dates import MEDICAL
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_TABLETS = {"kind": "medicine_pack", "description": "paracetamol"}


@rule(
    "AT601",
    Severity.ERROR,
    "a medicine or vaccine needs its batch number",
    cites=[cited.WHO_PACKING_LIST],
    passes=[_TABLETS | {"batch": "AMX-2291"}, {"kind": "monitor", "batch": ""}],
    fails=[_TABLETS | {"batch": ""}, _TABLETS | {"batch": "N/A"}, _TABLETS],
)
def batch_missing(line: Columns, given: Given) -> Expr:
    """A medicine or vaccine has no batch number.

    Without it a recall cannot find the goods, and customs may hold them.

    To correct: copy the batch number from the label of the packs. If they have none, ask
    the manufacturer before they are sent.
    """
    del given
    return where(line.kind.is_in(MEDICAL), line.batch.is_blank())


@rule(
    "AT602",
    Severity.ERROR,
    "a medicine or vaccine needs its expiry date",
    cites=[cited.WHO_PACKING_LIST],
    passes=[_TABLETS | {"expiry": "2027-06-30"}, {"kind": "monitor", "expiry": ""}],
    fails=[_TABLETS | {"expiry": ""}, _TABLETS],
)
def expiry_missing(line: Columns, given: Given) -> Expr:
    """A medicine or vaccine has no expiry date.

    Nobody can say whether it may still be used when it arrives.

    To correct: copy the expiry date from the label of the packs. Medicines without one
    should not be sent.
    """
    del given
    return where(line.kind.is_in(MEDICAL), line.expiry.is_blank())


@rule(
    "AT603",
    Severity.WARNING,
    "a medicine should be named by its INN, the generic name",
    cites=[cited.WHO_LABEL],
    passes=[_TABLETS | {"inn": "paracetamol"}, {"kind": "vaccine", "inn": ""}],
    fails=[_TABLETS | {"inn": ""}],
)
def inn_missing(line: Columns, given: Given) -> Expr:
    """A medicine has no international nonproprietary name.

    Brand names differ from country to country; the people who will use the
    goods may not know this one.

    To correct: add a column INN with the generic name, such as paracetamol, beside the
    brand.
    """
    del given
    return where(line.kind == "medicine_pack", line.inn.is_blank())


@rule(
    "AT604",
    Severity.WARNING,
    "a vaccine should state its storage temperatures",
    cites=[cited.WHO_VACCINES],
    passes=[{"kind": "vaccine", "storage": "2-8 °C"}, _TABLETS],
    fails=[{"kind": "vaccine", "storage": ""}],
)
def storage_missing(line: Columns, given: Given) -> Expr:
    """A vaccine does not state the temperatures between which it must be kept.

    Whoever takes it over cannot know that it must neither warm nor freeze.

    To correct: copy the range from the label, such as 2-8 °C.
    """
    del given
    return where(line.kind == "vaccine", line.storage.is_blank())


@rule(
    "AT605",
    Severity.ERROR,
    "{un_number} is no UN number; expected four digits, as in UN1072",
    cites=[cited.UN_MODEL],
    passes=[{"un_number": "UN1072"}, {"un_number": "UN 3480"}, {"un_number": "1072"}],
    fails=[{"un_number": "UN107"}, {"un_number": "oxygen"}],
)
def un_number_malformed(line: Columns, given: Given) -> Expr:
    """A UN number is not four digits.

    Carriers look dangerous goods up by it; a wrong one stops the cargo.

    To correct: copy the number from the safety data sheet or the shipper's declaration: UN
    and four digits. Which number applies is for a trained person to say.
    """
    del given
    return ~line.un_number.str.contains(r"^(?i:UN)?\s?\d{4}$")
