"""Balances as a table for people: what became of each donor's goods."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from tabulate import tabulate

from aidtrack.text.number import normal_number, show_number
from aidtrack.text.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aidtrack.reconciliation import Reconciliation

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "announced": "announced",
        "arrived": "arrived",
        "accepted": "received",
        "distributed": "handed on",
        "unaccounted": "unaccounted",
    }
)
"""The figures shown, with their headings."""
MORE: Final = " +"
"""What a figure ends in that covers a part of its lines."""
LEGEND: Final = "-  no entry says any   ?  not known   +  at least   a to b  the claims differ"


def balances_text(
    result: Reconciliation,
    *,
    by: Sequence[str] = ("donor",),
    columns: Mapping[str, str] = COLUMNS,
) -> Iterator[str]:
    """Yield the lines of a table with one row for each key, kind, type and unit of goods.

    A figure that covers a part of its lines ends in a plus sign: it is at least so much.

    Args:
        result: The balances.
        by: What to group by: see :meth:`Reconciliation.by`.
        columns: The figures to show, with their headings.

    Raises:
        UnknownName: One of the keys is not known.
    """
    keys = [name for name in dict.fromkeys(by) if name != "kind"]
    rows = [
        [
            *(named(row[f"key.{name}"]) for name in keys),
            goods_text(row),
            *(figure_text(row, name) for name in columns),
        ]
        for row in result.by(*keys).iter_rows(named=True)
    ]
    align = [*("left" for _ in keys), "left", *("right" for _ in columns)]
    heading = [*keys, "goods", *columns.values()]
    text = tabulate(rows, heading, disable_numparse=True, colalign=align if rows else None)
    yield from (line.rstrip() for line in text.splitlines())
    yield LEGEND


def named(value: str | None) -> str:
    """Return a key's value for people."""
    return "(not stated)" if value is None else clean(value)


def goods_text(row: Mapping[str, Any]) -> str:
    """Return what the goods are, and what they are counted in where that is not pieces."""
    kind = (row["kind"] or "goods that no list names").replace("_", " ")
    name = ", ".join(clean(part) for part in (kind, row["type"], row["words"]) if part)
    return name if row["unit"] in (None, "each") else f"{name} ({row['unit']})"


def figure_text(row: Mapping[str, Any], name: str) -> str:
    """Return a figure of a row of :meth:`Reconciliation.by`, as exactly as it is known."""
    least, most, value = row.get(f"{name}.least"), row.get(f"{name}.most"), row[name]
    if least != most:
        return f"{_number(least)} to {_number(most)}"
    if row.get(f"{name}.open"):
        return f"{_number(value)}{MORE}" if value else "?"
    return _number(value) if value else "-"


def at_least(text: str) -> str:
    """Return a figure that covers a part of its lines in words, any other as it is.

    >>> at_least("200 +"), at_least("200")
    ('at least 200', '200')
    """
    return f"at least {text.removesuffix(MORE)}" if text.endswith(MORE) else text


def _number(value: Any) -> str:
    return show_number(normal_number(value))
