"""Where a finding points: a cell as a spreadsheet shows it, or a field of an object."""

from __future__ import annotations

from dataclasses import dataclass

_LETTERS = 26


def column_letter(index: int) -> str:
    """Return the spreadsheet letters of a 0-based column index.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the 0-based index of spreadsheet letters; small ones will do.

    >>> column_index("A"), column_index("Z"), column_index("aa")
    (0, 25, 26)
    """
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One cell, one row, one field of a line, or a whole file.

    >>> print(Place(file="november.xlsx", sheet="Lines", row=12, column="F"))
    november.xlsx:Lines!F12
    >>> print(Place(file="november.csv", row=12, column="F", text_line=14))
    november.csv:F12 (line 14 of the text)
    >>> print(Place(consignment="RU-IN-2021-04-29", line="3", field="quantity"))
    RU-IN-2021-04-29 line 3: quantity
    """

    file: str | None = None
    """The file as it was named, or None for objects and frames."""
    sheet: str | None = None
    """The sheet of a workbook."""
    row: int | None = None
    """The 1-based row that a spreadsheet shows, also for CSV."""
    text_line: int | None = None
    """The 1-based line of a text file, where line breaks within cells make it another."""
    column: str | None = None
    """The column letters."""
    header: str | None = None
    """The column's header as written."""
    field: str | None = None
    """The canonical field."""
    value: str | None = None
    """The text as written."""
    consignment: str | None = None
    """The consignment's reference."""
    line: str | None = None
    """The line's own number as written, else its position."""

    @property
    def cell(self) -> str | None:
        """The address such as ``F12``, where both row and column are known."""
        return f"{self.column}{self.row}" if self.column and self.row else None

    def __str__(self) -> str:
        """Return the address as a person would look it up."""
        if self.file is None and self.sheet is None:
            return self._in_object()
        spot = self.cell or (f"row {self.row}" if self.row else "")
        if self.sheet is not None:
            spot = f"{self.sheet}!{spot}" if spot else self.sheet
        if self.text_line is not None and spot:
            spot = f"{spot} (line {self.text_line} of the text)"
        return ":".join(part for part in (self.file, spot) if part)

    def _in_object(self) -> str:
        where = " ".join(
            part for part in (self.consignment, self.line and f"line {self.line}") if part
        ) or (f"row {self.row}" if self.row else "")
        if self.field:
            return f"{where}: {self.field}" if where else self.field
        return where or "(all)"
