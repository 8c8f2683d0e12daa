"""How one source of lines was read: what the reading report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of a source and the field that it was read as."""

    column: str | None
    """The column letters; None where the format names its columns, as JSON does."""
    header: str
    """The header as written."""
    field: str
    """The canonical field."""
    row: int | None = None
    """The one row of a value that stands once for all lines; None for a column of lines."""

    def to_dict(self) -> dict[str, str | None]:
        """Return the column as the JSON contracts show it."""
        return {"column": self.column, "header": self.header, "field": self.field}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row or sheet that was not read as lines, and why."""

    name: int | str
    """The 1-based row, or the sheet's name."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One table that lines came from: a CSV file, a sheet, a list of objects.

    Also the home of the addresses: given a row and a field, a source knows the cell.
    """

    file: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    """The decimal mark of its texts: comma, point, or both; None where no text shows it."""
    date_order: str | None = None
    """The order of its dates: dmy, mdy, ymd, or several; None where no text shows it."""
    breaks: tuple[tuple[int, int], ...] = ()
    """The rows of a text file that have line breaks within their cells, and how many."""
    units: tuple[tuple[int, str], ...] = ()
    """The rows whose quantity is blank and has a unit beside it all the same, and that unit:
    amounts in other columns, as receipts have them, are counted in it."""
    header_row: int | None = None
    """The 1-based row that holds the headers."""
    lines: int = 0
    """The number of lines that were read."""
    columns: tuple[ColumnUse, ...] = ()
    extras: tuple[ColumnUse, ...] = ()
    """The columns that stand for no field, kept as they are: ``extra.`` and their header."""
    floats: tuple[str, ...] = ()
    """The fields that a dataframe holds as binary floats."""
    empty: tuple[str, ...] = ()
    """The consignments that have no lines, by their names."""
    skipped_rows: tuple[Skipped, ...] = ()
    skipped_sheets: tuple[Skipped, ...] = ()

    def column_of(self, field: str) -> ColumnUse | None:
        """Return the column that a field was read from, or None."""
        return next((use for use in (*self.columns, *self.extras) if use.field == field), None)

    def text_line(self, row: int | None) -> int | None:
        """Return the line of the text file on which a row begins, where it is another."""
        more = sum(breaks for broken, breaks in self.breaks if row is not None and broken < row)
        return row + more if row is not None and more else None

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headers that stand for no field."""
        return tuple(use.header for use in self.extras if use.header)

    def to_dict(self) -> dict[str, Any]:
        """Return the source as the JSON contracts show it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "date_order": self.date_order,
            "header_row": self.header_row,
            "lines": self.lines,
            "columns": [use.to_dict() for use in self.columns],
            "unmapped": list(self.unmapped),
            "skipped_rows": [
                {"row": skip.name, "reason": skip.reason} for skip in self.skipped_rows
            ],
            "skipped_sheets": [
                {"sheet": skip.name, "reason": skip.reason} for skip in self.skipped_sheets
            ],
        }
