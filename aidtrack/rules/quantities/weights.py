"""How heavy: gross, net, in all and for one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import product, scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_EACH = "each"
_SINGLE = ["each", "pack", "dose", "tablet", "capsule", "vial", "ampoule", "bottle", "strip"]
"""The units of which one is a medicine and no carton of them."""
_MEDICAL = ["medicine_pack", "vaccine"]
_CARRIED = r"^(?:cartons?|ctns?|boxe?s?|cart[oó]n(?:es)?|cajas?|colis|parcels?)$"
"""What packages are called that people carry; sacks are made for their 50 kg of goods."""
_LIFTED = r"pallet|palette|container|conteneur|contenedor|crate|skid|drum|cylinder|tank"
"""What packages are called that a machine lifts."""


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
    cites=[cited.WHO_CARTONS],
    passes=[
        {"package_weight": "50 kg"},
        {"package_weight": "420 kg", "package_type": "Euro pallet"},
    ],
    fails=[
        {"package_weight": "50.01 kg"},
        {"package_weight": "120 lb"},
        {"package_weight": "60 kg", "package_type": "carton"},
    ],
)
def package_too_heavy(line: Columns, given: Given) -> Expr:
    """A single package is heavier than people can be expected to carry.

    At the far end there is often no forklift. Pallets, crates and what else a machine lifts
    are not asked.

    To correct: pack the goods in smaller cartons. Where that cannot be, agree with the
    recipient how it is to be unloaded.
    """
    lifted = line.package_type.str.to_lowercase().str.contains(_LIFTED)
    heavy = line.package_kg > pl.lit(given.heaviest_package_kg)
    return where(~lifted.fill_null(value=False), heavy)


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


@rule(
    "AT313",
    Severity.WARNING,
    "{gross_weight} for {quantity} is more than {heaviest_medicine_kg} kg for each",
    cites=["IFRC, Emergency Items Catalogue: the heaviest medicine listed weighs 1.5 kg"],
    passes=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1200 kg"},
        {"kind": "medicine_pack", "quantity": "10 carton", "gross_weight": "300 kg"},
        {"kind": "item", "quantity": "1 each", "gross_weight": "300 kg"},
    ],
    fails=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1200.1 kg"},
        {"kind": "vaccine", "quantity": "1000 dose", "gross_weight": "13 t"},
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
    "AT325",
    Severity.WARNING,
    "net {net_weight} is hardly anything of gross {gross_weight}: expected {least_net_share} of it "
    "at least",
    cites=["convention: packaging, cold boxes included, weighs no more than fifty times the goods"],
    passes=[
        {"gross_weight": "100 kg", "net_weight": "2 kg"},
        {"gross_weight": "100 kg", "net_weight": "90 kg"},
    ],
    fails=[{"gross_weight": "100 kg", "net_weight": "1.99 kg"}],
)
def tare_implausible(line: Columns, given: Given) -> Expr:
    """Almost all of a gross weight is packaging.

    Usually one of the two weights is in another unit, or is that of one piece.

    To correct: look at the units of both weights, and whether both are totals of the line.
    """
    return line.net_kg < scaled(line.gross_kg, given.least_net_share)


@rule(
    "AT326",
    Severity.WARNING,
    "{gross_weight} in {packages} {package_type} is more than {heaviest_package_kg} kg for each",
    cites=[cited.WHO_CARTONS],
    passes=[
        {"gross_weight": "500 kg", "packages": "10", "package_type": "cartons"},
        {"gross_weight": "700 kg", "packages": "1", "package_type": "pallet"},
        {"gross_weight": "700 kg", "packages": "1"},
        {"gross_weight": "700 kg", "packages": "1", "package_type": "carton",
         "package_weight": "50 kg"},
    ],
    fails=[{"gross_weight": "500.1 kg", "packages": "10", "package_type": "cartons"}],
)  # fmt: skip
def packages_too_heavy_on_average(line: Columns, given: Given) -> Expr:
    """The cartons of a line are, on average, heavier than people can be expected to carry.

    At the far end there is often no forklift. Asked only where the packages are said to be
    of a kind that is carried, and the weight of one is not stated.

    To correct: pack the goods in smaller cartons, or say what the packages really are.
    """
    carried = line.package_type.str.to_lowercase().str.contains(_CARRIED)
    limit = scaled(line.packages, given.heaviest_package_kg)
    return where(carried & ~line.package_weight.is_present(), line.gross_kg > limit)


@rule(
    "AT331",
    Severity.WARNING,
    "{gross_weight} for {quantity} is more than {heaviest_device_kg} kg for each",
    cites=[cited.IFRC_CATALOGUE],
    passes=[
        {"kind": "monitor", "quantity": "10 each", "gross_weight": "3000 kg"},
        {"kind": "oxygen_unit", "technology": "generator", "quantity": "1 each",
         "gross_weight": "2 t"},
        {"kind": "monitor", "quantity": "1 pallet", "gross_weight": "400 kg"},
    ],
    fails=[
        {"kind": "monitor", "quantity": "10 each", "gross_weight": "3000.1 kg"},
        {"kind": "oxygen_unit", "technology": "concentrator", "quantity": "1 each",
         "gross_weight": "2 t"},
    ],
)  # fmt: skip
def device_too_heavy(line: Columns, given: Given) -> Expr:
    """Devices are heavier, piece by piece, than any such device is with its crate.

    Usually the weight is that of the whole consignment, or in another unit than stated.
    Oxygen generators, cylinders and tanks can be of any weight and are not asked.

    To correct: look at the unit, and whether the weight is that of this line alone.
    """
    device = line.kind.is_in(["monitor", "ventilator"]) | (line.technology == "concentrator")
    heaviest = scaled(line.quantity, given.heaviest_device_kg)
    counted = (line.quantity.unit == _EACH) & (line.quantity > 0)
    return where(device & counted, line.gross_kg > heaviest)


@rule(
    "AT332",
    Severity.WARNING,
    "{gross_weight} for {quantity} is less than {lightest_medicine_kg} kg for each",
    cites=[cited.IFRC_CATALOGUE],
    passes=[
        {"kind": "medicine_pack", "quantity": "200000 pack", "gross_weight": "10 kg"},
        {"kind": "medicine_pack", "quantity": "1 carton", "gross_weight": "0.001 g"},
    ],
    fails=[{"kind": "medicine_pack", "quantity": "200000 pack", "gross_weight": "9.99 kg"}],
)
def medicine_too_light(line: Columns, given: Given) -> Expr:
    """Medicines are lighter, piece by piece, than a single tablet is.

    Usually the weight is that of one carton, or in another unit than stated.

    To correct: look at the unit, and whether the weight is that of the whole line.
    """
    medicine = line.kind.is_in(_MEDICAL) & line.quantity.unit.is_in(_SINGLE)
    lightest = scaled(line.quantity, given.lightest_medicine_kg)
    return where(medicine & (line.gross_weight > 0), line.gross_kg < lightest)


@rule(
    "AT337",
    Severity.WARNING,
    "gross {gross_weight} is not {packages} packages of {package_weight}",
    cites=[f"{cited.T120}, rule R018: the gross weight is the sum over its parts"],
    passes=[
        {"gross_weight": "240 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "237.6 kg", "packages": "20", "package_weight": "12 kg"},
    ],
    fails=[
        {"gross_weight": "12 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "250 kg", "packages": "20", "package_weight": "12 kg"},
    ],
)
def packages_weigh_another_total(line: Columns, given: Given) -> Expr:
    """A gross weight is not what its packages weigh together.

    Often the weight of one package was written as that of the line, or the other way round.

    To correct: weigh one package, and let the weight of the line be that of all of them.
    """
    together = product(line.packages, line.package_kg)
    tolerance = scaled(together, given.weight_tolerance)
    return (line.gross_kg - together).abs() > tolerance


@rule(
    "AT338",
    Severity.WARNING,
    "gross {gross_weight} is less than {quantity} of {unit_weight}",
    cites=[cited.ARITHMETIC],
    passes=[
        {"gross_weight": "200 kg", "quantity": "100 each", "unit_weight": "2 kg"},
        {"gross_weight": "260 kg", "quantity": "100 each", "unit_weight": "2 kg"},
        {"gross_weight": "20 kg", "quantity": "10 box", "unit_weight": "3 kg"},
    ],
    fails=[{"gross_weight": "20 kg", "quantity": "100 each", "unit_weight": "2 kg"}],
)
def pieces_weigh_more(line: Columns, given: Given) -> Expr:
    """The pieces of a line weigh more than the line.

    Packaging adds weight and takes none away. Often the weight of one carton was written as
    that of the line.

    To correct: look which of the two weights was measured, and work the other out from it.
    """
    together = product(line.quantity, line.unit_kg)
    least = together - scaled(together, given.weight_tolerance)
    return where(line.quantity.unit == _EACH, line.gross_kg < least)
