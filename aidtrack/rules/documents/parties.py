"""Family 5, between documents: who gives, who receives, whence and whither, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.codes.names import names_agree, places_agree
from aidtrack.codes.references import references_agree
from aidtrack.codes.waybills import waybills_agree
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule
from aidtrack.rules.documents.comparing import disagree

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


@rule(
    "AT530",
    Severity.WARNING,
    "the donor is {donor} in {document}, but {other_donor} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[{"donor": "Russian Federation"}], [{"donor": "Russia"}]],
        [[{"donor": "German Red Cross"}], [{"donor": ""}]],
    ],
    fails=[[[{"donor": "German Red Cross"}], [{"donor": "Norwegian Red Cross"}]]],
)
def donors_differ_between_documents(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different donors.

    The exemption from duty rests on the donor's letter: customs asks who sends the goods, and
    a carrier's document often names the forwarder instead.

    To correct: find out which name stands on the letter of donation, and have the other
    document issued again, or put the forwarder where the form asks for it.
    """
    del given
    return disagree(names_agree, document.donor, document.other.donor)


@rule(
    "AT531",
    Severity.WARNING,
    "the recipient is {recipient} in {document}, but {other_recipient} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[{"recipient": "Indian Red Cross Society"}], [{"recipient": "IRCS"}]],
        [[{"recipient": "Indian Red Cross Society"}], [{"recipient": "Indian Red Cross"}]],
    ],
    fails=[[[{"recipient": "Ministry of Health"}], [{"recipient": "Central Medical Store"}]]],
)
def recipients_differ_between_documents(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different recipients.

    Nobody can then say who is to confirm the goods, and they may be handed to the wrong one.

    To correct: ask the recipient named in the agreement under which name it receives, and
    use that name on every document; put whoever clears the goods under consignee.
    """
    del given
    return disagree(names_agree, document.recipient, document.other.recipient)


@rule(
    "AT532",
    Severity.WARNING,
    "the consignee is {consignee} in {document}, but {other_consignee} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[[[{"consignee": "UNICEF"}], [{"consignee": "UNICEF Supply Division"}]]],
    fails=[[[{"consignee": "Ministry of Health"}], [{"consignee": "Indian Red Cross Society"}]]],
)
def consignees_differ_between_documents(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different consignees.

    The carrier hands the goods to the consignee of the waybill alone, whatever the packing
    list says.

    To correct: have the waybill amended before the goods arrive, or the other document
    issued again with the consignee of the waybill.
    """
    del given
    return disagree(names_agree, document.consignee, document.other.consignee)


@rule(
    "AT533",
    Severity.ERROR,
    "the goods go to {recipient_country} by {document}, but to {other_recipient_country} "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.UNRWA}: the waybill shows the country of destination"],
    passes=[[[{"recipient_country": "IN"}], [{"recipient_country": "India"}]]],
    fails=[[[{"recipient_country": "IN"}], [{"recipient_country": "Nepal"}]]],
)
def destination_countries_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different countries of destination.

    A file of another consignment may have come among these, or a country was copied from
    the last form. Customs of either country will stop the goods.

    To correct: see whether both documents carry the same reference and waybill; then have
    the country mended on the one that is wrong.
    """
    del given
    return document.recipient_country != document.other.recipient_country


@rule(
    "AT534",
    Severity.WARNING,
    "the goods come from {donor_country} by {document}, but from {other_donor_country} "
    "by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.UNRWA}: the waybill shows the shipping country"],
    passes=[[[{"donor_country": "DE"}], [{"donor_country": "Germany"}]]],
    fails=[[[{"donor_country": "DE"}], [{"donor_country": "FR"}]]],
)
def donor_countries_differ_between_documents(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different countries of the donor.

    Totals by country would count the gift for one of the two by chance.

    To correct: name the country that gives, not the one from which the goods were bought or
    flown, on both documents.
    """
    del given
    return document.donor_country != document.other.donor_country


@rule(
    "AT535",
    Severity.WARNING,
    "the goods leave from {origin} by {document}, but from {other_origin} by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.SERVICE_REQUEST],
    passes=[
        [[{"origin": "Frankfurt airport"}], [{"origin": "Frankfurt"}]],
        [[{"origin": "FRA"}], [{"origin": "Frankfurt"}]],
    ],
    fails=[[[{"origin": "Frankfurt"}], [{"origin": "Copenhagen"}]]],
)
def origins_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different places of origin.

    One may name the factory and the other the airport: then both are right, each for its own
    leg. Else the goods are waited for at the wrong place.

    To correct: say on each document which leg it is for, or have the place mended.
    """
    del given
    return disagree(places_agree, document.origin, document.other.origin)


@rule(
    "AT536",
    Severity.WARNING,
    "the goods go to {destination} by {document}, but to {other_destination} by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.SERVICE_REQUEST],
    passes=[
        [[{"destination": "Kabul airport"}], [{"destination": "Central warehouse, Kabul"}]],
        [[{"destination": "India"}], [{"destination": "New Delhi"}]],
    ],
    fails=[[[{"destination": "Kabul"}], [{"destination": "Kandahar"}]]],
)
def destinations_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different destinations.

    One may name the port and the other the hospital: then both are right, each for its own
    leg. Else part of the goods is driven to the wrong place.

    To correct: say on each document which leg it is for, or have the place mended.
    """
    del given
    return disagree(places_agree, document.destination, document.other.destination)


@rule(
    "AT537",
    Severity.INFO,
    "the goods left on {dispatched} by {document}, but on {other_dispatched} by {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.T120}: a despatch advice has one despatch date"],
    passes=[[[{"dispatched": "2021-04-28"}], [{"dispatched": "28 April 2021"}]]],
    fails=[[[{"dispatched": "2021-04-28"}], [{"dispatched": "2021-04-29"}]]],
)
def dispatch_dates_differ_between_documents(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment give different days of dispatch.

    The date of an invoice or a packing list is often the day on which it was written. The
    days that medicines have left on arrival are counted from the one that is right.

    To correct: take the day of the waybill; name the column or cell of the other date after
    what it is, such as *invoice date*.
    """
    del given
    return document.dispatched != document.other.dispatched


@rule(
    "AT538",
    Severity.WARNING,
    "the waybill is {waybill} in {document}, but {other_waybill} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[{"waybill": "555-12345675"}], [{"waybill": "555 1234 5675"}]],
        [[{"waybill": "555-12345675"}], [{"waybill": "MAWB 555-12345675 / HAWB 4711"}]],
        [[{"waybill": "555-12345675"}], [{"waybill": "COSU6123456780"}]],
    ],
    fails=[[[{"waybill": "555-12345675"}], [{"waybill": "555-12345686"}]]],
)
def waybills_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different waybills.

    Tracking one of them shows somebody else's goods, or nothing. An air waybill and a bill
    of lading are for different legs and are not compared.

    To correct: take the number from the carrier's own document.
    """
    del given
    return disagree(waybills_agree, document.waybill, document.other.waybill)


@rule(
    "AT539",
    Severity.INFO,
    "the goods travel by {mode} in {document}, but by {other_mode} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[[[{"mode": "air"}], [{"mode": "Air charter"}]]],
    fails=[[[{"mode": "air"}], [{"mode": "sea"}]]],
)
def modes_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment name different modes of transport.

    Both can be right for goods that change from aircraft to truck. What is dangerous, or must
    be kept cold, is packed otherwise for each.

    To correct: see whether each document is for a leg of its own; if not, mend the mode.
    """
    del given
    return document.mode != document.other.mode


@rule(
    "AT540",
    Severity.WARNING,
    "the reference is {reference} in {document}, but {other_reference} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.T120}: a despatch advice has an identifier"],
    passes=[
        [[{"reference": "LYS-SSD-0412"}], [{"reference": "LYS SSD 0412"}]],
        [[{"reference": "LYS-SSD-0412"}], [{"reference": "LYS-SSD-0412 / PO 99"}]],
        [[{"reference": "PL-17"}], [{"reference": "INV-93"}]],
        [[{"reference": "A-1"}], [{"reference": "A-1"}, {"reference": "A-2"}]],
    ],
    fails=[[[{"reference": "LYS-SSD-0412"}], [{"reference": "LYS-SSD-0499"}]]],
)
def references_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment carry references that cannot be the same.

    One was mistyped, or a document of another consignment came among these: then what else
    differs is no fault of the lists. A number of each document's own begins otherwise, and
    is not compared.

    To correct: see whether the documents belong together; then write the consignment's
    reference on all of them, and a document's own number under a name of its own.
    """
    del given
    return disagree(references_agree, document.reference, document.other.reference)
