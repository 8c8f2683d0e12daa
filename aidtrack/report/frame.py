r"""Frames for people and for other programs: what is not known is said to be so.

>>> import polars as pl
>>> from decimal import Decimal
>>> frame = pl.DataFrame(
...     {"kind": ["monitor"], "on_hand": [Decimal("150.000")], "lost": [None]},
...     schema_overrides={"lost": pl.Decimal},
... )
>>> print("\n".join(frame_lines(frame, to="text")))
kind       on hand       lost
-------  ---------  ---------
monitor        150  not known
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from tabulate import tabulate

from aidtrack.report.csv import harmless
from aidtrack.report.markdown import escape, table
from aidtrack.text.number import normal_number, plain_number, show_number
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

FRAME_FORMATS: Final = ("text", "markdown", "csv")
UNKNOWN: Final = "not known"
"""What stands for a figure that is not known, so that it is not taken for zero."""


def frame_lines(frame: pl.DataFrame, *, to: str) -> Iterator[str]:
    """Yield a frame as lines, without their breaks.

    Args:
        frame: The frame; a key's column may be called ``key.`` and its name.
        to: One of `FRAME_FORMATS`.
    """
    names = [name.removeprefix("key.") for name in frame.columns]
    if to == "csv":
        yield _csv_row(names)
        yield from (_csv_row(map(plain, row)) for row in frame.iter_rows())
    elif not frame.height:
        yield "nothing"
    else:
        headers = [name.replace("_", " ") for name in names]
        numbers = [place for place, dtype in enumerate(frame.dtypes) if dtype.is_numeric()]
        shown = [
            [_shown(value, number=place in numbers) for place, value in enumerate(row)]
            for row in frame.iter_rows()
        ]
        yield from (_markdown if to == "markdown" else _text)(headers, shown, numbers)


def _text(headers: list[str], rows: list[list[str]], numbers: list[int]) -> list[str]:
    aligned = ["right" if place in numbers else "left" for place in range(len(headers))]
    return tabulate(rows, headers, disable_numparse=True, colalign=aligned).splitlines()


def _markdown(headers: list[str], rows: list[list[str]], numbers: list[int]) -> list[str]:
    return table(headers, [[escape(cell) for cell in row] for row in rows], numbers).splitlines()


def _csv_row(cells: Any) -> str:
    buffer = io.StringIO()
    texts = ["" if cell is None else harmless(str(cell)) for cell in cells]
    csv.writer(buffer, lineterminator="\r\n").writerow(texts)
    return buffer.getvalue().removesuffix("\r\n")


def plain(value: Any) -> Any:
    """Return a cell as JSON and CSV have it: exact digits as a text, times in UTC."""
    match value:
        case Decimal():
            return plain_number(normal_number(value))
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return value


def _shown(value: Any, *, number: bool) -> str:
    match value:
        case None:
            return UNKNOWN if number else ""
        case Decimal() | int():
            return show_number(normal_number(Decimal(value)))
        case datetime():
            return f"{value:%Y-%m-%d}"
        case _:
            return clean(str(plain(value)))
