"""By what name other entries speak of a consignment's lines.

A line goes by its own number as written. Where it has none, or where another line of
the consignment has the same, nothing but its place tells it: ``#3`` is the third.

>>> line_names(["1", "2", None, "2"])
('1', '#2', '#3', '#4')
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = "#"
"""What a name begins with that is a place."""


def line_names(numbers: Iterable[str | None]) -> tuple[str, ...]:
    """Return a name for each line of one consignment, from their numbers as written."""
    stated = list(numbers)
    times = Counter(stated)
    return tuple(
        number
        if number is not None and times[number] == 1 and not number.startswith(PLACE)
        else f"{PLACE}{place}"
        for place, number in enumerate(stated, start=1)
    )
