"""What a file may ask for: bounds that no manifest meets and every bomb does."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read of one file before it is refused."""

    file_bytes: int = 2048 * MEBIBYTE
    """The bytes of the file itself."""
    unpacked_bytes: int = 2048 * MEBIBYTE
    """The bytes that an archive, a workbook or a compressed file holds when unpacked."""
    cells: int = 50_000_000
    """The cells of one table, empty ones among them."""
    columns: int = 16_384
    """The columns of one table; a spreadsheet has no more."""
    cell_characters: int = 1_000_000
    """The characters of one cell: a longer one is no cell, but a broken quote."""


DEFAULT_LIMITS = Limits()
