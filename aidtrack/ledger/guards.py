"""Triggers that keep every row as it was written, in both databases.

They stop mistakes and careless tools. Who may alter tables can drop them: such
changes are what :meth:`Ledger.verify` finds, a trigger that is gone among them.
"""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from aidtrack.ledger.tables import APPEND_ONLY, LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Table

_REFUSAL: Final = "a ledger is only added to: correct an entry by a Reversal"

_BODY: Final = f"""
BEGIN
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation';
END """
_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION aidtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$
"""

# What PostgreSQL notes of a trigger: before each row that is updated or deleted, and before
# the statement that empties a table.
_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32
_TYPES: Final = MappingProxyType(
    {
        f"{table.name}_{end}": kind
        for table in APPEND_ONLY
        for end, kind in (
            ("append_only", _BEFORE | _ROW | _UPDATE | _DELETE),
            ("no_truncate", _BEFORE | _TRUNCATE),
        )
    }
)
_NOTED: Final = text(
    "SELECT tgname, tgtype, tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgnargs = 0 "
    "AND CAST(tgattr AS text) = '' AND prosrc = :body "
    "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal "
    "AND tgrelid IN (SELECT to_regclass(name) FROM unnest(CAST(:tables AS text[])) AS name)"
)


def guard(connection: Connection) -> None:
    """Forbid changing and deleting rows of the ledger's tables."""
    statements = _SQLITE.values() if connection.dialect.name == "sqlite" else _POSTGRESQL
    for statement in statements:
        connection.exec_driver_sql(statement)


@contextmanager
def bulk(connection: Connection) -> Iterator[None]:
    """Let many lines be added without asking for each whether it is there.

    Only this transaction may write, and it never replaces. Asking doubles what SQLite needs
    for a line; if the transaction fails, the trigger is where it was.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    name = _no_replace(LINES)
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    yield
    connection.exec_driver_sql(_SQLITE[name])


def faults_of_guards(connection: Connection) -> Iterator[str]:
    """Yield the triggers that are gone, or do not what they did."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        ours = {table.name for table in APPEND_ONLY}
        there = {
            name: sql == _SQLITE.get(name)
            for name, sql, table in connection.execute(query)
            if table in ours
        }
    else:
        values = {"body": _BODY, "tables": [table.name for table in APPEND_ONLY]}
        there = {
            name: as_made and kind == _TYPES.get(name)
            for name, kind, as_made in connection.execute(_NOTED, values)
        }
    known = _SQLITE if connection.dialect.name == "sqlite" else _TYPES
    for name in sorted(there.keys() - known):
        yield f"the trigger {name} is none of a ledger's: it can change or swallow what is written"
    for name in known:
        if not there.get(name):
            state = "was changed or disabled" if name in there else "is gone"
            yield f"the trigger {name} {state}: rows could be changed without being refused"


def _on_sqlite() -> Iterator[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            name = f"{table.name}_no_{act}"
            yield name, f"CREATE TRIGGER {name} BEFORE {act} ON {table.name} {refuse}"
        # INSERT OR REPLACE deletes without asking the trigger for deletions.
        there = f"SELECT 1 FROM {table.name} WHERE {_same(table)}"  # noqa: S608 (our own names)
        name = _no_replace(table)
        yield (
            name,
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table.name} WHEN EXISTS ({there}) {refuse}",
        )


def _no_replace(table: Table) -> str:
    return f"{table.name}_no_replace"


def _same(table: Table) -> str:
    """Return the condition that a row has the key of a new one, or another unique value."""
    key = " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    others = (column.name for column in table.columns if column.unique)
    return " OR ".join((key, *(f"{name} = NEW.{name}" for name in others)))


def _on_postgresql() -> Iterator[str]:
    yield _FUNCTION
    for table in APPEND_ONLY:
        yield (
            f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE ON {table.name} "
            "FOR EACH ROW EXECUTE FUNCTION aidtrack_append_only()"
        )
        yield (
            f"CREATE TRIGGER {table.name}_no_truncate BEFORE TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION aidtrack_append_only()"
        )


_SQLITE: Final[Mapping[str, str]] = MappingProxyType(dict(_on_sqlite()))
_POSTGRESQL: Final = tuple(_on_postgresql())
