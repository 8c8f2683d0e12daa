"""What was found of a ledger as a whole, for a terminal: in no more than 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.report.plain import wrap_words
from aidtrack.text.printable import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.ledger import Verification

_INDENT: Final = " " * 4


def verification_text(found: Verification) -> Iterator[str]:
    """Yield the outcome, each fault and fork, and the head of each chain to be noted."""
    for line in (*str(found).splitlines(), *found.forks):
        yield from wrap_words(legible(line).split(" "), indent=_INDENT, first="")
    for origin, link in sorted(found.heads.items()):
        yield from wrap_words(
            legible(f"head of chain {origin}:").split(" "), indent=_INDENT, first=""
        )
        # A line of its own, so that it is copied whole.
        yield f"{_INDENT}{link}"
