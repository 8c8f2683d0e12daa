"""The medicines under international control that relief consignments carry.

>>> str(CONTROLLED["diazepam"]), CONTROLLED["morphine"].narcotic
('diazepam (1971 Convention, schedule IV)', True)

The list is a part of the schedules: the medicines that are given to patients, by their
international nonproprietary names and the French and Spanish ones. It flags a line for a
pharmacist to look at; it does not say which permit a preparation needs, nor that one which
is not here needs none: countries control more, ketamine and tramadol among them.

The schedules are those of the Single Convention on Narcotic Drugs (1961) and the Convention
on Psychotropic Substances (1971), which the INCB publishes as its Yellow List and Green List.
The lists were not read in an edition of the INCB but in the French orders of 22 February 1990
that take the schedules over, in the text in force; checked on 22 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aidtrack.codes.table import Table, read_rows, split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

_NARCOTICS: Final = "1961"


@dataclass(frozen=True, slots=True)
class ControlledSubstance:
    """A substance, and the schedule that it stands in."""

    name: str
    """The international nonproprietary name, in English."""
    convention: str
    """The year of the convention: 1961 for narcotics, 1971 for psychotropics."""
    schedule: str
    preparations: str
    """The schedule of its usual preparations, where that is another: III of 1961, or nothing."""
    spellings: tuple[str, ...]
    """The name in other languages, or another that is in use."""

    @property
    def narcotic(self) -> bool:
        """Whether it is a narcotic drug rather than a psychotropic substance."""
        return self.convention == _NARCOTICS

    @property
    def needs_permits(self) -> bool:
        """Whether each import and export of its usual preparations needs an authorisation.

        So it does for the narcotics of schedules I and II (1961, article 31) and the
        psychotropics of schedule II (1971, article 12). The preparations of schedule III, such
        as tablets of codeine with paracetamol, are exempt from it (1961, article 2,
        paragraph 4); stronger ones of the same substances are not.
        """
        if self.narcotic:
            return not self.preparations
        return self.schedule == "II"

    def __str__(self) -> str:
        """Return the name and where it is scheduled."""
        return f"{self.name} ({self.convention} Convention, schedule {self.schedule})"


def _load() -> dict[str, ControlledSubstance]:
    return {
        row["name"]: ControlledSubstance(
            name=row["name"],
            convention=row["convention"],
            schedule=row["schedule"],
            preparations=row["preparations"],
            spellings=tuple(split_names(row["spellings"])),
        )
        for row in read_rows("controlled_substances.csv")
    }


CONTROLLED: Final[Mapping[str, ControlledSubstance]] = Table(_load)
"""The substances that are known, by their English names."""
