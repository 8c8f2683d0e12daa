"""Which items of two documents are the same: by their words, else by batch or line number.

One document says "10 doses per vial" and the other "10 doses/vial". Signs, spaces and the
word *per* do not count. What the words do not match is matched by HS code and batch, or by
the number of the line where the words are much alike; never where two items could be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PER: Final = frozenset({"per", "par", "por"})
_LONG: Final = 4
"""Letters of a word that says something of the goods."""
_MOST_KEPT: Final = (1, 2)
"""Half of the items of the longer list: documents that share no more list different goods."""
_APART: Final = re.compile(r"(?<!\d) | (?!\d)")
_NUMBERS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(rf"[^\W\d_]{{{_LONG},}}")

Item = tuple[int, str]
"""A document's number, and the fold of a description in it."""


def item_keys(lines: pl.DataFrame) -> pl.DataFrame:
    """Return a key for each document and description, the same for the same goods.

    Args:
        lines: The lines of all documents.
    """
    frame = lines.filter(pl.col("description").is_not_null())
    texts = frame["description"].unique(maintain_order=True).to_list()
    folds = {text: fold(text) for text in texts}
    keys: dict[Item, str] = {}
    marks: dict[Item, set[tuple[str, ...]]] = defaultdict(set)
    wanted = ("document", "description", "line", "hs_code", "batch")
    present = [name for name in wanted if name in frame.columns]
    rows = frame.select(present).unique(maintain_order=True)
    for row in rows.iter_rows(named=True):
        item = (row["document"], folds[row["description"]])
        keys[item] = _squeezed(item[1])
        marks[item].update(_marks(row))
    _match_the_rest(keys, marks)
    found = frame.select("document", "description").unique(maintain_order=True)
    named = [keys[document, folds[text]] for document, text in found.iter_rows()]
    return found.with_columns(pl.Series("item", named, pl.String))


def _squeezed(text: str) -> str:
    """Return a fold without *per* and without spaces, but for those that part two numbers."""
    return _APART.sub("", " ".join(word for word in text.split() if word not in _PER)) or text


def _marks(row: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield by what else an item can be known."""
    if row.get("hs_code") and row.get("batch"):
        yield ("batch", row["hs_code"], fold(row["batch"]))
    if row.get("line"):
        yield ("line", row["line"], " ".join(_NUMBERS.findall(row["description"])))


def _match_the_rest(keys: dict[Item, str], marks: Mapping[Item, set[tuple[str, ...]]]) -> None:
    """Give items of later documents that no words match the keys of those that they are."""
    documents = sorted({document for document, _ in keys})
    for number, document in enumerate(documents[1:], start=1):
        earlier = set(documents[:number])
        theirs = {item for item in keys if item[0] in earlier}
        ours = {item for item in keys if item[0] == document}
        known, here = {keys[item] for item in theirs}, {keys[item] for item in ours}
        by_mark: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        words: dict[str, str] = {}
        for item in sorted(theirs):
            words.setdefault(keys[item], item[1])
            if keys[item] not in here:
                for mark in marks[item]:
                    by_mark[mark].add(keys[item])
        meant: defaultdict[str, list[Item]] = defaultdict(list)
        for item in sorted(ours):
            if keys[item] in known:
                continue
            found = {
                key
                for mark in sorted(marks[item])
                for key in by_mark.get(mark, ())
                if mark[0] == "batch" or _share_a_word(words[key], item[1])
            }
            if len(found) == 1:
                meant[found.pop()].append(item)
        for key, items in meant.items():
            if len(items) == 1:
                keys[items[0]] = key


def _share_a_word(left: str, right: str) -> bool:
    return not set(_WORDS.findall(left)).isdisjoint(_WORDS.findall(right))


def without_partner(keys: pl.DataFrame, whole: Iterable[int]) -> dict[tuple[int, str], list[int]]:
    """Return the documents that lack an item, for each item that a document lists.

    Asked of two documents that both list several items, most of which they share.

    Args:
        keys: The keys of each document's items.
        whole: The documents of which every line says what it is.
    """
    items: defaultdict[int, set[str]] = defaultdict(set)
    for document, key in keys.select("document", "item").iter_rows():
        items[document].add(key)
    asked = set(whole)
    lacking: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    least, of = _MOST_KEPT
    for document, own in sorted(items.items()):
        for other, theirs in sorted(items.items()):
            several = document != other and min(len(own), len(theirs)) > 1
            shared = len(own & theirs) * of > max(len(own), len(theirs)) * least
            if several and shared and other in asked:
                for key in own - theirs:
                    lacking[document, key].append(other)
    return lacking
