"""Text for a terminal: measured as it is seen, and never too wide.

>>> wrap("the total weight leaves this line out", width=20, indent="  ")
['  the total weight', '  leaves this line', '  out']
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from aidtrack.text.printable import JOINERS, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 80
"""How many columns a line of text takes at most."""
_WIDE = ("W", "F")


def width(text: str) -> int:
    """Return how many columns a terminal takes for a text.

    >>> width("Côte"), width("氧气")
    (4, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def shorten(text: str, longest: int) -> str:
    """Return a clean text cut to a width, its end shown as cut.

    >>> shorten("non-rebreather mask", 10)
    'non-rebre…'
    """
    line = clean(text)
    if width(line) <= longest:
        return line
    return next(_pieces(line, longest - 1)) + "…"


def shorten_path(path: str, longest: int) -> str:
    """Return a path cut in its middle: where it begins and the file's name tell it apart.

    >>> shorten_path("/home/desk/relief/2026/november/manifest.xlsx", 30)
    '/home/des…vember/manifest.xlsx'
    """
    line = clean(path)
    if width(line) <= longest:
        return line
    start = (longest - 1) // 3
    head = next(_pieces(line, start))
    tail = next(_pieces(line[::-1], longest - 1 - start))[::-1]
    return f"{head}…{tail}"


def wrap(text: str, *, width: int = WIDTH, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text as lines of at most a width, broken between words where it can be.

    Args:
        text: One paragraph; it is cleaned.
        width: The width of the lines, the indent included.
        indent: What every line begins with.
        first: What the first line begins with instead.
    """
    return wrap_words(clean(text).split(" "), width=width, indent=indent, first=first)


def wrap_words(
    words: Iterable[str], *, width: int = WIDTH, indent: str = "", first: str | None = None
) -> list[str]:
    """Return words as lines of at most a width; a word that holds spaces stays whole."""
    lines: list[str] = []
    start = indent if first is None else first
    current, free = "", width - _width(start)
    for word in words:
        for piece in _pieces(word, max(width - max(_width(start), _width(indent)), 1)):
            gap = " " if current else ""
            if current and _width(gap + piece) > free:
                lines.append(start + current)
                start, current, gap = indent, "", ""
                free = width - _width(indent)
            current += gap + piece
            free -= _width(gap + piece)
    return [*lines, start + current] if current or not lines else lines


def _pieces(word: str, longest: int) -> Iterator[str]:
    """Yield a word in pieces that are not wider than a line."""
    piece, used = "", 0
    for character in word:
        columns = _columns(character)
        if piece and used + columns > longest:
            yield piece
            piece, used = "", 0
        piece += character
        used += columns
    yield piece


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return a text filled with spaces to a width."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def listed(items: Iterable[str], most: int) -> list[str]:
    """Return items for a list between commas, the last of them the number left out.

    >>> listed(["F1", "F2", "F3", "F4"], 2)
    ['F1,', 'F2', 'and 2 more']
    """
    every = list(items)
    shown, rest = every[:most], len(every) - most
    parts = [f"{item}," for item in shown[:-1]] + shown[-1:]
    return [*parts, f"and {rest:,} more"] if rest > 0 else parts


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "line"), count(1200, "line"), count(0, "error")
    ('1 line', '1,200 lines', 'no errors')
    """
    word = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {word}" if number else f"no {word}"


_width = width
