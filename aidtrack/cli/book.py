"""What the commands share that open a ledger."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.misuse import complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.errors import NotRecorded
    from aidtrack.ledger import Ledger
    from aidtrack.model.entries import Document

REFUSED = 1

ledger_option = click.option(
    "--ledger", "url", metavar="URL", envvar="AIDTRACK_LEDGER", required=True, show_envvar=True,
    help="Where the ledger is: sqlite:///relief.db, or postgresql+psycopg://user@host/database.",
)  # fmt: skip
who_option = click.option("--who", metavar="NAME", help="Who did it, or who tells of it.")
reason_option = click.option("--reason", metavar="TEXT", help="Why it is revised.")
when_option = click.option(
    "--when", metavar="TIME", help="When it was: a day, or a time with its offset from UTC."
)


def opened(url: str, *, create: bool = False) -> Ledger:
    """Open a ledger; only what records makes a new one, and says so."""
    from aidtrack.ledger import Ledger

    ledger = Ledger(url, create=create)
    if ledger.is_new:
        say(f"made a new ledger at {ledger.address}")
    return ledger


def files_of(url: str) -> tuple[str, ...]:
    """Return the files in which a ledger is kept; none for one on a server.

    What SQLite keeps beside its file is part of it until it is closed.
    """
    from aidtrack.ledger.engine import file_of

    name = file_of(url)
    return () if name is None else tuple(f"{name}{end}" for end in ("", "-wal", "-shm", "-journal"))


def today() -> date:
    """Return the system's date."""
    return datetime.now(tz=UTC).astimezone().date()


def document_of(file: str, content: bytes) -> Document:
    """Return the document that a file is, by its name and the hash of its bytes."""
    from aidtrack.model.entries import Document

    return Document.of(content, address=None if file == "-" else Path(file).name)


def content_of(file: str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


_WAYS_OUT: Mapping[str, str] = MappingProxyType(
    {
        "revision": "to put this in its place: --revision --reason TEXT",
        "also": "to add it, as a further one: --also, or --number with a number of its own",
        "unless": "to record it all the same: --unless never",
    }
)
"""How a caller of the commands says what the library would be told."""


def refused(error: NotRecorded) -> int:
    """Say why nothing was recorded, a reason on each line, and return the exit status."""
    complain(error.message, (*error.reasons, *(_WAYS_OUT[way] for way in error.ways_out)))
    return REFUSED


def checked_reason(*, revision: bool, reason: str | None) -> None:
    """Refuse a revision that does not say why.

    Raises:
        click.UsageError: It does not.
    """
    if revision and not (reason and reason.strip()):
        raise click.UsageError("--revision: expected --reason too, which says why")


def with_name(content: bytes, name: str) -> Any:
    """Return the bytes of a file as a stream that has its name."""
    import io

    stream = io.BytesIO(content)
    stream.name = name
    return stream
