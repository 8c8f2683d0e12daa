"""The canonical workbook: one sheet, one row for each line, every cell a text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from aidtrack.errors import DoesNotFit
from aidtrack.exchange.sheet import COLUMNS, ROWS, TEXT, add_sheet, put_text, workbook
from aidtrack.exchange.table import canonical_texts

if TYPE_CHECKING:
    import polars as pl

    from aidtrack.lines.lines import Lines

SHEET: Final = "Manifest"
"""The sheet that the lines stand on."""
_NARROWEST, _WIDEST = 8, 60


def to_xlsx(lines: Lines) -> bytes:
    """Return the canonical texts of the lines as a workbook.

    Numbers and dates are texts in it: a spreadsheet keeps no more than 15 digits of a
    number, no unit beside it, and no zeros behind its point.

    Raises:
        DoesNotFit: There are more lines or columns than a sheet has, or a text is longer
            than a cell can hold.
    """
    table = canonical_texts(lines)
    if table.height >= ROWS or table.width > COLUMNS:
        raise DoesNotFit(
            f"{table.height:,} lines in {table.width:,} columns; a sheet of a workbook holds "
            f"{ROWS - 1:,} below its header, and {COLUMNS:,} columns; write CSV or Parquet"
        )
    output = io.BytesIO()
    with workbook(output) as book:
        sheet = add_sheet(book, SHEET)
        bold = book.add_format({"bold": True, "num_format": TEXT})
        plain = book.add_format({"num_format": TEXT})
        for place, series in enumerate(table):
            put_text(sheet, 0, place, series.name, bold)
            for row, text in enumerate(series, start=1):
                if text:
                    put_text(sheet, row, place, text, plain)
            sheet.set_column(place, place, _width(series), plain)
        sheet.freeze_panes(1, 0)
    return output.getvalue()


def _width(column: pl.Series) -> int:
    """Return how wide a column is shown, in characters."""
    longest = column.str.len_chars().max()
    texts = longest if isinstance(longest, int) else 0
    return min(max(texts, len(column.name) + 1, _NARROWEST), _WIDEST)
