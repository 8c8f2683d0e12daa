"""A balance for a terminal: every figure that says something, in no more than 80 columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from aidtrack.report.balances import at_least, figure_text, goods_text, named
from aidtrack.report.plain import WIDTH, count, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polars as pl

_INDENT: Final = "    "
_APART: Final = "   "
_NOTHING: Final = "-"
_MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "at least": "at least: of some lines it is not known how much, so it can be more.",
        "?": "? is not known.",
        " to ": "a to b: the claims differ.",
    }
)
_MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "awaiting": "awaiting: arrived, and not yet counted into a store; a part of in transit.",
        "unaccounted": "unaccounted: pledged (or sent, where no pledge is recorded), and no entry "
        "says yet where it ended: handed on, returned, lost, damaged, rejected or missing. What "
        "is in transit or on hand is a part of it.",
    }
)


def balance_text(frame: pl.DataFrame, figures: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a balance: a heading for each key, a block for each kind of goods.

    A figure that is zero, or that no entry speaks of, is left out.

    Args:
        frame: What :meth:`aidtrack.reconciliation.Reconciliation.by` returns.
        figures: The figures to show.
    """
    if not frame.height:
        yield "nothing"
        return
    keys = [name for name in frame.columns if name.startswith("key.")]
    seen: dict[str, str] = {}
    heading: tuple[str, ...] | None = None
    for row in frame.iter_rows(named=True):
        own = tuple(named(row[name]) for name in keys)
        if own and own != heading:
            if heading is not None:
                yield ""
            yield from wrap(", ".join(own))
            heading = own
        unit = "" if row["unit"] else " (unit not stated)"
        told = f"{goods_text(row)}{unit}, {count(row['lines'], 'line')}"
        yield from wrap(told, indent=_INDENT, first="  ")
        said = {name: at_least(figure_text(row, name)) for name in figures}
        shown = {name: text for name, text in said.items() if text != _NOTHING}
        yield from _cells(shown)
        seen |= shown
    yield ""
    yield from wrap("What is not shown is zero, or no entry speaks of it.")
    for mark, meaning in _MARKS.items():
        if any(mark in text for text in seen.values()):
            yield from wrap(meaning)
    for name, meaning in _MEANINGS.items():
        if name in seen:
            yield from wrap(meaning, indent="  ", first="")


def _cells(shown: Mapping[str, Any]) -> Iterable[str]:
    """Return names and figures side by side, as many as fit."""
    if not shown:
        return [f"{_INDENT}nothing"]
    names = max(width(name) for name in shown)
    numbers = max(width(text) for text in shown.values())
    each = [
        f"{pad(name.replace('_', ' '), names)} {pad(text, numbers, right=True)}"
        for name, text in shown.items()
    ]
    room = WIDTH - len(_INDENT) + len(_APART)
    columns = max(1, room // (names + 1 + numbers + len(_APART)))
    return [
        _INDENT + _APART.join(each[start : start + columns])
        for start in range(0, len(each), columns)
    ]
