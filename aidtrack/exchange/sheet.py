"""What every workbook of ours has in common: the same bytes each time, and no formula.

A text is written as a text whatever it begins with, and its cell stays one when it is
edited; a number is a number only where the writer says so.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook

from aidtrack.errors import DoesNotFit

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 1_048_576
"""How many rows a sheet can have, the header among them."""
COLUMNS: Final = 16_384
"""How many columns a sheet can have."""
CHARACTERS: Final = 32_767
"""How many characters a cell can hold, as UTF-16 counts them."""

TEXT: Final = "@"
"""The number format of cells whose content stays as it is typed."""

_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER_ROW: Final = 2
_A4: Final = 9
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextlib.contextmanager
def workbook(output: io.BytesIO) -> Iterator[Workbook]:
    """Yield a workbook that is written out at the end, of the same bytes for the same content."""
    book = Workbook(output, _OPTIONS)
    book.set_properties({"created": _CREATED})
    yield book
    book.close()


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """Add a sheet that does not complain of digits in cells of text."""
    sheet = book.add_worksheet(name)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
    return sheet


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text into a cell, by its 0-based row and column.

    Raises:
        DoesNotFit: The text is longer than a cell can hold.
    """
    # A character takes two units at most: what is short enough need not be counted.
    if len(text) > CHARACTERS // 2 and len(text.encode("utf-16-le")) > 2 * CHARACTERS:
        raise DoesNotFit(
            f"row {row + 1}, column {column + 1}: a text of {len(text):,} characters; "
            f"a cell of a workbook holds at most {CHARACTERS:,}"
        )
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for its own markup, unless it comes in pieces.
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], style)
    else:
        sheet.write_string(row, column, text, style)


def put_rows(
    book: Workbook,
    sheet: Worksheet,
    *,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """Write a page to be read: a title, a blank row, a header that stays in view, and rows."""
    bold = book.add_format({"bold": True, "num_format": TEXT, "font_size": 13})
    head = book.add_format({"bold": True, "num_format": TEXT, "bottom": 1})
    plain = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"})
    put_text(sheet, 0, 0, title, bold)
    for row, (texts, style) in enumerate(chain([(header, head)], ((row, plain) for row in rows))):
        for column, text in enumerate(texts):
            if text:
                put_text(sheet, _HEADER_ROW + row, column, text, style)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    on_paper(sheet)


def on_paper(sheet: Worksheet) -> None:
    """Let a sheet print in landscape, as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
