"""Triggers that keep every row as it was written, in both databases.

They stop mistakes and careless tools. Who may alter tables can drop them: such
changes are what :meth:`Ledger.verify` finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.ledger.tables import APPEND_ONLY, ENTRIES, LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

_REFUSAL: Final = "a ledger is only added to: correct an entry by a Reversal"

_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION aidtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation';
END $$
"""


def guard(connection: Connection) -> None:
    """Forbid changing and deleting rows of the ledger's tables."""
    statements = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    for statement in statements:
        connection.exec_driver_sql(statement)


def _on_sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {table.name}_no_{act} BEFORE {act} ON {table.name} {refuse}"
    # INSERT OR REPLACE deletes without asking the trigger for deletions.
    for table in (ENTRIES, LINKS):
        there = f"SELECT 1 FROM {table.name} WHERE {_same(table)}"  # noqa: S608 (our own names)
        yield (
            f"CREATE TRIGGER {table.name}_no_replace BEFORE INSERT ON {table.name} "
            f"WHEN EXISTS ({there}) {refuse}"
        )


def _same(table: Table) -> str:
    names = [column.name for column in table.columns if column.primary_key or column.unique]
    return " OR ".join(f"{name} = NEW.{name}" for name in names)


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


_SQLITE: Final = tuple(_on_sqlite())
_POSTGRESQL: Final = tuple(_on_postgresql())
