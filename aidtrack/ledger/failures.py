"""What a database says when it cannot go on, in words that help."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from aidtrack.errors import LedgerUnavailable, UnusableLedger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from aidtrack.errors import LedgerError

NOTHING: Final = "nothing was written"
UNKNOWN: Final = (
    "whether it was written cannot be known: look again with aidtrack ledger verify, or record "
    "the same once more, which changes nothing if it is there"
)
"""What is said where the answer to a COMMIT was lost on its way."""

_SQLITE: Final[Mapping[str, str]] = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the file can be read, but not written",
    "SQLITE_BUSY": "others were writing for too long",
    "SQLITE_LOCKED": "others were writing for too long",
    "SQLITE_CANTOPEN": "the file cannot be opened; its folder must exist and may be entered",
    "SQLITE_PERM": "the file may not be opened",
    "SQLITE_IOERR": "the disk failed, or is full",
    "SQLITE_CORRUPT": "the file is damaged; restore it from a copy, or import an export",
    "SQLITE_NOTADB": "the file is no SQLite database",
    "SQLITE_ERROR": "its tables are not those of a ledger, or the file is damaged",
    "SQLITE_CONSTRAINT": "the ledger is only added to, and this would change what is there",
}
"""Messages by the beginning of SQLite's name for the error."""

_POSTGRESQL: Final[Mapping[str, str]] = {
    "53100": "the server's disk is full",
    "53": "the server is out of resources",
    "25006": "the database can be read, but not written",
    "55P03": "others were writing for too long",
    "42501": "the user may not do this; ask who runs the database for the right to it",
    "28": "the server refused the user or the password",
    "3D000": "there is no database of that name; create it first",
    "57P": "the server was shut down, or it closed the connection",
    "08": "the connection was lost",
    "23": "the ledger is only added to, and this would change what is there",
    "42P01": "its tables are not those of a ledger",
    "42703": "its tables are not those of a ledger",
    "XX": "the database is damaged; ask who runs it",
}
"""Messages by the beginning of the SQLSTATE; the longest that fits is taken."""

_TAKEN: Final = "it is taken from ~/.pgpass, PGPASSWORD or the address, where an @ is %40"
_REFUSED: Final[Mapping[str, str]] = {
    "no password supplied": f"the server asks for a password; {_TAKEN}",
    "password authentication failed": f"the server refused the user or the password; {_TAKEN}",
    "role .* does not exist": "the server has no such user; ask who runs it for one",
    "database .* does not exist": "there is no database of that name; create it first",
    "pg_hba.conf": "the server lets this user not in from here; ask who runs it (pg_hba.conf)",
    "too many": "the server has too many connections already; try again later",
    "remaining connection slots": "the server has too many connections already; try again later",
    "starting up|shutting down": "the server is starting or stopping; try again later",
    "not permitted to log in": "the server does not let this user log in; ask who runs it",
    "SSL": "the server and this address do not agree on SSL (sslmode)",
}
"""Messages by what libpq says where no connection comes about: it gives no SQLSTATE for that, and
a server that answers in another language is told of in general."""

_UNUSABLE: Final = frozenset(
    {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "42P01", "42703", "XX"}
)
_CUT_OFF: Final = frozenset({"SQLITE_IOERR", "57P", "08"})
"""What can come in the place of an answer."""


@contextmanager
def told_clearly(name: str, cut_off: str = NOTHING) -> Iterator[None]:
    """Turn the errors of the database within into ours.

    Args:
        name: The ledger as it may be shown.
        cut_off: What has become of it where no answer came.

    Raises:
        LedgerUnavailable: The database cannot be reached or written just now.
        UnusableLedger: It is damaged.
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, name, cut_off) from None
    except UnicodeDecodeError:
        # A byte of a text was changed in the file.
        raise UnusableLedger(f"{name}: {_SQLITE['SQLITE_CORRUPT']}") from None
    except SQLAlchemyError as error:
        raise LedgerUnavailable(f"{name}: {type(error).__name__}; {cut_off}") from None


@contextmanager
def reached(name: str, place: str | None) -> Iterator[None]:
    """Turn the errors of connecting to a server into ours.

    Args:
        name: The ledger as it may be shown.
        place: The host and port of the server, as they may be shown; None for one without.

    Raises:
        LedgerUnavailable: It cannot be reached, or refuses the connection.
    """
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None):
            raise
        raise LedgerUnavailable(f"{name}: {_refused(str(error.orig), place)}; {NOTHING}") from None


def _refused(said: str, place: str | None) -> str:
    """Return why no connection came about; what is said may hold secrets, and is not repeated."""
    known = next((told for text, told in _REFUSED.items() if re.search(text, said)), None)
    where = f" at {place}" if place else ""
    return known or (
        f"the server cannot be reached{where}, or refuses the connection; check its host and port "
        "and that it runs, then user, password and database"
        if "FATAL" in said
        else f"the server cannot be reached{where}; check host and port, and that it runs"
    )


@contextmanager
def as_executed(connection: Connection, statement: str) -> Iterator[None]:
    """Let errors of the driver, used past SQLAlchemy, be those of a statement executed by it."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error, hide_parameters=True) from None


def _translated(error: Any, name: str, cut_off: str) -> LedgerError:
    """Return the exception for what a driver raised; its own text may hold secrets."""
    code = getattr(error, "sqlite_errorname", None)
    table = _SQLITE
    if code is None and isinstance(error, sqlite3.Error):
        # The driver itself could not read a text.
        code = "SQLITE_CORRUPT"
    elif code is None:
        # Without a state there was no answer at all: no server, or none any more.
        code, table = getattr(error, "sqlstate", None) or "08", _POSTGRESQL
    known = max((key for key in table if code.startswith(key)), key=len, default=None)
    if known is None:
        return LedgerUnavailable(f"{name}: the database answered {code}; {NOTHING}")
    if known in _UNUSABLE:
        return UnusableLedger(f"{name}: {table[known]}")
    outcome = cut_off if known in _CUT_OFF else NOTHING
    return LedgerUnavailable(f"{name}: {table[known]}; {outcome}")
