"""Some cells of a delimited text written anew; all others stay letter by letter."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from aidtrack.errors import NotFixable
from aidtrack.findings import column_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aidtrack.fixing.fixes import Fix
    from aidtrack.manifest.grid import Grid


def fixed_text(content: bytes, grid: Grid, fixes: Sequence[Fix]) -> tuple[tuple[Fix, ...], bytes]:
    """Return the fixes that could be made, and the text with them.

    Args:
        content: The bytes of the file.
        grid: How they were read.
        fixes: What to write, each in a cell of its own.

    Raises:
        NotFixable: The text cannot be written again in its own encoding.
    """
    encoding = grid.encoding or "utf-8"
    text = _decoded(content, encoding)
    if text is None:
        raise NotFixable(
            f"{grid.file}: cannot be written again in the encoding that it is in ({encoding}); "
            "save it as UTF-8"
        )
    by_row: dict[int, dict[int, Fix]] = {}
    for fix in fixes:
        by_row.setdefault(fix.row, {})[column_index(fix.column)] = fix
    physical = list(io.StringIO(text, newline=""))
    reader = csv.reader(physical, delimiter=grid.delimiter or ",")
    parts: list[str] = []
    done: list[Fix] = []
    start = 0
    for number, record in enumerate(reader, start=1):
        raw = "".join(physical[start : reader.line_num])
        start = reader.line_num
        wanted = {
            place: fix
            for place, fix in by_row.get(number, {}).items()
            if place < len(record) and record[place] == fix.before
        }
        mended = _mended(raw, record, wanted, grid.delimiter or ",") if wanted else None
        parts.append(raw if mended is None else mended)
        done += wanted.values() if mended is not None else ()
    return tuple(done), "".join((*parts, *physical[start:])).encode(encoding)


def _decoded(content: bytes, encoding: str) -> str | None:
    """Return the text of bytes that come back from it, or None."""
    try:
        text = content.decode(encoding)
        return text if text.encode(encoding) == content else None
    except (LookupError, ValueError):
        return None


def _mended(
    raw: str, record: Sequence[str], fixes: Mapping[int, Fix], delimiter: str
) -> str | None:
    """Return a record with some cells written anew, or None where its cells cannot be told."""
    body = raw.rstrip("\r\n")
    pieces = _pieces(body, delimiter)
    if len(pieces) != len(record):
        return None
    for place, fix in fixes.items():
        quoted = pieces[place].startswith('"') or any(
            mark in fix.after for mark in (delimiter, '"', "\n", "\r")
        )
        doubled = fix.after.replace('"', '""')
        pieces[place] = f'"{doubled}"' if quoted else fix.after
    return delimiter.join(pieces) + raw[len(body) :]


def _pieces(body: str, delimiter: str) -> list[str]:
    """Return the cells of a record as they stand, quotes included."""
    if '"' not in body:
        return body.split(delimiter)
    mark = re.escape(delimiter)
    return re.findall(rf'(?:^|(?<={mark}))((?:"(?:[^"]|"")*")?[^{mark}]*)(?:{mark}|$)', body)
