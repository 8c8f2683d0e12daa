"""A batch made ready: every column that the plan needs is there, if only as nulls."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.kernel.heads import AT
from aidtrack.lines.derived import DERIVED
from aidtrack.lines.history import HISTORY
from aidtrack.lines.schema import BLANK, EXTRA, columns_of, null_column, state_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence


def prepare(
    frame: pl.DataFrame,
    names: Sequence[str],
    states: Sequence[str],
    stated: frozenset[str],
) -> pl.LazyFrame:
    """Return the frame, to be collected, with the columns named, derived ones included.

    Args:
        frame: A canonical frame, which may lack any field.
        names: Fields, derived, extra and history columns; other names are left alone.
        states: The fields whose state is asked about.
        stated: The fields of which any line says anything.
    """
    columns, added = _steps(tuple(frame.columns), tuple(names), tuple(states), stated)
    # In one piece: every step on a frame in several would put it together anew.
    kept = frame[columns].rechunk()
    derived = {name: DERIVED[name] for name in names if name in DERIVED}
    made = [
        (each.nothing if each.is_idle(stated) else each.make(kept)).alias(name)
        for name, each in derived.items()
    ]
    return kept.lazy().with_columns(added).with_columns(made)


@lru_cache(maxsize=256)
def _steps(
    columns: tuple[str, ...],
    names: tuple[str, ...],
    states: tuple[str, ...],
    stated: frozenset[str],
) -> tuple[list[str], list[pl.Expr]]:
    """Return the columns to keep of a frame that has these, and those to add to it."""
    wanted = dict.fromkeys(names)
    fields = dict.fromkeys(
        name
        for asked in wanted
        for name in (DERIVED[asked].fields if asked in DERIVED else (asked,))
        if name in FIELDS
    )
    present = dict.fromkeys(columns)
    known = [
        (state_of(name, present) if name in stated else BLANK).alias(f"{name}.state")
        for name in states
        if f"{name}.state" not in present
    ]
    missing = [
        null_column(column)
        for name in fields
        for column in columns_of(FIELDS[name])
        if column not in present and not column.endswith(".state")
    ]
    extras = [
        pl.lit(None, dtype=HISTORY[name].dtype if name in HISTORY else pl.String).alias(name)
        for name in wanted
        if (name.startswith(EXTRA) or name in HISTORY) and name not in present
    ]
    kept = [column for column in columns if _is_needed(column, fields, states, wanted)]
    return kept, [*known, *missing, *extras]


def _is_needed(
    column: str, fields: Container[str], states: Container[str], wanted: Container[str]
) -> bool:
    """Return whether a column goes on: keys and facts do, and what was asked for."""
    name, _, part = column.partition(".")
    if part == "state":
        return name in fields or name in states
    if column.startswith(EXTRA):
        return column.removesuffix(AT) in wanted
    return name in fields or name not in FIELDS
