"""Which entries stand: those that no standing reversal takes back."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aidtrack.reconciliation.book import Book


def standing(book: Book) -> Book:
    """Return the book without its reversals and without what they take back."""
    pairs = book.entries.filter(pl.col("reverses").is_not_null()).select("entry", "reverses")
    if not pairs.height:
        return book
    taken_back = reversed_by(dict(pairs.iter_rows()))
    gone = pl.Series("entry", [*taken_back, *pairs["entry"]], dtype=pl.String)
    return replace(
        book,
        entries=book.entries.filter(~pl.col("entry").is_in(gone.implode())),
        movements=book.movements.filter(~pl.col("entry").is_in(gone.implode())),
    )


def reversed_by(reversals: Mapping[str, str]) -> set[str]:
    """Return the entries that are taken back, from what each reversal reverses.

    A reversal that is itself taken back has no effect. An entry is named by the hash of
    what it says, so that none can reverse itself, nor one that reverses it.

    >>> sorted(reversed_by({"b": "a", "c": "b"}))
    ['b']
    """
    reversals_of: dict[str, list[str]] = defaultdict(list)
    for reversal, taken in reversals.items():
        reversals_of[taken].append(reversal)
    waiting = {name: len(reversals_of[name]) for name in {*reversals, *reversals.values()}}
    ready = deque(sorted(name for name, count in waiting.items() if not count))
    gone: set[str] = set()
    while ready:
        name = ready.popleft()
        if _any_stands(reversals_of[name], gone):
            gone.add(name)
        if name in reversals:
            target = reversals[name]
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return gone


def _any_stands(reversals: Iterable[str], gone: set[str]) -> bool:
    return any(name not in gone for name in reversals)
