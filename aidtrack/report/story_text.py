"""A story for a terminal: each entry with its label, in no more than 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.report.plain import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.ledger.story import Trace

_INDENT: Final = " " * 4


def story_text(trace: Trace) -> Iterator[str]:
    """Yield the steps of a story, and where the goods are now."""
    if not trace.steps:
        yield "nothing is recorded of it"
        return
    for label, text in trace.paragraphs():
        yield from wrap(text, indent=_INDENT, first=f"{label}  ")
