"""Family 5: who gives, who receives, and which country is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.codes.countries import COUNTRIES
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, odd, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CODES = sorted(COUNTRIES)
_LOCODE = r"^([A-Z]{2})[ -][A-Z2-9]{3}$"
"""A code as its list writes it. Run together it could as well be a city in capitals."""
_LOCODE_LIKE = r"^([A-Z]{2})[ -](?:[A-Z0-9]{3})$"
_BEFORE_NAMES = ["AL", "LA", "MT", "PT", "ST"]
"""Codes of countries that are words of names too, as in LA PAZ."""
_DELHI = {"reference": "A-1", "origin": "Moscow", "destination": "Delhi"}


def _several_places(place: Expr) -> Expr:
    """Return the first line of each place, where a group names several.

    A place is named at more length on some lines: the shortest name stands in the others.
    """
    name = place.str.to_lowercase()
    length = name.str.len_chars()
    shortest = name.filter(length == length.min()).first()
    several = ~name.str.contains(shortest, literal=True).all()
    return (several & name.is_not_null() & name.is_first_distinct()).fill_null(value=False)


def _is_no_locode(place: Expr) -> Expr:
    """Return whether a place is written as a code is, and its first letters are no country's."""
    code = place.str.extract(_LOCODE_LIKE, 1)
    shape = place.str.contains(_LOCODE)
    return (code.is_not_null() & ~(shape & code.is_in(_CODES))).fill_null(value=False)


@cell_rule(
    "AT501",
    Severity.ERROR,
    "{detail}",
    cites=[cited.ISO_3166],
    passes=[
        {"recipient_country": "Côte d'Ivoire"},
        {"donor_country": "NA"},
        {"donor_country": "Government of Japan"},
    ],
    fails=[
        {"donor_country": "Germnay"},
        {"donor_country": "Slovania"},
        {"recipient_country": "Atlantis"},
        {"recipient_country": "West Africa"},
        {"donor_country": "Various"},
    ],
)
def country_unknown() -> None:
    """A country is none that ISO 3166 or its usual names know.

    Close names are suggested, never taken. A region, a state of a country and a word such
    as *various* are no country either.

    To correct: write the two-letter code, such as CI, or the country's usual name.
    """


@cell_rule(
    "AT502",
    Severity.ERROR,
    "{detail}",
    cites=[cited.ISO_3166],
    passes=[{"recipient_country": "DR Congo"}],
    fails=[{"recipient_country": "Congo"}, {"donor_country": "Korea"}],
)
def country_ambiguous() -> None:
    """A country's name is that of several countries.

    Totals by country leave the line out, and papers could be made out for the wrong one.

    To correct: write the two-letter code of the one that is meant: CD or CG, KR or KP.
    """


@rule(
    "AT503",
    Severity.WARNING,
    "the donor is not stated",
    cites=[f"{cited.T120}: a despatch advice names its despatch party"],
    passes=[{"donor": "Russian Federation"}, {"donor_country": "RU"}],
    fails=[{"donor": "", "description": "monitor"}],
)
def donor_missing(line: Columns, given: Given) -> Expr:
    """A line does not say who gave it.

    Nobody can then say what came from whom.

    To correct: name the donor on each line, or once above the table.
    """
    del given
    return line.donor.is_blank() & line.donor_country.is_blank()


@rule(
    "AT504",
    Severity.WARNING,
    "the recipient is not stated",
    cites=[f"{cited.T120}: a despatch advice names its delivery party"],
    passes=[
        {"recipient": "Indian Red Cross Society"},
        {"recipient_country": "IN"},
        {"consignee": "Central Medical Stores"},
    ],
    fails=[{"recipient": "", "description": "monitor"}],
)
def recipient_missing(line: Columns, given: Given) -> Expr:
    """A line does not say whom it is for.

    Totals by recipient and by country leave it out, and nobody can confirm it. Where a
    consignee is named, the goods have at least an address.

    To correct: name the recipient on each line, or once above the table.
    """
    del given
    unnamed = line.recipient.is_blank() & line.recipient_country.is_blank()
    return unnamed & line.consignee.is_blank() & line.consignee_country.is_blank()


@rule(
    "AT508",
    Severity.WARNING,
    "the lines of this consignment go to different countries, here {recipient_country}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference", "recipient_country"],
    cites=["Logistics Cluster, service request form: one origin and one destination"],
    passes=[
        [
            {"reference": "A-1", "recipient_country": "IN"},
            {"reference": "A-1", "recipient_country": "India"},
        ]
    ],
    fails=[
        [
            {"reference": "A-1", "recipient_country": "IN"},
            {"reference": "A-1", "recipient_country": "NP"},
        ]
    ],
)
def recipient_countries_differ(line: Columns, given: Given) -> Expr:
    """The lines of one consignment go to different countries.

    A consignment has one destination. Either a country was mistyped, or two
    consignments share a reference.

    To correct: mend the country that was mistyped, or make a consignment of each
    destination, with a reference of its own.
    """
    del given
    known = line.reference.is_present() & line.recipient_country.is_present()
    return where(known, odd(line.recipient_country))


@rule(
    "AT505",
    Severity.WARNING,
    "donor and recipient are both {donor}",
    cites=["convention: goods are given to somebody else"],
    passes=[
        {"donor": "Red Cross", "donor_country": "DE", "recipient": "Red Cross",
         "recipient_country": "IN"},
    ],
    fails=[
        {"donor": "Red Cross", "donor_country": "IN", "recipient": "Red Cross",
         "recipient_country": "IN"},
        {"donor": "Red Cross", "recipient": "red cross"},
    ],
)  # fmt: skip
def donor_is_recipient(line: Columns, given: Given) -> Expr:
    """Donor and recipient are the same.

    A column was copied, or a transfer between two stores of one organisation is
    shown as a donation; either way it would be counted as aid.

    To correct: name who gives and who receives. A transfer between one's own stores is no
    donation: keep it off the list.
    """
    del given
    same_name = line.donor.str.to_lowercase() == line.recipient.str.to_lowercase()
    elsewhere = line.donor_country != line.recipient_country
    return same_name & ~elsewhere.fill_null(value=False)


@cell_rule(
    "AT506",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ISO_3166],
    passes=["line,donor,quantity\n1,Germany,20 each\n", "line,donor,quantity\n1,UNICEF,20 each\n"],
    fails=["line,donor,quantity\n1,Germnay,20 each\n"],
)
def party_nearly_a_country() -> None:
    """A donor or recipient is named almost like a country.

    It is kept as the name of an organisation. If the country is meant, totals by
    country leave the line out until the name is mended.

    To correct: mend the name. If it is that of an organisation, keep it, and state its
    country in a column of its own.
    """


@cell_rule(
    "AT507",
    Severity.INFO,
    "{value} {detail}",
    cites=[cited.ISO_3166],
    passes=["line,donor,quantity\n1,France,20 each\n"],
    fails=["line,donor,quantity\n1,U.K.,20 each\n"],
)
def country_by_another_name() -> None:
    """A country is called by a name other than its usual one.

    It is read as the country shown; the name stays as it was written.

    To correct: nothing need be done. The two-letter code in a column of its own is read
    alike everywhere.
    """


@cell_rule(
    "AT509",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ISO_3166],
    passes=[{"donor": "WHO", "donor_country": "CH"}, {"donor": "UNICEF"}],
    fails=[
        {"donor_country": "WHO"},
        {"donor_country": "UNICEF Supply Division"},
        {"recipient_country": "Indian Red Cross Society"},
    ],
)
def organisation_for_country() -> None:
    """An organisation stands where a country is expected.

    No country is taken from it, so that totals by country leave the line out. Where
    the party's name is blank, the organisation is kept as its name.

    To correct: write the organisation under donor or recipient. Here belongs the country
    that the goods come from or go to.
    """


@cell_rule(
    "AT510",
    Severity.INFO,
    "{detail}",
    cites=[cited.ISO_3166],
    passes=["line,donor,quantity\n1,UNICEF,20 each\n", "line,donor,quantity\n1,France,20 each\n"],
    fails=["line,donor,quantity\n1,France,20 each\n2,WHO,3 each\n"],
)
def party_is_organisation() -> None:
    """An organisation stands among countries in a column of donors or recipients.

    It is kept by its name, and no country is taken from it.

    To correct: add a column such as donor country, and state there where each party is
    from.
    """


@rule(
    "AT511",
    Severity.INFO,
    "nobody is named to take delivery",
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[{"consignee": "Ministry of Health"}, {"consignee_country": "IN"}],
    fails=[{"waybill": "176-12345675", "description": "monitor"}],
)
def consignee_missing(line: Columns, given: Given) -> Expr:
    """A line that travels under a transport document names no consignee.

    The carrier hands the goods to the consignee alone; where nobody is named, they wait in
    a shed. Asked only where a waybill is stated.

    To correct: name who takes delivery, as on the waybill.
    """
    del given
    unnamed = line.consignee.is_blank() & line.consignee_country.is_blank()
    return where(line.waybill.is_present(), unnamed)


@rule(
    "AT512",
    Severity.INFO,
    "{origin} to {destination}: no country has the first two letters of one of these codes",
    cites=[cited.UN_LOCODE],
    passes=[
        {"origin": "RU SVO", "destination": "IN DEL"},
        {"origin": "Moscow", "destination": "Delhi"},
        {"origin": "LA PAZ", "destination": "IN DEL"},
    ],
    fails=[{"origin": "XX SVO", "destination": "IN DEL"}, {"destination": "ID-D1L"}],
)
def locode_malformed(line: Columns, given: Given) -> Expr:
    """A place is written like a UN/LOCODE and is none.

    Such a code is a country's two letters and three more, letters or digits from 2 to 9, as
    in IN DEL. Whoever looks it up finds no place.

    To correct: look the code up in the UN/LOCODE list, or write the name of the place.
    """
    del given
    return _is_no_locode(line.origin) | _is_no_locode(line.destination)


@rule(
    "AT513",
    Severity.WARNING,
    "the consignment goes from {origin} to {destination}",
    cites=["Logistics Cluster, service request form: one origin and one destination"],
    passes=[{"origin": "Moscow", "destination": "Delhi"}],
    fails=[{"origin": "Delhi", "destination": "DELHI"}],
)
def origin_is_destination(line: Columns, given: Given) -> Expr:
    """A consignment goes nowhere.

    A column was copied, or goods that stay in a store are shown as sent.

    To correct: write where the goods leave from and where they are to go.
    """
    del given
    return line.origin.str.to_lowercase() == line.destination.str.to_lowercase()


@rule(
    "AT514",
    Severity.WARNING,
    "the lines of this consignment go from or to different places, here from "
    "{origin} to {destination}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference"],
    cites=["Logistics Cluster, service request form: one origin and one destination"],
    passes=[
        [_DELHI, _DELHI | {"destination": "DELHI"}],
        [_DELHI, {"reference": "A-1", "description": "monitor"}],
        [_DELHI, _DELHI | {"destination": "Delhi airport"}],
        [_DELHI, _DELHI | {"origin": "Central warehouse, Moscow"}],
    ],
    fails=[
        [
            {"reference": "A-1", "origin": "Moscow", "description": "monitor"},
            {"reference": "A-1", "origin": "Kazan", "description": "monitor"},
        ],
        [_DELHI, _DELHI | {"destination": "Delhi airport"}, _DELHI | {"destination": "Mumbai"}],
        [_DELHI, _DELHI | {"destination": "Mumbai"}],
        [_DELHI, _DELHI | {"origin": "Kazan"}],
    ],
)
def places_differ(line: Columns, given: Given) -> Expr:
    """The lines of one consignment leave from, or go to, different places.

    One form has one origin and one destination. A vehicle that calls at two places carries
    two consignments.

    To correct: give the lines for each destination a reference of their own.
    """
    del given
    to_several, from_several = _several_places(line.destination), _several_places(line.origin)
    return where(line.reference.is_present(), to_several | from_several)


@rule(
    "AT515",
    Severity.INFO,
    "the destination {destination} is not in {recipient_country}, where the recipient is",
    cites=[cited.UN_LOCODE],
    passes=[
        {"destination": "IN DEL", "recipient_country": "India"},
        {"destination": "Mombasa", "recipient_country": "SS"},
        {"destination": "LA PAZ", "recipient_country": "BO"},
        {"destination": "AL AIN", "recipient_country": "AE"},
    ],
    fails=[{"destination": "KE MBA", "recipient_country": "SS"}],
)
def destination_elsewhere(line: Columns, given: Given) -> Expr:
    """The destination's code is that of a place in another country than the recipient's.

    Goods for an inland country come through a neighbour's port, and need a transit
    document there; else one of the two is wrong.

    To correct: look at both; name the agent who takes the goods over the border.
    """
    del given
    country = line.destination.str.extract(_LOCODE, 1)
    is_code = country.is_in(_CODES) & ~country.is_in(_BEFORE_NAMES)
    return where(is_code, country != line.recipient_country)
