"""How heavy one piece is: whether any such medicine or device weighs so much, or so little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import product, scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.expiry import MEDICAL

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_EACH = "each"
_SINGLE = ["each", "pack", "dose", "tablet", "capsule", "vial", "ampoule", "bottle", "strip"]
"""The units of which one is a medicine and no carton of them."""
_BOX = "box"


def _counts_medicines(line: Columns) -> Expr:
    """Return whether a quantity counts what is given to patients, and not the cartons of it."""
    is_package = (line.packages == line.quantity).fill_null(value=False)
    return line.quantity.unit.is_in(_SINGLE) | ((line.quantity.unit == _BOX) & ~is_package)


@rule(
    "AT313",
    Severity.WARNING,
    "{gross_weight} for {quantity} is more than {heaviest_medicine_kg} kg for each",
    cites=[f"{cited.IFRC}: the heaviest medicine listed weighs 1.5 kg"],
    passes=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1200 kg"},
        {"kind": "medicine_pack", "quantity": "10 carton", "gross_weight": "300 kg"},
        {"kind": "medicine_pack", "quantity": "10 box", "packages": "10", "gross_weight": "300 kg"},
        {"kind": "item", "quantity": "1 each", "gross_weight": "300 kg"},
    ],
    fails=[
        {"kind": "medicine_pack", "quantity": "100 pack", "gross_weight": "1200.1 kg"},
        {"kind": "vaccine", "quantity": "1000 dose", "gross_weight": "13 t"},
        {"kind": "medicine_pack", "quantity": "150 box", "gross_weight": "4500 kg"},
    ],
)
def medicine_too_heavy(line: Columns, given: Given) -> Expr:
    """Medicines are heavier, piece by piece, than any medicine is.

    Usually the weight is in another unit than stated, or is that of the whole
    consignment; or the quantity counts cartons. A box is what a pharmacy hands out, unless
    the line has as many packages: then the boxes are the cartons, which are left aside.

    To correct: look what the quantity counts, and whether the weight is that of this line
    alone and in the unit of its header.
    """
    medicine = line.kind.is_in(MEDICAL) & _counts_medicines(line)
    heaviest = scaled(line.quantity, given.heaviest_medicine_kg)
    return where(medicine, line.gross_kg > heaviest)


@rule(
    "AT314",
    Severity.WARNING,
    "{gross_weight} for {quantity} is less than {lightest_device_kg} kg for each",
    cites=[f"{cited.IFRC}: the lightest electronic instrument weighs 0.25 kg"],
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
    Oxygen generators, cylinders and tanks can be of any weight and are left aside.

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
    fails=[
        {"kind": "medicine_pack", "quantity": "200000 pack", "gross_weight": "9.99 kg"},
        {"kind": "medicine_pack", "quantity": "200000 box", "gross_weight": "9.99 kg"},
    ],
)
def medicine_too_light(line: Columns, given: Given) -> Expr:
    """Medicines are lighter, piece by piece, than a single tablet is.

    Usually the weight is that of one carton, or in another unit than stated.

    To correct: look at the unit, and whether the weight is that of the whole line.
    """
    medicine = line.kind.is_in(MEDICAL) & _counts_medicines(line)
    lightest = scaled(line.quantity, given.lightest_medicine_kg)
    return where(medicine & (line.gross_weight > 0), line.gross_kg < lightest)


@rule(
    "AT338",
    Severity.WARNING,
    "gross {gross_weight} is less than {quantity} of {unit_weight}",
    needs=["quantity", "unit_weight", "gross_weight"],
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
