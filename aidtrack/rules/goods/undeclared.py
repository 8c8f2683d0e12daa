"""Family 6: goods whose words tell that they are dangerous, and that no UN number declares.

As all that concerns dangerous goods, these are points for a trained person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_MEDICINE: Final = "medicine_pack"
_IN_WORDS: Final = r"\b(?i:UN) ?\d{4}\b"


def is_undeclared(line: Columns) -> Expr:
    """Return whether a line states no UN number, here or elsewhere.

    Most lists have no column for it. Then each line is named, and not the table once, because
    what must be found are the goods. A number among the words is stated too.
    """
    in_words = line.description.str.contains(_IN_WORDS) | line.remarks.str.contains(_IN_WORDS)
    stated = line.un_number.is_present() | line.un_number.is_elsewhere()
    return ~(stated | in_words.fill_null(value=False))


@rule(
    "AT636",
    Severity.WARNING,
    "{description}: lithium batteries usually carry UN3480, UN3481, UN3090 or UN3091; none is "
    "stated",
    cites=[cited.UN_LIST, cited.LITHIUM_CFR],
    passes=[
        {"description": "Spare lithium-ion battery for monitor", "un_number": "UN3480"},
        {"description": "Lithium carbonate 400 mg tablets, 100"},
        {"description": "Torch, AA batteries"},
    ],
    fails=[
        {"description": "Spare lithium-ion battery for monitor"},
        {"description": "Oxímetro de pulso con batería de litio", "un_number": ""},
        {"description": "Power bank 20,000 mAh"},
    ],
)
def lithium_battery_without_number(line: Columns, given: Given) -> Expr:
    """Lithium batteries, or devices that hold them, state no UN number.

    Batteries by themselves, packed with a device or built into it have numbers of their own,
    and rules of their own on aircraft. Undeclared ones have burnt whole aircraft.

    To correct: ask the manufacturer for the battery's type, watt-hours and test summary, and
    let a person trained in dangerous goods classify it.
    """
    del given
    return line.mentions.str.contains(" lithium ", literal=True) & is_undeclared(line)


@rule(
    "AT637",
    Severity.WARNING,
    "{description}: dry ice carries UN1845 on aircraft and ships; none is stated",
    cites=[cited.UN_LIST, cited.DRY_ICE],
    passes=[
        {"description": "Dry ice, 20 kg", "un_number": "UN1845"},
        {"description": "Dry ice gloves"},
        {"description": "Ice packs"},
    ],
    fails=[{"description": "Dry ice, 20 kg"}, {"description": "Hielo seco"}],
)
def dry_ice_without_number(line: Columns, given: Given) -> Expr:
    """Dry ice states no UN number.

    It turns into gas that displaces the air of a hold, and bursts a closed box. The airline
    must know how much there is.

    To correct: state UN1845 and the net weight in each package, and let a person trained in
    dangerous goods look at box and marks.
    """
    del given
    return line.mentions.str.contains(" dry-ice ", literal=True) & is_undeclared(line)


@rule(
    "AT638",
    Severity.INFO,
    "{description}: alcohol usually carries UN1170 or UN1987; none is stated",
    cites=[cited.UN_LIST],
    passes=[
        {"description": "Alcohol hand rub 500 mL", "un_number": "UN1170"},
        {"description": "Alcohol swabs, 70 %"},
        {"description": "Hand sanitiser dispenser"},
    ],
    fails=[
        {"description": "Hand sanitiser gel 500 mL"},
        {"description": "Gel hydroalcoolique 5 L"},
        {"description": "Ethanol 70 %, 1 L"},
    ],
)
def alcohol_without_number(line: Columns, given: Given) -> Expr:
    """Hand sanitiser or alcohol states no UN number.

    With much alcohol in it, it is a flammable liquid; a pallet of it by air is dangerous
    goods. Weak solutions are not, which only the safety data sheet tells.

    To correct: look at section 14 of the safety data sheet, and let a person trained in
    dangerous goods decide.
    """
    del given
    return line.mentions.str.contains(" alcohol ", literal=True) & is_undeclared(line)


@rule(
    "AT639",
    Severity.INFO,
    "{description}: aerosol cans usually carry UN1950; none is stated",
    cites=[cited.UN_LIST],
    passes=[
        {"description": "Insecticide spray, 400 mL", "un_number": "UN1950"},
        {"description": "Aerosol therapy mask"},
        {"kind": "medicine_pack", "description": "Salbutamol en aerosol 100 mcg"},
    ],
    fails=[{"description": "Insecticide spray, 400 mL"}, {"description": "Paint, aerosol cans"}],
)
def aerosol_without_number(line: Columns, given: Given) -> Expr:
    """Aerosol cans state no UN number.

    They are under pressure, and what they hold mostly burns. Inhalers, which are medicines,
    are left aside.

    To correct: look at section 14 of the safety data sheet, and let a person trained in
    dangerous goods decide.
    """
    del given
    named = line.mentions.str.contains(" aerosol ", literal=True)
    return where(line.kind != _MEDICINE, named & is_undeclared(line))


@rule(
    "AT662",
    Severity.WARNING,
    "{description}: such goods usually carry {usual_un}; none is stated",
    cites=[cited.UN_LIST, cited.UN_INDEX],
    passes=[
        {"description": "Calcium hypochlorite 70 %, 45 kg drum", "un_number": "UN2880"},
        {"description": "Kerosene stove"},
        {"description": "Camping gas stove, without cartridge"},
        {"description": "Lead acid battery charger"},
        {"description": "Diesel generator 20 kVA, with fuel tank"},
        {"description": "Label that matches the carton"},
        {"kind": "medicine_pack", "description": "Kerosene poisoning kit, charcoal"},
    ],
    fails=[
        {"description": "Calcium hypochlorite 70 % HTH, 45 kg drum"},
        {"description": "Camping gas cartridges"},
        {"description": "Lead acid battery 12 V"},
        {"description": "Matches"},
        {"description": "Kérosène, fût de 200 L"},
        {"description": "Diesel generator with fuel"},
        {"description": "Matches", "un_number": "N/A"},
    ],
)
def dangerous_goods_without_number(line: Columns, given: Given) -> Expr:
    """Goods that are dangerous by what they are state no UN number.

    Chlorine in powder, gas cartridges, acid batteries, matches, fuel, and engines that were
    filled: each burns, feeds a fire or eats through a floor, and an airline that is not told
    refuses the whole consignment when it finds one. Batteries that cannot spill and engines
    that were drained may be exempt.

    To correct: look at section 14 of the safety data sheet, and let a person trained in
    dangerous goods classify and declare them.
    """
    del given
    known = line.usual_un.str.contains(".").fill_null(value=False)
    return where(line.kind != _MEDICINE, known & is_undeclared(line))
