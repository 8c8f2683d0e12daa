"""Family 3: how much, how heavy, and how it is packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


_EACH = "each"
_SINGLE = ["each", "pack", "dose", "tablet", "capsule", "vial", "ampoule", "bottle", "strip"]
"""The units of which one is a medicine and no carton of them."""


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
    "AT302",
    Severity.ERROR,
    "gross {gross_weight} is below net {net_weight}",
    cites=[cited.ARITHMETIC],
    passes=[
        {"gross_weight": "12 kg", "net_weight": "11.5 kg"},
        {"gross_weight": "12 kg", "net_weight": "12 kg"},
    ],
    fails=[
        {"gross_weight": "11 kg", "net_weight": "11.5 kg"},
        {"gross_weight": "1 t", "net_weight": "1000.01 kg"},
    ],
)
def gross_below_net(line: Columns, given: Given) -> Expr:
    """The gross weight of a line is below its net weight.

    Usually the two columns were swapped, or one is in another unit.

    To correct: look at the label or weigh again. Swap the two, or mend the unit of the one
    that is wrong.
    """
    del given
    return line.gross_kg < line.net_kg


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
    passes=[{"quantity": "3 carton"}, {"quantity": "2.0 each"}, {"quantity": "2.5 kg"}],
    fails=[{"quantity": "2.5 carton"}, {"quantity": "0.5 each"}],
)
def quantity_not_whole(line: Columns, given: Given) -> Expr:
    """A quantity of things that cannot be divided is not a whole number.

    Half a carton was opened or miscounted.

    To correct: state the pieces instead: two and a half cartons of 50 are 125 each.
    """
    del given
    return where(line.indivisible, line.quantity != line.quantity.floor())


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
    "AT306",
    Severity.WARNING,
    "the gross weight is not stated; the total weight leaves this line out",
    cites=[cited.WHO_PACKING_LIST],
    passes=[{"gross_weight": "12 kg"}, {"gross_weight": "see line 3"}, {"unit_weight": "2 kg"}],
    fails=[{"gross_weight": "", "description": "monitor"}],
)
def weight_missing(line: Columns, given: Given) -> Expr:
    """A line states no gross weight, neither in all nor for a piece or package.

    Aircraft, trucks and stores are loaded by weight.

    To correct: weigh the goods, or take the weight from the waybill. Where several lines
    were weighed together, state it with the first, and write see line and its number in the
    others.
    """
    del given
    return (
        line.gross_weight.is_blank() & line.unit_weight.is_blank() & line.package_weight.is_blank()
    )


@rule(
    "AT307",
    Severity.ERROR,
    "the gross weight is {gross_weight}; it must be above zero",
    cites=[cited.UNIFIED_PARCELS],
    passes=[{"gross_weight": "0.1 kg"}],
    fails=[{"gross_weight": "0 kg"}, {"gross_weight": "-12 kg"}],
)
def weight_not_positive(line: Columns, given: Given) -> Expr:
    """A gross weight is zero or negative.

    Zero often stands for *not weighed*.

    To correct: weigh the goods; leave the cell empty where nobody did.
    """
    del given
    return line.gross_weight <= 0


@rule(
    "AT308",
    Severity.ERROR,
    "the gross weight {gross_weight} has no unit",
    cites=[cited.REC_20],
    passes=[{"gross_weight": "12 kg"}],
    fails=[{"gross_weight": "12"}],
)
def weight_without_unit(line: Columns, given: Given) -> Expr:
    """A gross weight is a bare number.

    12 can be kilograms, pounds or tonnes; the total weight leaves the line out.

    To correct: name the unit in the header, as in gross weight (kg), or behind each number.
    """
    del given
    return where(line.gross_weight.is_present(), ~line.gross_weight.has_unit())


@rule(
    "AT309",
    Severity.WARNING,
    "one package weighs {package_weight}; people must be able to carry it, "
    "{heaviest_package_kg} kg at most",
    cites=["WHO, Guidelines for Drug Donations, second edition (1999), guideline 9: cartons"],
    passes=[{"package_weight": "50 kg"}],
    fails=[{"package_weight": "50.01 kg"}, {"package_weight": "120 lb"}],
)
def package_too_heavy(line: Columns, given: Given) -> Expr:
    """A single package is heavier than people can be expected to carry.

    At the far end there is often no forklift.

    To correct: pack the goods in smaller cartons. Where that cannot be, agree with the
    recipient how it is to be unloaded.
    """
    return line.package_kg > pl.lit(given.heaviest_package_kg)


@rule(
    "AT313",
    Severity.WARNING,
    "{gross_weight} for {quantity} is more than {heaviest_medicine_kg} kg for each",
    cites=["IFRC, Emergency Items Catalogue: the heaviest medicine listed weighs 1.5 kg"],
    passes=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1000 kg"},
        {"kind": "medicine_pack", "quantity": "10 carton", "gross_weight": "300 kg"},
        {"kind": "item", "quantity": "1 each", "gross_weight": "300 kg"},
    ],
    fails=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1000.1 kg"},
        {"kind": "vaccine", "quantity": "1000 dose", "gross_weight": "11 t"},
    ],
)
def medicine_too_heavy(line: Columns, given: Given) -> Expr:
    """Medicines are heavier, piece by piece, than any medicine is.

    Usually the weight is in another unit than stated, or is that of the whole
    consignment; or the quantity counts cartons.

    To correct: look what the quantity counts, and whether the weight is that of this line
    alone and in the unit of its header.
    """
    medicine = line.kind.is_in(["medicine_pack", "vaccine"]) & line.quantity.unit.is_in(_SINGLE)
    heaviest = scaled(line.quantity, given.heaviest_medicine_kg)
    return where(medicine, line.gross_kg > heaviest)


@rule(
    "AT314",
    Severity.WARNING,
    "{gross_weight} for {quantity} is less than {lightest_device_kg} kg for each",
    cites=["IFRC, Emergency Items Catalogue: the lightest electronic instrument weighs 0.25 kg"],
    passes=[
        {"kind": "monitor", "quantity": "100 each", "gross_weight": "5 kg"},
        {"kind": "monitor", "quantity": "100 box", "gross_weight": "1 kg"},
        {"kind": "item", "quantity": "100 each", "gross_weight": "1 kg"},
    ],
    fails=[
        {"kind": "monitor", "quantity": "100 each", "gross_weight": "4.99 kg"},
        {"kind": "ventilator", "quantity": "75 each", "gross_weight": "2 lb"},
    ],
)
def device_too_light(line: Columns, given: Given) -> Expr:
    """Devices are lighter, piece by piece, than any such device is.

    Usually the weight is that of one piece or one carton, or in another unit than stated.

    To correct: state the weight of the whole line, in the unit of its header.
    """
    device = line.kind.is_in(["monitor", "ventilator", "oxygen_unit"])
    lightest = scaled(line.quantity, given.lightest_device_kg)
    return where(device & (line.quantity.unit == _EACH), line.gross_kg < lightest)


@rule(
    "AT310",
    Severity.ERROR,
    "the volume is {volume}; it must be above zero",
    cites=[cited.ARITHMETIC],
    passes=[{"volume": "0.2 m3"}],
    fails=[{"volume": "0 m3"}, {"volume": "-1 m3"}],
)
def volume_not_positive(line: Columns, given: Given) -> Expr:
    """A volume is zero or negative.

    Zero often stands for *not measured*.

    To correct: measure the goods; leave the cell empty where nobody did.
    """
    del given
    return line.volume <= 0


@rule(
    "AT311",
    Severity.ERROR,
    "{packages} packages cannot be sent; packages are counted whole, from one",
    cites=[cited.ARITHMETIC],
    passes=[{"packages": "12"}],
    fails=[{"packages": "2.5"}, {"packages": "0"}],
)
def packages_not_whole(line: Columns, given: Given) -> Expr:
    """A number of packages is not a whole number above zero.

    Nobody can hand over a part of a package, or sign for it. Often a total was divided over
    the lines that share a package.

    To correct: count the packages whole. Lines that share one package give its number under
    parcels.
    """
    del given
    return (line.packages != line.packages.floor()) | (line.packages < 1)


@rule(
    "AT312",
    Severity.INFO,
    "the gross weight is not stated; it is worked out from the weight of one",
    cites=[cited.ARITHMETIC],
    passes=[
        {"gross_weight": "24 kg", "package_weight": "12 kg", "packages": "2"},
        {"unit_weight": "3 kg"},
    ],
    fails=[
        {"package_weight": "12 kg", "packages": "2"},
        {"unit_weight": "3 kg", "quantity": "5 each"},
    ],
)
def weight_worked_out(line: Columns, given: Given) -> Expr:
    """A line's gross weight is a number of pieces or packages times the weight of one.

    The weight of one often leaves its packaging out, so that the result is too small.

    To correct: look whether the weight of one includes its packaging, and state the gross
    weight of the line.
    """
    del given
    by_package = line.package_weight.has_unit() & line.packages.is_present()
    by_piece = line.unit_weight.has_unit() & (line.quantity.unit == "each")
    return where(by_package | by_piece, line.gross_weight.is_blank())
