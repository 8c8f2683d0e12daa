"""Family 5: who gives, who receives, and which country is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.issue import CellIssue
from aidtrack.model.choice import CountryShape
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, odd, rule, where
from aidtrack.text.reading import Problem

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


@cell_rule(
    "AT501",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.UNREADABLE],
    shapes=[CountryShape],
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
    raised_by=[Problem.AMBIGUOUS, CellIssue.AMBIGUOUS_COUNTRY],
    shapes=[CountryShape],
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
    cites=[cited.SERVICE_REQUEST],
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
    raised_by=[CellIssue.NEAR_COUNTRY],
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
    raised_by=[CellIssue.COUNTRY_BY_ALIAS],
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
    raised_by=[Problem.ORGANISATION],
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
    raised_by=[CellIssue.PARTY_IS_ORGANISATION],
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
