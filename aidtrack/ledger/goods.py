"""The goods that entries list, as lines: to be validated, summarised and looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import and_, or_, select

from aidtrack.findings import Source
from aidtrack.ledger.load import cells_of, frame_of_cells, of_entries, rows_of
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.lines.cells import read_cells
from aidtrack.lines.issue import issues_frame
from aidtrack.lines.lines import Lines
from aidtrack.lines.schema import COLUMNS, null_column
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection

    from aidtrack.lines.issue import Issue

PARTIES: Final = ("donor", "recipient")
"""What is chosen by a name, or by the code of a country."""


def goods_of(connection: Connection, kind: str, chosen: Mapping[str, str | None]) -> Lines:
    """Return the lines that the standing entries of a kind list.

    Args:
        connection: A connection.
        kind: ``dispatch`` or ``pledge``.
        chosen: What lines are kept by, by the name of a field; a party by its name or country.
    """
    entries = rows_of(
        connection,
        select(ENTRIES.c.seq, ENTRIES.c.id, ENTRIES.c.reference).where(ENTRIES.c.kind == kind),
    ).filter(~pl.col("id").is_in(sorted(taken_back(connection))))
    listed = of_entries(entries["seq"].to_list())
    conditions = [_is(name, value) for name, value in chosen.items() if value is not None]
    cells = cells_of(connection, and_(listed, *conditions)).join(
        entries.select(pl.col("seq").alias("entry"), pl.col("reference").alias("_name")),
        on="entry",
        how="inner",
        maintain_order="left",
    )
    said = frame_of_cells(cells.drop("_name"), cells["_name"])
    # As objects do, these have every field: a column that nobody states is one of nulls.
    frame = said.with_columns(
        null_column(name)
        for name in COLUMNS
        if name not in said.columns and not name.endswith(".state")
    )
    return Lines(frame, (Source(lines=frame.height),), issues_frame(_issues(frame)))


def _is(name: str, value: str) -> ColumnElement[bool]:
    if name in PARTIES:
        return or_(LINES.c[name] == value, LINES.c[f"{name}_country"] == value)
    return LINES.c[name] == value


def _issues(frame: pl.DataFrame) -> Iterator[Issue]:
    """Yield what there is to say of the texts that could not be read."""
    for field in FIELDS.values():
        if f"{field.name}.text" in frame.columns:
            unread = pl.col(field.name).is_null() & pl.col(f"{field.name}.text").is_not_null()
            texts = frame.filter(unread)[f"{field.name}.text"].unique(maintain_order=True)
            if texts.len():
                yield from read_cells(field, texts).issues
