"""How large: volumes, dimensions, and what they say of weights."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import product, scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.packages import are_pallets

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_LITRES = Decimal(1000)
"""How many litres a cubic metre has."""


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
    "AT327",
    Severity.WARNING,
    "one pallet weighs {package_weight}; pallets in use carry {heaviest_pallet_kg} kg",
    cites=[cited.PALLETS],
    passes=[
        {"package_type": "pallet", "package_weight": "1500 kg"},
        {"package_type": "tank", "package_weight": "1900 kg"},
        {"package_type": "PMC pallet", "package_weight": "2500 kg"},
    ],
    fails=[{"package_type": "Pallets", "package_weight": "1500.5 kg"}],
)
def pallet_too_heavy(line: Columns, given: Given) -> Expr:
    """A pallet is heavier than pallets are made to carry.

    It may break, and a hand pallet truck at the far end cannot move it. The pallets of aircraft
    are left aside.

    To correct: spread the goods over more pallets, or state the carrier's consent.
    """
    heavy = line.package_kg > pl.lit(given.heaviest_pallet_kg)
    return where(are_pallets(line), heavy)


@rule(
    "AT328",
    Severity.WARNING,
    "a pallet of {dimensions} stands higher than {highest_pallet_cm} cm",
    cites=[cited.ISO_668],
    passes=[
        {"package_type": "pallet", "dimensions": "120 x 80 x 226 cm"},
        {"package_type": "crate", "dimensions": "1.2 x 0.8 x 3 m"},
        {"package_type": "PMC pallet", "dimensions": "318 x 244 x 300 cm"},
    ],
    fails=[{"package_type": "pallet", "dimensions": "1.2 x 0.8 x 2.27 m"}],
)
def pallet_too_high(line: Columns, given: Given) -> Expr:
    """A pallet stands higher than the door of a container.

    It must be built anew on the way, where its packing list no longer fits.

    To correct: build lower pallets. Height is the last of the three dimensions.
    """
    high = line.package_height_cm > pl.lit(given.highest_pallet_cm)
    return where(are_pallets(line), high)


@rule(
    "AT330",
    Severity.WARNING,
    "{gross_weight} in {volume} is no plausible density; expected {least_density} to "
    "{greatest_density} kg for a cubic metre",
    cites=[cited.IFRC_CATALOGUE, "physics: tungsten, 19,250 kg for a cubic metre"],
    passes=[
        {"gross_weight": "1 kg", "volume": "1 m3"},
        {"gross_weight": "20 kg", "volume": "1 L"},
        {"gross_weight": "0 kg", "volume": "1 m3"},
    ],
    fails=[
        {"gross_weight": "0.9 kg", "volume": "1 m3"},
        {"gross_weight": "20.1 kg", "volume": "1 L"},
        {"gross_weight": "5 kg", "volume": "7352 m3"},
    ],
)
def density_implausible(line: Columns, given: Given) -> Expr:
    """A weight and a volume do not belong together.

    Goods are never lighter than foam nor heavier than metal. Usually a column is shifted by
    one, one of the two is in another unit, or one is that of a single piece.

    To correct: look at the units, and whether both are totals of the line.
    """
    least = scaled(line.volume_m3, given.least_density)
    most = scaled(line.volume_m3, given.greatest_density)
    stated = (line.gross_weight > 0) & (line.volume > 0)
    return where(stated, (line.gross_kg < least) | (line.gross_kg > most))


@rule(
    "AT333",
    Severity.WARNING,
    "{volume} is not {packages} packages of {dimensions}",
    cites=[f"{cited.T120}, rule R019: the volume is at least the sum over the handling units"],
    passes=[
        {"volume": "9.6 m3", "packages": "10", "dimensions": "120 x 80 x 100 cm"},
        {"volume": "10.5 m3", "packages": "10", "dimensions": "120 x 80 x 100 cm"},
    ],
    fails=[
        {"volume": "0.96 m3", "packages": "10", "dimensions": "120 x 80 x 100 cm"},
        {"volume": "10.6 m3", "packages": "10", "dimensions": "120 x 80 x 100 cm"},
    ],
)
def volume_contradicts_dimensions(line: Columns, given: Given) -> Expr:
    """A volume is not that of the packages by their dimensions.

    Often the volume of one package was written as that of the line, or the dimensions are in
    another unit.

    To correct: multiply the three dimensions and the packages, and mend what differs.
    """
    together = product(line.packages, line.package_m3)
    tolerance = scaled(together, given.volume_tolerance)
    return (line.volume_m3 - together).abs() > tolerance


@rule(
    "AT334",
    Severity.INFO,
    "a volume is stated, but not the dimensions of its packages",
    cites=[cited.LOG_LABELS],
    passes=[
        {"volume": "9.6 m3", "packages": "10", "dimensions": "120 x 80 x 100 cm"},
        {"volume": "9.6 m3"},
    ],
    fails=[{"volume": "9.6 m3", "packages": "10"}],
    on_request=True,
)
def volume_without_dimensions(line: Columns, given: Given) -> Expr:
    """Packages have a volume, but no length, width and height.

    A carrier must know whether they fit through the door, not only into the hold.

    To correct: measure the largest package and state its dimensions.
    """
    del given
    return where(line.volume.is_present() & line.packages.is_present(), line.dimensions.is_blank())


@rule(
    "AT335",
    Severity.WARNING,
    "{content} looks like the size of the cylinder rather than the gas in it; expected "
    "{least_cylinder_l} L or more",
    cites=[cited.CYLINDERS],
    passes=[
        {"kind": "oxygen_unit", "technology": "cylinder", "content": "300 L"},
        {"kind": "oxygen_unit", "technology": "cylinder", "content": "7 m3"},
        {"kind": "oxygen_unit", "technology": "liquid", "content": "40 L"},
    ],
    fails=[{"kind": "oxygen_unit", "technology": "cylinder", "content": "40 L"}],
)
def capacity_as_content(line: Columns, given: Given) -> Expr:
    """The room in a cylinder is given as the gas that it holds.

    A cylinder of 40 litres holds some 7,000 litres of oxygen under pressure. Totals of oxygen
    would be a hundredth of what was sent.

    To correct: state the gas, as marked on the cylinder, and the size in the description.
    """
    litres = scaled(line.content_m3, _LITRES)
    return where(line.technology == "cylinder", litres < pl.lit(given.least_cylinder_l))


@rule(
    "AT329",
    Severity.WARNING,
    "a {technology} makes oxygen and holds none; {content} is stated as its content",
    cites=[cited.ARITHMETIC],
    passes=[
        {"kind": "oxygen_unit", "technology": "concentrator", "flow_rate": "10 L/min"},
        {"kind": "oxygen_unit", "technology": "cylinder", "content": "7 m3"},
    ],
    fails=[{"kind": "oxygen_unit", "technology": "concentrator", "content": "10 L"}],
)
def content_of_what_holds_none(line: Columns, given: Given) -> Expr:
    """A concentrator or generator states a content.

    It makes so many litres in a minute and holds none. The two can never be added.

    To correct: state the figure as its flow, in L/min.
    """
    del given
    makes = line.technology.is_in(["concentrator", "generator"])
    return where(makes, line.content > 0)
