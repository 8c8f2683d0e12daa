"""The chain: each entry is linked to all before it, so that none can be changed unseen.

>>> first = link_of("desk-1", 1, GENESIS, "5e3f", "")
>>> first == link_of("desk-1", 1, GENESIS, "5e3e", "")
False
"""

from __future__ import annotations

import hashlib
from typing import Final

GENESIS: Final = ""
"""What the first link of a chain has before it."""

_FORMAT: Final = "aidtrack-link/1"
_SEAL: Final = "aidtrack-ledger/1"


def link_of(origin: str, number: int, previous: str, entry: str, findings: str) -> str:
    """Return the link that adds an entry to a chain.

    Args:
        origin: The name of the chain.
        number: The place of the entry in it, from 1.
        previous: The link before it.
        entry: The id of the entry.
        findings: What the rules found and was let stand, as it is kept.
    """
    told = hashlib.sha256(findings.encode()).hexdigest()
    return _hash_of(_FORMAT, origin, str(number), previous, entry, told)


def seal_of(version: int, origin: str) -> str:
    """Return what seals the version of the tables and the name of the chain written in them."""
    return _hash_of(_SEAL, str(version), origin)


def _hash_of(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
