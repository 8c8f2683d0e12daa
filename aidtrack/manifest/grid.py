"""Cells as a container holds them: texts with their addresses, before any meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table of texts: a CSV file, a sheet, a list of objects."""

    file: str
    cells: pl.DataFrame
    """One column of type String for each column of the table, in order; null is no cell."""
    sheet: str | None = None
    native: pl.DataFrame | None = None
    """True where a cell is a number by itself, in the shape of the cells; None for none."""
    headers: tuple[str, ...] | None = None
    """The names of the columns, where the format itself gives them (JSON)."""
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def named(self) -> bool:
        """Whether the format names its columns, so that no row is a header."""
        return self.headers is not None

    def row(self, index: int) -> tuple[str | None, ...]:
        """Return the texts of one row, by its 0-based index."""
        return self.cells.row(index)
