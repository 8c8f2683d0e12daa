"""What customs codes to expect: by the edition of the Harmonized System, and by the goods.

>>> OTHER_EDITION["300220"], OTHER_EDITION["300241"]
('3002.41', '3002.20')
>>> expected_codes("ventilator"), expected_codes("oxygen_unit", "generator")
(('9019',), ())

Only codes of medical relief goods are known. The headings are those under which such goods
are cleared; a country may rule otherwise, so that another code is worth a look and no more.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITIONS: Final = ("1988", "1996", "2002", "2007", "2012", "2017", "2022", "2028")
"""The editions of the Harmonized System, by the year from which they hold."""
MOVED_IN: Final = "2022"
"""The edition in which the codes below moved."""
_MOVES: Final = {
    "300220": ("300241",),
    "382200": ("382211", "382212", "382213", "382219"),
    "401511": ("401512",),
}
"""Where vaccines, diagnostic reagents and medical gloves of the edition of 2017 went in 2022."""
RETIRED: Final = frozenset(_MOVES)
"""The codes that ended with the edition of 2017."""
NEW: Final = frozenset(code for codes in _MOVES.values() for code in codes)
"""The codes that began with the edition of 2022."""


def _dotted(code: str) -> str:
    return f"{code[:4]}.{code[4:]}"


def _other_editions() -> Mapping[str, str]:
    back = {code: _dotted(old) for old, codes in _MOVES.items() for code in codes}
    return MappingProxyType(
        {old: " or ".join(map(_dotted, codes)) for old, codes in _MOVES.items()} | back
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


def expected_codes(kind: str, technology: str | None = None) -> tuple[str, ...]:
    """Return the digits that a code of such goods begins with; none where several headings do.

    Args:
        kind: The kind of goods.
        technology: How an oxygen unit makes or holds its oxygen.
    """
    return EXPECTED.get((kind, technology), ())
