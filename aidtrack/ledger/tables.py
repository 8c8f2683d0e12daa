"""The tables of a ledger, one definition for SQLite and PostgreSQL.

Every value is text in its canonical form, a number as exact as it was written:
SQLite has no decimal type, and so both databases hold, hash and export the same.
Rows are added and never changed, which :mod:`aidtrack.ledger.guards` enforces.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from aidtrack.lines.schema import value_columns
from aidtrack.model.field import FIELDS

METADATA: Final = MetaData()

LEDGER: Final = Table(
    "ledger",
    METADATA,
    # The versions that the tables have had, the highest being the present one.
    Column("version", Integer, primary_key=True, autoincrement=False),
    # The name of the chain that is written here; the same in every row.
    Column("origin", Text, nullable=False),
    # The SHA-256 of the two, in hexadecimal digits.
    Column("seal", Text, nullable=False),
)

ENTRIES: Final = Table(
    "entries",
    METADATA,
    # The order of arrival in this database; other copies of an entry have other numbers.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    # The SHA-256 of the content, in hexadecimal digits.
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    # What it is about: the reference of a consignment, or null.
    Column("reference", Text, index=True),
    # What it says, whoever says it and whenever: equal for the same file recorded twice.
    Column("substance", Text, nullable=False, index=True),
    # The entry as canonical JSON, its lines by their digest.
    Column("content", Text, nullable=False),
)

LINKS: Final = Table(
    "links",
    METADATA,
    # The SHA-256 of all that follows, in hexadecimal digits: the head of its chain so far.
    Column("link", Text, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("previous", Text, nullable=False),
    Column("entry", Text, ForeignKey("entries.id"), nullable=False),
    # What the rules found and was let stand, as JSON.
    Column("findings", Text, nullable=False),
    Index("links_by_number", "origin", "number"),
    Index("links_by_entry", "entry"),
)

CELLS: Final = tuple(name for field in FIELDS.values() for name in value_columns(field))
"""The columns of a line that hold values."""

REST: Final = "rest"
"""The column for what else a line says, as a JSON object: the texts that could not be read
(``gross_weight.text``), states, and columns of its own (``extra.Crate``)."""

LINES: Final = Table(
    "lines",
    METADATA,
    Column("entry", Integer, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text) for name in CELLS),
    Column(REST, Text),
    # Lines lie in the order in which they are read, without an index beside them.
    sqlite_with_rowid=False,
)

APPEND_ONLY: Final = (LEDGER, ENTRIES, LINKS, LINES)

DAMAGED: Final = "a value is not such as it was written: the database is damaged"
"""What is said of a row that no ledger writes."""
