"""Family 6: oxygen in cylinders and as a liquid, which is dangerous goods once it is filled in.

As all that concerns dangerous goods, these are points for a trained person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.goods.dangerous import digits_of
from aidtrack.rules.goods.undeclared import is_undeclared

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_OXYGEN: Final = "oxygen_unit"
_VESSELS: Final = ("cylinder", "liquid")
"""The technologies that hold oxygen rather than make it."""
_OF_OXYGEN: Final = {"cylinder": "1072", "liquid": "1073"}
_OXIDISING: Final = ("1014", "1070", "2201", "3156", "3157", "3311", "3513")
"""Oxygen in mixtures, and gases that oxidise and are named by no more than that."""


@rule(
    "AT633",
    Severity.WARNING,
    "{un_number} is {un_name}; expected UN1072 for oxygen in cylinders, UN1073 for liquid oxygen",
    cites=[cited.UN_LIST],
    passes=[
        {"kind": "oxygen_unit", "technology": "cylinder", "un_number": "UN1072"},
        {"kind": "oxygen_unit", "technology": "liquid", "un_number": "1073"},
        {"kind": "oxygen_unit", "technology": "concentrator", "un_number": "UN3481"},
        {"kind": "oxygen_unit", "technology": "cylinder", "un_number": "UN3156"},
    ],
    fails=[
        {"kind": "oxygen_unit", "technology": "cylinder", "un_number": "UN1073"},
        {"kind": "oxygen_unit", "technology": "liquid", "un_number": "UN1072"},
        {"kind": "oxygen_unit", "technology": "cylinder", "un_number": "UN1066"},
    ],
)
def oxygen_number_differs(line: Columns, given: Given) -> Expr:
    """Oxygen carries the UN number of other goods.

    Compressed and liquid oxygen have numbers of their own, and travel by different rules.

    To correct: say whether the oxygen is compressed or liquid, and let a person trained in
    dangerous goods confirm the number.
    """
    del given
    known = line.un_name.str.contains(".").fill_null(value=False)
    own = line.technology.replace_strict(_OF_OXYGEN, default=None, return_dtype=pl.String)
    return where((line.kind == _OXYGEN) & known, digits_of(line) != own)


@rule(
    "AT663",
    Severity.WARNING,
    "{un_number} is no number of oxygen; {description} is, if compressed, UN1072, and if liquid "
    "UN1073",
    needs=["un_number"],
    cites=[cited.UN_LIST],
    passes=[
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled",
         "un_number": "UN1072"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled",
         "un_number": "UN3156"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, empty",
         "un_number": "UN1702"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled",
         "un_number": "UN1066"},
        {"kind": "oxygen_unit", "technology": "concentrator", "description": "filled",
         "un_number": "UN1702"},
    ],
    fails=[
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled",
         "un_number": "UN 1702"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled",
         "un_number": "UN9999"},
    ],
)  # fmt: skip
def oxygen_number_of_no_oxygen(line: Columns, given: Given) -> Expr:
    """Filled oxygen carries a UN number that is none of oxygen's.

    Two digits were exchanged, or the number was made up. Numbers of other goods that are known
    here are reported as such; those of mixtures and of gases that oxidise and have no name of
    their own are left aside.

    To correct: let a person trained in dangerous goods confirm the number.
    """
    del given
    filled = line.mentions.str.contains(" filled ", literal=True)
    empty = line.mentions.str.contains(" empty ", literal=True)
    known = line.un_name.str.contains(".").fill_null(value=False)
    held = line.technology.is_in(_VESSELS) & filled & ~empty
    return where((line.kind == _OXYGEN) & held & ~known, ~digits_of(line).is_in(_OXIDISING))


@rule(
    "AT634",
    Severity.WARNING,
    "{description}: filled with oxygen it is dangerous goods, but no UN number is stated",
    cites=[cited.UN_LIST, cited.OXYGEN_CFR],
    passes=[
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "oxygen cylinder, empty"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "oxygen cylinder 10 L"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "with full accessories"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "with compressor fitting"},
        {"kind": "oxygen_unit", "technology": "liquid", "description": "LOX", "un_number": "1073"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "filled, UN 1072"},
        {"kind": "oxygen_unit", "technology": "liquid", "description": "liquid oxygen container"},
        {"kind": "oxygen_unit", "technology": "concentrator", "description": "compressed air feed"},
    ],
    fails=[
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "O2 cylinder, filled"},
        {"kind": "oxygen_unit", "technology": "liquid", "description": "liquid oxygen"},
    ],
)
def filled_oxygen_without_number(line: Columns, given: Given) -> Expr:
    """Oxygen in filled cylinders, or liquid, states no UN number.

    It is dangerous goods on every road, ship and aircraft: UN1072 compressed, UN1073 liquid.
    Undeclared, it endangers the crew, and the shipper is liable. Of containers that may be
    empty it is asked whether they are.

    To correct: let a person trained in dangerous goods classify and declare it; cylinders that
    are empty and were never filled are said to be so in the description.
    """
    del given
    filled = line.mentions.str.contains(" filled ", literal=True)
    empty = line.mentions.str.contains(" empty ", literal=True)
    vessel = line.mentions.str.contains(" vessel ", literal=True)
    liquid = (line.technology == "liquid") & ~vessel
    held = liquid | (line.technology.is_in(_VESSELS) & filled)
    return where(line.kind == _OXYGEN, held & ~empty & is_undeclared(line))


@rule(
    "AT635",
    Severity.INFO,
    "{description}: what is filled with oxygen is dangerous goods; neither a UN number nor "
    "*empty* is stated",
    cites=[cited.UN_LIST],
    passes=[
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "oxygen cylinder, empty"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "oxygen cylinder",
         "un_number": "UN1072"},
        {"kind": "oxygen_unit", "technology": "concentrator", "description": "concentrator"},
    ],
    fails=[
        {"kind": "oxygen_unit", "technology": "liquid", "description": "cryogenic container"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "oxygen cylinder 10 L"},
        {"kind": "oxygen_unit", "technology": "cylinder", "description": "Bouteilles d'oxygène"},
    ],
)  # fmt: skip
def cylinder_filling_not_stated(line: Columns, given: Given) -> Expr:
    """Cylinders or containers for oxygen do not say whether they are filled.

    New ones travel as any goods do; filled ones are dangerous goods.

    To correct: write *empty* or *filled* into the description; what is filled goes to a person
    trained in dangerous goods.
    """
    del given
    told = line.mentions.str.contains(" (?:filled|empty) ")
    vessel = line.mentions.str.contains(" vessel ", literal=True)
    holds = (line.technology == "cylinder") | ((line.technology == "liquid") & vessel)
    return where((line.kind == _OXYGEN) & holds, ~told & is_undeclared(line))
