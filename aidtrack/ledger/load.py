"""Reading: rows of a ledger as lines, and entries as they were recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeVar

import polars as pl
from polars.exceptions import PolarsError
from sqlalchemy import Text, and_, cast, false, func, or_, select, true

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.append import unpacked
from aidtrack.ledger.failures import as_executed
from aidtrack.ledger.tables import CELLS, DAMAGED, ENTRIES, LINES, REST
from aidtrack.lines.digest import typed_cells
from aidtrack.lines.objects import consignments_of
from aidtrack.lines.schema import KEYS
from aidtrack.model.entries import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from aidtrack.model.consignment import Consignment
    from aidtrack.model.entries import Entry

T = TypeVar("T")

_TOGETHER: Final = 20_000
"""How many rows are fetched in one go."""
ASKED: Final = 500
"""How many values one query asks for: no database takes any number of them."""


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield values by as many as one query may ask for."""
    return (values[start : start + ASKED] for start in range(0, len(values), ASKED))


def rows_of(connection: Connection, query: Select[Any]) -> pl.DataFrame:
    """Return the rows of a query as a frame of integers and texts."""
    result = connection.execute(query)
    schema = {
        column.name: pl.Int64 if column.type.python_type is int else pl.String
        for column in query.selected_columns
    }
    cursor: Any = result.cursor
    frames = []
    while rows := _fetched(connection, cursor):
        columns = zip(*rows, strict=True)
        try:
            series = [
                pl.Series(name, values, dtype=dtype)
                for (name, dtype), values in zip(schema.items(), columns, strict=True)
            ]
        except TypeError:
            raise UnusableLedger(DAMAGED) from None
        frames.append(pl.DataFrame(series))
    result.close()
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)


def _fetched(connection: Connection, cursor: Any) -> list[tuple[Any, ...]]:
    with as_executed(connection, "fetch"):
        rows: list[tuple[Any, ...]] = cursor.fetchmany(_TOGETHER)
    return rows


def of_entries(seqs: Sequence[int]) -> ColumnElement[bool]:
    """Return a condition on the table of lines that those of some entries meet.

    Those of others may meet it too: of many entries, lines are read as they lie.
    """
    if len(seqs) <= ASKED:
        return LINES.c.entry.in_(seqs) if len(seqs) else false()
    return LINES.c.entry.between(min(seqs), max(seqs))


def lines_of(
    connection: Connection, names: Sequence[str], where: ColumnElement[bool]
) -> pl.DataFrame:
    """Return the lines that a condition keeps, in the order of their entries and positions.

    Args:
        connection: A connection.
        names: Columns of the table of lines. Those that no line says anything in are left out.
        where: A condition on the table of lines.

    Returns:
        Columns ``entry`` and ``position``, and the others as texts.
    """
    counts = connection.execute(
        select(*(func.count(LINES.c[name]) for name in names)).where(where)
    ).one()
    key = (LINES.c.entry, LINES.c.position)
    said = [LINES.c[name] for name, count in zip(names, counts, strict=True) if count]
    # The database writes each column as one JSON text, which makes no object of any value.
    listed = func.json_group_array if connection.dialect.name == "sqlite" else func.json_agg
    frames = []
    after: ColumnElement[bool] = true()
    while True:
        rows = select(*key, *said).where(where, after).order_by(*key).limit(_TOGETHER).subquery()
        columns = [cast(listed(column), Text) for column in rows.columns]
        texts = connection.execute(select(*columns)).one()
        frame = pl.DataFrame(
            _from_json(column, text) for column, text in zip(rows.columns, texts, strict=True)
        )
        frames.append(frame)
        if frame.height < _TOGETHER:
            return pl.concat(frames)
        entry, position = map(int, frame.row(-1)[:2])
        after = or_(
            LINES.c.entry > entry, and_(LINES.c.entry == entry, LINES.c.position > position)
        )


def _from_json(column: Any, text: str | None) -> pl.Series:
    """Return the values that a JSON list holds."""
    dtype = pl.Int64() if column.type.python_type is int else pl.String()
    try:
        lists = pl.Series(column.name, [text or "[]"]).str.json_decode(pl.List(dtype))
    except PolarsError:
        raise UnusableLedger(DAMAGED) from None
    return lists.explode(empty_as_null=False)


def cells_of(connection: Connection, where: ColumnElement[bool] | None = None) -> pl.DataFrame:
    """Return the plain cells of the lines that a condition keeps, or of all.

    Returns:
        Columns ``entry`` and ``position``, and every column that says anything.
    """
    cells = lines_of(connection, (*CELLS, REST), true() if where is None else where)
    if REST not in cells.columns:
        return cells
    return cells.drop(REST).with_columns(unpacked(cells[REST]))


def frame_of_cells(cells: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """Return the canonical frame of cells.

    Args:
        cells: What :func:`cells_of` returned.
        names: What each row's consignment is called.
    """
    keys = cells.select(
        pl.lit(0).cast(KEYS["source"]).alias("source"),
        pl.int_range(1, pl.len() + 1).cast(KEYS["row"]).alias("row"),
        names.cast(pl.String).alias("consignment"),
        pl.col("position").cast(KEYS["position"]),
    )
    return pl.concat([keys, typed_cells(cells.drop("entry", "position"))], how="horizontal")


def entries_of(
    connection: Connection, where: ColumnElement[bool] | None = None, *, goods: bool = True
) -> Iterator[tuple[str, Entry]]:
    """Yield the entries that a condition keeps, or all, with their ids, as they were recorded.

    Args:
        connection: A connection.
        where: A condition on the table of entries.
        goods: Whether the lines that they list are loaded too.
    """
    kept = true() if where is None else where
    found = connection.execute(
        select(ENTRIES.c.seq, ENTRIES.c.id, ENTRIES.c.content).where(kept).order_by(ENTRIES.c.seq)
    ).all()
    whole = dict(_consignments(connection, [row.seq for row in found])) if goods else {}
    for row in found:
        content = json.loads(row.content)
        if isinstance(content.get("lines"), dict):
            del content["lines"]
        if row.seq in whole:
            content["consignment"] = whole[row.seq]
        yield row.id, read_entry(content)


def _consignments(connection: Connection, seqs: Sequence[int]) -> Iterator[tuple[int, Consignment]]:
    cells = cells_of(connection, of_entries(seqs)).filter(pl.col("entry").is_in(seqs))
    if cells.height:
        frame = frame_of_cells(cells, cells["entry"])
        yield from zip(
            cells["entry"].unique(maintain_order=True), consignments_of(frame), strict=True
        )
