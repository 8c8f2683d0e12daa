"""A batch made ready: every column that the plan needs is there, if only as nulls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.derived import DERIVED
from aidtrack.lines.schema import BLANK, EXTRA, columns_of, null_column, state_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping


def prepare(
    frame: pl.DataFrame, names: Iterable[str], states: Collection[str] = ()
) -> pl.LazyFrame:
    """Return the frame, to be collected, with the columns named, derived ones included.

    Args:
        frame: A canonical frame, which may lack any field.
        names: Fields, derived columns and extra columns; other names are left alone.
        states: The fields whose state is asked about.
    """
    wanted = dict.fromkeys(names)
    derived = [name for name in wanted if name in DERIVED]
    fields = dict.fromkeys(
        name
        for asked in wanted
        for name in (DERIVED[asked].fields if asked in DERIVED else (asked,))
        if name in FIELDS
    )
    present = frame.schema
    said = stated_in(frame, (*fields, *states))
    known = [
        (state_of(name, present) if name in said else BLANK).alias(f"{name}.state")
        for name in states
    ]
    missing = [
        null_column(column)
        for name in fields
        for column in columns_of(FIELDS[name])
        if column not in present and not column.endswith(".state")
    ]
    extras = [
        pl.lit(None, dtype=pl.String).alias(name)
        for name in wanted
        if name.startswith(EXTRA) and name not in present
    ]
    made = [
        (
            DERIVED[name].make() if said.issuperset(DERIVED[name].needs) else DERIVED[name].nothing
        ).alias(name)
        for name in derived
    ]
    kept = [column for column in present if _is_needed(column, fields, states, wanted)]
    return frame.lazy().select(*kept, *known, *missing, *extras).with_columns(made)


def _is_needed(
    column: str, fields: Container[str], states: Container[str], wanted: Container[str]
) -> bool:
    """Return whether a column goes on: keys and facts do, and what was asked for."""
    name, _, part = column.partition(".")
    if part == "state":
        return name in fields and name not in states
    if column.startswith(EXTRA):
        return column in wanted
    return name in fields or name not in FIELDS


def stated_in(frame: pl.DataFrame, names: Iterable[str]) -> frozenset[str]:
    """Return the fields of which any line says anything; much is spared where none does."""
    by_name = {column.name: column for column in frame.get_columns()}
    return frozenset(name for name in names if _says(by_name, name))


def _says(by_name: Mapping[str, pl.Series], name: str) -> bool:
    columns = (by_name.get(name), by_name.get(f"{name}.text"))
    return any(column is not None and column.null_count() < len(column) for column in columns)
