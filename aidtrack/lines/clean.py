"""The texts that need no second look, read by column expressions.

What these expressions accept is a part of what the strict readers accept, with
the same result (a property test holds them to it); all else is left to them.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from aidtrack.codes.currencies import CURRENCIES
from aidtrack.lines.schema import DECIMAL
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, NumberShape, Shape
from aidtrack.units.catalogue import UNITS
from aidtrack.units.dimension import is_measured_by

NATIVE_POINT = "native point"
"""A number of the file's own, whose point shows nothing of how its writer types."""
_WHOLE = r"-?\d{1,18}"
# A point before exactly three digits may group; it is clean only where it cannot.
_PARTED = r"-?(?:\d{1,18}\.(?:\d{1,2}|\d{4,9})|(?:0\d{0,16}|\d{4,18})\.\d{3})"
_NATIVE = r"-?\d{1,18}\.\d{1,9}"
_NUMBER_AND_UNIT = rf"^({_WHOLE}|{_PARTED}) (\D+)$"


@dataclass(frozen=True, slots=True)
class Clean:
    """The rows that were read, their columns, and the habits that they show."""

    mask: pl.Series
    columns: pl.DataFrame
    evidence: dict[str, str]


def clean_values(shape: Shape, base: pl.DataFrame) -> Clean | None:
    """Read what is clean of a column, or return None for shapes without such a form.

    Args:
        shape: The shape to read as.
        base: The columns text, unit and native.
    """
    match shape:
        case DateShape():
            return _dates(base)
        case NumberShape():
            return _numbers(base, shape)
        case MeasureShape() | MoneyShape():
            return _numbers(base, shape)
        case _:
            return None


def _dates(base: pl.DataFrame) -> Clean:
    text = pl.col("text")
    read = base.select(
        pl.when(text.str.contains(r"^[1-9]\d{3}-\d{2}-\d{2}$"))
        .then(text)
        .str.to_date("%Y-%m-%d", strict=False)
        .alias("value")
    )["value"]
    return Clean(read.is_not_null(), pl.DataFrame({"value": read}), {})


def _numbers(base: pl.DataFrame, shape: Shape) -> Clean:
    text, unit, native = pl.col("text"), pl.col("unit"), pl.col("native")
    known = _known_units(shape)
    bare = text.str.contains(f"^(?:{_WHOLE}|{_PARTED})$") | (
        native & text.str.contains(f"^{_NATIVE}$")
    )
    frame = base.lazy().select(
        text,
        unit,
        native,
        (bare & (unit.is_in(known) | unit.is_null())).fill_null(value=False).alias("bare"),
        text.str.extract_groups(_NUMBER_AND_UNIT).alias("groups"),
    )
    number = pl.col("groups").struct.field("1")
    written = pl.col("groups").struct.field("2")
    whole = (number.is_not_null() & written.is_in(known) & unit.is_null()).fill_null(value=False)
    frame = frame.with_columns(whole.alias("whole")).select(
        text,
        native,
        pl.when(pl.col("bare")).then(text).when(pl.col("whole")).then(number).alias("digits"),
        pl.when(pl.col("bare")).then(unit).when(pl.col("whole")).then(written).alias("unit"),
    )
    read = frame.with_columns(pl.col("digits").cast(DECIMAL, strict=False).alias("value")).collect()
    columns = ["value"] if isinstance(shape, NumberShape) else ["value", "unit"]
    return Clean(read["value"].is_not_null(), read.select(columns), _evidence(read))


def _known_units(shape: Shape) -> list[str]:
    match shape:
        case MeasureShape():
            return [s for s, unit in UNITS.items() if is_measured_by(unit, shape.dimension)]
        case MoneyShape():
            return list(CURRENCIES)
        case _:
            return []


def _evidence(read: pl.DataFrame) -> dict[str, str]:
    """Return what a clean decimal shows of its writer's habit."""
    pointed = read.filter(pl.col("digits").str.contains(".", literal=True))
    evidence = {}
    for native in (False, True):
        own = pointed.filter(pl.col("native") == native)
        if own.height:
            evidence[NATIVE_POINT if native else "point"] = own["text"][0]
    return evidence
