"""What words tell, each text looked at once while a program runs.

The words of manifests come again from line to line, from batch to batch and from file to
file, and to look one text through for a hundred patterns costs as much as to look through a
thousand: most of it is the compiling of the patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT: Final = 20_000
"""How many texts are kept: more than a relief operation has names for its goods."""
_WORDS: Final = "words"
_TOLD: Final = "told"

_known: Final[dict[Callable[[pl.Expr], pl.Expr], pl.DataFrame]] = {}
"""What texts told, by how they were looked at. A frame is put in the place of another, and
never changed, so that threads need not wait for one another."""


def told_in(words: pl.Series, look: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """Return what texts tell, in their order.

    >>> def first_letter(words):
    ...     return words.str.head(1)
    >>> told_in(pl.Series(["tent", None, "mask", "tent"]), first_letter).to_list()
    ['t', None, 'm', 't']

    Args:
        words: The texts.
        look: Returns what a column of texts tells, of each by itself. What it told of a text is
            kept, so that it has to be a function that stands for itself.
    """
    texts = words.rename(_WORDS).to_frame()
    distinct = texts.unique()
    before = _known.get(look)
    if before is None:
        new = distinct
    else:
        new = distinct.join(before, on=_WORDS, how="anti", nulls_equal=True)
    known = before
    if known is None or new.height:
        told = new.with_columns(look(pl.col(_WORDS)).alias(_TOLD))
        known = told if before is None else pl.concat([before, told])
        _known[look] = known if known.height <= _KEPT else told[:_KEPT]
    found = texts.join(known, on=_WORDS, how="left", nulls_equal=True, maintain_order="left")
    return found[_TOLD]
