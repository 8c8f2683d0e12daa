"""A batch made ready: every column that the plan needs is there, if only as nulls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.derived import DERIVED
from aidtrack.lines.schema import EXTRA, columns_of, state_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable


def prepare(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Return the frame with the columns named, derived ones included.

    Args:
        frame: A canonical frame, which may lack any field.
        names: Fields, derived columns and extra columns; other names are left alone.
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
    missing: list[pl.Expr] = []
    states: list[pl.Expr] = []
    for name in fields:
        state = f"{name}.state"
        missing += [
            pl.lit(None, dtype=dtype).alias(column)
            for column, dtype in columns_of(FIELDS[name]).items()
            if column not in present and column != state
        ]
        states.append(state_of(name, present).alias(state))
    missing += [
        pl.lit(None, dtype=pl.String).alias(name)
        for name in wanted
        if name.startswith(EXTRA) and name not in present
    ]
    ready = frame.with_columns(states).with_columns(missing)
    return ready.with_columns(DERIVED[name].make().alias(name) for name in derived)
