"""Which packages: the numbers marked on them, one after the other, and all there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.schema import DECIMAL
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.packages import names_its_carton
from aidtrack.rules.quantities.numbering import (
    OF_PALLETS,
    missing_before,
    names_pallets,
    overlapped,
    ranges,
    up_to,
)

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_KEYS = ("consignment", "parcel_mark")
_OF_A_YEAR = r"/\s*20\d\d\s*$"
_SAID_OF = r"(?i)\b(?:of|de|sur)\b"
"""A word that tells a total, where a stroke could as well tell a year: 2026/0012."""


def _parcels(*texts: str) -> list[dict[str, str]]:
    return [{"reference": "A-1", "description": "tents", "parcels": text} for text in texts]


@rule(
    "AT316",
    Severity.INFO,
    "the parcels {parcels} are no range of numbers; expected one such as 1-20, or 3/10",
    cites=[cited.PAHO_MARKS],
    passes=[{"parcels": "1-20"}, {"parcels": "C001 to C020 of 100"}, {"parcels": "12"}],
    fails=[{"parcels": "various"}, {"parcels": "1, 3 and 7"}],
)
def parcels_without_numbers(line: Columns, given: Given) -> Expr:
    """Parcels are named, but not by one range of numbers.

    Nobody can check that all of them are there; gaps and overlaps are not looked for.

    To correct: number the packages from 1 and write the first and the last of each line.
    """
    del given
    return where(line.parcels.is_present(), ~line.first_parcel.ge(0).fill_null(value=False))


@rule(
    "AT317",
    Severity.ERROR,
    "the parcels {parcels} end before they begin",
    cites=[cited.UNIFIED_RANGES],
    passes=[{"parcels": "20-20"}, {"parcels": "1-20"}, {"parcels": "P3-1"}],
    fails=[{"parcels": "20 to 19"}],
)
def parcels_backwards(line: Columns, given: Given) -> Expr:
    """The last parcel of a line has a lower number than its first.

    The two were swapped, or a digit is missing. Across a dash the second number can be that of
    a carton on a pallet, as in P3-1; such are only said to be no range.

    To correct: write the lower number first.
    """
    del given
    return line.last_parcel < line.first_parcel


@rule(
    "AT318",
    Severity.WARNING,
    "no line has {parcels_missing}, before {parcels}",
    scope=Scope.GROUP,
    keys=_KEYS,
    needs=["parcels"],
    tells={"parcels_missing": missing_before},
    cites=[cited.UNIFIED_RANGES, cited.PAHO_MARKS],
    passes=[
        _parcels("1-20", "21-30"),
        _parcels("21-30", "1-20", "5", "31"),
        _parcels("A1-A3", "B1"),
        _parcels("100234", "100578", "100611"),
        _parcels("101-110", "112-120"),
        _parcels("1-10", "Ctn 11-20"),
        _parcels("P1-1", "P1-2", "P2-1", "P3-1", "P3-4"),
    ],
    fails=[
        _parcels("1-20", "22-30"),
        _parcels("1-20", "22-30", "22-30"),
        _parcels("1", "2", "4"),
        _parcels("2-20"),
        _parcels("1-3", "5-6", "10-40"),
    ],
)
def parcel_missing(line: Columns, given: Given) -> Expr:
    """The numbers of the parcels leave a gap, or begin with 2.

    A parcel was forgotten on the list, was left behind, or never was. Numbers that come from a
    larger list, and so begin further on or have gaps all along, are left aside.

    To correct: look whether the missing parcel exists. If it does, list what is in it; if
    not, number the parcels without a gap.
    """
    before = line.first_parcel - 1
    begun = up_to(line.first_parcel, before, "right")
    covered = begun > up_to(line.last_parcel, before, "left")
    whole = ranges(line)
    there = (whole.struct.field("last") - whole.struct.field("first") + 1).sum()
    last = line.last_parcel.max()
    enough = there >= last * pl.lit(given.numbered_share, dtype=pl.Float64)
    # In a short list a single number is a greater share than that.
    numbered = (line.first_parcel.min() - 1 <= 1) & (enough | (last - there == 1))
    again = ~line.first_parcel.is_first_distinct()
    one_by_one = numbered & ~names_pallets(line)
    return where((line.first_parcel > 1) & one_by_one, ~covered & ~again)


@rule(
    "AT319",
    Severity.WARNING,
    "the parcels {parcels} overlap with {overlapped} of another line",
    scope=Scope.GROUP,
    keys=_KEYS,
    needs=["parcels"],
    tells={"overlapped": overlapped},
    cites=[cited.UNIFIED_RANGES],
    passes=[
        _parcels("1-20", "21-30"),
        _parcels("1-20", "1-20"),
        _parcels("A1-A3", "B2"),
        _parcels("P1-1", "P1-2", "P1-3"),
        _parcels("P1-2", "P1-3", "P2-1", "P2-3"),
    ],
    fails=[_parcels("1-20", "20-30"), _parcels("1-20", "5")],
)
def parcels_overlap(line: Columns, given: Given) -> Expr:
    """Two lines share some of their parcels, but not all.

    Several goods in one parcel stand on lines with the same numbers. Here one range ends
    within another, so that a number was mistyped or used twice.

    To correct: give each range of parcels numbers of its own; lines that share parcels
    state the same range.
    """
    del given
    whole = ranges(line)
    first, last = whole.struct.field("first"), whole.struct.field("last")
    begun = up_to(first, line.last_parcel, "right")
    ended = up_to(last, line.first_parcel, "left")
    a_range = (line.first_parcel <= line.last_parcel) & ~names_pallets(line)
    return where(a_range, begun - ended > 1)


@rule(
    "AT320",
    Severity.ERROR,
    "the parcels {parcels} go beyond their own total",
    scope=Scope.GROUP,
    keys=_KEYS,
    needs=["parcels"],
    cites=[cited.LOG_LABELS],
    passes=[
        _parcels("9/10", "10/10"),
        _parcels("2026/0012"),
        _parcels("2026/0012", "2026/0012", "2026/0013"),
    ],
    fails=[_parcels("9/10", "11/10"), _parcels("1-12 of 10")],
)
def parcel_beyond_total(line: Columns, given: Given) -> Expr:
    """A parcel has a higher number than there are parcels.

    A package 11 of 10 cannot be looked for. Behind a stroke the total must be the same for all
    parcels: 2026/0012 is a file of a year.

    To correct: mend the number, or how many there are in all.
    """
    del given
    total = line.parcels_in_all
    one_total = (total.min() == total.max()) & (line.last_parcel.min() != line.last_parcel.max())
    return where(line.parcels.str.contains(_SAID_OF) | one_total, line.last_parcel > total)


@rule(
    "AT321",
    Severity.WARNING,
    "the parcels end with {parcels}; the others of {parcels_in_all} stand on no line",
    scope=Scope.GROUP,
    keys=_KEYS,
    needs=["parcels"],
    cites=[cited.PAHO_MARKS, cited.LOG_LABELS],
    passes=[
        _parcels("1/3", "2/3", "3/3"),
        _parcels("1-2", "3"),
        _parcels("0012/2026", "0013/2026"),
    ],
    fails=[_parcels("1/3", "2/3"), _parcels("1-40 of 100")],
)
def parcels_incomplete(line: Columns, given: Given) -> Expr:
    """The marks say that there are more parcels than are listed.

    The rest of the list is on another sheet, or the rest of the parcels was not sent.

    To correct: list the other parcels, or say how many there are in this consignment.
    """
    del given
    end = line.last_parcel.max()
    last = line.last_parcel == end
    a_year = line.parcels.str.contains(_OF_A_YEAR)
    return where(last & ~a_year, end < line.parcels_in_all.max())


@rule(
    "AT322",
    Severity.INFO,
    "{quantity} cannot be shared evenly among the parcels {parcels}",
    cites=[cited.UNIFIED_WHOLE],
    passes=[
        {"quantity": "100 each", "parcels": "1-20"},
        {"quantity": "95 each", "parcels": "7"},
        {"quantity": "95 kg", "parcels": "1-20"},
    ],
    fails=[{"quantity": "95 each", "parcels": "1-20"}],
)
def quantity_not_shared_evenly(line: Columns, given: Given) -> Expr:
    """A number of whole things does not divide evenly over its parcels.

    One of the parcels is not full, which whoever counts them at the other end must know.

    To correct: give the parcel that differs a line of its own.
    """
    del given
    parcels = line.last_parcel - line.first_parcel + 1
    several = pl.when(parcels > 1).then(parcels).cast(DECIMAL)
    return where(line.indivisible, line.quantity % several != 0)


@rule(
    "AT323",
    Severity.WARNING,
    "{packages} packages are stated, but {parcels} makes {parcels_counted} parcels",
    cites=[cited.ARITHMETIC],
    passes=[
        {"packages": "20", "parcels": "1-20"},
        {"packages": "1", "parcels": "3/10"},
        {"packages": "20", "parcels": "A-7"},
        {"packages": "400", "parcels": "Pallet 1-10"},
        {"packages": "400", "parcels": "1-10", "package_type": "pallets"},
        {"packages": "1", "parcels": "P1-2"},
    ],
    fails=[{"packages": "19", "parcels": "1-20"}],
)
def packages_differ_from_parcels(line: Columns, given: Given) -> Expr:
    """A line states another number of packages than its parcel numbers make.

    Either a parcel is not there, or the range is wrong; the total number of packages is
    then wrong too.

    To correct: count the packages, and mend the number or the range.
    """
    del given
    parcels = line.parcels_counted
    # A single number may be the mark of a pallet that holds many packages, and P1-2 that of one
    # carton on a pallet.
    of_one = line.parcel_mark.str.contains(OF_PALLETS) & (line.packages == 1)
    asked = (parcels > 1) & names_its_carton(line) & ~of_one
    return where(asked, line.packages != parcels.cast(DECIMAL))
