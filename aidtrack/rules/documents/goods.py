"""Family 6, between documents: how the same goods are described, kept and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.names import places_agree
from aidtrack.codes.tariff import INTERNATIONAL_DIGITS
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.documents.comparing import both_sent, disagree, is_received
from aidtrack.rules.goods.dangerous import digits_of

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_PILLS = {"kind": "medicine_pack", "description": "Amoxicillin 500 mg"}
_RELIEF = {"description": "relief goods"}
_COLD_CHAIN = "British Red Cross, Logistics manual: a cold chain stands on packing list and waybill"


def _ranges_apart(document: Columns) -> Expr:
    """Return where two documents give ranges of temperatures that do not meet."""
    theirs = document.other
    warmer = document.storage_low_c > theirs.storage_high_c
    colder = document.storage_high_c < theirs.storage_low_c
    # A range may be open at one end, which contradicts nothing there.
    known = document.storage.is_present() & theirs.storage.is_present()
    return where(known, warmer.fill_null(value=False) | colder.fill_null(value=False))


def _subheading(code: Expr) -> Expr:
    """Return the digits of an HS code that every country shares."""
    return code.str.slice(0, INTERNATIONAL_DIGITS)


@rule(
    "AT640",
    Severity.ERROR,
    "{description}: to be kept at {storage} by {document}, but at {other_storage} "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[_COLD_CHAIN],
    passes=[
        [[_PILLS | {"storage": "2-8 °C"}], [_PILLS | {"storage": "+2 to +8 °C"}]],
        [[_PILLS | {"storage": "2-8 °C"}], [_PILLS | {"storage": "8-15 °C"}]],
        [[_PILLS | {"storage": "15-25 °C"}], [_PILLS | {"storage": "below 30 °C"}]],
    ],
    fails=[
        [[_PILLS | {"storage": "2-8 °C"}], [_PILLS | {"storage": "15-30 °C"}]],
        [[_PILLS | {"storage": "2-8 °C"}], [_PILLS | {"storage": "below -15 °C"}]],
    ],
)
def storage_differs(document: Columns, given: Given) -> Expr:
    """Two documents want the same goods kept at temperatures that cannot both be held.

    The carrier goes by the waybill: goods of the refrigerator have been frozen, and goods of
    the shelf refrigerated, for a line on it. Ranges that overlap are no contradiction.

    To correct: take the range from the label or the manufacturer's leaflet, and have every
    document show it before the goods are handed over.
    """
    del given
    return _ranges_apart(document)


@rule(
    "AT647",
    Severity.WARNING,
    "the goods are to be kept at {storage} by {document}, but at {other_storage} "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[_COLD_CHAIN],
    passes=[
        [[_PILLS | {"storage": "2-8 °C"}], [_RELIEF | {"storage": "2-8 °C"}]],
        [
            [_PILLS | {"storage": "2-8 °C"}, _RELIEF | {"storage": "15-25 °C"}],
            [{"description": "medical goods", "storage": "15-25 °C"}],
        ],
        [[_PILLS | {"storage": "2-8 °C"}], [_PILLS | {"storage": "15-30 °C"}]],
    ],
    fails=[[[_PILLS | {"storage": "15-30 °C"}], [_RELIEF | {"storage": "2-8 °C"}]]],
)
def storage_of_all_differs(document: Columns, given: Given) -> Expr:
    """A document that sums all goods up in one line wants them kept otherwise than another.

    A waybill speaks of "relief goods" in one line: its temperature holds for whatever is in
    the boxes. Asked where the other document has one range for all of its lines; the same
    goods are compared by another rule.

    To correct: have the waybill show the range of the packing list, or part the goods into
    a waybill for each range.
    """
    del given
    summed = (document.lines == 1) | (document.other.lines == 1)
    named = document.description == document.other.description
    apart = _ranges_apart(document)
    return where(summed & ~named.fill_null(value=False), apart)


@rule(
    "AT641",
    Severity.WARNING,
    "batch {batch} expires on {expiry} by {document}, but on {other_expiry} by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["batch"],
    cites=[cited.WHO_LABEL],
    passes=[
        [
            [_PILLS | {"batch": "A1", "expiry": "2027-01-31"}],
            [_PILLS | {"batch": "a1", "expiry": "01/2027"}],
        ],
        [
            [_PILLS | {"batch": "1", "expiry": "2027-01-31"}],
            [{"description": "gauze", "batch": "1", "expiry": "2028-01-31"}],
        ],
    ],
    fails=[
        [
            [_PILLS | {"batch": "A1", "expiry": "2027-01-31"}],
            [_PILLS | {"batch": "A1", "expiry": "2028-01-31"}],
        ]
    ],
)
def batch_expiries_differ(document: Columns, given: Given) -> Expr:
    """Two documents give one batch different expiry dates.

    What is made together expires together, so one of the dates was copied wrongly, and the
    shelf life of the goods is not known.

    To correct: read the date from the package, and mend the document that has another.
    """
    del given
    strange = disagree(places_agree, document.description, document.other.description)
    return where(~strange.fill_null(value=False), document.expiry != document.other.expiry)


@rule(
    "AT642",
    Severity.WARNING,
    "{description}: batches {batches} in {document}, but {other_batches} in {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.WHO_PACKING_LIST],
    passes=[
        [
            [_PILLS | {"batch": "A1"}, _PILLS | {"batch": "A2"}],
            [_PILLS | {"batch": "A2"}, _PILLS | {"batch": "a1"}],
        ],
        [[_PILLS | {"batch": "A1"}, _PILLS], [_PILLS | {"batch": "A2"}]],
        [
            "item,quantity,batch\nAmoxicillin,5 pack,A1\nAmoxicillin,5 pack,A2\n",
            "item,quantity received,batch\nAmoxicillin,5 pack,A2\n",
        ],
    ],
    fails=[
        [[_PILLS | {"batch": "A1"}], [_PILLS | {"batch": "A2"}]],
        [
            "item,quantity,batch\nAmoxicillin,5 pack,INS-0417\n",
            "item,quantity received,batch\nAmoxicillin,5 pack,INS-0471\n",
        ],
    ],
)
def batches_differ(document: Columns, given: Given) -> Expr:
    """Two documents name different batches of the same goods.

    A recall finds the goods by their batch, and certificates of analysis are for one batch
    each. Asked where both documents give every line its batch; a receipt may lack some of
    those that were sent, and have no other.

    To correct: read the batches from the packages, and mend the document that is wrong; a
    certificate of another batch must be replaced.
    """
    del given
    ours, theirs = document.batches.str.split(", "), document.other.batches.str.split(", ")
    strange = ours.list.set_difference(theirs).list.len() > 0
    return (
        pl.when(both_sent(document))
        .then(document.batches != document.other.batches)
        .when(is_received(document))
        .then(strange)
    )


@rule(
    "AT643",
    Severity.WARNING,
    "{description}: expires on {expiry} by {document}, but on {other_expiry} by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.WHO_LABEL],
    passes=[
        [[_PILLS | {"expiry": "2027-01-31"}], [_PILLS | {"expiry": "01/2027"}]],
        [
            [_PILLS | {"batch": "A1", "expiry": "2027-01-31"}],
            [_PILLS | {"batch": "A2", "expiry": "2028-01-31"}],
        ],
    ],
    fails=[[[_PILLS | {"expiry": "2027-01-31"}], [_PILLS | {"expiry": "2028-01-31"}]]],
)
def expiries_differ(document: Columns, given: Given) -> Expr:
    """Two documents give the same goods, of which one names no batch, different expiry dates.

    Goods are accepted or refused by the shelf life that they have left.

    To correct: read the date from the package, mend the document that has another, and state
    the batch on both.
    """
    del given
    batched = document.batch.is_present() & document.other.batch.is_present()
    return where(~batched, document.expiry != document.other.expiry)


@rule(
    "AT644",
    Severity.WARNING,
    "{description}: HS code {hs_code} in {document}, but {other_hs_code} in {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[f"{cited.WCO_HS}; article 3: the first six digits are common"],
    passes=[
        [[_PILLS | {"hs_code": "3004.10"}], [_PILLS | {"hs_code": "3004 10 00"}]],
    ],
    fails=[[[_PILLS | {"hs_code": "3004.10"}], [_PILLS | {"hs_code": "3004.20"}]]],
)
def hs_codes_differ(document: Columns, given: Given) -> Expr:
    """Two documents declare the same goods under different codes of the Harmonized System.

    Duty, exemptions and import licences hang on the code. Only the six digits that all
    countries share are compared.

    To correct: ask the customs broker which code holds, by the edition in force at the
    destination, and use it on every document.
    """
    del given
    return _subheading(document.hs_code) != _subheading(document.other.hs_code)


@rule(
    "AT645",
    Severity.ERROR,
    "{description}: {un_number} in {document}, but {other_un_number} in {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.UN_MODEL],
    passes=[
        [[_PILLS | {"un_number": "UN1072"}], [_PILLS | {"un_number": "un 1072"}]],
        [[_PILLS | {"un_number": "UN1072"}], [_PILLS | {"un_number": ""}]],
    ],
    fails=[[[_PILLS | {"un_number": "UN1072"}], [_PILLS | {"un_number": "UN1073"}]]],
)
def un_numbers_differ(document: Columns, given: Given) -> Expr:
    """Two documents declare the same goods under different UN numbers.

    Compressed oxygen and liquid oxygen, batteries alone and batteries in equipment: each
    number is packed, marked and loaded in its own way.

    To correct: ask a person trained in dangerous goods, and the shipper's declaration, which
    number holds; the goods wait until the documents agree.
    """
    del given
    return digits_of(document) != digits_of(document.other)


@rule(
    "AT646",
    Severity.WARNING,
    "{description}: made in {country_of_origin} by {document}, but in "
    "{other_country_of_origin} by {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[f"{cited.UNRWA}: invoice and packages show the country of origin"],
    passes=[
        [[_PILLS | {"country_of_origin": "IN"}], [_PILLS | {"country_of_origin": "India"}]],
    ],
    fails=[[[_PILLS | {"country_of_origin": "IN"}], [_PILLS | {"country_of_origin": "CN"}]]],
)
def origins_of_goods_differ(document: Columns, given: Given) -> Expr:
    """Two documents say that the same goods were made in different countries.

    The certificate of origin must be of the country that the invoice names.

    To correct: read the country from the package or ask the manufacturer, and mend the
    document that has another.
    """
    del given
    return document.country_of_origin != document.other.country_of_origin
