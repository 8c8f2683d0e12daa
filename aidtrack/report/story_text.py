"""A story for a terminal: each entry with its label, in no more than 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aidtrack.report.plain import wrap_words
from aidtrack.text.printable import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.ledger.story import Trace

_INDENT: Final = " " * 4
_FURTHER: Final = " " * 8


def story_text(trace: Trace) -> Iterator[str]:
    """Yield the steps of a story, and where the goods are now.

    Nothing is cut short. Where an entry tells of several goods, each begins a line of its own.
    """
    if not trace.steps:
        yield "nothing is recorded of it"
    for step in trace.steps:
        several = len(step.goods) > 1
        text = f"{step.heading}:" if several else step.text
        yield from _wrapped(f"{trace.of(step)}{text}", _INDENT, f"{step.label}  ")
        for goods in step.goods if several else ():
            yield from _wrapped(goods, _FURTHER, _INDENT)
    for text in trace.now():
        yield from _wrapped(text, _INDENT, "now  ")


def _wrapped(text: str, indent: str, first: str) -> list[str]:
    return wrap_words(legible(text).split(" "), indent=indent, first=first)
