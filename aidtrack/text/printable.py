r"""Somebody else's text made fit for a screen.

A file can hold escape sequences that clear a screen, marks that reverse what is
read, and line breaks that forge a line of ours; none of them is let through.

>>> print(clean("Dräger\x1b[2J\nmonitor"))
Dräger?[2J monitor
"""

from __future__ import annotations

from typing import Final

LONGEST: Final = 500
"""How many characters of a text are shown."""
JOINERS: Final = "\u200c\u200d"
"""The unprintable characters that Indic and Persian words cannot do without."""


def clean(text: str) -> str:
    """Return a text on one line, cut where it is very long, as :func:`legible` makes it."""
    line = legible(text[:LONGEST])
    return line + "…" if len(text) > LONGEST else line


def legible(text: str) -> str:
    """Return a whole text on one line, with ``?`` for every character that cannot be printed.

    Controls, escape sequences and marks that turn the direction of reading are such.
    """
    return " ".join("".join(map(_printable, text)).split())


def _printable(character: str) -> str:
    if character.isprintable() or character in JOINERS:
        return character
    return " " if character.isspace() else "?"
