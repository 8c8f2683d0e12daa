"""Family 6: dangerous goods that are to go by air, as points for a trained person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.codes.dangerous import DANGEROUS
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.goods.dangerous import digits_of

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_DRY_ICE = {"un_number": "UN1845", "description": "dry ice", "mode": "air"}
_BATTERIES = {"un_number": "UN3480", "description": "spare batteries", "mode": "air"}
_AIR: Final = "air"
_OF_ICE: Final = "1845"
_OF_BATTERIES: Final = ("3480", "3090")
_WITH_EQUIPMENT: Final = ("3481", "3091")
_CARGO_ONLY: Final = [each.number for each in DANGEROUS.values() if each.cargo_aircraft_only]


def _net(line: Columns) -> Expr:
    """Return the net kilograms of a line, or else its quantity where that is in kilograms."""
    return pl.coalesce(line.net_kg, line.quantity_kg)


@rule(
    "AT629",
    Severity.INFO,
    "{un_number}, {un_name}: passenger aircraft do not take it; a trained person must look",
    cites=[cited.LITHIUM_CFR, cited.AIR_LIST],
    passes=[_BATTERIES | {"mode": "road"}, _BATTERIES | {"un_number": "UN3481"}, _DRY_ICE],
    fails=[
        _BATTERIES,
        _BATTERIES | {"un_number": "3090"},
        _BATTERIES | {"un_number": "UN3356"},
    ],
)
def cargo_aircraft_only(line: Columns, given: Given) -> Expr:
    """Goods that no passenger aircraft takes are to go by air.

    Lithium batteries by themselves and chemical oxygen generators fly on cargo aircraft only.
    A booking on a passenger flight is refused at the counter.

    To correct: book a cargo aircraft, or send them by sea or road; let a person trained in
    dangerous goods confirm the packing, and for lithium ion batteries the state of charge.
    """
    del given
    return where(line.mode == _AIR, digits_of(line).is_in(_CARGO_ONLY))


@rule(
    "AT630",
    Severity.WARNING,
    "{packages} packages for that much dry ice; one may hold {dry_ice_package_kg} kg at most",
    needs=["mode", "un_number", "packages"],
    cites=[cited.DRY_ICE],
    passes=[
        _DRY_ICE | {"net_weight": "400 kg", "packages": "2"},
        _DRY_ICE | {"net_weight": "400.1 kg", "packages": "2", "mode": "sea"},
        _DRY_ICE | {"net_weight": "400.1 kg"},
        _DRY_ICE | {"quantity": "400 kg", "packages": "2"},
        _DRY_ICE | {"quantity": "500 each", "packages": "2"},
    ],
    fails=[
        _DRY_ICE | {"net_weight": "400.1 kg", "packages": "2"},
        _DRY_ICE | {"quantity": "400.1 kg", "packages": "2"},
    ],
)
def dry_ice_above_limit(line: Columns, given: Given) -> Expr:
    """Packages of dry ice for an aircraft hold more than one package may.

    Dry ice turns into gas that displaces the air of a hold. An aircraft may take less in all
    than its packages hold.

    To correct: divide it among more packages, and agree the total with the airline; a person
    trained in dangerous goods must look.
    """
    most = scaled(line.packages, given.dry_ice_package_kg)
    return where((line.mode == _AIR) & (digits_of(line) == _OF_ICE), _net(line) > most)


@rule(
    "AT631",
    Severity.WARNING,
    "{net_weight} of lithium batteries in {packages} packages; one may hold "
    "{lithium_package_kg} kg at most",
    needs=["mode", "un_number", "net_weight", "packages"],
    cites=[cited.LITHIUM_ALONE, cited.LITHIUM_EQUIPMENT],
    passes=[
        _BATTERIES | {"net_weight": "70 kg", "packages": "2"},
        _BATTERIES | {"net_weight": "70.1 kg", "packages": "2", "un_number": "UN3481"},
        _BATTERIES | {"net_weight": "70.1 kg", "packages": "2", "mode": "road"},
    ],
    fails=[
        _BATTERIES | {"net_weight": "70.1 kg", "packages": "2"},
        _BATTERIES | {"net_weight": "36 kg", "packages": "1", "un_number": "3090"},
    ],
)
def lithium_above_limit(line: Columns, given: Given) -> Expr:
    """Packages of lithium batteries for an aircraft hold more than one package may.

    That is the limit of the most liberal case; small batteries packed by simpler rules have
    lower ones.

    To correct: divide them among more packages; a person trained in dangerous goods must say
    which packing instruction holds.
    """
    most = scaled(line.packages, given.lithium_package_kg)
    return where((line.mode == _AIR) & digits_of(line).is_in(_OF_BATTERIES), line.net_kg > most)


@rule(
    "AT661",
    Severity.INFO,
    "{net_weight} of batteries with equipment in {packages} packages; one may hold "
    "{lithium_package_kg} kg of batteries at most",
    needs=["mode", "un_number", "net_weight", "packages"],
    cites=[cited.LITHIUM_EQUIPMENT],
    passes=[
        _BATTERIES | {"net_weight": "35 kg", "packages": "1", "un_number": "UN3481"},
        _BATTERIES | {"net_weight": "35.1 kg", "packages": "1", "un_number": "UN3480"},
        _BATTERIES
        | {"net_weight": "90 kg", "packages": "1", "un_number": "UN3481", "mode": "road"},
    ],
    fails=[
        _BATTERIES | {"net_weight": "35.1 kg", "packages": "1", "un_number": "UN3481"},
        _BATTERIES | {"net_weight": "90 kg", "packages": "1", "un_number": "3091"},
    ],
)
def lithium_with_equipment_above_limit(line: Columns, given: Given) -> Expr:
    """Packages of devices with lithium batteries, for an aircraft, hold more than one package may.

    The limit is that of the batteries; the net weight of a packing list is often that of the
    whole device, so that nothing need be wrong.

    To correct: state the net weight of the batteries alone, and let a person trained in
    dangerous goods say which packing instruction holds.
    """
    most = scaled(line.packages, given.lithium_package_kg)
    with_equipment = digits_of(line).is_in(_WITH_EQUIPMENT)
    return where((line.mode == _AIR) & with_equipment, line.net_kg > most)
