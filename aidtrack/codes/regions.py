"""Names of regions, which are no countries: continents, their parts, states, and all or several.

>>> describe_region("West Africa"), describe_region("Texas")
('a region', 'a state of the United States')
>>> describe_region("Various"), describe_region("Georgia")
('a word for several countries', None)

Of the United States only whole names are known: their two-letter codes are those of
countries, and Georgia is a country too.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from aidtrack.codes.plain import plain
from aidtrack.codes.table import read_rows, split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 100
_DESCRIPTIONS: Final = MappingProxyType(
    {
        "continent": "a continent",
        "region": "a region",
        "state": "a state of the United States",
        "several": "a word for several countries",
    }
)


def describe_region(text: str) -> str | None:
    """Return in words what a text names that holds, or is part of, countries; None for others.

    Args:
        text: A name in English, French or Spanish; the largest in Russian and Arabic too.
    """
    return _by_name().get(plain(text)) if len(text) <= _LONGEST else None


@cache
def _by_name() -> Mapping[str, str]:
    return {
        plain(name): _DESCRIPTIONS[row["kind"]]
        for row in read_rows("regions.csv")
        for name in split_names(row["names"])
    }
