"""From a path or stream to grids: what opens, and what does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.delimited import decode, read_delimited
from aidtrack.manifest.objects import read_objects

if TYPE_CHECKING:
    from collections.abc import Callable

    from aidtrack.manifest.grid import Grid

Readable = str | Path | BinaryIO
"""A path, or a stream of bytes."""

LARGEST = 2 * 1024**3
"""How many bytes are read of one container."""

_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_OTHERS = {
    _ZIP: "a workbook or ZIP archive",
    _OLE: "an old Excel workbook",
    _PARQUET: "a Parquet file",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a compressed file",
}


def open_container(source: Readable, *, encoding: str | None = None) -> list[Grid]:
    """Return the grids of a container, decided by its content and not by its name.

    Raises:
        UnreadableManifest: It cannot be opened, is larger than the limit, or is of
            no format that is read.
    """
    file, content = load(source)
    for mark, what in _OTHERS.items():
        if content.startswith(mark):
            raise UnreadableManifest(
                f"{file}: {what} cannot be read yet; save the table as CSV (UTF-8)"
            )
    text, _ = decode(content, file, encoding)
    if _looks_like_json(text) or file.lower().endswith(".json"):
        return [read_objects(text, file)]
    return [read_delimited(content, file, encoding)]


def _looks_like_json(text: str) -> bool:
    """Return whether a text begins as a JSON object or a list of them does."""
    return re.match(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])", text) is not None


def load(source: Readable) -> tuple[str, bytes]:
    """Return the name and the bytes of a path or stream.

    Raises:
        UnreadableManifest: It cannot be opened or is larger than the limit.
    """
    if isinstance(source, str | Path):
        return str(source), _bytes(str(source), lambda: _of_path(Path(source)))
    name = getattr(source, "name", None)
    file = name if isinstance(name, str) and name != "<stdin>" else "(standard input)"
    return file, _bytes(file, lambda: source.read(LARGEST + 1))


def _of_path(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableManifest(f"{path}: a folder, not a file")
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _bytes(file: str, read: Callable[[], bytes]) -> bytes:
    try:
        content = read()
    except FileNotFoundError:
        raise UnreadableManifest(f"{file}: no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableManifest(f"{file}: cannot be opened: {reason}") from None
    if len(content) > LARGEST:
        raise UnreadableManifest(f"{file}: larger than {LARGEST // 1024**2:,} MiB")
    return content
