"""The goods that entries list, as lines: to be validated, summarised and looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import and_, or_

from aidtrack.findings import Source
from aidtrack.ledger.choice import PARTIES
from aidtrack.ledger.lists import disputed_amounts, lists_of, names_of
from aidtrack.ledger.load import cells_of, frame_of_cells, of_entries
from aidtrack.ledger.tables import LINES
from aidtrack.lines.cells import read_cells
from aidtrack.lines.issue import issues_frame
from aidtrack.lines.lines import Lines
from aidtrack.lines.schema import COLUMNS, null_column
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection

    from aidtrack.ledger.choice import Moment
    from aidtrack.lines.issue import Issue

_ROW: Final = ("entry", "position")


def goods_of(
    connection: Connection,
    kind: str,
    chosen: Mapping[str, str | None],
    *,
    kept: pl.DataFrame | None = None,
    until: Moment | None = None,
) -> Lines:
    """Return the lines that the standing entries of a kind list.

    Lists of one consignment are claims about the same goods, and are never added: the foremost
    is taken, a record before a report and the earlier before the later. An amount on which
    others of its rank differ is left blank, its text telling what they say.

    Args:
        connection: A connection.
        kind: ``dispatch`` or ``pledge``.
        chosen: What lines are kept by, by the name of a field; a party by its name or country.
        kept: The names of the lines to keep to: consignment, line.
        until: Leave out the entries after this day or instant.
    """
    lists = lists_of(connection, kind, until)
    foremost = lists.filter("foremost").select(
        pl.col("seq").alias("entry"), pl.col("reference").alias("_name")
    )
    listed = of_entries(foremost["entry"].to_list())
    conditions = [_is(name, value) for name, value in chosen.items() if value is not None]
    cells = cells_of(connection, and_(listed, *conditions)).join(
        foremost, on="entry", how="inner", maintain_order="left"
    )
    if kept is not None:
        named = names_of(connection, lists.filter("foremost")).join(
            kept, on=["consignment", "line"], how="semi"
        )
        cells = cells.join(named, on=_ROW, how="semi", maintain_order="left")
    said = frame_of_cells(cells.drop("_name"), cells["_name"])
    for name, texts in disputed_amounts(connection, lists, cells.select(_ROW)).items():
        said = _left_open(said, name, texts)
    # As objects do, these have every field: a column that nobody states is one of nulls.
    frame = said.with_columns(
        null_column(name)
        for name in COLUMNS
        if name not in said.columns and not name.endswith(".state")
    )
    return Lines(frame, (Source(lines=frame.height),), issues_frame(_issues(frame)))


def _left_open(frame: pl.DataFrame, name: str, texts: pl.Series) -> pl.DataFrame:
    """Return lines with an amount blank where there is a text that tells several."""
    there = texts.is_not_null()
    text = pl.col(f"{name}.text") if f"{name}.text" in frame.columns else pl.lit(None)
    values = [each for each in (name, f"{name}.unit", f"{name}.currency") if each in frame.columns]
    return frame.with_columns(
        *(pl.when(~pl.lit(there)).then(pl.col(each)).alias(each) for each in values),
        pl.when(pl.lit(there)).then(pl.lit(texts)).otherwise(text).alias(f"{name}.text"),
    )


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
