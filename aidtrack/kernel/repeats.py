"""The lines that share some keys with another: most often few, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable


class Repeats:
    """Finds them, once for each set of keys.

    What shares many keys shares each few of them: where no two lines have the same
    consignment and line number, none have those and the same batch.
    """

    def __init__(self, lines: pl.DataFrame) -> None:
        """Take the lines, in which keys are columns."""
        self._lines = lines
        self._found: dict[frozenset[str], pl.Series] = {}

    def of(self, keys: Iterable[str]) -> pl.Series:
        """Return the places of the lines that share all of some keys with another, in order.

        Without keys all lines are alike.
        """
        wanted = frozenset(keys)
        if wanted not in self._found:
            self._found[wanted] = self._find(wanted)
        return self._found[wanted]

    def _find(self, keys: frozenset[str]) -> pl.Series:
        wider = [places for known, places in self._found.items() if known < keys]
        places = min(wider, key=len, default=pl.int_range(self._lines.height, eager=True))
        if not keys or not len(places):
            return places
        rows = self._lines.select(sorted(keys))
        if len(places) < len(rows):
            rows = rows[places]
        return places.filter(rows.is_duplicated())
