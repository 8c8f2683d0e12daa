"""Family 2, continued: batches and lists that are there twice, or that a spreadsheet changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import differ, rule, where
from aidtrack.rules.packages import names_its_carton

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_PILLS = {"reference": "A-1", "description": "amoxicillin 500 mg"}
_IN_CARTON = _PILLS | {"parcels": "12", "batch": "B7"}
_DIGITS = r"^\d+$"
_EXPONENT = r"(?i)^\d(?:[.,]\d+)?e\+\d{2,3}$"


@rule(
    "AT208",
    Severity.WARNING,
    "batch {batch} of {description} stands {count} times in parcel {parcels}",
    scope=Scope.GROUP,
    keys=["consignment", "parcels", "description", "batch"],
    needs=["parcels", "description", "batch"],
    several=True,
    cites=[cited.WHO_PACKING_LIST],
    passes=[
        [_IN_CARTON | {"line": "1"}, _IN_CARTON | {"line": "2", "batch": "B8"}],
        [_IN_CARTON | {"line": "1"}, _IN_CARTON | {"line": "2", "parcels": "13"}],
        [
            _IN_CARTON | {"line": "1", "serials": "S1"},
            _IN_CARTON | {"line": "2", "serials": "S2"},
        ],
        [
            _IN_CARTON | {"parcels": "Pallet 1", "quantity": "100 carton"},
            _IN_CARTON | {"parcels": "Pallet 1", "quantity": "3 carton"},
        ],
    ],
    fails=[
        [_IN_CARTON | {"line": "1"}, _IN_CARTON | {"line": "2"}],
        [_IN_CARTON | {"quantity": "20 pack"}, _IN_CARTON | {"quantity": "30 pack"}],
    ],
)
def batch_twice_in_parcel(line: Columns, given: Given) -> Expr:
    """One batch of the same goods stands on several lines for the same parcel.

    Systems that take the list over keep the last of them, or count the goods twice. Lines
    that are alike in everything are found by AT201 and AT206. Pallets are left aside: several
    cartons of one batch may stand on one.

    To correct: if the lines are one lot, put them together with the sum of their quantities;
    if a line was copied, mend its parcel number or its batch.
    """
    del given
    named = names_its_carton(line) & line.description.is_present() & line.batch.is_present()
    apart = pl.any_horizontal(
        differ(line.line).fill_null(value=False),
        differ(line.quantity).fill_null(value=False),
        differ(line.gross_kg).fill_null(value=False),
    )
    return where(named & ~line.serials.is_present(), (line.count > 1) & apart)


@rule(
    "AT209",
    Severity.WARNING,
    "all {lines} lines stand under the reference {twin} too",
    scope=Scope.CONSIGNMENT,
    cites=[cited.RITA_ONCE],
    passes=[
        [_PILLS | {"line": str(n), "reference": ref} for ref in ("A-1", "A-2") for n in (1, 2)],
        [
            _PILLS | {"line": str(n), "reference": ref, "quantity": f"{n} pack", "dispatched": day}
            for ref, day in (("A-1", "2026-03-01"), ("A-2", "2026-04-01"))
            for n in (1, 2, 3)
        ],
        [
            _PILLS
            | {"line": str(n), "reference": ref, "quantity": f"{n} pack", "consignee": hospital}
            for ref, hospital in (("A-1", "a district hospital"), ("A-2", "a rural hospital"))
            for n in (1, 2, 3)
        ],
    ],
    fails=[
        [
            _PILLS | {"line": str(n), "reference": ref, "quantity": f"{n} pack"}
            for ref in ("A-1", "A-2")
            for n in (1, 2, 3)
        ],
    ],
)
def consignment_under_two_references(consignment: Columns, given: Given) -> Expr:
    """Two consignments are alike in every line, and only their references differ.

    Donor, recipient, day of dispatch, goods, quantities, weights, batches and dates are the
    same. A list that was sent again under a new number is counted twice in every total.

    To correct: ask the sender which reference holds, and take the other list out; if there
    really are two deliveries, their days of dispatch or their batches tell them apart.
    """
    enough = consignment.lines >= pl.lit(int(given.twin_lines))
    again = consignment.twin != consignment.reference
    return where(enough & consignment.reference.is_present(), again.fill_null(value=False))


@rule(
    "AT214",
    Severity.WARNING,
    "the batch is {batch}; a spreadsheet writes long numbers and numbers with an E so",
    cites=[cited.WHO_LABEL],
    passes=[{"batch": "1E05"}, {"batch": "100000"}, {"batch": "E+05"}],
    fails=[{"batch": "1E+05"}, {"batch": "2.30E+08"}, {"batch": "1,5E+11"}],
)
def batch_in_scientific_notation(line: Columns, given: Given) -> Expr:
    """A batch is written as a number with an exponent, which no maker prints on a package.

    A spreadsheet took the batch for a number: 1E5 becomes 1E+05, and of 230145678 only
    2.30E+08 is left. A recall would not find the goods.

    To correct: read the batch from the package, and type it into a cell formatted as text.
    """
    del given
    return line.batch.str.contains(_EXPONENT)


@rule(
    "AT215",
    Severity.WARNING,
    "batch {batch} may have lost its leading zeros: other batches of {description} have them",
    scope=Scope.GROUP,
    keys=["consignment", "description"],
    needs=["batch", "description"],
    cites=[cited.WHO_LABEL],
    passes=[
        [_PILLS | {"batch": "001234"}, _PILLS | {"batch": "012345"}],
        [_PILLS | {"batch": "1234"}, _PILLS | {"batch": "12345"}],
        [_PILLS | {"batch": "001234"}, _PILLS | {"batch": "A12"}],
        [_PILLS | {"batch": "001234"}, _PILLS | {"batch": "0123"}, _PILLS | {"batch": "45"}],
    ],
    fails=[
        [_PILLS | {"batch": "001234"}, _PILLS | {"batch": "1234"}],
        [_PILLS | {"batch": "001234"}, _PILLS | {"batch": "123456"}, _PILLS | {"batch": "5678"}],
    ],
)
def batch_without_leading_zeros(line: Columns, given: Given) -> Expr:
    """A batch is shorter than all other batches of the same goods, some of which begin with 0.

    A spreadsheet takes such batches for numbers and drops the zeros before them, in some
    cells and not in others. A search for the batch on the package finds nothing.

    To correct: read the batch from the package, and type it into a cell formatted as text.
    """
    del given
    digits = line.batch.str.contains(_DIGITS)
    length = pl.when(digits).then(line.batch.str.len_chars())
    padded = line.batch.str.starts_with("0")
    width = pl.when(padded).then(length)
    alike = (width.min() == width.max()) & (length.max() == width.max())
    return where(line.description.is_present() & digits, alike & ~padded & (length < width.max()))
