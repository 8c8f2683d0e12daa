"""The versions of the tables: made when a ledger is new, brought up to date when it is old."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, inspect, select

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.chain import seal_of
from aidtrack.ledger.guards import guard
from aidtrack.ledger.tables import APPEND_ONLY, LEDGER, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection, Table

VERSION: Final = 1
"""The version of the tables that this library writes."""

_EMPTY: Final = "all rows of the table ledger were deleted"

STEPS: Mapping[int, Callable[[Connection], None]] = MappingProxyType({})
"""What brings the tables to a version from the one before it, by version from 2 on."""


def is_new(connection: Connection) -> bool:
    """Return whether a database holds no ledger yet.

    Raises:
        UnusableLedger: It holds tables that are not a ledger's.
    """
    names = set(inspect(connection).get_table_names())
    if LEDGER.name in names:
        return False
    taken = sorted(names & METADATA.tables.keys())
    if taken or (names and connection.dialect.name == "sqlite"):
        others = ", ".join(taken or sorted(names)[:3])
        raise UnusableLedger(
            f"the database is no ledger: it has tables of other programs ({others}); "
            "expected an empty database, or one that a ledger has to itself"
        )
    return True


def make(connection: Connection, origin: str) -> None:
    """Make the tables of a new ledger, with what keeps them append-only."""
    METADATA.create_all(connection)
    guard(connection)
    _note(connection, VERSION, origin)


def version_of(connection: Connection) -> int:
    """Return the version of the tables.

    Raises:
        UnusableLedger: They were written by a later version of the library, or say nothing.
    """
    found = connection.execute(select(func.max(LEDGER.c.version))).scalar_one()
    if found is None:
        raise UnusableLedger(
            f"the ledger does not say of which version it is: {_EMPTY}; restore it from a copy, "
            "or import an export into a new one"
        )
    if found > VERSION:
        raise UnusableLedger(
            f"the ledger is of version {found}, written by a later aidtrack; "
            f"this one knows versions up to {VERSION}: install the later one"
        )
    return int(found)


def origin_of(connection: Connection) -> str:
    """Return the name of the chain that is written in this ledger."""
    return str(connection.execute(select(LEDGER.c.origin).limit(1)).scalar_one())


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps from the version that the tables have to the present one."""
    origin = origin_of(connection)
    for version in range(version_of(connection) + 1, VERSION + 1):
        STEPS[version](connection)
        _note(connection, version, origin)


def gone_from_tables(connection: Connection) -> Iterator[str]:
    """Yield the tables and columns that are gone, or bear another name."""
    for table, there in _tables(connection):
        if not there:
            yield f"the table {table.name} is gone"
        elif names := [column.name for column in table.columns if column.name not in there]:
            yield f"the table {table.name} has no {_columns(names)} any more"


def added_to_tables(connection: Connection) -> Iterator[str]:
    """Yield the columns that no table of a ledger has."""
    for table, there in _tables(connection):
        if names := sorted(there - {column.name for column in table.columns}):
            yield f"the table {table.name} has the {_columns(names)} that no ledger has"


def _tables(connection: Connection) -> Iterator[tuple[Table, set[str]]]:
    """Yield the tables of a ledger with the names of the columns that are there."""
    inspector = inspect(connection)
    for table in APPEND_ONLY:
        columns = inspector.get_columns(table.name) if inspector.has_table(table.name) else ()
        yield table, {column["name"] for column in columns}


def _columns(names: list[str]) -> str:
    return f"column{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _note(connection: Connection, version: int, origin: str) -> None:
    seal = seal_of(version, origin)
    connection.execute(insert(LEDGER).values(version=version, origin=origin, seal=seal))


def faults_of_origin(connection: Connection) -> Iterator[str]:
    """Yield where the versions, or the name of the chain that is written here, were changed."""
    rows = connection.execute(select(LEDGER).order_by(LEDGER.c.version)).all()
    if not rows:
        yield f"{_EMPTY}: they say the version of the tables and the name of its own chain"
    # A ledger begins with the version in which it was made, and takes each step from there.
    for before, after in pairwise(row.version for row in rows):
        for version in range(before + 1, after):
            yield f"the row of the table ledger for version {version} of the tables is gone"
    for row in rows:
        if row.seal != seal_of(row.version, row.origin) or row.origin != rows[0].origin:
            yield (
                f"the chain that is written here is named {row.origin} for version {row.version} "
                "of the tables: the name was changed, or the row was slipped in"
            )
