"""The canonical columns of lines: derived from the models' fields.

A field ``f`` takes a column ``f`` for its value and one for each further part
(``f.unit``), a column ``f.text`` with the text as written, and, where a value
is neither simply there nor simply blank, a column ``f.state``. Beside these
every frame has the four columns of :data:`KEYS`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping

    from aidtrack.model.field import Field
    from aidtrack.model.shape import PartType

DECIMAL = pl.Decimal(38, 9)
"""Numbers: at most 18 integer digits and 9 decimals, so that sums of lines cannot overflow."""


class State(StrEnum):
    """What is known of one value."""

    PRESENT = "present"
    """It was read."""
    BLANK = "blank"
    """Nothing is stated."""
    UNREADABLE = "unreadable"
    """Something is stated that cannot be read."""
    ELSEWHERE = "elsewhere"
    """It stands on another line or document, to which the text points."""


STATE = pl.Enum([str(state) for state in State])

BLANK = pl.lit(str(State.BLANK), dtype=STATE)
"""The state of a field of which nothing is stated anywhere."""

KEYS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "source": pl.UInt32(),
        "row": pl.UInt32(),
        "consignment": pl.String(),
        "position": pl.UInt32(),
    }
)
"""Where a line comes from: its source's number, its row as a spreadsheet shows
it (for objects: its place among all), its consignment, its place within it."""

EXTRA = "extra."
"""The prefix of the columns that stand for no field."""

ISSUES: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "source": pl.UInt32(),
        "field": pl.String(),
        "text": pl.String(),
        "issue": pl.String(),
        "message": pl.String(),
        "candidates": pl.List(pl.String()),
        "suggestion": pl.String(),
    }
)
"""What reading has to say of a text, once for each source, field and text."""

_DTYPES: Mapping[PartType, pl.DataType] = {
    "text": pl.String(),
    "decimal": DECIMAL,
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


@cache
def value_columns(field: Field) -> dict[str, pl.DataType]:
    """Return the columns that hold a field's value, with their types."""
    return {field.name + suffix: _DTYPES[kind] for suffix, kind in field.shape.parts}


@cache
def columns_of(field: Field) -> Mapping[str, pl.DataType]:
    """Return all columns of a field, with their types."""
    return value_columns(field) | {f"{field.name}.text": pl.String(), f"{field.name}.state": STATE}


def _all_columns() -> dict[str, pl.DataType]:
    columns = dict(KEYS)
    for field in FIELDS.values():
        columns |= columns_of(field)
    return columns


COLUMNS: Mapping[str, pl.DataType] = MappingProxyType(_all_columns())
"""Every canonical column with its type."""


def null_row(names: Collection[str]) -> pl.DataFrame:
    """Return one row of nulls in some canonical columns."""
    return pl.DataFrame({name: [None] for name in names}, {name: COLUMNS[name] for name in names})


@cache
def null_column(name: str) -> pl.Expr:
    """Return a canonical column of nulls."""
    return pl.lit(None, dtype=COLUMNS[name]).alias(name)


def stated_in(frame: pl.DataFrame) -> frozenset[str]:
    """Return the fields, and the columns of no field, that say anything on any row."""
    if not frame.height:
        return frozenset()
    counts = zip(frame.columns, frame.null_count().row(0), strict=True)
    said = {name for name, nulls in counts if nulls < frame.height}
    texts = {name.removesuffix(".text") for name in said if not name.startswith(EXTRA)}
    return frozenset(said | texts)


def state_of(name: str, present: Container[str]) -> pl.Expr:
    """Return the state of a field in a frame that has the columns given.

    A field of which a frame has no column is blank on every line.
    """
    if f"{name}.state" in present:
        return pl.col(f"{name}.state")
    if name not in present:
        return BLANK
    return _told_by(name, written=f"{name}.text" in present)


@cache
def _told_by(name: str, *, written: bool) -> pl.Expr:
    """Return the state that value and text tell together."""
    there = pl.col(name).is_not_null()
    text = pl.col(f"{name}.text").is_not_null() if written else pl.lit(value=False)
    return (
        pl.when(there)
        .then(pl.lit(str(State.PRESENT), dtype=STATE))
        .when(text)
        .then(pl.lit(str(State.UNREADABLE), dtype=STATE))
        .otherwise(BLANK)
    )
