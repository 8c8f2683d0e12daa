"""Frames and rows by canonical names to canonical columns."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.cells import read_cells
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS, columns_of, value_columns
from aidtrack.model.field import FIELDS
from aidtrack.text.number import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.lines.issue import Issue
    from aidtrack.model.field import Field
    from aidtrack.text.style import Style

NO_REFERENCE = "(no reference)"
"""The name of the consignment that lines without a reference make up."""


def text_of(value: Any) -> tuple[str | None, bool]:
    """Return a plain value as text, and whether it is a number by itself."""
    match value:
        case None:
            return None, False
        case bool():
            return ("yes" if value else "no"), False
        case int() | float() | Decimal():
            # A float by its shortest text: the digits that a person would have typed.
            number = Decimal(repr(value) if isinstance(value, float) else value)
            return (plain_number(number) if number.is_finite() else str(value)), True
        case datetime():
            return value.isoformat(sep=" "), False
        case _:
            return str(value), False


def frame_of_rows(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame of texts, with a column of flags for numbers beside each."""
    items = list(rows)
    names = dict.fromkeys(name for row in items for name in row)
    columns = []
    for name in names:
        texts = [text_of(row.get(name)) for row in items]
        columns.append(pl.Series(name, [text for text, _ in texts], dtype=pl.String))
        if any(native for _, native in texts):
            flags = [native for _, native in texts]
            columns.append(pl.Series(f"{name}{_NATIVE}", flags, dtype=pl.Boolean))
    return pl.DataFrame(columns)


_NATIVE = ".native"


def canonical(frame: pl.DataFrame, style: Style) -> tuple[pl.DataFrame, list[Issue]]:
    """Return a frame by canonical names as canonical columns, with the issues of its texts.

    Columns of canonical type pass as they are; texts are read; a column of
    another name is kept as an extra one.
    """
    columns = _keys(frame)
    issues: list[Issue] = []
    taken = set(KEYS)
    for field in FIELDS.values():
        if field.name not in frame.columns:
            continue
        series, found = _field(field, frame, style)
        columns += series
        issues += found
        taken |= {*columns_of(field), f"{field.name}{_NATIVE}"}
    for name in frame.columns:
        if name in taken:
            continue
        header = name if name.startswith(EXTRA) else EXTRA + name
        if not name.endswith(_NATIVE):
            columns.append(_text(frame[name]).alias(header))
    return pl.DataFrame(columns), issues


def _keys(frame: pl.DataFrame) -> list[pl.Series]:
    height = frame.height
    reference = (
        _text(frame["reference"])
        if "reference" in frame.columns
        else pl.repeat(None, height, eager=True)
    )
    own = {
        "source": pl.repeat(0, height, dtype=KEYS["source"], eager=True),
        "row": pl.int_range(1, height + 1, dtype=pl.UInt32, eager=True),
        "consignment": reference.cast(pl.String).fill_null(NO_REFERENCE),
        "position": pl.repeat(None, height, dtype=KEYS["position"], eager=True),
    }
    return [
        (frame[name] if name in frame.columns else series).cast(KEYS[name]).alias(name)
        for name, series in own.items()
    ]


def _field(field: Field, frame: pl.DataFrame, style: Style) -> tuple[list[pl.Series], list[Issue]]:
    schema = value_columns(field)
    ready = all(
        name in frame.columns and frame[name].dtype == dtype for name, dtype in schema.items()
    )
    if ready and f"{field.name}.text" in frame.columns:
        present = [name for name in columns_of(field) if name in frame.columns]
        return [frame[name].cast(COLUMNS[name]) for name in present], []
    series = frame[field.name]
    native = series.dtype.is_numeric()
    flags = frame.get_column(f"{field.name}{_NATIVE}", default=None)
    texts = _text(series)
    unit = f"{field.name}.unit"
    if unit in schema and unit in frame.columns:
        texts = pl.select(
            pl.concat_str(texts, _text(frame[unit]), separator=" ", ignore_nulls=True)
        ).to_series()
        texts = pl.select(pl.when(series.is_not_null()).then(texts)).to_series()
    mask = flags if flags is not None else pl.repeat(native, frame.height, eager=True)
    cells = read_cells(field, texts, style=style, native=mask)
    return list(cells.columns), list(cells.issues)


def _text(series: pl.Series) -> pl.Series:
    """Return a column as the texts that a person would write for its values."""
    match series.dtype:
        case pl.String():
            return series
        case pl.Float32() | pl.Float64() | pl.Boolean() | pl.Decimal() | pl.Object():
            texts = [text_of(value)[0] for value in series.to_list()]
            return pl.Series(series.name, texts, dtype=pl.String)
        case pl.Datetime():
            return series.dt.strftime("%Y-%m-%d %H:%M:%S").alias(series.name)
        case pl.List() | pl.Struct() | pl.Array() | pl.Binary():
            return pl.Series(series.name, [None if v is None else str(v) for v in series.to_list()])
        case _:
            return series.cast(pl.String)
