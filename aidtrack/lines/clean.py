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
PARTED_COUNT = "parted count"
"""A count that is not whole: where there is one, nothing can be told from counts being whole."""
_COUNTED = [symbol for symbol, unit in UNITS.items() if unit.indivisible]
_WHOLE = r"-?\d{1,18}"
# A point before exactly three digits may group; it is clean only where it cannot.
_PARTED = r"-?(?:\d{1,18}\.(?:\d{1,2}|\d{4,9})|(?:0\d{0,16}|\d{4,18})\.\d{3})"
_NUMBER = rf"^(?:{_WHOLE}|{_PARTED})$"
_NATIVE = r"^-?\d{1,18}\.\d{1,9}$"


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
    text, unit = pl.col("text"), pl.col("unit")
    known = _known_units(shape)
    parts = text.str.splitn(" ", 2)
    number, written = parts.struct.field("field_0"), parts.struct.field("field_1")
    frame = base.lazy().with_columns(number.alias("number"), written.alias("written"))
    clean = pl.col("number").str.contains(_NUMBER)
    if base["native"].any():
        clean |= pl.col("native") & pl.col("number").str.contains(_NATIVE)
    has_unit = pl.col("written").is_in(known) & unit.is_null()
    is_bare = pl.col("written").is_null() & (unit.is_null() | unit.is_in(known))
    read = frame.select(
        "native",
        pl.when(clean & (has_unit | is_bare)).then(pl.col("number")).alias("digits"),
        pl.coalesce("written", unit).alias("unit"),
    ).with_columns(pl.col("digits").cast(DECIMAL, strict=False).alias("value"))
    done = read.with_columns(
        pl.when(pl.col("value").is_not_null()).then(pl.col("unit")).alias("unit")
    ).collect()
    columns = ["value"] if isinstance(shape, NumberShape) else ["value", "unit"]
    return Clean(done["value"].is_not_null(), done.select(columns), _evidence(done, base))


def _known_units(shape: Shape) -> list[str]:
    match shape:
        case MeasureShape():
            return [s for s, unit in UNITS.items() if is_measured_by(unit, shape.dimension)]
        case MoneyShape():
            return list(CURRENCIES)
        case _:
            return []


def _evidence(done: pl.DataFrame, base: pl.DataFrame) -> dict[str, str]:
    """Return what a clean decimal shows of its writer's habit, with an example of each."""
    pointed = done["digits"].str.contains(".", literal=True).fill_null(value=False)
    evidence = {}
    for name, own in (("point", ~base["native"]), (NATIVE_POINT, base["native"])):
        first = (pointed & own).arg_true().head(1)
        if len(first):
            evidence[name] = base["text"][int(first[0])]
    if evidence:
        parted = done["value"].filter(pointed & done["unit"].is_in(_COUNTED))
        # By text, as a Decimal column has no remainder that is exact.
        if parted.cast(pl.String).str.contains(r"\.\d*[1-9]").any():
            evidence[PARTED_COUNT] = ""
    return evidence
