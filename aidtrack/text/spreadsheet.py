"""Texts in files that a spreadsheet may open: none of them is ever taken for a formula.

>>> guard("=HYPERLINK(1)"), guard("-4"), guard("-4 each")
("'=HYPERLINK(1)", '-4', "'-4 each")
>>> unguard(guard("=HYPERLINK(1)")), unguard("-4")
('=HYPERLINK(1)', '-4')

An apostrophe before a cell is how spreadsheets mark it as text.
"""

from __future__ import annotations

import re

RISKY = r"'*\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
"""How a text begins that a spreadsheet may run, guarded ones among them."""

_RISKY = re.compile(RISKY)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")


def guard(text: str) -> str:
    """Return the text with an apostrophe before it where it could be run; numbers stay."""
    if _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """Return the text that a guarded one stands for."""
    return text[1:] if text.startswith("'") and _RISKY.match(text[1:]) else text
