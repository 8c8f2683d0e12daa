"""Workbooks: the sheets of xlsx, xlsm, xls and ods as grids of texts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.archive import is_panic, open_zip
from aidtrack.manifest.compound import COMPOUND, check_compound
from aidtrack.manifest.grid import NO_MARKS, Area, Cell, Grid, Marks
from aidtrack.manifest.marks import marks_of_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from python_calamine import CalamineSheet

    from aidtrack.manifest.limits import Limits

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number and shows no more."""


def read_workbook(content: bytes, file: str, limits: Limits) -> list[Grid]:
    """Return the grids of a workbook's sheets, hidden ones included.

    A number is written with the fifteen digits that a spreadsheet keeps, a date
    as ISO 8601; an error value stands as its own text, such as ``#REF!``.

    Raises:
        UnreadableManifest: It is damaged, protected, or larger than the limits.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415

    if content.startswith(COMPOUND):
        if _ENCRYPTED in content:
            raise UnreadableManifest(f"{file}: protected by a password")
        if zipfile.is_zipfile(io.BytesIO(content)) and _is_also_another(content, file, limits):
            raise UnreadableManifest(f"{file}: a damaged workbook: it is two files in one")
        check_compound(content, file)
        own: dict[str, Marks] = {}
    else:
        own = marks_of_sheets(open_zip(content, file, limits), file, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return [
                _grid(
                    book.get_sheet_by_name(sheet.name),
                    file,
                    own.get(sheet.name, NO_MARKS),
                    hidden=sheet.visible != SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if str(sheet.typ).endswith("WorkSheet")
            ]
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableManifest(f"{file}: a damaged or unknown workbook: {error}") from None
    except BaseException as error:
        if not is_panic(error):
            raise
        raise UnreadableManifest(f"{file}: a damaged workbook: {error}") from None


def _is_also_another(content: bytes, file: str, limits: Limits) -> bool:
    """Return whether a workbook of the old kind holds one of the new kind behind it."""
    names = [name.lower().replace("\\", "/") for name in open_zip(content, file, limits).namelist()]
    return any(name.endswith(("workbook.xml", "workbook.bin", "content.xml")) for name in names)


def _grid(sheet: CalamineSheet, file: str, own: Marks, *, hidden: bool) -> Grid:
    read = [column_of(f"c{place}", values) for place, values in enumerate(_columns(sheet))]
    cells = pl.DataFrame([texts for texts, _ in read])
    native = pl.DataFrame([flags for _, flags in read])
    merged = tuple(
        Area(Cell(*first), Cell(*last)) for first, last in sheet.merged_cell_ranges or ()
    )
    return Grid(
        file=file,
        sheet=sheet.name,
        cells=_with_errors(cells, own),
        native=native,
        hidden=hidden,
        marks=replace(own, merged=tuple(sorted(merged))),
    )


def _columns(sheet: CalamineSheet) -> list[list[Any]]:
    """Return the values of each column of a sheet, its empty first rows and columns included.

    A block of rows at a time, while its values are still at hand to the processor: to
    lay out all rows first and then to turn them round takes twice the time.
    """
    if sheet.start is None or sheet.end is None:
        return []
    _, first = sheet.start
    columns: list[list[Any]] = [[] for _ in range(sheet.end[1] - first + 1)]
    rows = sheet.iter_rows()
    while block := list(islice(rows, _BLOCK)):
        for column, values in zip(columns, zip(*block, strict=True), strict=True):
            column.extend(values)
    # The addresses would shift where the first columns are empty.
    return [[""] * len(columns[0]) for _ in range(first)] + columns


_BLOCK = 500


def column_of(name: str, values: Sequence[Any]) -> tuple[pl.Series, pl.Series]:
    """Return a column of cells as texts, and where they are numbers by themselves."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        texts = pl.Series(name, values, dtype=pl.String).replace("", None)
        return texts, pl.repeat(value=False, n=len(values), eager=True).alias(name)
    if bool in kinds:  # True is 1 to a dictionary: each is looked at by itself
        texts = pl.Series(name, [_text(value) for value in values], dtype=pl.String)
    else:
        written = {value: _text(value) for value in set(values)}
        texts = pl.Series(name, list(map(written.__getitem__, values)), dtype=pl.String)
    if kinds & {int, float}:
        native = pl.Series(name, [type(value) in _NUMBERS for value in values])
    else:
        native = pl.repeat(value=False, n=len(values), eager=True).alias(name)
    return texts, native


_NUMBERS = (int, float)


def _text(value: Any) -> str | None:
    match value:
        case str():
            return value or None
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return _number(value)
        case datetime():
            return value.isoformat(sep=" ").removesuffix(" 00:00:00")
        case _:  # a date, a time or a duration: a workbook holds nothing else
            return str(value)


def _number(value: float) -> str:
    """Return a number as a spreadsheet shows it, without an exponent."""
    if value.is_integer() and abs(value) < _LARGEST_EXACT:
        return str(int(value))
    # Decimal keeps the fifteen digits that the text has, and writes them without an exponent.
    return f"{Decimal(f'{value:.15g}'):f}"


def _with_errors(cells: pl.DataFrame, own: Marks) -> pl.DataFrame:
    """Return the cells with the error values that the reader of workbooks leaves blank."""
    by_column: dict[int, dict[int, str]] = {}
    for cell, text in {**own.formulas, **own.errors}.items():
        if cell.column < cells.width and cell.row < cells.height:
            by_column.setdefault(cell.column, {})[cell.row] = text
    changed = []
    for column, texts in by_column.items():
        series = cells.to_series(column)
        rows = pl.Series(sorted(texts), dtype=pl.UInt32)
        blank = series.gather(rows).is_null()
        wanted = pl.Series([texts[row] for row in rows], dtype=pl.String)
        changed.append(series.clone().scatter(rows.filter(blank), wanted.filter(blank)))
    return cells.with_columns(changed)
