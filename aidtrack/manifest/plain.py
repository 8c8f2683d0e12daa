"""Whether the XML of a sheet is written plainly, found out in one pass.

A sheet as most programs write it needs no closer look: each cell begins with its
address, none lies far behind the others, and there is nothing but values. What may be
otherwise is looked for by an automaton that reads every byte once, whatever the file
was made to do to it.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from aidtrack.manifest.limits import MEBIBYTE

_MARKS = 'hidden=|"e"|<f'
"""Where there may be hidden parts, error values and formulas."""
_ODD = (
    r"[\t\r\n\"']r[\s=]",
    r" r\s",
    r":(?:c|row)[\s/>]",
    r"<(?:c|row)[\t\r\n]",
    # A cell that does not begin with its address may stand anywhere.
    r"<c(?:[>/]| [^r]| r[^=])",
    r' r=(?:[^"]|"[A-Z]{4}|"[A-Z]{0,3}(?:[^A-Z1-9]|[1-9][0-9]{0,20}[^0-9"]))',
)
"""What stands in no sheet that is written plainly; more than is odd indeed."""
_SLACK = 2
"""How many times as many rows as are written may be numbered: blank ones are left out."""
_PART = 4 * MEBIBYTE
_OVERLAP = 64
"""More bytes than a pattern matches, so that none is cut in two."""
_NINE = 9


class Look(NamedTuple):
    """What the first look at a sheet tells."""

    last: int | None
    """A row behind which no cell stands; None if that takes a closer look."""
    marked: bool
    """Whether it may have hidden parts, error values or formulas."""


def look_at(xml: bytes) -> Look:
    """Return what the first look at a sheet tells.

    Args:
        xml: The sheet's XML, its names without prefixes.

    >>> look_at(b'<row r="1"><c r="A1"><v>5</v></c></row>')
    Look(last=2, marked=False)
    >>> look_at(b'<row r="1"><c r="A7"><f>1+4</f><v>5</v></c></row>')
    Look(last=None, marked=True)
    """
    beyond, last = _beyond(xml.count(b"<row"))
    odd = "|".join((*_ODD, beyond))
    if not _holds(xml, f"{odd}|{_MARKS}"):
        return Look(last, marked=False)
    return Look(None if _holds(xml, odd) else last, marked=True)


def _beyond(rows: int) -> tuple[str, int]:
    """Return a pattern of addresses behind a row, and that row: the last with its first digit."""
    digits = str(_SLACK * max(rows, 1))
    first, others = int(digits[0]), len(digits) - 1
    far = [f"[1-9][0-9]{{{others + 1}}}"]
    if first < _NINE:
        far.append(f"[{first + 1}-9][0-9]{{{others}}}")
    return f' r="[A-Z]{{0,3}}(?:{"|".join(far)})', (first + 1) * 10**others - 1


def _holds(xml: bytes, pattern: str) -> bool:
    """Return whether a pattern occurs in XML; each byte is taken for a character."""
    parts = (xml[start : start + _PART + _OVERLAP] for start in range(0, len(xml), _PART))
    return any(pl.Series([part.decode("latin-1")]).str.contains(pattern).any() for part in parts)
