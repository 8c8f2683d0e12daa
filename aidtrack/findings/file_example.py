"""Small files as examples of a rule, where plain text does not show what is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetExample:
    """A sheet from which an example workbook is made."""

    text: str
    """The cells as CSV; one that begins with an equals sign is a formula, one that begins
    with an apostrophe a text, whatever it looks like."""
    merged: tuple[str, ...] = ()
    """Merged cells, such as ``B2:B3``."""
    hidden_rows: tuple[int, ...] = ()
    """1-based rows that are hidden."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The value of a formula that the file holds, by its text."""
    hidden_sheet: str = ""
    """The cells, as CSV, of a second sheet that is hidden."""

    def about(self) -> str:
        """Return in words what the text alone does not show."""
        notes = ["a workbook"]
        notes += [f"{area} merged" for area in self.merged]
        notes += [f"row {row} hidden" for row in self.hidden_rows]
        notes += [f"{formula} shows {value}" for formula, value in self.values.items()]
        notes += ["a second sheet hidden"] if self.hidden_sheet else []
        return ", ".join(notes)


@dataclass(frozen=True, slots=True)
class EncodedExample:
    """A text file in an encoding of its own."""

    text: str
    encoding: str

    def about(self) -> str:
        """Return in words what the text alone does not show."""
        return f"a file in {self.encoding}"
