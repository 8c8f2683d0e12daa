"""The few dangerous goods that relief consignments carry most, by their UN numbers.

>>> str(DANGEROUS["1072"])
'UN1072, oxygen, compressed, class 2.2 (5.1)'
>>> sorted(number for number, goods in DANGEROUS.items() if goods.cargo_aircraft_only)
['3090', '3356', '3480']

The list is short on purpose. It recognises what is usually forgotten, and holds only what
does not change from year to year: numbers, names, classes, and what no passenger aircraft
takes. It is no table to ship by: what may travel, in what quantity and packed how is decided
by a trained person with the edition in force. A number that is not here is judged by nobody.

Names and classes are those of the UN Model Regulations, chapter 3.2. They were not read in the
book but in public transcriptions of it and of the list for air transport of 2025-2026; checked on
22 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.codes.table import Table, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DangerousGoods:
    """What one UN number stands for."""

    number: str
    """The four digits."""
    name: str
    """The proper shipping name, without its variable parts."""
    hazard: str
    """The class or division, the subsidiary hazard in brackets."""
    cargo_aircraft_only: bool
    """Whether passenger aircraft are closed to it, whatever the quantity."""

    def __str__(self) -> str:
        """Return number, name and class in the order of a transport document."""
        return f"UN{self.number}, {self.name[0].lower()}{self.name[1:]}, class {self.hazard}"


def _load() -> dict[str, DangerousGoods]:
    return {
        row["number"]: DangerousGoods(
            number=row["number"],
            name=row["name"],
            hazard=row["class"],
            cargo_aircraft_only=row["passenger_aircraft"] == "forbidden",
        )
        for row in read_rows("dangerous_goods.csv")
    }


DANGEROUS: Final[Mapping[str, DangerousGoods]] = Table(_load)
"""The dangerous goods that are known, by the digits of their UN numbers."""

NAMED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "oxyg|oxíg|oxig": ("1072", "1073", "3356"),
        "nitrog|nitróg|azote": ("1066",),
        "ethanol|éthanol|etanol|alcohol|alcool": ("1170", "1987"),
        "hypochlor|hipoclor": ("1791",),
        "carbon dioxide|dioxyde de carbone|dióxido de carbono|dry ice": ("1845",),
        "aerosol|aérosol": ("1950",),
        "peroxid|peróxid|peroxyd": ("2014",),
        "batter|bater|accumulat|piles? ": ("2794", "2800", "3090", "3091", "3171", "3480", "3481"),
        "lithium[- ]metal|lithium métal|metal de litio": ("3090", "3091"),
        "lithium[- ]ion|ion[- ]lithium|ion(?:es)? de litio": ("3480", "3481"),
    }
)
"""The words of shipping names in English, French and Spanish, and the numbers they are of."""
