"""Archives and compressed files: what they hold, unpacked no further than the limits allow."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.manifest.limits import Limits

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What comes of reading a member that is none."""
_ADDED_FOLDER = "__macosx/"
"""What an operating system adds to archives by itself; its hidden files begin with a dot."""


def open_zip(content: bytes, file: str, limits: Limits) -> zipfile.ZipFile:
    """Return a ZIP archive whose members, by its own account, are within the limits.

    Raises:
        UnreadableManifest: It is damaged, or would unpack to more than the limit.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (*_DAMAGED, OverflowError) as error:
        raise UnreadableManifest(f"{file}: a damaged archive or workbook: {error}") from None
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > limits.unpacked_bytes:
        raise too_large(file, limits)
    return archive


def members(archive: zipfile.ZipFile, file: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in an archive, in the order of their names.

    Raises:
        UnreadableManifest: A member is damaged, encrypted, or larger than it claims.
    """
    left = limits.unpacked_bytes
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        base = member.filename.rpartition("/")[2]
        added = member.filename.lower().startswith(_ADDED_FOLDER) or base.startswith(".")
        if member.is_dir() or added:
            continue
        name = f"{file}/{member.filename}"
        content = member_bytes(archive, member, name, limits, left=left)
        left -= len(content)
        yield name, content


def member_bytes(
    archive: zipfile.ZipFile,
    name: str | zipfile.ZipInfo,
    file: str,
    limits: Limits,
    *,
    left: int | None = None,
) -> bytes:
    """Return the bytes of one member.

    Raises:
        UnreadableManifest: It is damaged, encrypted, or larger than the limit.
    """
    try:
        with archive.open(name) as stream:
            return _bounded(stream, file, limits, limits.unpacked_bytes if left is None else left)
    except _DAMAGED as error:
        raise UnreadableManifest(f"{file}: a damaged archive or workbook: {error}") from None
    except RuntimeError:  # how zipfile says that a password is needed
        raise UnreadableManifest(f"{file}: protected by a password") from None


def decompress(content: bytes, file: str, limits: Limits) -> bytes:
    """Return what a gzip file holds.

    Raises:
        UnreadableManifest: It is damaged, or would unpack to more than the limit.
    """
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            return _bounded(stream, file, limits, limits.unpacked_bytes)
    except (EOFError, OSError, zlib.error) as error:
        raise UnreadableManifest(f"{file}: a damaged compressed file: {error}") from None


def _bounded(stream: IO[bytes] | gzip.GzipFile, file: str, limits: Limits, left: int) -> bytes:
    # What an archive says of its own sizes may be a lie: only what comes out counts.
    content = stream.read(left + 1)
    if len(content) > left:
        raise too_large(file, limits)
    return content


def is_panic(error: BaseException) -> bool:
    """Return whether a reader written in Rust gave up; it says so beside all other exceptions."""
    return type(error).__name__ == "PanicException"


def too_large(file: str, limits: Limits) -> UnreadableManifest:
    """Return the error of a file that unpacks to more than the limit."""
    most = limits.unpacked_bytes // MEBIBYTE
    return UnreadableManifest(f"{file}: unpacks to more than {most:,} MiB (option --limit)")
