"""Connections that keep what they acknowledge: SQLite and PostgreSQL by one URL.

A transaction that writes takes the ledger for itself from its first statement,
so that writers queue and none reads a head that another is about to extend.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from sqlalchemy import URL, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from aidtrack.errors import UnusableLedger
from aidtrack.ledger.failures import UNKNOWN, reached, told_clearly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

WAIT_SECONDS: Final = 60
"""How long a writer waits for others before it gives up."""

_EXPECTED: Final = "expected sqlite:///relief.db or postgresql+psycopg://user@host/database"
_WRITES: Final = "aidtrack_writes"
_MAKERS: Final = 0x61696474  # "aidt": the lock that those who make the tables queue for
_PORT: Final = 5432
_MEMORY: Final = ":memory:"
_MEMORIES: Final = count(1)
_DRIVERS: Final = {"sqlite": "pysqlite", "postgresql": "psycopg"}


class Store:
    """A database by its URL, with its transactions and its errors told in our words."""

    def __init__(self, url: str) -> None:
        """Prepare to connect; nothing is opened yet.

        Raises:
            UnusableLedger: The URL is none that a ledger can have.
        """
        parsed = _parsed(url)
        self.name = shown(parsed)
        """Where it is, as it may be shown."""
        self.dialect = parsed.get_backend_name()
        self._place = _place(parsed)
        self._memory = None
        if self.dialect == "sqlite" and (parsed.database or _MEMORY) == _MEMORY:
            # One that all threads share, and that lasts as long as a connection to it.
            parsed = URL.create("sqlite", database=f"file:/aidtrack-{next(_MEMORIES)}?vfs=memdb",
                                query={"uri": "true"})  # fmt: skip
            self._memory = sqlite3.connect(str(parsed.database), uri=True, check_same_thread=False)
        self.file = _file_of(parsed)
        """The file that it is kept in; None for one on a server, or in memory."""
        self.engine = _engine(parsed)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger throughout."""
        # One state throughout is what SQLite gives anyway.
        options = {} if self.dialect == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        with (
            told_clearly(self.name),
            self._connected().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; all of it is kept, or nothing."""
        with (
            told_clearly(self.name),
            self._connected().execution_options(**{_WRITES: True}) as connection,
            # Rolled back unless it was committed within.
            connection.begin() as transaction,
        ):
            yield connection
            with told_clearly(self.name, UNKNOWN):
                try:
                    transaction.commit()
                except BaseException:
                    # It is not to be used again, half committed as it may be.
                    connection.invalidate()
                    raise

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """Give a connection that alone may write, to a database whose tables may be missing."""
        if self.dialect == "sqlite":
            with told_clearly(self.name), self._connected() as connection:
                # Stays with the file; cannot be set within a transaction.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA page_size = 16384")  # a line is some hundred bytes
                driver.execute("PRAGMA journal_mode = WAL")
        with self.writing() as connection:
            if self.dialect == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MAKERS})"))
            yield connection

    def _connected(self) -> Connection:
        with reached(self.name, self._place):
            return self.engine.connect()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        if self._memory is not None:
            self._memory.close()


def lock(connection: Connection) -> None:
    """Keep other writers out until the end of this transaction.

    SQLite does it when the transaction begins.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE ledger, entries, links IN SHARE ROW EXCLUSIVE MODE"))


def shown(url: URL) -> str:
    """Return a URL without what nobody may see: the password, and the options of the driver."""
    # Without a user, what looks like a port can be a password, and the host the user.
    port = f":{url.port}" if url.port and url.username else ""
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{url.database or ':memory:'}"
    return f"{url.get_backend_name()}://{url.host or ''}{port}/{url.database or ''}"


def _place(url: URL) -> str | None:
    """Return the host and port of a server, as far as they may be shown."""
    if not url.host:
        return None
    # What looks like a port without a user can be a password: see above.
    port = url.port or _PORT if url.username or not url.port else None
    return f"{url.host}, port {port}" if port else url.host


def file_of(url: str) -> Path | None:
    """Return the file that a ledger at an address is kept in; None for any other address."""
    found = _understood(url)
    return None if found is None else _file_of(found[0])


def _file_of(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    if not url.database.startswith("file:"):
        return Path(url.database)
    name, _, options = url.database.partition("?")
    if "memdb" in options or {"memory", "memdb"} & {url.query.get("mode"), url.query.get("vfs")}:
        return None
    return Path(unquote(name.removeprefix("file:").removeprefix("//localhost").replace("///", "/")))


def _parsed(url: str) -> URL:
    found = _understood(url)
    if found is None:
        # What was given can hold a password, so it is not repeated; nor may the error be the
        # context of ours, because it repeats what it could not read.
        raise UnusableLedger(f"no address of a ledger: {_EXPECTED}")
    parsed, backend, driver = found
    # Of a password with an "@" the rest would pass for the host, and be shown as such.
    if backend != "sqlite" and (
        url.count("@") > 1 or "@" in f"{parsed.host or ''}{parsed.database or ''}"
    ):
        raise UnusableLedger(
            "no address of a ledger: it has an @ more than the one before the host; "
            "percent-encode the password, an @ as %40 and a / as %2F"
        )
    if backend == "sqlite" and (parsed.host or parsed.username or parsed.password or parsed.port):
        raise UnusableLedger(
            "no address of a ledger: SQLite has no host, and no user; a file stands after three "
            "slashes, as in sqlite:///relief.db"
        )
    if backend not in _DRIVERS:
        raise UnusableLedger(f"a ledger cannot lie in {backend}: {_EXPECTED}")
    if driver != _DRIVERS[backend]:
        raise UnusableLedger(
            f"a ledger is not reached through {driver}: expected {backend}+{_DRIVERS[backend]}"
        )
    return parsed


def _understood(url: str) -> tuple[URL, str, str] | None:
    """Return a URL in its parts, its backend and its driver; None if it has none."""
    try:
        parsed = make_url(url)
        return parsed, parsed.get_backend_name(), parsed.get_driver_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        return None


def _engine(url: URL) -> Engine:
    try:
        # Values never stand in an error or a log: a manifest can hold names and numbers.
        engine = create_engine(url, hide_parameters=True)
    except ModuleNotFoundError:
        raise UnusableLedger(
            "PostgreSQL is reached through psycopg, which is not installed: "
            "pip install 'aidtrack[postgres]'"
        ) from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver is not to begin transactions of its own: ours say how.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {WAIT_SECONDS * 1000}",
        "foreign_keys = ON",
        "synchronous = FULL",
        "cache_size = -65536",  # in KiB
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
