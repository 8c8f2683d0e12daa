r"""A copy of a manifest in which the safe suggestions are taken, and nothing else is changed.

>>> import io
>>> copy = fixed(io.BytesIO(b"item,qty,gross weight\n monitor ,150 each,3.5 MT\n"))
>>> print(copy.content.decode())
item,qty,gross weight
monitor,150 each,3.5 t
<BLANKLINE>
>>> for fix in copy.fixes:
...     print(fix)
(standard input):A2: ' monitor ' is now 'monitor' (AT129)
(standard input):C2: '3.5 MT' is now '3.5 t' (AT115)
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aidtrack.errors import NotFixable
from aidtrack.fixing.choosing import Attempt, LeftOut, choose, difference_of
from aidtrack.fixing.delimited import fixed_text
from aidtrack.fixing.fixes import Fix, fixes_of
from aidtrack.fixing.workbook import fixed_workbook
from aidtrack.manifest import DEFAULT_LIMITS, Limits, read
from aidtrack.manifest.container import grids_of, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidtrack.manifest import Readable
    from aidtrack.manifest.grid import Grid

__all__ = ["Fix", "Fixed", "LeftOut", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A copy with corrections."""

    content: bytes
    """The whole file."""
    fixes: tuple[Fix, ...]
    """What was changed, by source and row."""
    is_workbook: bool
    left_out: tuple[LeftOut, ...] = ()
    """What was not changed, each with the reason."""


def fixed(
    source: Readable,
    *,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Fixed:
    """Return a copy of a CSV or XLSX manifest in which the safe suggestions are taken.

    The copy is read again before it is handed over: every value is what it was. A
    correction that would change how another cell is read is left out, and named.

    Args:
        source: A path or a stream of bytes; it is never written.
        encoding: The encoding of a text file.
        limits: What the file may ask for before it is refused.
        options: How else it is to be read, as :func:`aidtrack.read` takes it.

    Raises:
        UnreadableManifest: The source cannot be opened.
        NotFixable: It is neither CSV nor XLSX, or is in an encoding that is not written.
    """
    file, content = load(source, limits)
    grids = grids_of(file, content, encoding=encoding, limits=limits)
    is_workbook = _is_workbook(file, content, grids)
    options = {"encoding": encoding, "limits": limits, **options}
    lines = read(_named(content, file), **options)
    found = fixes_of(lines, grids)

    def attempt(some: Sequence[Fix]) -> Attempt:
        if not some:
            return Attempt((), content, None)
        if is_workbook:
            done, copy = fixed_workbook(content, file, some, limits)
        else:
            done, copy = fixed_text(content, grids[0], some)
        difference = difference_of(lines, read(_named(copy, file), **options))
        return Attempt(done, copy, difference)

    best, left_out = choose([fix for fix in found if not fix.is_in_doubt], attempt)
    doubtful = [LeftOut(fix, _IN_DOUBT) for fix in found if fix.is_in_doubt]
    return Fixed(
        content=best.content,
        fixes=best.fixes,
        is_workbook=is_workbook,
        left_out=(*left_out, *doubtful),
    )


_IN_DOUBT = "a spreadsheet might keep another number for it"


class _Named(io.BytesIO):
    """Bytes under the name of their file."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def _named(content: bytes, file: str) -> io.BytesIO:
    return _Named(content, file)


def _is_workbook(file: str, content: bytes, grids: list[Grid]) -> bool:
    """Return whether it is a workbook.

    Raises:
        NotFixable: It is neither that nor a delimited text.
    """
    if content.startswith(b"PK") and grids and all(grid.sheet is not None for grid in grids):
        names = {grid.file for grid in grids}
        if names == {file} and b"xl/workbook.xml" in content:
            return True
    elif len(grids) == 1 and grids[0].delimiter is not None and grids[0].file == file:
        return False
    raise NotFixable(
        f"{file}: copies with corrections are written of XLSX and CSV files alone; save it as one"
    )
