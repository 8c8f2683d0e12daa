"""Lines in canonical form, to be read again by this library or by others.

>>> from aidtrack.lines import Lines
>>> from aidtrack.model import Consignment, Monitor
>>> text = write(Lines.of(Consignment(lines=(Monitor(quantity="150 each"),))), to="csv")
>>> "quantity" in text, "150 each" in text
(True, True)
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, overload

from aidtrack.errors import UnknownName
from aidtrack.exchange.csv import to_csv
from aidtrack.exchange.json import to_json
from aidtrack.exchange.parquet import to_parquet
from aidtrack.lines.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["FORMATS", "template", "write"]


@overload
def write(lines: Lines, *, to: Literal["csv", "json"]) -> str: ...
@overload
def write(lines: Lines, *, to: Literal["xlsx", "parquet"]) -> bytes: ...
@overload
def write(lines: Lines, *, to: str) -> str | bytes: ...
def write(lines: Lines, *, to: str) -> str | bytes:
    """Return lines in a canonical form that reads back as the same lines.

    Args:
        lines: The lines.
        to: ``csv``: one row for each line, each value as canonical text, an unreadable
            one as written; ``xlsx`` and ``parquet``: the same table as a workbook or as
            columns; ``json``: consignments with their lines, as the models dump.

    Returns:
        A text for ``csv`` and ``json``, the bytes of a file for ``xlsx`` and ``parquet``.

    Raises:
        UnknownName: There is no such format.
        DoesNotFit: A workbook cannot hold so many lines, or so long a text.
        TypeError: What is given are no lines; :meth:`Lines.of` makes them.
    """
    if not isinstance(lines, Lines):
        raise TypeError(
            f"expected Lines, got {type(lines).__name__}; Lines.of() makes lines of "
            "consignments, dataframes and rows"
        )
    if to not in FORMATS:
        what = "format to convert to"
        raise UnknownName(what, to, FORMATS)
    return FORMATS[to](lines)


def template(*, kinds: Iterable[str] = ()) -> bytes:
    """Return a blank manifest, to be filled in by people: the bytes of a workbook.

    It has a column for each everyday field under a header that :func:`aidtrack.read`
    knows, lists to choose from, notes on what each column means, and an example.

    Args:
        kinds: The kinds of goods that it is for; what only others have is left out.
            None given are all of them.

    Raises:
        UnknownName: There is no such kind.
    """
    from aidtrack.exchange.form import blank_form  # noqa: PLC0415 (loads XlsxWriter)

    return blank_form(kinds)


def _to_xlsx(lines: Lines) -> bytes:
    from aidtrack.exchange.xlsx import to_xlsx  # noqa: PLC0415 (loads XlsxWriter)

    return to_xlsx(lines)


FORMATS: Mapping[str, Callable[[Lines], str | bytes]] = MappingProxyType(
    {"csv": to_csv, "json": to_json, "xlsx": _to_xlsx, "parquet": to_parquet}
)
"""The canonical forms by name."""
