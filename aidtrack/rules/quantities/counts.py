"""How many: what a quantity counts, and how it is packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import product
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_PIECES = ["each", "tablet", "capsule", "vial", "ampoule", "dose", "sachet", "bottle"]
"""The units that count what packs hold."""
_PACKS = r"^pa(?:ck|cket|quet|quete)s?$"
"""What packages are called that are packs themselves."""
_GLOVES = {"reference": "A-1", "description": "gloves"}


@rule(
    "AT301",
    Severity.ERROR,
    "the quantity is not stated",
    cites=[f"{cited.T120}, rule R005: a delivered quantity is given"],
    passes=[{"quantity": "20 each"}],
    fails=[{"quantity": "", "description": "monitor"}],
)
def quantity_missing(line: Columns, given: Given) -> Expr:
    """A line states no quantity.

    Nobody can say whether it arrived whole. Totals leave the line out and say so.

    To correct: state how many of what: 20 each, or 12 carton.
    """
    del given
    return line.quantity.is_blank()


@rule(
    "AT303",
    Severity.ERROR,
    "the quantity is {quantity}; it must be above zero",
    cites=[f"{cited.T120}, rule R006: a delivered quantity is not negative"],
    passes=[{"quantity": "1 each"}, {"quantity": "0.5 t"}],
    fails=[{"quantity": "0 each"}, {"quantity": "-4 each"}],
)
def quantity_not_positive(line: Columns, given: Given) -> Expr:
    """A quantity is zero or negative.

    A return or a correction is recorded as such, not as goods that were sent.

    To correct: delete the line if nothing was sent, and record a return or a correction by
    itself.
    """
    del given
    return line.quantity <= 0


@rule(
    "AT304",
    Severity.ERROR,
    "{quantity} cannot be sent; what is counted is counted whole",
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "3 carton"},
        {"quantity": "2.0 each"},
        {"quantity": "2.5 kg"},
        {"quantity": "2.5 dozen"},
    ],
    fails=[{"quantity": "2.5 carton"}, {"quantity": "0.5 each"}, {"quantity": "0.3 dozen"}],
)
def quantity_not_whole(line: Columns, given: Given) -> Expr:
    """A quantity of things that cannot be divided is not a whole number.

    Half a carton was opened or miscounted.

    To correct: state the pieces instead: two and a half cartons of 50 are 125 each.
    """
    del given
    return where(line.indivisible, line.counted != line.counted.floor())


@rule(
    "AT305",
    Severity.WARNING,
    "{quantity} of what: the quantity has no unit",
    cites=[cited.REC_20],
    passes=[{"quantity": "24 each"}],
    fails=[{"quantity": "24"}],
)
def quantity_without_unit(line: Columns, given: Given) -> Expr:
    """A quantity is a bare number.

    24 can be pieces, packs or pallets; such lines have a total of their own and
    are never added to lines with a unit.

    To correct: name the unit behind the number, in the header, or in a column of its own.
    """
    del given
    return where(line.quantity.is_present(), ~line.quantity.has_unit())


@rule(
    "AT311",
    Severity.ERROR,
    "{packages} packages cannot be sent; packages are counted whole, from one",
    cites=[cited.ARITHMETIC],
    passes=[{"packages": "12"}, {"packages": "0", "parcels": "3"}],
    fails=[{"packages": "2.5"}, {"packages": "0"}, {"packages": "-1", "parcels": "3"}],
)
def packages_not_whole(line: Columns, given: Given) -> Expr:
    """A number of packages is not a whole number above zero.

    Nobody can hand over a part of a package, or sign for it. Often a total was divided over
    the lines that share a package. A line that names its parcel may have none of its own.

    To correct: count the packages whole. Lines that share one package give its number under
    parcels.
    """
    del given
    shared = (line.packages == 0) & line.parcels.is_present()
    return ((line.packages != line.packages.floor()) | (line.packages < 1)) & ~shared


@rule(
    "AT315",
    Severity.WARNING,
    "{quantity} is not {packages} packages in packs of {pack_size}",
    needs=["quantity", "packages", "pack_size"],
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "1000 tablet", "pack_size": "100", "packages": "10"},
        {"quantity": "2000 tablet", "pack_size": "100", "packages": "2", "package_type": "carton"},
        {"quantity": "1005 pack", "pack_size": "100", "packages": "10"},
        {"quantity": "1000 tablet", "pack_size": "100"},
        {"quantity": "1005 each", "pack_size": "100", "packages": "11"},
    ],
    fails=[
        {"quantity": "1005 tablet", "pack_size": "100", "packages": "10"},
        {"quantity": "900 tablet", "pack_size": "100", "packages": "10"},
        {"quantity": "50 tablet", "pack_size": "100", "packages": "1"},
        {"quantity": "1100 tablet", "pack_size": "100", "packages": "10", "package_type": "packs"},
    ],
)
def pack_arithmetic_differs(line: Columns, given: Given) -> Expr:
    """A number of pieces does not fit its packs and packages.

    Either pieces are left over, or some package would be without a whole pack. One of the
    three figures was counted in another unit than the others. The last of several packages may
    hold a part of a pack.

    To correct: count the packages and the packs in one of them again, and state the pieces
    that they hold.
    """
    del given
    pieces = line.quantity.unit.is_in(_PIECES)
    size = pl.when(line.pack_size > 0).then(line.pack_size)
    left_over = line.quantity % size != 0
    packed = product(line.packages, line.pack_size)
    of_packs = line.package_type.str.to_lowercase().str.contains(_PACKS).fill_null(value=False)
    differs = (line.quantity < packed) | (of_packs & (line.quantity != packed))
    last_is_part = (line.packages > 1) & (line.quantity > packed - size)
    in_part = last_is_part & (line.quantity < packed)
    return where(pieces & line.packages.is_present(), (left_over | differs) & ~in_part)


@rule(
    "AT336",
    Severity.WARNING,
    "{quantity} of {description} in packs of {pack_size} are listed again, in pieces",
    scope=Scope.GROUP,
    keys=["consignment", "description", "batch"],
    needs=["description", "pack_size", "quantity"],
    several=True,
    cites=[cited.ARITHMETIC],
    passes=[
        [_GLOVES | {"quantity": "20 box", "pack_size": "100"}, _GLOVES | {"quantity": "500 each"}],
        [
            _GLOVES | {"quantity": "20 box", "pack_size": "100"},
            _GLOVES | {"description": "masks", "quantity": "2000 each"},
        ],
    ],
    fails=[
        [_GLOVES | {"quantity": "20 box", "pack_size": "100"}, _GLOVES | {"quantity": "2000 each"}]
    ],
)
def packaging_counted_twice(line: Columns, given: Given) -> Expr:
    """The same goods are listed by their packs and again by the pieces in them.

    Boxes and what is in them are not two things: whoever adds the lines up, or divides
    them among hospitals, counts the goods twice.

    To correct: keep one of the lines, with its pack size; number the lines if there are
    two such lots.
    """
    del given
    pieces = product(line.quantity, line.pack_size)
    packed = ~line.quantity.unit.is_in(_PIECES) & line.description.is_present()
    loose = line.quantity.filter(line.quantity.unit.is_in(_PIECES))
    # Of more than two such lots the smallest and the largest are looked at.
    return where(packed, (pieces == loose.min()) | (pieces == loose.max()))


@rule(
    "AT324",
    Severity.ERROR,
    "{quantity} is more than {package_levels} hold",
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "3950 each", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "4000 each", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "80 carton", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "4000 each", "package_levels": "2 pallet > 40 carton"},
    ],
    fails=[
        {"quantity": "4001 each", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "100 carton", "package_levels": "2 pallet > 40 carton"},
    ],
)
def levels_hold_less(line: Columns, given: Given) -> Expr:
    """A quantity is more than the packages that are listed for it hold.

    Each level says how many of it one of the outer level holds: two pallets of forty
    cartons are eighty cartons. What is above that is in no package.

    To correct: write on each level how many one outer package holds, or mend the quantity.
    """
    del given
    return line.quantity > line.held_by_levels


@rule(
    "AT339",
    Severity.INFO,
    "{quantity} is less than {package_levels} hold",
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "4000 each", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "4001 each", "package_levels": "2 pallet > 40 carton > 50 each"},
    ],
    fails=[
        {"quantity": "3950 each", "package_levels": "2 pallet > 40 carton > 50 each"},
        {"quantity": "40 carton", "package_levels": "2 pallet > 40 carton"},
    ],
)
def levels_hold_more(line: Columns, given: Given) -> Expr:
    """A quantity is less than the packages that are listed for it hold.

    The last carton is often part full, which whoever counts at the other end must know. Else
    a level states how many there are in all: forty cartons on two pallets are
    2 pallet > 20 carton.

    To correct: nothing, where a package is part full; else write on each level how many one
    outer package holds.
    """
    del given
    return line.quantity < line.held_by_levels
