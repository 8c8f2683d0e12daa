"""Family 6: dangerous goods, as points for a trained person and never as clearance.

No rule here says that goods may travel. Each says that something is missing or does not
agree, so that a person who is trained to ship dangerous goods looks before a carrier does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.codes.dangerous import NAMED
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.coded import UN_NUMBER
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.goods.undeclared import is_undeclared
from aidtrack.rules.packages import SAME_CARTON, names_its_carton
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns, Other
    from aidtrack.rules.given import Given

_OXYGEN = {"un_number": "UN1072", "description": "oxygen cylinder, filled"}
_BATTERIES = {"un_number": "UN3480", "description": "spare batteries"}
_BOX = {"reference": "A-1", "parcels": "2"}
_MEASURED: Final = [
    symbol for symbol, unit in UNITS.items() if unit.dimension in {"mass", "volume"}
]
_OXIDISER: Final = r"\b5\.1\b"
_FLAMMABLE: Final = r"^(?:3|2\.1|4\.[123])"
_CLASS: Final = r"(?:^|[^\d.])([1-9](?:\.\d)?)(?:\D|$)"
"""A class among words; four digits are a UN number that stands with it."""
_SUBSIDIARY: Final = r" \(.*"
_IN_BRACKETS: Final = r"\([^)]*\)"
"""The technical names behind a shipping name."""


def digits_of(line: Columns | Other) -> Expr:
    """Return the four digits of a UN number, however it is written."""
    return line.un_number.str.extract(UN_NUMBER)


@rule(
    "AT605",
    Severity.ERROR,
    "{un_number} is no UN number; expected four digits, as in UN1072",
    cites=[cited.UN_MODEL],
    passes=[{"un_number": "UN1072"}, {"un_number": "UN 3480"}, {"un_number": "1072"}],
    fails=[{"un_number": "UN107"}, {"un_number": "oxygen"}],
)
def un_number_malformed(line: Columns, given: Given) -> Expr:
    """A UN number is not four digits.

    Carriers look dangerous goods up by it; a wrong one stops the cargo.

    To correct: copy the number from the safety data sheet, section 14, and let a person trained
    in dangerous goods confirm it. Where goods are not dangerous, leave the cell empty.
    """
    del given
    return ~line.un_number.str.contains(UN_NUMBER)


@rule(
    "AT625",
    Severity.WARNING,
    "{un_number} is {un_name}, class {un_class}; the line says class {hazard_class}",
    needs=["un_number", "hazard_class"],
    cites=[cited.UN_LIST],
    passes=[
        _OXYGEN | {"hazard_class": "2.2 (5.1)"},
        _OXYGEN | {"hazard_class": "2.2"},
        _OXYGEN | {"hazard_class": "Class 2"},
        _BATTERIES | {"hazard_class": "UN3480, class 9"},
        _BATTERIES | {"hazard_class": "3480/9"},
        {"un_number": "UN1950", "hazard_class": "2.1"},
        {"un_number": "UN1263", "hazard_class": "8"},
    ],
    fails=[
        _OXYGEN | {"hazard_class": "5.1"},
        {"un_number": "3480", "hazard_class": "8"},
        _BATTERIES | {"hazard_class": "UN3480, class 8"},
        {"un_number": "UN 1170", "hazard_class": "class 9"},
    ],
)
def hazard_class_differs(line: Columns, given: Given) -> Expr:
    """The class of dangerous goods is not that of their UN number.

    Number or class was copied from another line; the carrier does not accept the cargo. Only
    the numbers that relief consignments carry most are known here.

    To correct: let a person trained in dangerous goods look up both in the edition in force.
    """
    del given
    primary = line.un_class.str.replace(_SUBSIDIARY, "")
    stated = line.hazard_class.str.extract(_CLASS)
    return ~primary.str.contains(stated, literal=True)


@rule(
    "AT626",
    Severity.INFO,
    "a UN number needs its proper shipping name and class; here the name is {shipping_name}, "
    "the class {hazard_class}",
    cites=[cited.UN_MODEL],
    passes=[
        _OXYGEN | {"shipping_name": "Oxygen, compressed", "hazard_class": "2.2 (5.1)"},
        {"un_number": "", "hazard_class": ""},
    ],
    fails=[_OXYGEN, _OXYGEN | {"hazard_class": "2.2"}],
)
def dangerous_goods_half_described(line: Columns, given: Given) -> Expr:
    """A UN number is stated without the proper shipping name or the class.

    A transport document gives number, name, class and packing group in this order. A packing
    list need not, but whoever writes the declaration takes it from there.

    To correct: add columns for the proper shipping name and the class, filled in by a person
    trained in dangerous goods.
    """
    del given
    half = line.shipping_name.is_blank() | line.hazard_class.is_blank()
    return where(line.un_number.is_present(), half)


@rule(
    "AT627",
    Severity.WARNING,
    "class {hazard_class} is stated without a UN number",
    cites=[cited.UN_MODEL],
    passes=[{"un_number": "UN1072", "hazard_class": "2.2"}, {"hazard_class": "N/A"}],
    fails=[{"hazard_class": "9"}, {"hazard_class": "2.2 (5.1)", "un_number": ""}],
)
def hazard_class_without_number(line: Columns, given: Given) -> Expr:
    """A line states the class of dangerous goods and no UN number.

    Many goods share a class; carriers decide by the number.

    To correct: let a person trained in dangerous goods find the number, in section 14 of the
    safety data sheet.
    """
    del given
    return where(line.hazard_class.str.contains(_CLASS), is_undeclared(line))


@rule(
    "AT628",
    Severity.INFO,
    "a UN number is stated without a net quantity in kilograms or litres",
    cites=[f"{cited.UN_MODEL}: the total quantity of dangerous goods"],
    passes=[
        _OXYGEN | {"net_weight": "85 kg"},
        {"un_number": "UN1845", "quantity": "20 kg"},
        {"un_number": "UN1170", "quantity": "5 L"},
        {"quantity": "20 each"},
    ],
    fails=[_OXYGEN | {"quantity": "20 cylinder"}, _BATTERIES | {"quantity": "40 each"}],
)
def dangerous_quantity_missing(line: Columns, given: Given) -> Expr:
    """Dangerous goods do not state their net quantity by weight or volume.

    What one package may hold is limited by net kilograms or litres, not by pieces; the
    declaration asks for it.

    To correct: state the net weight of the goods themselves, without cylinders, packaging or
    the equipment that batteries are in, and the number of packages.
    """
    del given
    measured = line.quantity.unit.is_in(_MEASURED).fill_null(value=False)
    unstated = line.net_weight.is_blank() & line.content.is_blank()
    return where(line.un_number.is_present() & ~measured, unstated)


@rule(
    "AT632",
    Severity.WARNING,
    "parcel {parcels} holds an oxidiser and flammable goods, here {un_number}",
    scope=Scope.GROUP,
    keys=SAME_CARTON,
    needs=["parcels", "un_number"],
    several=True,
    cites=[cited.DLCA_DANGEROUS, cited.UN_CLASSES],
    passes=[
        [_BOX | {"un_number": "UN1072"}, _BOX | {"un_number": "UN1170", "parcels": "3"}],
        [_BOX | {"un_number": "UN1072"}, _BOX | {"un_number": "UN3481"}],
    ],
    fails=[[_BOX | {"un_number": "UN1072"}, _BOX | {"un_number": "UN1170"}]],
)
def oxidiser_with_flammable(line: Columns, given: Given) -> Expr:
    """One parcel holds goods that feed a fire and goods that burn.

    Oxygen beside hand sanitiser turns a small fire into one that nothing puts out. Carriers
    refuse such a package.

    To correct: pack them apart and stow them apart; a person trained in dangerous goods must
    look at the whole load.
    """
    del given
    oxidises = line.un_class.str.contains(_OXIDISER).fill_null(value=False)
    burns = line.un_class.str.contains(_FLAMMABLE).fill_null(value=False)
    together = names_its_carton(line) & (oxidises | burns)
    return where(together, oxidises.any() & burns.any())


@rule(
    "AT660",
    Severity.WARNING,
    "{un_number} is {un_name}; the line says {shipping_name}",
    needs=["un_number", "shipping_name"],
    cites=[cited.UN_LIST],
    passes=[
        _OXYGEN | {"shipping_name": "Oxygen, compressed"},
        _OXYGEN | {"shipping_name": "OXYGÈNE COMPRIMÉ"},
        _OXYGEN | {"shipping_name": "Sauerstoff, verdichtet"},
        _BATTERIES | {"shipping_name": "Batteries"},
        {"un_number": "UN1987", "shipping_name": "Alcohols, n.o.s. (isopropanol, peroxide)"},
        {"un_number": "UN1263", "shipping_name": "Paint"},
    ],
    fails=[
        _OXYGEN | {"shipping_name": "Ethanol"},
        {"un_number": "UN1170", "shipping_name": "Oxygen, compressed"},
        _BATTERIES | {"shipping_name": "Lithium metal batteries"},
    ],
)
def shipping_name_differs(line: Columns, given: Given) -> Expr:
    """The proper shipping name of dangerous goods is that of another UN number.

    Number or name was copied from another line; whoever writes the declaration takes both from
    here. Only the numbers that relief consignments carry most are known here, and only words
    that are in a name of another of them are found.

    To correct: let a person trained in dangerous goods look up both in the edition in force.
    """
    del given
    digits = digits_of(line)
    said = line.shipping_name.str.to_lowercase().str.replace_all(_IN_BRACKETS, "")
    others = [said.str.contains(words) & ~digits.is_in(of) for words, of in NAMED.items()]
    return where(line.un_name.str.contains("."), pl.any_horizontal(others))
