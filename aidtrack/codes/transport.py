"""How goods travel, and who bears cost and risk until where.

>>> find_mode("Air Charter"), find_mode("camion"), find_mode("Ocean")
(<Mode.AIR: 'air'>, <Mode.ROAD: 'road'>, <Mode.SEA: 'sea'>)
>>> find_incoterm("ddp"), find_incoterm("CIP Lusaka (Incoterms 2020)")
('DDP', 'CIP')
>>> INCOTERMS["DDU"].last_edition
2000
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 100


class Mode(StrEnum):
    """The means by which a consignment is carried on its main leg."""

    AIR = "air"
    SEA = "sea"
    ROAD = "road"
    RAIL = "rail"
    RIVER = "river"
    COURIER = "courier"


_MODES: Final[Mapping[str, Mode]] = {
    name: mode
    for mode, names in (
        (
            Mode.AIR,
            (
                "air|aircraft|airfreight|air freight|air cargo|air charter|air transport|airlift|"
                "by air|plane|by plane|flight|charter flight|helicopter|aerien|aerienne|avion|"
                "par avion|par air|fret aerien|transport aerien|voie aerienne|par voie aerienne|"
                "aereo|aerea|por avion|via aerea|por via aerea|carga aerea|flete aereo|"
                "transporte aereo|helicoptere|helicoptero"
            ),
        ),
        (
            Mode.SEA,
            (
                "sea|seafreight|sea freight|by sea|ocean|ocean freight|ship|by ship|vessel|boat|"
                "maritime|mer|par mer|bateau|navire|fret maritime|transport maritime|voie maritime|"
                "par voie maritime|mar|por mar|maritimo|maritima|barco|buque|via maritima|"
                "por via maritima|flete maritimo|transporte maritimo"
            ),
        ),
        (
            Mode.ROAD,
            (
                "road|by road|road freight|road transport|truck|by truck|trucks|trucking|lorry|"
                "land|overland|van|route|par route|routier|camion|par camion|camions|"
                "transport routier|voie routiere|par voie routiere|terrestre|carretera|"
                "por carretera|camiones|por camion|"
                "via terrestre|por via terrestre|transporte terrestre"
            ),
        ),
        (
            Mode.RAIL,
            (
                "rail|by rail|rail freight|railway|train|by train|ferroviaire|fer|chemin de fer|"
                "par train|voie ferree|par voie ferree|transport ferroviaire|tren|por tren|"
                "ferroviario|ferrocarril|por ferrocarril|via ferrea"
            ),
        ),
        (
            Mode.RIVER,
            (
                "river|by river|barge|inland water|inland waterway|inland waterways|fleuve|fluvial|"
                "voie fluviale|par voie fluviale|peniche|rio|barcaza|via fluvial|por via fluvial"
            ),
        ),
        (
            Mode.COURIER,
            (
                "courier|by courier|express|express courier|parcel|post|mail|dhl|fedex|ups|tnt|"
                "coursier|messagerie|poste|colis|mensajeria|mensajero|correo|courrier"
            ),
        ),
    )
    for name in names.split("|")
}


IN_FORCE: Final = 2020
"""The edition of the Incoterms that is in force, by the year that is its name."""


@dataclass(frozen=True, slots=True)
class Incoterm:
    """A trade term of the International Chamber of Commerce."""

    code: str
    """Three-letter code, such as ``DAP``."""
    name: str
    """English name."""
    last_edition: int
    """The latest edition that holds it; before `IN_FORCE` it is withdrawn, though still written."""

    @property
    def withdrawn(self) -> bool:
        """Whether the edition in force holds it no longer."""
        return self.last_edition < IN_FORCE


INCOTERMS: Final[Mapping[str, Incoterm]] = MappingProxyType(
    {
        term.code: term
        for term in (
            Incoterm("EXW", "Ex Works", 2020),
            Incoterm("FCA", "Free Carrier", 2020),
            Incoterm("CPT", "Carriage Paid To", 2020),
            Incoterm("CIP", "Carriage and Insurance Paid To", 2020),
            Incoterm("DAP", "Delivered at Place", 2020),
            Incoterm("DPU", "Delivered at Place Unloaded", 2020),
            Incoterm("DDP", "Delivered Duty Paid", 2020),
            Incoterm("FAS", "Free Alongside Ship", 2020),
            Incoterm("FOB", "Free on Board", 2020),
            Incoterm("CFR", "Cost and Freight", 2020),
            Incoterm("CIF", "Cost, Insurance and Freight", 2020),
            Incoterm("DAT", "Delivered at Terminal", 2010),
            Incoterm("DAF", "Delivered at Frontier", 2000),
            Incoterm("DES", "Delivered Ex Ship", 2000),
            Incoterm("DEQ", "Delivered Ex Quay", 2000),
            Incoterm("DDU", "Delivered Duty Unpaid", 2000),
        )
    }
)
"""The eleven terms of Incoterms 2020, then those withdrawn since the edition of 2000."""

_SPELT_OUT: Final[Mapping[str, str]] = {
    **{fold(term.name): term.code for term in INCOTERMS.values()},
    "c f": "CFR",
    "cnf": "CFR",
    "ex factory": "EXW",
    "free alongside": "FAS",
}
_WITH_PLACE = re.compile(r"([A-Z]{3})\b(?! *[/&+]).*", re.DOTALL)


def find_mode(text: str) -> Mode | None:
    """Return the mode of transport that a text names, or None.

    Several modes in one text (``sea/air``) name none: which is the main leg is unknown.
    """
    return _MODES.get(fold(text)) if len(text) <= _LONGEST else None


def find_incoterm(text: str) -> str | None:
    """Return the code of the Incoterm that a text states, or None.

    A code is taken in any case when it is the whole text, and in capitals before the
    named place: ``DAP Bangui``.
    """
    written = text.strip()
    if len(written) > _LONGEST:
        return None
    if (code := written.upper()) in INCOTERMS:
        return code
    if code := _SPELT_OUT.get(fold(written), ""):
        return code
    found = _WITH_PLACE.match(written)
    return found[1] if found and found[1] in INCOTERMS else None
