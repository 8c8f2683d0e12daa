"""Frames and rows by canonical names to canonical columns."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.cells import read_cells
from aidtrack.lines.distinct import Distinct, read_distinct
from aidtrack.lines.issue import READ_ISSUES
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS, columns_of, value_columns
from aidtrack.lines.units import read_units
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MoneyShape
from aidtrack.model.shape import TextShape
from aidtrack.text.number import normal_number, plain_number

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
            return number_text(value), True
        case datetime():
            return value.isoformat(sep=" "), False
        case _:
            return str(value), False


def number_text(value: float | Decimal) -> str:
    """Return a number as a person would type it; a float by the shortest text that is it."""
    if isinstance(value, float):
        # Not by repr(): numpy's floats are floats too, and show their type.
        number = Decimal(float.__repr__(value))
        number = normal_number(number) if number.is_finite() else number
    else:
        number = Decimal(value)
    # The exponent is looked at first: 1E+999999999 would fill the memory when written out.
    sensible = number.is_finite() and abs(number.adjusted()) < _LONGEST
    return plain_number(number) if sensible else str(number)


_LONGEST = 64
"""How many digits of a number are written out: one with more is no amount of anything."""


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


def floats_of(frame: pl.DataFrame) -> tuple[str, ...]:
    """Return the fields that a frame holds as binary floats."""
    return tuple(
        name
        for name, dtype in frame.schema.items()
        if dtype.is_float() and name in FIELDS and frame[name].null_count() < frame.height
    )


def floats_of_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the fields that any row holds as a binary float."""
    names = dict.fromkeys(
        name for row in rows for name, value in row.items() if isinstance(value, float)
    )
    return tuple(name for name in names if name in FIELDS)


def canonical(frame: pl.DataFrame, style: Style) -> tuple[pl.DataFrame, list[Issue]]:
    """Return a frame by canonical names as canonical columns, with the issues of its texts.

    Columns of canonical type pass as they are; texts are read; a column of
    another name is kept as an extra one.
    """
    keys = _keys(frame)
    columns = list((keys | _default_keys(frame, keys)).values())
    issues: list[Issue] = []
    taken = set(keys)
    for field in FIELDS.values():
        if field.name not in frame.columns:
            continue
        series, found = _field(field, frame, style)
        columns += series
        issues += found
        taken |= {*columns_of(field), f"{field.name}{_NATIVE}"}
    left = [name for name in frame.columns if name not in taken]
    return pl.DataFrame([*columns, *_extras(frame, left)]), issues


def _extras(frame: pl.DataFrame, names: list[str]) -> list[pl.Series]:
    """Return the columns that stand for no field, each under a name of its own."""
    extras: dict[str, pl.Series] = {}
    for name in names:
        if name.endswith(_NATIVE) and name.removesuffix(_NATIVE) in names:
            continue
        header = name if name.startswith(EXTRA) else EXTRA + name
        while header in extras or (header != name and header in names):
            header += " (2)"
        extras[header] = texts_of(frame[name]).alias(header)
    return list(extras.values())


def _keys(frame: pl.DataFrame) -> dict[str, pl.Series]:
    """Return the columns of a frame that say where its lines come from.

    A column that only shares such a name (a source in words, a row that is no
    number) is the caller's own.
    """
    keys: dict[str, pl.Series] = {}
    if any(name not in frame.columns for name in KEYS):
        return keys
    for name in KEYS:
        given = frame[name]
        if name == "consignment":
            keys[name] = texts_of(given).fill_null(NO_REFERENCE).alias(name)
        elif given.dtype.is_numeric() or (name == "position" and given.dtype == pl.Null):
            number = given.cast(KEYS[name], strict=False)
            lost = (number.is_null() & given.is_not_null()) | (number.cast(pl.Float64) != given)
            if not lost.any() and (name == "position" or number.null_count() == 0):
                keys[name] = number
    if "source" in keys:
        # Numbered without gaps, whatever part of the lines this is.
        keys["source"] = (keys["source"].rank("dense") - 1).cast(KEYS["source"]).alias("source")
    return keys


def _default_keys(frame: pl.DataFrame, keys: Mapping[str, pl.Series]) -> dict[str, pl.Series]:
    """Return what holds where a frame does not say where its lines come from."""
    height = frame.height
    reference = frame.get_column("reference", default=None)
    own = {
        "source": pl.repeat(0, height, dtype=KEYS["source"], eager=True),
        "row": pl.int_range(1, height + 1, dtype=pl.UInt32, eager=True),
        "consignment": pl.repeat(NO_REFERENCE, height, dtype=pl.String, eager=True)
        if reference is None
        else texts_of(reference).fill_null(NO_REFERENCE),
        "position": pl.repeat(None, height, dtype=KEYS["position"], eager=True),
    }
    return {name: series.alias(name) for name, series in own.items() if name not in keys}


def _field(field: Field, frame: pl.DataFrame, style: Style) -> tuple[list[pl.Series], list[Issue]]:
    ready = _ready(field, frame)
    if ready is not None:
        return ready.get_columns(), _said(field, ready, style)
    series = frame[field.name]
    texts, schema = texts_of(series), value_columns(field)
    unit = None
    if f"{field.name}.unit" in schema and f"{field.name}.unit" in frame.columns:
        shape = getattr(field.shape, "inner", field.shape)
        unit = read_units(
            texts_of(frame[f"{field.name}.unit"]), currency=isinstance(shape, MoneyShape)
        )
    qualifier = frame.get_column(f"{field.name}.qualifier", default=None)
    if qualifier is not None:
        texts = pl.select(
            pl.when(texts.is_not_null()).then(
                pl.concat_str(texts_of(qualifier), texts, separator=" ", ignore_nulls=True)
            )
        ).to_series()
    flags = frame.get_column(f"{field.name}{_NATIVE}", default=None)
    if flags is not None and flags.dtype != pl.Boolean:
        flags = None
    native = pl.repeat(series.dtype.is_numeric(), frame.height, eager=True)
    cells = read_cells(
        field, texts, style=style, unit=unit, native=native if flags is None else flags
    )
    return list(cells.columns), list(cells.issues)


def _said(field: Field, ready: pl.DataFrame, style: Style) -> list[Issue]:
    """Return what there was to say of texts whose values are there, or known to be none."""
    text, unit = f"{field.name}.text", f"{field.name}.unit"
    read = ready[field.name].is_not_null()
    there = ready.filter(read)
    units = there.get_column(unit, default=None)
    of_values = read_cells(field, there[text], style=style, unit=units).issues
    issues = [issue for issue in of_values if issue.issue in READ_ISSUES]
    unread = ready.filter(~read)[text].str.strip_chars().drop_nulls()
    if isinstance(field.shape, TextShape):
        return issues + list(read_cells(field, unread, style=style).issues)
    cells = [Distinct(text, unit=None, native=False) for text in unread.unique(maintain_order=True)]
    # Each by itself, as no other text settled it before.
    outcomes = read_distinct(field, [cell for cell in cells if cell.text], style, None)
    return issues + [issue for outcome in outcomes for issue in outcome.issues]


_AS_THEY_ARE = (pl.String, pl.Categorical, pl.Enum, pl.Date, pl.Boolean, pl.Decimal, pl.Null)


def _ready(field: Field, frame: pl.DataFrame) -> pl.DataFrame | None:
    """Return a field's canonical columns as other libraries hand them back, or None.

    They are canonical where the text as written stands beside the value: a frame
    of lines that went through pandas or Arrow and lost the exact types.
    """
    needed = {**value_columns(field), f"{field.name}.text": pl.String()}
    if any(name not in frame.columns for name in needed):
        return None
    present = [name for name in columns_of(field) if name in frame.columns]
    if any(not isinstance(frame[name].dtype, _AS_THEY_ARE) for name in present):
        return None
    try:
        return frame.select(pl.col(name).cast(COLUMNS[name]) for name in present)
    except pl.exceptions.PolarsError:
        return None


_PLAIN = (pl.String, pl.Null, pl.Categorical, pl.Enum, pl.Date)
"""The types that Polars itself writes as a person would."""


def texts_of(series: pl.Series) -> pl.Series:
    """Return a column as the texts that a person would write for its values."""
    values: list[Any]
    match series.dtype:
        case pl.Float32():
            # Its own shortest text: as a Python float 0.1 would be 0.10000000149011612.
            values = [None if t is None else float(t) for t in series.cast(pl.String)]
        case pl.Decimal():
            # The scale is the column's, not the writer's.
            values = [None if v is None else normal_number(v) for v in series.to_list()]
        case pl.Datetime():
            return series.dt.strftime("%Y-%m-%d %H:%M:%S").alias(series.name)
        case dtype if dtype.is_integer() or isinstance(dtype, _PLAIN):
            return series.cast(pl.String)
        case _:
            values = series.to_list()
    return pl.Series(series.name, [text_of(value)[0] for value in values], dtype=pl.String)
