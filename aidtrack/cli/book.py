"""What the commands share that open a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from aidtrack.cli.misuse import complain, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    """Open a ledger; only what records makes a new one."""
    from aidtrack.ledger import Ledger

    return Ledger(url, create=create)


def announcer(ledger: Ledger) -> Callable[[], None]:
    """Return what says, once there is anything in it, that a ledger is new."""
    waiting = not ledger.heads()

    def announce() -> None:
        nonlocal waiting
        if waiting and ledger.heads():
            say(f"made a new ledger at {ledger.address}")
            waiting = False

    return announce


def files_of(url: str) -> tuple[str, ...]:
    """Return the files in which a ledger is kept; none for one on a server.

    What SQLite keeps beside its file is part of it until it is closed.
    """
    from aidtrack.ledger.engine import file_of

    name = file_of(url)
    return () if name is None else tuple(f"{name}{end}" for end in ("", "-wal", "-shm", "-journal"))


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
        "report": "to keep it beside that, as what somebody else tells: --report --who NAME",
        "also": "to add it, as a further one: --also",
        "unless": "to record it all the same: --unless never",
    }
)
"""How a caller of the commands says what the library would be told."""


def refused(error: NotRecorded, **own: str) -> int:
    """Say why nothing was recorded, a reason on each line, and return the exit status.

    Args:
        error: What the library says.
        own: The ways out that a command has by other options.
    """
    ways = {**_WAYS_OUT, **own}
    complain(error.message, (*error.reasons, *(ways[way] for way in error.ways_out)))
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
