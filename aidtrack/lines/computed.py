"""One column that is computed from others, for rules to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Container


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made of others."""

    fields: tuple[str, ...]
    """The fields it speaks of."""
    make: Callable[[pl.DataFrame], pl.Expr]
    """Its expression for a frame, of which no more is looked at than the units or words."""
    description: str
    dtype: pl.DataType = DECIMAL
    needs: tuple[str, ...] = ()
    """The fields without all of which there is nothing to derive; the first, if none is named."""
    nothing_said: str | None = None
    """What it is where those fields say nothing."""

    def is_idle(self, stated: Container[str]) -> bool:
        """Return whether there is nothing to derive where only these fields say anything."""
        return not any(name in stated for name in self.needs or self.fields[:1])

    @property
    def nothing(self) -> pl.Expr:
        """What it is where they say nothing on any line: the same as on one such line of many."""
        return pl.lit(self.nothing_said, dtype=self.dtype)
