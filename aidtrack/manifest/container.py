"""From a path or stream to grids: what opens, and what does not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.archive import decompress, members, open_zip
from aidtrack.manifest.compound import COMPOUND
from aidtrack.manifest.delimited import read_delimited
from aidtrack.manifest.encoding import decode, is_told_by_letters
from aidtrack.manifest.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from aidtrack.manifest.objects import read_json_lines, read_objects
from aidtrack.manifest.parquet import read_parquet
from aidtrack.manifest.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from aidtrack.manifest.grid import Grid

Readable = str | Path | BinaryIO
"""A path, or a stream of bytes."""

_ZIP, _PARQUET, _GZIP = b"PK\x03\x04", b"PAR1", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_OTHERS = {
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document",
    b"BZh": "a bzip2 file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_MARKUP = re.compile(r"\ufeff?\s*<(?:!doctype html|html|table|\?xml|\?mso)", re.IGNORECASE)
_WORKBOOK_PARTS = ("xl/workbook.xml", "content.xml")
_BINARY_WORKBOOK = "xl/workbook.bin"
_DEEPEST = 2
"""How many archives may stand in each other."""


def open_container(
    source: Readable, *, encoding: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Grid]:
    """Return the grids of a container, decided by its content and not by its name.

    Raises:
        UnreadableManifest: It cannot be opened, is larger than the limits, or is of
            no format that is read.
    """
    file, content = load(source, limits)
    return grids_of(file, content, encoding=encoding, limits=limits)


def grids_of(file: str, content: bytes, *, encoding: str | None, limits: Limits) -> list[Grid]:
    """Return the grids of a container whose bytes are there already.

    Raises:
        UnreadableManifest: It is larger than the limits, or of no format that is read.
    """
    return _grids(file, content, encoding, limits)


def _grids(
    file: str, content: bytes, encoding: str | None, limits: Limits, depth: int = 0
) -> list[Grid]:
    if content.startswith(_GZIP):
        inner = decompress(content, file, limits)
        return _grids(_inside(file), inner, encoding, limits, _deeper(file, depth))
    if content.startswith((_ZIP, _EMPTY_ZIP)) and not _is_workbook(content, file, limits):
        depth = _deeper(file, depth)
        grids = [
            grid
            for name, inner in members(open_zip(content, file, limits), file, limits)
            for grid in _grids(name, inner, encoding, limits, depth)
        ]
        if not grids:
            raise UnreadableManifest(f"{file}: an archive without any file in it")
        return grids
    if content.startswith((_ZIP, COMPOUND)):
        return read_workbook(content, file, limits)
    if content.startswith(_PARQUET):
        return [read_parquet(content, file, limits)]
    for mark, what in _OTHERS.items():
        if content.startswith(mark):
            raise UnreadableManifest(
                f"{file}: {what} cannot be read; save the table as XLSX or CSV (UTF-8)"
            )
    return [_of_text(file, content, encoding, limits)]


def _of_text(file: str, content: bytes, encoding: str | None, limits: Limits) -> Grid:
    text, used = decode(content, file, encoding)
    if _MARKUP.match(text):
        raise UnreadableManifest(
            f"{file}: a web page or XML document, whatever its name; "
            "open it in a spreadsheet and save it as XLSX"
        )
    if _looks_like_json(text) or file.lower().endswith(".json"):
        read_json = read_json_lines if _has_many(text) else read_objects
        return read_json(text, file, limits)
    own = content if used == "utf-8" else None
    grid = read_delimited(text, file, used, limits, content=own)
    return replace(grid, told_by_letters=encoding is None and is_told_by_letters(used))


def _looks_like_json(text: str) -> bool:
    """Return whether a text begins as a JSON object or a list of them does."""
    return re.match(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])", text) is not None


def _has_many(text: str) -> bool:
    """Return whether a text holds an object on each line, as JSON Lines do."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.rstrip().endswith("}") and rest.lstrip().startswith("{")


def _is_workbook(content: bytes, file: str, limits: Limits) -> bool:
    names = open_zip(content, file, limits).namelist()
    if _BINARY_WORKBOOK in names:
        raise UnreadableManifest(
            f"{file}: a binary workbook (xlsb) cannot be read; save it as XLSX"
        )
    return any(part in names for part in _WORKBOOK_PARTS)


def _inside(file: str) -> str:
    return file[:-3] if file.lower().endswith(".gz") else file


def _deeper(file: str, depth: int) -> int:
    if depth >= _DEEPEST:
        raise UnreadableManifest(f"{file}: archives within archives within archives")
    return depth + 1


def load(source: Readable, limits: Limits = DEFAULT_LIMITS) -> tuple[str, bytes]:
    """Return the name and the bytes of a path or stream.

    Raises:
        UnreadableManifest: It cannot be opened or is larger than the limit.
        TypeError: It is neither a path nor a stream.
    """
    if isinstance(source, str | Path):
        path = str(source)
        return path, _bytes(path, limits, lambda most: _of_path(Path(source), most))
    if not hasattr(source, "read"):
        expected = f"expected a path or a stream of bytes, got {type(source).__name__}"
        raise TypeError(expected)
    name = getattr(source, "name", None)
    file = name if isinstance(name, str) and name != "<stdin>" else "(standard input)"
    return file, _bytes(file, limits, partial(_in_parts, source.read))


def _of_path(path: Path, most: int) -> bytes:
    if path.is_dir():
        raise UnreadableManifest(f"{path}: a folder, not a file")
    if path.exists() and not path.is_file():
        raise UnreadableManifest(f"{path}: a device or pipe, not a file; pass it as a stream")
    with path.open("rb") as stream:
        # Memory is taken for all that is asked for: no more than the file holds.
        return stream.read(min(most, path.stat().st_size + 1))


def _in_parts(read: Callable[[int], bytes], most: int) -> bytes:
    """Return what a stream holds, up to a number of bytes, without asking for all at once."""
    parts = []
    while most > 0 and (part := read(min(most, _PART))):
        parts.append(part)
        most -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


_PART = 16 * MEBIBYTE


def _bytes(file: str, limits: Limits, read: Callable[[int], bytes]) -> bytes:
    try:
        content = read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableManifest(f"{file}: no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableManifest(f"{file}: cannot be opened: {reason}") from None
    if len(content) > limits.file_bytes:
        most = limits.file_bytes // MEBIBYTE
        raise UnreadableManifest(f"{file}: larger than {most:,} MiB (option --limit)")
    return content
