"""By what names a person speaks of what a ledger holds: the first digits of a hash, a reference."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from aidtrack.errors import UnknownEntry
from aidtrack.ledger.tables import ENTRIES
from aidtrack.ledger.verify import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from aidtrack.reconciliation import Book

FEWEST: Final = 4
"""How many digits of a hash name an entry at least."""
_HASH: Final = 64
_MOST: Final = 10
"""How many of several are listed."""


def entry_named(connection: Connection, text: str) -> str:
    """Return the id of the one entry whose hash begins with some digits.

    Raises:
        UnknownEntry: There is none, or there are several, which are listed.
    """
    digits = text.strip().lower()
    if not FEWEST <= len(digits) <= _HASH or set(digits) - set("0123456789abcdef"):
        raise UnknownEntry(
            f"expected the hash of an entry, or {FEWEST} or more of its first digits, as trace "
            f"shows them, got {text!r}"
        )
    query = select(ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.reference, ENTRIES.c.content)
    rows = connection.execute(
        query.where(ENTRIES.c.id.startswith(digits)).order_by(ENTRIES.c.id).limit(_MOST + 1)
    ).all()
    if not rows:
        raise UnknownEntry(
            f"no entry has a hash that begins with {digits}; trace shows those of all"
        )
    if len(rows) > 1:
        told = "; ".join(map(_in_words, rows[:_MOST]))
        more = " and more" if len(rows) > _MOST else ""
        raise UnknownEntry(f"{digits} begins the hashes of several entries: {told}{more}")
    return str(rows[0].id)


def _in_words(row: Any) -> str:
    content = json.loads(row.content)
    who = content["who"].get("name") or content["who"].get("country")
    about = f" of {row.reference}" if row.reference else ""
    return f"{row.id[:SHOWN]} ({row.kind}{about} by {who}, {content['when'][:10]})"


def check_name(book: Book, what: str, name: str) -> None:
    """Refuse a name that nothing in a book has.

    Args:
        book: The book.
        what: ``consignment``, ``donor``, ``recipient``, ``batch`` or ``place``.
        name: The name; of a donor or recipient the code of a country too.

    Raises:
        UnknownEntry: There is none of that name.
    """
    frame = book.entries if what in ("consignment", "place") else book.movements
    columns = [what, f"{what}_country"] if what in ("donor", "recipient") else [what]
    known = {each for column in columns for each in frame[column].drop_nulls().unique()}
    if name not in known:
        raise unknown(what, name, known)


def unknown(
    what: str, name: str, known: Iterable[str], *, remedy: str | None = None
) -> UnknownEntry:
    """Return the error that something is not in the ledger, with what is most like it.

    Args:
        what: What it should have been, such as ``consignment``.
        name: How it was named.
        known: The names that there are.
        remedy: What to do where it is none of them.
    """
    names = sorted(set(known))
    near = nearest_to(name, names)
    if near is not None:
        hint = f"did you mean {near!r}?"
    elif names:
        more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
        hint = f"there are {', '.join(names[:_MOST])}{more}"
    else:
        hint = "there are none"
    then = f"; {remedy}" if remedy and near is None else ""
    return UnknownEntry(f"there is no {what} {name!r} in the ledger; {hint}{then}")


def nearest_to(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like one, or None where none is near.

    >>> nearest_to("FR-lN-7", ["FR-IN-7", "RU-IN-7"])
    'FR-IN-7'
    """
    lower = {each.lower(): each for each in known}
    [*near] = get_close_matches(name.lower(), lower, n=1, cutoff=0.65)
    return lower[near[0]] if near else None
