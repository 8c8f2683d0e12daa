"""Family 2, continued: numbers on labels and containers, most of which check themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.check_digits import (
    has_wrong_container,
    is_no_gtin,
    is_no_sscc,
    is_wrong_air_waybill,
)
from aidtrack.rules.declaration import differ, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


_PILLS = {"reference": "A-1", "description": "amoxicillin 500 mg"}


def _first() -> Expr:
    """Return the first line of a group: what stands on every line is said once."""
    return pl.int_range(pl.len()) == 0


@rule(
    "AT210",
    Severity.WARNING,
    "{gtin} is no GTIN; expected 8, 12, 13 or 14 digits, of which the last fits the others",
    cites=[cited.GS1_CHECK_DIGITS],
    passes=[{"gtin": "4006381333931"}, {"gtin": "96385074"}, {"gtin": "see the label"}],
    fails=[{"gtin": "4006381333932"}, {"gtin": "400638133393"}, {"gtin": "4.00638E+12"}],
)
def gtin_invalid(line: Columns, given: Given) -> Expr:
    """A number of a trade item is no GTIN, or its check digit is wrong.

    A digit was mistyped, or a spreadsheet rounded the number or dropped its leading zero.
    Whoever looks the article up finds another, or none.

    To correct: scan or copy the number from the package again, into a cell formatted as text.
    """
    del given
    return is_no_gtin(line.gtin)


@rule(
    "AT211",
    Severity.WARNING,
    "{sscc} is no SSCC; expected 18 digits, of which the last fits the others",
    cites=[cited.GS1_CHECK_DIGITS],
    passes=[{"sscc": "106141411234567897"}, {"sscc": "(00) 1 0614141 123456789 7"}],
    fails=[{"sscc": "106141411234567890"}, {"sscc": "1.06141E+17"}, {"sscc": "6141411234567897"}],
)
def sscc_invalid(line: Columns, given: Given) -> Expr:
    """A number of a pallet or carton is no SSCC, or its check digit is wrong.

    Spreadsheets keep fifteen digits, and turn the last three of an SSCC into zeros. The
    pallet is then not found when its label is scanned.

    To correct: scan or copy the number from the label again, into a cell formatted as text.
    """
    del given
    return is_no_sscc(line.sscc)


@rule(
    "AT212",
    Severity.WARNING,
    "{container_number} is no container number; its last digit does not fit those before it",
    scope=Scope.GROUP,
    keys=["consignment", "container_number"],
    needs=["container_number"],
    cites=[cited.ISO_6346],
    passes=[
        [{"container_number": "CSQU3054383"}],
        [{"container_number": "CSQU 305438-3, MSCU 662 087 5"}],
        [{"container_number": "40 ft high cube"}],
    ],
    fails=[
        [{"container_number": "CSQU3054384"}, {"container_number": "CSQU3054384"}],
        [{"container_number": "CSQU3054383 and MSCU6620872"}],
    ],
)
def container_number_invalid(line: Columns, given: Given) -> Expr:
    """A container's number has a wrong check digit.

    A letter or a digit was mistyped: at the port the container is not found, or another one is.

    To correct: read the number from the bill of lading or the container's door.
    """
    del given
    return where(
        line.container_number.is_present() & _first(), has_wrong_container(line.container_number)
    )


@rule(
    "AT213",
    Severity.WARNING,
    "{waybill} is no air waybill number; its last digit does not fit the seven before it",
    scope=Scope.GROUP,
    keys=["consignment", "waybill"],
    needs=["waybill"],
    cites=["Australian Border Force, Air waybill number validation, version 1.1 (2002)"],
    passes=[
        [{"waybill": "555-12345675"}],
        [{"waybill": "AWB 555 1234 5675"}],
        [{"waybill": "55512345674", "mode": "road"}],
        [{"waybill": "COSU6123456780"}],
        [{"waybill": "014-20260915", "mode": "sea"}],
    ],
    fails=[
        [{"waybill": "555-12345674"}, {"waybill": "555-12345674"}],
        [{"waybill": "55512345674", "mode": "air"}],
    ],
)
def air_waybill_invalid(line: Columns, given: Given) -> Expr:
    """An air waybill's number has a wrong check digit.

    A digit was mistyped: the airline finds other goods under it, or none.

    To correct: copy the number from the air waybill itself: three digits of the airline, a
    hyphen, and eight digits.
    """
    del given
    # By sea and road such a number can be a file and a day: 014-20260915.
    may_fly = (line.mode == "air").fill_null(value=True)
    asked = line.waybill.is_present() & _first() & may_fly
    # Emptied first: all that stands on every line is looked at once.
    waybill = where(asked, line.waybill)
    return where(asked, is_wrong_air_waybill(waybill, line.mode == "air"))


@rule(
    "AT216",
    Severity.WARNING,
    "the SSCC {sscc} stands in several consignments, here {reference}",
    scope=Scope.GROUP,
    keys=["sscc"],
    needs=["sscc", "reference"],
    several=True,
    cites=[cited.GS1_SSCC],
    passes=[
        [_PILLS | {"sscc": "106141411234567897"}, _PILLS | {"sscc": "106141411234567897"}],
        [_PILLS | {"sscc": ""}, _PILLS | {"sscc": "", "reference": "A-2"}],
    ],
    fails=[
        [
            _PILLS | {"sscc": "106141411234567897"},
            _PILLS | {"sscc": "106141411234567897", "reference": "A-2"},
        ],
    ],
)
def sscc_in_two_consignments(line: Columns, given: Given) -> Expr:
    """One pallet or carton, by its SSCC, stands in two consignments.

    It can travel only once: one of the lists was copied, or a label was used again.

    To correct: scan the pallets, and take the number out of the list to which it does not
    belong.
    """
    del given
    return where(line.sscc.is_present(), differ(line.reference))
