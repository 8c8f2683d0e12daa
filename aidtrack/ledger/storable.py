"""Texts that not every database can hold: refused before either of them is asked."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.errors import NotRecorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.ledger.drafts import Drafts

_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL as canonical JSON has it; what people wrote with a backslash has two of them."""


def holds_nul(content: str) -> bool:
    r"""Return whether a text of a canonical JSON is one with a NUL in it.

    >>> holds_nul(r'{"place":"a\u0000b"}'), holds_nul(r'{"place":"a\\u0000b"}')
    (True, False)
    """
    return _NUL.search(content) is not None


@contextmanager
def only_unicode() -> Iterator[None]:
    """Refuse what is half a character, as a file decoded with ``surrogateescape`` has it.

    Raises:
        NotRecorded: A text within cannot be written as UTF-8.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        place = f"U+{ord(error.object[error.start]):04X}"
        raise NotRecorded(
            f"nothing was recorded: a text holds {place}, which is half a character; "
            "expected text that was decoded in its own encoding"
        ) from None


def refuse_nul(drafts: Drafts) -> None:
    """Refuse texts with a NUL, which PostgreSQL cannot hold and SQLite cuts short.

    Raises:
        NotRecorded: There is one.
    """
    cells = drafts.cells.select(pl.col(pl.String).str.contains("\x00", literal=True).any())
    fields = [name for name in cells.columns if cells[name].any()]
    fields += [name for name in drafts.cells.columns if "\x00" in name]
    where = [f"the column {fields[0]!r}"] if fields else []
    where += [f"a {each.kind}" for each in drafts.entries if holds_nul(each.content)]
    if where:
        raise NotRecorded(
            f"nothing was recorded: a text of {where[0]} holds a NUL (U+0000), which is no "
            "part of any text; remove it"
        )
