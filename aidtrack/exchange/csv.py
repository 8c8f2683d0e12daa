"""The canonical CSV: one row for each line, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from aidtrack.exchange.table import canonical_texts
from aidtrack.text.spreadsheet import guard

if TYPE_CHECKING:
    from aidtrack.lines.lines import Lines


def to_csv(lines: Lines) -> str:
    """Return the canonical texts of the lines, separated by commas, below a header."""
    table = canonical_texts(lines)
    # A donor's text goes into somebody's spreadsheet: none of it may be run there.
    rows = [[cell and guard(cell) for cell in row] for row in (table.columns, *table.iter_rows())]
    output = io.StringIO()
    # The writer quotes the characters of its own line end: a carriage return must be quoted.
    returns = any("\r" in cell for row in rows for cell in row if cell)
    csv.writer(output, lineterminator="\r\n" if returns else "\n").writerows(rows)
    return output.getvalue()
