"""The name of every entry: the hash of what it says.

>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.model.entries import Dispatch
>>> sent = Consignment(reference="A-1", lines=(Monitor(quantity="150 each"),))
>>> identify(Dispatch(who="a ministry", when="2021-04-29", consignment=sent))[:16]
'c56dc52b19db6b4f'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.lines.digest import digest_of
from aidtrack.lines.lines import Lines
from aidtrack.model.entries import Listing, hash_of

if TYPE_CHECKING:
    from aidtrack.model.entries import Entry


def identify(entry: Entry) -> str:
    """Return the name of an entry: the SHA-256 of its canonical bytes, in hexadecimal.

    Goods that it lists stand there by the hash of their lines, which is the same whether
    they are objects, the lines of a file, or rows of a ledger.
    """
    if isinstance(entry, Listing):
        return hash_of(entry.canonical(digest_of(Lines.of(entry.consignment).frame)))
    return hash_of(entry.canonical())
