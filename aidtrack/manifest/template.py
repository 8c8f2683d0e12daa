"""The sheets that stand beside the one to fill in, in a template that aidtrack wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidtrack.manifest.grid import Grid

OF_THE_TEMPLATE = "of the template"
"""Why such a sheet is not read: nobody need be told."""
_TITLES = {
    "Example": "An example: lines as they could stand on the sheet Manifest, from top to bottom",
    "Units": "Units, and how each of them may be written (letters in brackets can be left out)",
    "Lists": "Names and codes to choose from",
    "Notes": "How this manifest is filled in",
}
"""What the template writes in their first cell, by the name of the sheet."""


def is_of_the_template(grid: Grid) -> bool:
    """Return whether a sheet is one that the template explains itself by."""
    title = _TITLES.get(grid.sheet or "")
    return title is not None and grid.cells.height > 0 and grid.row(0)[0] == title
