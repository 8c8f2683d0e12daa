"""Where a result goes: to standard output, or whole into a file that was no input."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STDIN = "-"
_EXACT = frozenset({"csv", "jsonl", "json", "sarif"})
_SAME_IN_ASCII = {
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{EM DASH}": "-",
    "\N{EN DASH}": "-",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}
_NEW_FILE = 0o666


def checked_output(
    output: str | None, inputs: Sequence[str], others: Sequence[str | None] = ()
) -> Path | None:
    """Return the file to write, or None for standard output.

    Args:
        output: The file as the user named it.
        inputs: Every file that is read, the ones that say how included.
        others: The files of the run's other results, as far as it has any.

    Raises:
        click.UsageError: It is one of the inputs or another result, by whatever name, or cannot
            be made there.
    """
    if output is None or output == STDIN:
        return None
    # A link is followed, so that what it points to is written and the link stays.
    path = Path(os.path.realpath(output))
    if path.is_dir():
        raise click.UsageError(f"{output}: a folder; --output names a file")
    if not path.parent.is_dir():
        raise click.UsageError(f"{output}: there is no folder {str(path.parent)!r}")
    _refuse_input(path, output, inputs)
    for other in others:
        if other not in (None, STDIN) and _identity(other) == _identity(str(path)):
            raise click.UsageError(
                f"{output}: is to hold another result too; name a file for each: "
                "results are never written over each other"
            )
    return path


def checked_inputs(files: Sequence[str]) -> None:
    """Refuse a file that is named twice: its goods would be counted twice.

    Raises:
        click.UsageError: Two names are one file, or one is an address such as a ledger has.
    """
    seen: dict[tuple[int, int] | str, str] = {}
    for file in files:
        if "://" in file:
            # It may hold a password, so it is not repeated.
            raise click.UsageError("expected a file, got the address of something else")
        identity = _identity(file)
        if identity in seen:
            other = "" if seen[identity] == file else f" (as {seen[identity]} too)"
            raise click.UsageError(f"{file}: named twice{other}; its lines would count twice")
        seen[identity] = file


def _identity(file: str) -> tuple[int, int] | str:
    """Return what is the same for all names of a file, of one too that is not there yet."""
    try:
        status = os.fstat(0) if file == STDIN else Path(file).stat()
    except OSError:
        return os.path.realpath(file)
    except ValueError:
        return file
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else file


def _refuse_input(path: Path, output: str, inputs: Iterable[str]) -> None:
    mine = _identity(str(path))
    for file in inputs:
        if _identity(file) == mine:
            name = "standard input" if file == STDIN else file
            raise click.UsageError(f"{output}: is the input {name}; inputs are never written over")


def write(lines: Iterable[str], path: Path | None, *, to: str, inputs: Sequence[str] = ()) -> None:
    """Write lines to a file, whole or not at all, or to standard output.

    Args:
        lines: The lines, without their breaks.
        path: What :func:`checked_output` returned.
        to: The format: those that programs read are never made fit for a console.
        inputs: The files that were read, which are never written.

    Raises:
        click.UsageError: The file has become one of the inputs.
    """
    if path is None:
        with _quiet_pipe():
            _to_console(lines, exact=to in _EXACT)
    elif path.exists() and not path.is_file():
        with path.open("wb") as stream:  # a device or a pipe: there is nothing to replace
            stream.writelines(_encoded(lines))
    else:
        _replace(_encoded(lines), path, inputs)


def write_bytes(content: bytes, path: Path | None, *, inputs: Sequence[str] = ()) -> None:
    """Write the bytes of a file, whole or not at all, or to standard output.

    Args:
        content: The bytes.
        path: What :func:`checked_output` returned.
        inputs: The files that were read, which are never written.

    Raises:
        click.UsageError: The file has become one of the inputs.
    """
    if path is None:
        with _quiet_pipe():
            if sys.stdout is not None:
                sys.stdout.buffer.write(content)
                sys.stdout.flush()
    elif path.exists() and not path.is_file():
        path.write_bytes(content)  # a device or a pipe: there is nothing to replace
    else:
        _replace([content], path, inputs)


def refuse_console(path: Path | None, to: str) -> None:
    """Refuse to write the bytes of a file where a person would read them.

    Raises:
        click.UsageError: They would go to a console.
    """
    if path is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError(f"{to} is no text to be shown here; name a file by --output")


def write_new(content: bytes, path: Path, name: str) -> None:
    """Write the bytes of a file that is not there yet.

    Args:
        content: The bytes.
        path: What :func:`checked_output` returned.
        name: The file as the user named it.

    Raises:
        click.UsageError: There is something by that name; it is left as it is.
    """
    try:
        stream = path.open("xb")
    except FileExistsError:
        raise click.UsageError(f"{name}: is there already and is not written over") from None
    try:
        with stream:
            stream.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _replace(parts: Iterable[bytes], path: Path, inputs: Sequence[str]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
        Path(name).chmod(_mode(path))
        # Asked again: the file may have come to be an input while we worked.
        _refuse_input(path, str(path), inputs)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or of a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines)


def _to_console(lines: Iterable[str], *, exact: bool) -> None:
    if sys.stdout is None:
        return  # closed by the caller, who wants the status alone
    stream = sys.stdout.buffer
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if exact:
        stream.writelines(_encoded(lines))
    else:
        for line in lines:
            text = in_ascii(line, encoding)
            stream.write(f"{text}\n".encode(encoding, "replace"))
    stream.flush()


@contextlib.contextmanager
def _quiet_pipe() -> Iterator[None]:
    """Let a reader such as ``head`` leave early: what was found is found all the same."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at exit: let that go nowhere.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def in_ascii(text: str, encoding: str) -> str:
    """Return a text that an encoding can express, with the nearest plain marks for the rest.

    >>> in_ascii("48 lines — Côte d'Ivoire …", "ascii")
    "48 lines - Cote d'Ivoire ..."
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plain = "".join(_plain(character, encoding) for character in text)
        return plain.encode(encoding, "replace").decode(encoding)
    return text


def _plain(character: str, encoding: str) -> str:
    """Return a character as it is, else the plain mark or letter nearest to it."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFD", character)[0]
        return _SAME_IN_ASCII.get(character, base)
    return character
