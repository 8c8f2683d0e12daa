"""What customs codes to expect: by the edition of the Harmonized System, and by the goods.

>>> OTHER_EDITION["300220"], OTHER_EDITION["300241"]
('3002.41', '3002.20')
>>> OTHER_EDITION["382211"], EXPECTED["ventilator", None]
('3002.11 or 3822.00', ('9019',))

>>> TOLD_BY["300241"], TOLD_BY["3004"]
(('vaccine', None), ('medicine_pack', None))

Only codes of medical relief goods are known. The headings are those under which such goods
are cleared; a country may rule otherwise, so that another code is worth a look and no more.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

INTERNATIONAL_DIGITS: Final = 6
"""The digits of a code that are the same in every country."""
EDITIONS: Final = ("1988", "1996", "2002", "2007", "2012", "2017", "2022", "2028")
"""The editions of the Harmonized System, by the year from which they hold."""
MOVED_IN: Final = "2022"
"""The edition in which the codes below moved."""
_MOVES: Final = {
    "300211": ("382211",),
    "300220": ("300241",),
    "300620": ("382213",),
    "382200": ("382211", "382212", "382219", "382290"),
    "401511": ("401512",),
}
"""Where malaria tests, vaccines, blood-grouping and other reagents and medical gloves of the
edition of 2017 went in 2022."""
RETIRED: Final = frozenset(_MOVES)
"""The codes that ended with the edition of 2017."""
NEW: Final = frozenset(code for codes in _MOVES.values() for code in codes)
"""The codes that began with the edition of 2022."""


def _dotted(code: str) -> str:
    return f"{code[:4]}.{code[4:]}"


def _other_editions() -> Mapping[str, str]:
    back = {
        code: tuple(old for old, codes in _MOVES.items() if code in codes) for code in sorted(NEW)
    }
    return MappingProxyType(
        {code: " or ".join(map(_dotted, others)) for code, others in (_MOVES | back).items()}
    )


OTHER_EDITION: Final = _other_editions()
"""What stands for a code, by its six digits, in the edition before or after its own."""

EXPECTED: Final[Mapping[tuple[str, str | None], tuple[str, ...]]] = MappingProxyType(
    {
        ("ventilator", None): ("9019",),
        ("oxygen_unit", "concentrator"): ("9019",),
        # The gas itself, or the vessel that holds it, of steel or of aluminium.
        ("oxygen_unit", "cylinder"): ("2804", "7311", "7613"),
        ("oxygen_unit", "liquid"): ("2804",),
        ("monitor", None): ("9018",),
        ("medicine_pack", None): ("30",),
        ("vaccine", None): ("3002",),
    }
)
"""The digits that the codes of a kind and technology of goods begin with."""

TOLD_BY: Final[Mapping[str, tuple[str, str | None]]] = MappingProxyType(
    {
        "280440": ("oxygen_unit", None),
        "300211": ("item", "test"),
        "300220": ("vaccine", None),
        "300241": ("vaccine", None),
        "3003": ("medicine_pack", None),
        "3004": ("medicine_pack", None),
        "382211": ("item", "test"),
        "382212": ("item", "test"),
        "382219": ("item", "test"),
        "401511": ("item", "ppe"),
        "401512": ("item", "ppe"),
        "901819": ("monitor", None),
    }
)
"""The kind, and the category of an item, of goods cleared under codes that begin so.

Source: WCO and WHO, HS classification reference for Covid-19 medical supplies; HS 2017 and 2022.
What may be several kinds is left out: 9019.20 is ventilators and oxygen apparatus alike.
"""
