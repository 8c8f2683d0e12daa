"""The blank receipt: a workbook that is filled in with what was sent."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from aidtrack.exchange.sheet import TEXT, add_sheet, on_paper, put_rows, put_text, workbook
from aidtrack.ledger.receipts import WORDS
from aidtrack.model.entries import OUTCOMES
from aidtrack.text.number import normal_number, plain_number

if TYPE_CHECKING:
    import polars as pl

_SENT: Final = ("reference", "line", "description", "quantity", "unit")
_READ: Final = ("remarks", "batch", "expiry")
_WIDE: Final = {"description": 42, "reason": 30, "remarks": 20, "reference": 20}
_NARROW: Final = 12

_NOTES: Final = """\
- Fill in, on each row, how much was accepted, rejected, damaged or missing. What came beyond
  the quantity that was sent is accepted, and excess too.
- Leave empty what was not looked at: an empty cell says nothing, and a zero says none.
- Only what is written under missing is missing. What has not come yet stays on its way.
- If goods of one line came in several batches, copy the row and give each its batch.
- If something else came in place of a line, write the amount under substituted there, and on a
  new row, with a new line, what came: its description, how much with its unit (5 each accepted,
  5 each excess), and instead of which line.
- Say in the column reason why what came differs from what was sent.
- Amounts are in the unit of their row, unless another is written: 2 carton.
- A second receipt of the same lines has a number of its own, or is said to be a further one.
- Then: aidtrack receive, followed by the name of this file.
"""


def receipt_form(reference: str, movements: pl.DataFrame) -> bytes:
    """Return a receipt to be filled in.

    Args:
        reference: The consignment.
        movements: What was sent, as the book has it.
    """
    names = (*_SENT, *OUTCOMES, *WORDS, *_READ)
    output = io.BytesIO()
    with workbook(output) as book:
        sheet = add_sheet(book, "Receipt")
        head = book.add_format({"bold": True, "num_format": TEXT, "bottom": 1, "text_wrap": True})
        known = book.add_format({"num_format": TEXT, "bg_color": "#EDEDED"})
        open_ = book.add_format({"num_format": TEXT})
        for column, name in enumerate(names):
            put_text(sheet, 0, column, name.capitalize(), head)
            style = known if name in _SENT else open_
            sheet.set_column(column, column, _WIDE.get(name, _NARROW), style)
        for row, line in enumerate(movements.iter_rows(named=True), start=1):
            for column, text in enumerate(_cells(reference, line, names)):
                if text is not None:
                    put_text(sheet, row, column, text, known if names[column] in _SENT else open_)
        sheet.freeze_panes(1, 0)
        on_paper(sheet)
        put_rows(
            book,
            add_sheet(book, "Notes"),
            title="How this receipt is filled in",
            header=(),
            rows=((" ".join(note.split()),) for note in _NOTES.removeprefix("- ").split("\n- ")),
            widths=(110,),
        )
    return output.getvalue()


def _cells(reference: str, line: dict[str, Any], names: tuple[str, ...]) -> list[str | None]:
    number = line["quantity"]
    told = {
        "reference": reference,
        "line": line["line"],
        "description": line["description"],
        "quantity": None if number is None else plain_number(normal_number(number)),
        "unit": line["unit"],
        "batch": line["batch"],
        "expiry": line["expiry"] and line["expiry"].isoformat(),
    }
    return [told.get(name) for name in names]
