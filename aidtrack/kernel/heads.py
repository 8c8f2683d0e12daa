"""What whole consignments and documents say of themselves: of each field, what is stated first.

The heads of two batches put together and taken again are those of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.kernel.grouping import aggregate, in_order
from aidtrack.lines.schema import BLANK, EXTRA, KEYS, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

CONSIGNMENT_KEYS = ("document", "consignment")
"""What tells one consignment, as one document speaks of it, from the others."""
AT = ".at"
"""The part of a head's field that holds the row it was stated on."""
_PLACE = "#"


def first_rows(frame: pl.DataFrame, keys: Sequence[str] = CONSIGNMENT_KEYS) -> pl.DataFrame:
    """Return for each consignment of a document the first value stated of each field.

    A field's columns are taken from one row together: the number of one row never
    meets the unit of another. Where a field's state is among its columns, and nowhere
    is it stated as a whole, the first row that is not blank says what is known of it.

    Args:
        frame: Rows in canonical columns, or heads.
        keys: The columns whose equal values make one whole.
    """
    ordered = in_order(frame)
    fields = _by_field(ordered.columns, keys)
    firsts = aggregate(
        ordered.with_row_index(_PLACE),
        keys,
        [_first(name, columns).alias(name) for name, columns in fields.items()],
    )
    gathered = [
        _with_state(column, pl.col(column).gather(firsts[name]))
        for name, columns in fields.items()
        for column in columns
    ]
    # Of heads that are merged again, each field's row is known already.
    rows = [
        pl.col("row").gather(firsts[name]).alias(name + AT)
        for name, columns in fields.items()
        if name not in KEYS and name + AT not in columns
    ]
    return firsts[list(keys)].hstack(ordered.select(*gathered, *rows))


def _first(name: str, columns: Collection[str]) -> pl.Expr:
    """Return the place of the first row that states a field, best with all it needs."""
    whole = pl.col(_PLACE).filter(_is_whole(name, columns)).first()
    state = f"{name}.state"
    if state not in columns:
        return whole
    # Of heads of several batches some may lack the column: there nothing is stated.
    stated = pl.col(state).fill_null(BLANK) != str(State.BLANK)
    return pl.coalesce(whole, pl.col(_PLACE).filter(stated).first())


def _with_state(column: str, gathered: pl.Expr) -> pl.Expr:
    """Return a gathered column; of what no row states, the state is blank."""
    return gathered.fill_null(BLANK) if column.endswith(".state") else gathered


def _is_whole(name: str, columns: Iterable[str]) -> pl.Expr:
    """Return whether a field is stated with all it needs: a number with its unit."""
    needed = [column for column in columns if column == name or column.endswith(".unit")]
    return pl.all_horizontal(pl.col(column).is_not_null() for column in needed)


def _by_field(columns: Iterable[str], keys: Collection[str]) -> dict[str, list[str]]:
    """Return the columns of each field together; keys are left out."""
    fields: dict[str, list[str]] = {}
    for column in columns:
        if column not in keys:
            fields.setdefault(_field_of(column), []).append(column)
    return fields


def _field_of(column: str) -> str:
    if column.startswith(EXTRA):
        return column.removesuffix(AT).removesuffix(".state")
    return column.split(".", maxsplit=1)[0]
