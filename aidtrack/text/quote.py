"""A text as written, fit to stand in a message.

>>> print(quote("1.2.3"), quote("Côte d'Ivoire"))
'1.2.3' "Côte d'Ivoire"
>>> print(quote("9" * 60))
'999999999999999999999999999999999999999…'
"""

from __future__ import annotations

LONGEST = 40
"""How many characters of a text are shown."""


def quote(text: str) -> str:
    """Return the text in quotes, on one line, shortened where it is long.

    Spaces of every kind are shown as spaces and unprintable characters as ``?``:
    escaped, they would tell a desk officer nothing.
    """
    # A few characters more than are shown, so that a huge cell costs nothing.
    start = text.strip()[: 4 * LONGEST]
    line = " ".join("".join(c if c.isprintable() or c.isspace() else "?" for c in start).split())
    if len(line) > LONGEST or len(text.strip()) > len(start):
        line = line[: LONGEST - 1] + "…"
    return f'"{line}"' if "'" in line else f"'{line}'"
