"""Addresses of an xlsx sheet that are written as no spreadsheet writes them.

In single quotes, with spaces, with zeros before the number, in small letters: a
reader of workbooks takes all that as an address, and so it must be seen as one
before the reader lays out the sheet as far as the address reaches.
"""

from __future__ import annotations

import re

from aidtrack.findings import column_index

_R = rb"\br\s*=\s*[\"']"
_PREFIX = rb"(?:[^\s<>/:!?]+:)?"
# Each begins with a text that is found without trying.
_SIGNS = (
    re.compile(rb' r=(?!"[A-Z]{0,3}[1-9][0-9]{0,6}")'),
    *(re.compile(before + rb"r\s*=") for before in (rb"\t", rb"\n", rb"\r", rb'"', rb"'")),
    re.compile(rb" r\s+="),
    re.compile(rb":(?:c|row)[\s/>]"),
    re.compile(rb"<(?:c|row)[\t\r\n]"),
)
_ROW = re.compile(_R + rb"[A-Za-z]{0,3}0*([0-9]{1,9})")
_ROW_START = re.compile(rb"<" + _PREFIX + rb"row[\s>/]")
_CELL_START = re.compile(rb"<" + _PREFIX + rb"c[\s>/]")
_COLUMN = re.compile(_R + rb"([A-Za-z]{1,3})[0-9]")
_TOO_FAR = re.compile(_R + rb"(?:[A-Za-z]{4}|[A-Za-z]*0*[1-9][0-9]{8})")
NOWHERE = 10**9
"""A row or column beyond all limits."""


def is_disguised(xml: bytes) -> bool:
    """Return whether a sheet has addresses that are not written plainly."""
    return any(sign.search(xml) for sign in _SIGNS)


def disguised_extent(xml: bytes) -> tuple[int, int]:
    """Return how far such a sheet reaches at most: its rows and columns."""
    if _TOO_FAR.search(xml):
        return NOWHERE, NOWHERE
    rows = {int(row) for row in _ROW.findall(xml)}
    letters = {column.decode("ascii") for column in _COLUMN.findall(xml)}
    # Cells may stand one behind the other without an address.
    longest = max(len(_CELL_START.findall(row)) for row in _ROW_START.split(xml))
    starts = len(_ROW_START.findall(xml))
    return max([starts, *rows]), max([longest, *(column_index(column) + 1 for column in letters)])
