"""Family 6: customs codes, their edition, and whether they are those of the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.codes.tariff import EDITIONS, EXPECTED, INTERNATIONAL_DIGITS, MOVED_IN, NEW, RETIRED
from aidtrack.findings.severity import Severity
from aidtrack.model.choice import HsShape
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, rule, where
from aidtrack.text.reading import Problem

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_YEAR: Final = r"(\d{4})"


@cell_rule(
    "AT650",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.UNREADABLE, Problem.AMBIGUOUS],
    shapes=[HsShape],
    cites=[cited.WCO_HS],
    passes=[{"hs_code": "9019.20"}, {"hs_code": "9019 20 00"}, {"hs_code": "9018195500"}],
    fails=[{"hs_code": "30490"}, {"hs_code": "medicines"}, {"hs_code": "9801.00"}],
)
def hs_code_malformed() -> None:
    """A customs code does not have the shape of one.

    Customs cannot look it up. A spreadsheet that takes the code for a number drops the zero
    that it begins with.

    To correct: write six, eight or ten digits; format the column as text, so that zeros stay.
    """


@rule(
    "AT651",
    Severity.WARNING,
    "{hs_edition} is no edition of the Harmonized System; expected a year such as 2017 or 2022",
    cites=[cited.WCO_HS],
    passes=[{"hs_edition": "2022"}, {"hs_edition": "HS 2017"}, {"hs_edition": "HS2012"}],
    fails=[{"hs_edition": "2019"}, {"hs_edition": "latest"}],
)
def hs_edition_unknown(line: Columns, given: Given) -> Expr:
    """The edition of the customs codes is none that exists.

    The nomenclature changes every five years or so; without its year a code can mean other
    goods.

    To correct: write the year of the edition that the codes were taken from. The year in which
    the list was made is another matter.
    """
    del given
    year = line.hs_edition.str.extract(_YEAR)
    return where(line.hs_edition.is_present(), ~year.is_in(EDITIONS).fill_null(value=False))


@rule(
    "AT652",
    Severity.WARNING,
    "HS code {hs_code} is not in the edition {hs_edition}; expected {other_hs}",
    cites=[cited.WCO_CORRELATION],
    passes=[
        {"hs_code": "3002.41", "hs_edition": "2022"},
        {"hs_code": "300220", "hs_edition": "HS 2017"},
        {"hs_code": "9019.20", "hs_edition": "2022"},
        {"hs_code": "3002.20"},
        {"hs_code": "3002.11", "hs_edition": "2017"},
        {"hs_code": "3822.90", "hs_edition": "2022"},
    ],
    fails=[
        {"hs_code": "3002.20", "hs_edition": "2022"},
        {"hs_code": "3002.11", "hs_edition": "2022"},
        {"hs_code": "3006.20", "hs_edition": "2022"},
        {"hs_code": "3822.13", "hs_edition": "2017"},
        {"hs_code": "3822.19 0000", "hs_edition": "HS 2017"},
        {"hs_code": "4015.11", "hs_edition": "2028"},
    ],
)
def hs_code_of_another_edition(line: Columns, given: Given) -> Expr:
    """A customs code does not exist in the edition that is stated.

    Vaccines, diagnostic reagents and medical gloves moved in 2022. A declaration with a code
    that has ended, or not begun, is refused.

    To correct: take the code of the edition in force in the country of destination.
    """
    del given
    code = line.hs_code.str.head(INTERNATIONAL_DIGITS)
    year = line.hs_edition.str.extract(_YEAR)
    ended = (year >= MOVED_IN) & code.is_in(RETIRED)
    return ended | ((year < MOVED_IN) & code.is_in(NEW))


@rule(
    "AT653",
    Severity.INFO,
    "HS code {hs_code} ended with the edition of 2017; in that of 2022 it is {other_hs}",
    cites=[cited.WCO_CORRELATION],
    passes=[
        {"hs_code": "3002.41"},
        {"hs_code": "3002.20", "hs_edition": "2017"},
        {"hs_code": "901920"},
    ],
    fails=[{"hs_code": "3002.20"}, {"hs_code": "382200", "hs_edition": ""}],
)
def hs_code_has_moved(line: Columns, given: Given) -> Expr:
    """A customs code is one that moved in 2022, and no edition is stated.

    It is right in a country that still uses the older edition, and refused elsewhere.

    To correct: ask the consignee's broker which edition is in force, and write its year in a
    column such as *HS edition*.
    """
    del given
    retired = line.hs_code.str.head(INTERNATIONAL_DIGITS).is_in(RETIRED)
    edition = line.hs_edition
    return where(~(edition.is_present() | edition.is_elsewhere()), retired)


@rule(
    "AT654",
    Severity.WARNING,
    "HS code {hs_code} is unusual for {kind}; expected one that begins with {usual_hs}",
    cites=[cited.WCO_COVID, cited.WCO_HS],
    passes=[
        {"kind": "ventilator", "hs_code": "9019.20"},
        {"kind": "monitor", "hs_code": "9018.19.55"},
        {"kind": "medicine_pack", "hs_code": "3004.90"},
        {"kind": "vaccine", "hs_code": "3002.20"},
        {"kind": "oxygen_unit", "technology": "cylinder", "hs_code": "7311.00"},
        {"kind": "oxygen_unit", "technology": "generator", "hs_code": "8421.39"},
        {"kind": "item", "hs_code": "0101.21"},
    ],
    fails=[
        {"kind": "ventilator", "hs_code": "8414.59"},
        {"kind": "monitor", "hs_code": "8528.52"},
        {"kind": "vaccine", "hs_code": "3004.90"},
        {"kind": "oxygen_unit", "technology": "concentrator", "hs_code": "8421.39"},
    ],
)
def hs_code_unusual_for_goods(line: Columns, given: Given) -> Expr:
    """A customs code is not of the heading under which such goods are cleared.

    A fan for a breathing machine, or a computer screen for a patient monitor: the code was
    looked up by the word. Duty is then asked for goods that are free of it.

    To correct: ask a customs broker, who knows what the country of destination decided. If the
    kind of goods was read wrongly instead, state it in a column such as *kind*.
    """
    del given
    usual = pl.lit(value=False)
    known = pl.lit(value=False)
    for (kind, technology), codes in EXPECTED.items():
        such = line.kind == kind
        if technology is not None:
            such &= (line.technology == technology).fill_null(value=False)
        known |= such
        usual |= such & line.hs_code.str.contains(f"^(?:{'|'.join(codes)})")
    return where(known & line.usual_hs.str.contains("."), ~usual)
