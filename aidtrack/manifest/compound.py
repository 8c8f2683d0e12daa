"""The old binary workbook (xls), looked through before a reader trusts what it says.

A reader reserves the memory that a compound file says it needs, and follows its
chains of sectors to their end: a wrong length or a chain in a circle would fill
the memory or never end. What is found here is only whether it is safe to read.
"""

from __future__ import annotations

import struct
from array import array
from struct import unpack_from
from typing import TYPE_CHECKING

from aidtrack.errors import UnreadableManifest

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPOUND = b"\xd0\xcf\x11\xe0"
"""What every compound file begins with."""
_END, _SPECIAL = 0xFFFFFFFE, 0xFFFFFFFA
_ROWS, _COLUMNS = 65_536, 256
_SMALL_STREAM = 4096
_DIMENSIONS, _SHEET, _STRINGS, _LAST, _MANY = 0x0200, 0x0085, 0x00FC, 0x000A, (0x00BD, 0x00BE)
_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00FD, *_MANY})


def check_compound(content: bytes, file: str) -> None:
    """Refuse an xls workbook that is not safe to read.

    Raises:
        UnreadableManifest: Its lengths, chains or cells are beyond what it can hold.
    """
    try:
        for stream in _streams(content):
            _check_records(stream)
    except (struct.error, IndexError):
        raise UnreadableManifest(f"{file}: a damaged or unknown workbook: it is cut off") from None
    except ValueError as error:
        raise UnreadableManifest(f"{file}: a damaged or unknown workbook: {error}") from None


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield the streams of a workbook that a compound file holds."""
    version, _, shift = unpack_from("<HHH", content, 26)
    if shift not in {9, 12}:
        raise ValueError("its sectors are of no known size")
    size = 1 << shift
    most = len(content) // size + 1
    directories, tables = unpack_from("<II", content, 40)
    start, _, _, mini_start, minis, further, more = unpack_from("<IIIIIII", content, 48)
    if max(tables, minis, more, directories if version > 3 else 0) > most:  # noqa: PLR2004 (only then it is stated)
        raise ValueError("it says it is longer than it is")
    fat = array("I")
    for sector in _sectors_of_fat(content, size, further, most):
        fat.frombytes(_sector(content, sector, size))
    entries, lengths = _entries(content, start, fat, size)
    small, mini = b"", array("I")
    if minis:
        root = unpack_from("<I", entries[0], 116)[0]
        small = b"".join(_sector(content, each, size) for each in _chain(root, fat))
        for each in _chain(mini_start, fat):
            mini.frombytes(_sector(content, each, size))
    for entry, length in zip(entries, lengths, strict=True):
        name = entry[:64].decode("utf-16-le", "replace").partition("\0")[0]
        if name in {"Workbook", "Book"}:
            first = unpack_from("<I", entry, 116)[0]
            if length < _SMALL_STREAM:
                parts = [small[each * 64 : each * 64 + 64] for each in _chain(first, mini)]
            else:
                parts = [_sector(content, each, size) for each in _chain(first, fat)]
            yield b"".join(parts)[: length or None]


def _entries(
    content: bytes, start: int, fat: array[int], size: int
) -> tuple[list[bytes], list[int]]:
    """Return the entries of the directory, and the lengths they state."""
    listed = b"".join(_sector(content, each, size) for each in _chain(start, fat))
    entries = [listed[place : place + 128] for place in range(0, len(listed) - 127, 128)]
    wide = "<I" if size == _SMALL_SECTOR else "<Q"
    lengths = [unpack_from(wide, entry, 120)[0] for entry in entries]
    stated = [
        length
        for entry, length in zip(entries, lengths, strict=True)
        if entry[66] in _OF_A_STREAM or entry.startswith((b"W\0", b"B\0"))
    ]
    if not entries or max([lengths[0], *stated]) > len(content) + size:
        raise ValueError("it says it is longer than it is")
    return entries, lengths


_SMALL_SECTOR = 512
_OF_A_STREAM = (2, 5)
"""What an entry is that has a length: a stream, or the root."""


def _sectors_of_fat(content: bytes, size: int, further: int, most: int) -> list[int]:
    sectors = list(unpack_from("<109I", content, 76))
    seen = 0
    while further < _SPECIAL:
        *next_ones, further = unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        sectors += next_ones
        seen += 1
        if seen > most:
            raise ValueError("its sectors stand in a circle")
    used = [sector for sector in sectors if sector < _SPECIAL]
    if len(used) > most:
        raise ValueError("it says it is longer than it is")
    return used


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    if start >= len(content):
        raise ValueError("a sector stands beyond its end")
    return content[start : start + size].ljust(size, b"\0")


def _chain(start: int, table: array[int]) -> Iterator[int]:
    """Yield the sectors of a chain, which ends."""
    sector, seen = start, 0
    while sector != _END:
        seen += 1
        if seen > len(table) or sector >= len(table):
            raise ValueError("its sectors stand in a circle or beyond its end")
        yield sector
        sector = table[sector]


def _check_records(stream: bytes) -> None:
    sheets: list[int] = []
    for kind, start, length in _records(stream, 0):
        if kind == _SHEET:
            sheets.append(unpack_from("<I", stream, start)[0])
        elif kind == _STRINGS and unpack_from("<I", stream, start + 4)[0] * 3 > len(stream):
            raise ValueError(f"it says it holds more texts than its {length:,} bytes can")
    if len(set(sheets)) < len(sheets):
        raise ValueError("its sheets stand in each other")
    looked = 0
    for place in sheets:
        for kind, start, length in _records(stream, place):
            looked += length + 4
            if kind == _DIMENSIONS:
                _check_dimensions(stream, start, length)
            elif kind in _CELLS:
                _check_cell(stream, kind, start, length)
        if looked > 2 * len(stream):
            raise ValueError("its sheets stand in each other")


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        if kind == _LAST:
            return
        yield kind, place + 4, length
        place += 4 + length


def _check_dimensions(stream: bytes, start: int, length: int) -> None:
    first, end, left, right = unpack_from("<IIHH" if length == 14 else "<HHHH", stream, start)  # noqa: PLR2004
    # An empty sheet may state its end as nought.
    if end > _ROWS or right > _COLUMNS or (end and right and (first > end or left > right)):
        raise ValueError("a sheet is larger than it can be")


def _check_cell(stream: bytes, kind: int, start: int, length: int) -> None:
    if kind == 0x0207:  # noqa: PLR2004 (the text of a formula: it has no address of its own)
        return
    _, column = unpack_from("<HH", stream, start)
    if column >= _COLUMNS or (kind in _MANY and column + length // 6 > _COLUMNS):
        raise ValueError("a cell stands beyond the end of its sheet")
