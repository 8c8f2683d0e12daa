"""How heavy: gross, net, in all and for one package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import product, scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.packages import are_carried, are_hoisted

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given


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
        {"package_weight": "420 kg", "package_type": "tarima"},
        {"package_weight": "50.2 kg", "package_type": "bag"},
        {"package_weight": "57 kg", "package_type": "Bales"},
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
    are left aside, nor are bags and bales, which are made up by the hundredweight.

    To correct: pack the goods in smaller cartons. Where that cannot be, agree with the
    recipient how it is to be unloaded.
    """
    heavy = line.package_kg > pl.lit(given.heaviest_package_kg)
    return where(~are_hoisted(line), heavy)


@rule(
    "AT312",
    Severity.INFO,
    "the gross weight is not stated; it is worked out from the weight of one piece or package",
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
    "AT325",
    Severity.WARNING,
    "net {net_weight} is a very small part of gross {gross_weight}; expected a share of "
    "{least_net_share} at least",
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
    limit = scaled(line.packages, given.heaviest_package_kg)
    return where(are_carried(line) & ~line.package_weight.is_present(), line.gross_kg > limit)


@rule(
    "AT337",
    Severity.WARNING,
    "gross {gross_weight} is not {packages} packages of {package_weight}",
    cites=[f"{cited.T120}, rule R018: the gross weight is the sum over its parts"],
    passes=[
        {"gross_weight": "240 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "237.6 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "230 kg", "packages": "20", "package_weight": "12 kg"},
    ],
    fails=[
        {"gross_weight": "12 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "250 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "228 kg", "packages": "20", "package_weight": "12 kg"},
        {"gross_weight": "3 kg", "packages": "1", "package_weight": "12 kg"},
    ],
)
def packages_weigh_another_total(line: Columns, given: Given) -> Expr:
    """A gross weight is not what its packages weigh together.

    Often the weight of one package was written as that of the line, or the other way round. The
    last of several packages may be part full.

    To correct: weigh one package, and let the weight of the line be that of all of them.
    """
    together = product(line.packages, line.package_kg)
    tolerance = scaled(together, given.weight_tolerance)
    last_is_part = (line.packages > 1) & (line.gross_kg > together - line.package_kg)
    in_part = last_is_part & (line.gross_kg < together)
    return ((line.gross_kg - together).abs() > tolerance) & ~in_part
