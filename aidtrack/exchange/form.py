"""The blank manifest: a workbook that people fill in and that reads back as it is meant."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_col_to_name

from aidtrack.exchange.allowed import FORMATS, allowed_in, format_of
from aidtrack.exchange.codelists import add_lists, add_units
from aidtrack.exchange.example import example_cells
from aidtrack.exchange.heading import checked_kinds, headings, in_words
from aidtrack.exchange.sheet import ROWS, TEXT, add_sheet, on_paper, put_rows, put_text, workbook
from aidtrack.exchange.xlsx import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from aidtrack.exchange.heading import Heading

_WIDE: Final = {"description": 42, "remarks": 30, "serials": 24}
_LEAST: Final = 13
_COLOURS: Final = {"consignment": "#1F4E79", "line": "#2E75B6", "kind": "#548235"}
"""The colours of headers: of the whole consignment, of its lines, of some kinds of goods."""

NOTES: Final = """\
- Write one row for each line of the packing list on the sheet Manifest. Its first row stays as
  it is; the rows below it hold nothing but lines: no totals, no merged cells.
- Dark blue headings stand for the whole consignment. Fill them in on the first row, mark them
  with the rows below, and press Ctrl+D: every row then has the same. Dragging would count up.
- Blue headings say what every line is, green ones what only some kinds of goods have.
- Leave empty what nobody knows. An empty cell is reported as missing; a made-up one is not.
- Quantity is a number, Unit is what it counts or measures: 40 and carton. The sheet Units lists
  them. Pack size says how many pieces one pack or box holds.
- Weights, the volume and the value are those of the whole line, not of one piece.
- Declared figures are what the documents claim of the whole consignment. They can be loose, as
  in over 22 t; the declared value has its currency behind it: 153900 USD.
- A date is a whole date. Where only a month is known, an expiry date is its last day.
- A cell with a small triangle in its corner tells more when the pointer rests on it. Lists to
  choose from open with Alt and the arrow down.
- A column that nobody needs can be deleted, and one that is missing added: it is kept as it is.
  The sheet Example shows filled-in lines, which are never counted.
- To check the manifest: aidtrack validate, followed by the name of this file.
"""
"""What a person who fills it in should know."""


def blank_form(kinds: Iterable[str] = ()) -> bytes:
    """Return a blank manifest for goods of some kinds, or of any.

    Raises:
        UnknownName: There is no such kind.
    """
    chosen = checked_kinds(kinds)
    columns = headings(chosen)
    output = io.BytesIO()
    with workbook(output) as book:
        _add_manifest(book, columns)
        _add_example(book, columns, chosen)
        add_units(book)
        add_lists(book)
        put_rows(
            book,
            add_sheet(book, "Notes"),
            title="How this manifest is filled in",
            header=(),
            rows=((" ".join(note.split()),) for note in NOTES.removeprefix("- ").split("\n- ")),
            widths=(110,),
        )
    return output.getvalue()


def _add_manifest(book: Workbook, columns: Sequence[Heading]) -> None:
    sheet = add_sheet(book, SHEET)
    styles = {level: _header_style(book, colour) for level, colour in _COLOURS.items()}
    formats = {name: book.add_format({"num_format": name}) for name in FORMATS}
    for place, heading in enumerate(columns):
        put_text(sheet, 0, place, heading.text, styles[_level(heading)])
        sheet.write_comment(0, place, _note(heading), {"x_scale": 2, "y_scale": 1.4})
        width = _WIDE.get(heading.name, max(_LEAST, len(heading.text) // 2 + 4))
        sheet.set_column(place, place, width, formats[format_of(heading)])
        if allowed := allowed_in(heading):
            sheet.data_validation(1, place, ROWS - 1, place, allowed)
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    on_paper(sheet)


def _header_style(book: Workbook, colour: str) -> Format:
    return book.add_format(
        {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": colour,
            "border": 1,
            "border_color": "#FFFFFF",
            "text_wrap": True,
            "valign": "vcenter",
            "num_format": TEXT,
        }
    )


def _level(heading: Heading) -> str:
    field = heading.field
    if field is None:
        return "line"
    return "kind" if field.kinds else field.level


def _note(heading: Heading) -> str:
    parts = [heading.meaning]
    if heading.choices:
        parts.append(f"One of: {', '.join(heading.choices)}.")
    if heading.asked_by:
        parts.append(f"Reported where it is missing: {', '.join(heading.asked_by)}.")
    return "\n".join(parts)


def _add_example(book: Workbook, columns: Sequence[Heading], kinds: tuple[str, ...]) -> None:
    """Add filled-in lines, each from top to bottom, so that no reader takes them for a table."""
    cells = example_cells(columns, kinds)
    put_rows(
        book,
        add_sheet(book, "Example"),
        title="An example: lines as they could stand on the sheet Manifest, from top to bottom",
        header=(
            "On the sheet Manifest",
            "What it means",
            *(f"Example: {in_words(kind)}" for kind in kinds),
        ),
        rows=(
            (f"{xl_col_to_name(place)}: {heading.text}", heading.meaning, *cells[place])
            for place, heading in enumerate(columns)
        ),
        widths=(30, 50, *(26,) * len(kinds)),
    )
