"""By what name other entries speak of a consignment's lines.

A line goes by its own number as written; where no line of the consignment has one, by
its place. Where some have, a line without a number, or with the number of another, is
told by its place behind a sign: ``#3`` is the third.

>>> line_names([None, None, None])
('1', '2', '3')
>>> line_names(["1", "2", None, "2"])
('1', '#2', '#3', '#4')
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = "#"
"""What stands before a place among lines that have numbers."""


def line_names(numbers: Iterable[str | None]) -> tuple[str, ...]:
    """Return a name for each line of one consignment, from their numbers as written."""
    stated = list(numbers)
    times = Counter(stated)
    sign = "" if times[None] == len(stated) else PLACE
    return tuple(
        number
        if number is not None and times[number] == 1 and not number.startswith(PLACE)
        else f"{sign}{place}"
        for place, number in enumerate(stated, start=1)
    )
