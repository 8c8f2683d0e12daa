"""How far a sheet reaches, found out before it is read.

A reader of workbooks lays out every cell between the first and the last: one stray
cell at the end of the sheet, by accident or by malice, would fill the memory.
"""

from __future__ import annotations

import re

from aidtrack.findings import column_index
from aidtrack.manifest.disguised import NOWHERE, disguised_extent, is_disguised

Extent = tuple[int, int]
"""Rows and columns, never fewer than there are."""
_ROW_START = re.compile(rb"<row[ >/]")
_CELL_START = re.compile(rb"<c[ >/]")
_LATER_COLUMN = re.compile(rb' r="([A-Z]{2,3})[0-9]')
_ADDRESS = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,9})"')
_LETTERS = 26
_LAST_ROW = 1_048_576
"""The last row that a spreadsheet has."""
_ODS_TAG = re.compile(
    rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s>/])"
    rb"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_REPEATED = re.compile(rb"-repeated\s*=\s*[\"']([^\"']*)[\"']")
_HELD = (b"value", b"formula")
"""What the attributes of a cell name that holds something."""


def extent_of_sheet(xml: bytes, last: int | None) -> Extent:
    """Return how far an xlsx sheet reaches; quickly, and so perhaps a little too far.

    Args:
        xml: The sheet's XML, its names without prefixes (see `without_prefix`).
        last: The row behind which a plainly written sheet has no cell (see `look_at`).
    """
    if last is None:
        return exact_extent_of_sheet(xml)
    # The pattern begins with a text that is found without trying.
    columns = max(map(_column, set(_LATER_COLUMN.findall(xml))), default=_LETTERS)
    return min(last, _LAST_ROW), columns


def exact_extent_of_sheet(xml: bytes) -> Extent:
    """Return how far an xlsx sheet reaches, each address looked at."""
    if is_disguised(xml):
        return disguised_extent(xml)
    addresses = set(_ADDRESS.findall(xml))
    columns = max(map(_column, {letters for letters, _ in addresses}), default=1)
    rows = max((int(row) for _, row in addresses), default=0)
    return max(rows, xml.count(b"<row")), max(columns, _unaddressed(xml))


def _unaddressed(xml: bytes) -> int:
    """Return how many cells of a row stand one behind the other without an address."""
    cells = xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<c/")
    if cells == xml.count(b'<c r="') or len(_CELL_START.findall(xml)) <= len(_ADDRESS.findall(xml)):
        return 0
    return max(len(_CELL_START.findall(row)) for row in _ROW_START.split(xml))


def without_prefix(xml: bytes) -> bytes:
    """Return XML in which the names of elements have no prefix: ``<x:row>`` is ``<row>``."""
    found = re.search(rb"<(\w+:)(?:worksheet|workbook|Relationships)[ >]", xml[:_HEAD])
    if found is None:
        return xml
    return xml.replace(b"<" + found[1], b"<").replace(b"</" + found[1], b"</")


_HEAD = 4_000
"""How many bytes of a part are looked at for its first element."""


def _column(letters: bytes) -> int:
    return column_index(letters.decode("ascii")) + 1


def extents_of_tables(xml: bytes) -> list[Extent]:
    """Return how far the tables of an ods reach: repeated rows and cells that hold something."""
    extents: list[Extent] = []
    columns, row, place = 0, 0, 0
    for tag in _ODS_TAG.finditer(xml):
        ends, name, attributes = tag[1] == b"/", tag[2], tag[3]
        if name == b"table":
            if not ends:
                extents.append((0, 0))
            columns, row = 0, 0
            continue
        if ends:
            continue
        if name == b"table-row":
            row, place = row + _times(attributes), 0
            continue
        place += _times(attributes)
        if _holds(xml, tag):
            columns = max(columns, place)
            extents[-1:] = [(row, columns)]
    return extents


def _holds(xml: bytes, tag: re.Match[bytes]) -> bool:
    """Return whether a cell of an ods may hold something."""
    if any(held in tag[3] for held in _HELD):
        return True
    return not tag[3].endswith(b"/") and xml[tag.end() : tag.end() + 2] != b"</"


def _times(attributes: bytes) -> int:
    repeated = _REPEATED.search(attributes)
    if repeated is None:
        return 1
    return int(repeated[1]) if re.fullmatch(rb"[0-9]{1,9}", repeated[1]) else NOWHERE
