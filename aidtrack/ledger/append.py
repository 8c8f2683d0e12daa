"""Writing: entries, their lines and their links, in one transaction or not at all."""

from __future__ import annotations

import json
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import func, insert, select

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.chain import GENESIS, link_of
from aidtrack.ledger.failures import as_executed
from aidtrack.ledger.guards import bulk
from aidtrack.ledger.tables import DAMAGED, ENTRIES, LINES, LINKS, REST
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft, Drafts

_TOGETHER: Final = 5_000
"""How many rows are handed to the database in one go."""
_MANY: Final = 1_000
"""How many lines are worth changing what guards them."""


def append(
    connection: Connection, drafts: Drafts, findings: Mapping[int, str], origin: str
) -> None:
    """Write entries that are not there yet, each with its lines and its link.

    Args:
        connection: One that alone may write.
        drafts: The entries.
        findings: What was let stand, as JSON, by the number of the draft.
        origin: The chain that they are added to.
    """
    put(connection, drafts)
    link(connection, drafts.entries, findings, origin)


def put(connection: Connection, drafts: Drafts) -> None:
    """Write entries that are not there yet, each with its lines; their links are to follow."""
    add_lines(connection, drafts.cells, add_entries(connection, drafts.entries))


def link(
    connection: Connection, entries: Sequence[Draft], findings: Mapping[int, str], origin: str
) -> None:
    """Write the links of entries that were put.

    Args:
        connection: One that alone may write.
        entries: The entries.
        findings: What was let stand, as JSON, by the number of the draft.
        origin: The chain that they are added to.
    """
    number, previous = last_link(connection, origin)
    links = []
    for place, each in enumerate(entries):
        number += 1
        told = findings.get(place, "")
        name = link_of(origin, number, previous, each.id, told)
        links.append((name, origin, number, previous, each.id, told))
        previous = name
    add_links(connection, links)


def last_link(connection: Connection, origin: str) -> tuple[int, str]:
    """Return the number and the hash of the last link of a chain: 0 and nothing before it."""
    found = connection.execute(
        select(LINKS.c.number, LINKS.c.link)
        .where(LINKS.c.origin == origin)
        .order_by(LINKS.c.number.desc(), LINKS.c.link)
        .limit(1)
    ).one_or_none()
    return (0, GENESIS) if found is None else (found.number, found.link)


def chain_heads(connection: Connection) -> dict[str, str]:
    """Return the last link of each chain, by its name."""
    origins = connection.execute(select(LINKS.c.origin).distinct().order_by(LINKS.c.origin))
    return {origin: last_link(connection, origin)[1] for origin in origins.scalars()}


def last_entry(connection: Connection) -> int:
    """Return the number of the entry that was added last in this database; 0 before the first."""
    found = connection.execute(select(func.coalesce(func.max(ENTRIES.c.seq), 0)))
    return int(found.scalar_one())


def add_entries(connection: Connection, drafts: Sequence[Draft]) -> list[int]:
    """Write entries, and return their numbers in this database."""
    rows = [
        (seq, each.id, each.kind, each.reference, each.substance, each.content)
        for seq, each in enumerate(drafts, start=last_entry(connection) + 1)
    ]
    _insert(connection, ENTRIES, [column.name for column in ENTRIES.columns], rows)
    return [row[0] for row in rows]


def add_links(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write links."""
    _insert(connection, LINKS, [column.name for column in LINKS.columns], rows)


def add_lines(connection: Connection, cells: pl.DataFrame, seqs: Sequence[int]) -> None:
    """Write the lines of drafts, by the numbers that their entries have in this database."""
    entry = pl.Series("entry", seqs, dtype=pl.Int64)
    rest = [name for name in cells.columns if name not in LINES.c and name != "draft"]
    rows = cells.with_columns(pl.lit(entry).gather(pl.col("draft")).alias("entry"))
    if rest:
        rows = rows.with_columns(_packed(rows.select(rest)))
    names = [column.name for column in LINES.columns if column.name in rows.columns]
    with bulk(connection) if rows.height > _MANY else nullcontext():
        for part in rows.select(names).iter_slices(_TOGETHER):
            # Quicker than the frame's own rows, which matters for a million of them.
            columns = (cells.to_list() for cells in part.iter_columns())
            _insert(connection, LINES, names, zip(*columns, strict=True))


def _packed(rest: pl.DataFrame) -> pl.Series:
    """Return what has no column of its own as one JSON object for each line; null for none."""
    said = pl.any_horizontal(pl.col(name).is_not_null() for name in rest.columns)
    places = rest.select(said).to_series().arg_true()
    objects = [
        _object({name: text for name, text in row.items() if text is not None})
        for row in rest[places].iter_rows(named=True)
    ]
    packed = pl.repeat(None, rest.height, dtype=pl.String, eager=True)
    return packed.scatter(places, objects).alias(REST) if objects else packed.alias(REST)


def _object(said: Mapping[str, str]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def unpacked(column: pl.Series) -> Iterator[pl.Series]:
    """Yield the columns that :func:`_packed` made one of.

    Raises:
        UnusableLedger: A cell is nothing that could have been packed.
    """
    places = column.is_not_null().arg_true()
    try:
        objects = [json.loads(text) for text in column.drop_nulls()]
    except (ValueError, RecursionError):
        raise UnusableLedger(DAMAGED) from None
    if not all(map(_is_rest, objects)):
        raise UnusableLedger(DAMAGED)
    nothing = pl.repeat(None, column.len(), dtype=pl.String, eager=True)
    for name in sorted({name for said in objects for name in said}):
        cells = pl.Series([said.get(name) for said in objects], dtype=pl.String)
        yield nothing.scatter(places, cells).alias(name)


def is_packed(text: str) -> bool:
    """Return whether a cell is what :func:`_packed` makes, to the last character.

    A name that stands twice, say, would be read once and hashed once, and be there twice.
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return _is_rest(said) and _object(said) == text


def _is_rest(said: Any) -> bool:
    """Return whether an object holds texts by names that have no column of their own."""
    return (
        isinstance(said, dict)
        and bool(said)
        and all(_has_no_column(name) and isinstance(text, str) for name, text in said.items())
    )


def _has_no_column(name: str) -> bool:
    return name.startswith(EXTRA) or (name in COLUMNS and name not in KEYS and name not in LINES.c)


def _insert(
    connection: Connection, table: Any, names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Hand rows to the database, their values bound or copied and never part of a statement.

    Args:
        connection: A connection that may write.
        table: The table.
        names: The columns that the rows have, in the table's order.
        rows: The rows.
    """
    columns = [table.c[name] for name in names]
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, columns, rows)
    else:
        values = insert(table).values(dict.fromkeys(columns))
        statement = str(values.compile(dialect=connection.dialect))
        # Past SQLAlchemy, which would make a list of them.
        cursor: Any = connection.connection.cursor()
        with as_executed(connection, statement), closing(cursor):
            cursor.executemany(statement, rows)


def _copy(
    connection: Connection, table: str, columns: Sequence[Any], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Hand rows to PostgreSQL as it takes them fastest."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in columns)
    statement = f"COPY {quote(table)} ({names}) FROM STDIN"
    cursor: Any = connection.connection.cursor()
    with as_executed(connection, statement), cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
