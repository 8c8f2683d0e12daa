"""Cells as a container holds them: texts with their addresses, before any meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from aidtrack.findings import column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


class Cell(NamedTuple):
    """A cell by its 0-based row and column."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """The address as a spreadsheet shows it.

        >>> Cell(20, 8).name
        'I21'
        """
        return f"{column_letter(self.column)}{self.row + 1}"


class Area(NamedTuple):
    """A block of merged cells, its last row and column included."""

    first: Cell
    last: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a workbook shows or hides besides its texts; all addresses are 0-based."""

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[Cell, str] = field(default_factory=lambda: MappingProxyType({}))
    """The formulas whose value is not in the file, or changes whenever it is opened."""
    errors: Mapping[Cell, str] = field(default_factory=lambda: MappingProxyType({}))
    """The error values, such as ``#REF!``."""


NO_MARKS = Marks()


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
    breaks: tuple[tuple[int, int], ...] = ()
    """The 1-based rows of a text with line breaks within their cells, and how many."""
    told_by_letters: bool = False
    """Whether the encoding is said by nothing but the letters that it gives."""
    delimiter: str | None = None
    hidden: bool = False
    """Whether the sheet is hidden."""
    empty: tuple[str, ...] = ()
    """The consignments that are named and have no lines."""
    marks: Marks = NO_MARKS

    @property
    def named(self) -> bool:
        """Whether the format names its columns, so that no row is a header."""
        return self.headers is not None

    def row(self, index: int) -> tuple[str | None, ...]:
        """Return the texts of one row, by its 0-based index."""
        return self.cells.row(index)
