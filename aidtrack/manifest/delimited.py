"""Delimited text: bytes to text, and text to a grid whose rows are those of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.grid import Grid
from aidtrack.text.spreadsheet import RISKY

_DELIMITERS = (",", ";", "\t", "|")
_GUARDED = re.compile(f"'{RISKY}")
_ZEROS_IN = 400
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 100_000
LONGEST_CELL = 1_000_000
"""How many characters a cell can have: a longer one is no cell, but a broken quote."""


def read_delimited(content: bytes, file: str, encoding: str | None = None) -> Grid:
    """Return the grid of a delimited text.

    Raises:
        UnreadableManifest: The bytes are no text of the encoding named, or a cell
            is longer than any cell can be.
    """
    text, used = decode(content, file, encoding)
    delimiter = find_delimiter(text)
    cells = _cells(text, delimiter, file)
    if _GUARDED.search(text):
        cells = cells.with_columns(pl.all().str.replace(f"^'({RISKY})", "$1"))
    return Grid(file=file, cells=cells, encoding=used, delimiter=delimiter)


def decode(content: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """Return bytes as text with the encoding that was used.

    A byte order mark decides, then strict UTF-8; what is neither is Windows-1252,
    which the reading report says.

    Raises:
        UnreadableManifest: The bytes are no text of the encoding named.
    """
    named = encoding or _marked(content)
    if named is not None:
        try:
            return content.decode(named), named
        except LookupError:
            raise UnreadableManifest(f"{file}: there is no encoding {named!r}") from None
        except UnicodeError as error:
            raise UnreadableManifest(f"{file}: not encoded in {named}: {error}") from None
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if b"\x00" in content:
            raise UnreadableManifest(f"{file}: binary data, not a text table") from None
        # Five bytes of cp1252 are unassigned; as Latin-1 they are control characters.
        return content.decode("cp1252", errors="replace"), "cp1252"


def _marked(content: bytes) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Letters of the West with a zero behind or before each: UTF-16 that does not say so.
    zeros = [content[start:_ZEROS_IN:2].count(0) for start in (0, 1)]
    for zero, other, name in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        if zeros[zero] * 4 > len(content[:_ZEROS_IN]) and not zeros[other]:
            return name
    return None


def find_delimiter(text: str) -> str:
    """Return the delimiter under which the first rows are most alike and widest."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample), delimiter=delimiter), _SAMPLE_ROWS))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if any(row))
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = (width - 1) * count
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _cells(text: str, delimiter: str, file: str) -> pl.DataFrame:
    """Return the cells; regular text is read at once, the rest record by record."""
    if not text.strip():
        return pl.DataFrame()
    regular = _is_regular(text, delimiter)
    content = text.encode("utf-8", "surrogatepass") if regular else b""
    if content:
        try:
            frame = pl.read_csv(
                io.BytesIO(content),
                has_header=False,
                infer_schema=False,
                separator=delimiter,
            )
        except pl.exceptions.PolarsError:
            pass  # ragged or oddly quoted: the slower reader knows how
        else:
            named = frame.rename({name: f"c{n}" for n, name in enumerate(frame.columns)})
            return named.with_columns(pl.all().replace("", None)) if b'""' in content else named
    return _record_by_record(text, delimiter, file)


def _is_regular(text: str, delimiter: str) -> bool:
    """Return whether any reader of delimited text would cut this one into the same cells.

    Quotes stand around whole cells only, and are doubled within; lines end in one way.
    """
    before, behind = rf"(?<![^{delimiter}\n])", rf"(?![^{delimiter}\r\n])"
    # Nothing is tried twice, so that this takes a tenth of what reading does.
    cell = rf'{before}"[^"]*+(?:""[^"]*+)*+"{behind}'
    quoted = re.fullmatch(rf'(?:[^"]*+{cell})*+[^"]*+', text)
    return quoted is not None and "\r" not in text.replace("\r\n", "")


def _record_by_record(text: str, delimiter: str, file: str) -> pl.DataFrame:
    csv.field_size_limit(LONGEST_CELL)
    # newline="" leaves the line ends to the reader, lone carriage returns too.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise UnreadableManifest(f"{file}: line {reader.line_num}: {error}") from None
    width = max((len(row) for row in rows), default=0)
    columns = [
        pl.Series(
            f"c{place}",
            [row[place] if place < len(row) and row[place] else None for row in rows],
            dtype=pl.String,
        )
        for place in range(width)
    ]
    return pl.DataFrame(columns)
