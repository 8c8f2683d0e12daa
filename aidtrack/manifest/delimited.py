"""Delimited text to a grid whose rows are those of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.grid import Grid
from aidtrack.text.spreadsheet import RISKY

if TYPE_CHECKING:
    from aidtrack.manifest.limits import Limits

_DELIMITERS = (",", ";", "\t", "|")
_GUARDED = re.compile(f"'{RISKY}")
_NAMED = re.compile(r"\ufeff?sep=([\t !#-/:-@\[-`{-~])[\r\n]", re.IGNORECASE)
"""How Excel has a file say its delimiter."""
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 100_000


def read_delimited(
    text: str, file: str, encoding: str, limits: Limits, *, content: bytes | None = None
) -> Grid:
    """Return the grid of a delimited text.

    Args:
        text: The text.
        file: The file's name.
        encoding: The encoding that it was in.
        limits: How much of it is read.
        content: The same text in UTF-8, where that is at hand.

    Raises:
        UnreadableManifest: A cell or a row is longer than the limits.
    """
    delimiter = find_delimiter(text)
    mended = _with_lone_quotes(text, delimiter)
    content = content if mended is text else None
    text = mended
    cells = _cells(text, delimiter, file, limits, content=content)
    if _GUARDED.search(text):
        cells = cells.with_columns(pl.all().str.replace(f"^'({RISKY})", "$1"))
    breaks = _breaks(text, cells)
    return Grid(file=file, cells=cells, encoding=encoding, delimiter=delimiter, breaks=breaks)


def _with_lone_quotes(text: str, delimiter: str) -> str:
    """Return a text in which a cell of one quotation mark, a ditto mark, is written as CSV has it.

    Two of them would make one cell of all that stands between. A cell that begins and
    ends with the delimiter and goes over the end of a line is none that anybody wrote.
    """
    # A single character is looked for many times faster than three.
    if '"' not in text or f'{delimiter}"{delimiter}' not in text:
        return text
    mark = re.escape(delimiter)
    swallows = re.search(rf'{mark}"{mark}[^"\n]*\n[^"]*{mark}"{mark}', text)
    if swallows is None and _is_regular(text, delimiter):
        return text
    mended = re.sub(rf'(?<=[{mark}\n])"(?=[{mark}\r\n])', '""""', text)
    return mended if _is_regular(mended, delimiter) else text


def _breaks(text: str, cells: pl.DataFrame) -> tuple[tuple[int, int], ...]:
    """Return the rows with line breaks within their cells, and how many each has."""
    lines = text.count("\n") + (not text.endswith("\n"))
    if not cells.width or lines <= cells.height:
        return ()
    broken = cells.with_row_index("row", offset=1).filter(
        pl.any_horizontal(pl.col(pl.String).str.contains("\n", literal=True))
    )
    counted = broken.select(
        "row", pl.sum_horizontal(pl.col(pl.String).str.count_matches("\n", literal=True))
    )
    return tuple(counted.iter_rows())


def find_delimiter(text: str) -> str:
    """Return the delimiter that the first line names, or under which rows are alike and widest."""
    sample = text[:_SAMPLE_CHARACTERS]
    if named := _NAMED.match(sample):
        return named[1]
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


def _cells(
    text: str, delimiter: str, file: str, limits: Limits, *, content: bytes | None = None
) -> pl.DataFrame:
    """Return the cells; regular text is read at once, the rest record by record."""
    if not text or text.isspace():
        return pl.DataFrame()
    first = text[: text.find("\n") if "\n" in text else None]
    width = first.count(delimiter) + 1
    if width > limits.columns and '"' not in first:
        raise too_wide(file, width, limits)
    if width * text.count("\n") > limits.cells:
        raise too_long(file, text.count("\n"), width, limits)
    plain = width <= limits.columns and not _has_long_line(text, limits)
    if plain and _is_regular(text, delimiter):
        try:
            frame = pl.read_csv(
                text.encode("utf-8", "surrogatepass") if content is None else content,
                has_header=False,
                infer_schema=False,
                separator=delimiter,
            )
        except pl.exceptions.PolarsError:
            pass  # ragged or oddly quoted: the slower reader knows how
        else:
            named = frame.rename({name: f"c{n}" for n, name in enumerate(frame.columns)})
            return named.with_columns(pl.all().replace("", None)) if '""' in text else named
    return _record_by_record(text, delimiter, file, limits)


def _has_long_line(text: str, limits: Limits) -> bool:
    """Return whether a line is so long that a cell of it may be."""
    start = 0
    while start + limits.cell_characters < len(text):
        end = text.rfind("\n", start, start + limits.cell_characters + 1)
        if end < start:
            return True
        start = end + 1
    return False


def _is_regular(text: str, delimiter: str) -> bool:
    """Return whether any reader of delimited text would cut this one into the same cells.

    Quotes stand around whole cells only, and are doubled within; lines end in one way.
    """
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return False
    if '"' not in text:
        return True
    quotes = text.count('"')
    if quotes * _FEW_QUOTES < len(text):
        return _is_regular_by_pieces(text.split('"'), delimiter)
    return _is_regular_by_pattern(text, delimiter)


def _is_regular_by_pattern(text: str, delimiter: str) -> bool:
    before, behind = rf"(?<![^{delimiter}\n])", rf"(?![^{delimiter}\r\n])"
    # Nothing is tried twice, so that this takes a tenth of what reading does.
    cell = rf'{before}"[^"]*+(?:""[^"]*+)*+"{behind}'
    return re.fullmatch(rf'(?:[^"]*+{cell})*+[^"]*+', text) is not None


_FEW_QUOTES = 100
"""With fewer quotes than one in so many characters, the pieces between them are looked at."""


def _is_regular_by_pieces(pieces: list[str], delimiter: str) -> bool:
    """Return the same of a text with few quotes, from what stands before and behind each."""
    if len(pieces) % 2 == 0:
        return False
    last = len(pieces) - 1
    for place in range(0, last + 1, 2):
        outside = pieces[place]
        if not outside:
            # At either end of the text, or between two quotes that are one within a cell.
            continue
        opens = place == last or outside[-1] in (delimiter, "\n")
        closes = place == 0 or outside[0] in (delimiter, "\r", "\n")
        if not (opens and closes):
            return False
    return True


def _record_by_record(text: str, delimiter: str, file: str, limits: Limits) -> pl.DataFrame:
    rows, width = [], 0
    # The limit is one for the whole process: it is lent, and given back.
    before = csv.field_size_limit(limits.cell_characters)
    # newline="" leaves the line ends to the reader, lone carriage returns too.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            width = max(width, len(row))
            if width > limits.columns:
                raise too_wide(file, width, limits)
    except csv.Error as error:
        raise UnreadableManifest(f"{file}: line {reader.line_num}: {error}") from None
    finally:
        csv.field_size_limit(before)
    if width * len(rows) > limits.cells:
        raise too_long(file, len(rows), width, limits)
    columns = [
        pl.Series(
            f"c{place}",
            [row[place] if place < len(row) and row[place] else None for row in rows],
            dtype=pl.String,
        )
        for place in range(width)
    ]
    return pl.DataFrame(columns)


def too_long(file: str, rows: int, width: int, limits: Limits) -> UnreadableManifest:
    """Return the error of a table with more cells than are read."""
    return UnreadableManifest(
        f"{file}: {rows:,} rows of {width:,} columns are more than the "
        f"{limits.cells:,} cells that are read (option --limit)"
    )


def too_wide(file: str, width: int, limits: Limits) -> UnreadableManifest:
    """Return the error of a table with more columns than are read."""
    return UnreadableManifest(
        f"{file}: {width:,} columns are more than the {limits.columns:,} that are read "
        "(option --limit)"
    )
