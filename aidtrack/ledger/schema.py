"""The versions of the tables: made when a ledger is new, brought up to date when it is old."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, inspect, select

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.chain import seal_of
from aidtrack.ledger.guards import guard
from aidtrack.ledger.tables import LEDGER, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection

VERSION: Final = 1
"""The version of the tables that this library writes."""

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
        raise UnusableLedger("the ledger does not say of which version it is; it is damaged")
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


def _note(connection: Connection, version: int, origin: str) -> None:
    seal = seal_of(version, origin)
    connection.execute(insert(LEDGER).values(version=version, origin=origin, seal=seal))


def faults_of_origin(connection: Connection) -> Iterator[str]:
    """Yield where the name of the chain that is written here is not what it was."""
    rows = connection.execute(select(LEDGER).order_by(LEDGER.c.version)).all()
    for row in rows:
        if row.seal != seal_of(row.version, row.origin) or row.origin != rows[0].origin:
            yield (
                f"the chain that is written here is named {row.origin} for version {row.version} "
                "of the tables: the name was changed, or the row was slipped in"
            )
