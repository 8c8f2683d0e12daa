"""Rows that add other rows up: told by their label, kept from the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

SUBTOTAL, TOTAL = "subtotal", "total"
LOOKS_LIKE_SUM = (
    r"(?i)^\W*(?:sub|sous|grand|overall|tota|som|sum|gesamt|carr|report|[àa] report"
    r"|balance|brought|pages?\b|p[áa]gina|viene|sigue)"
)
"""What the label of such a row begins with, as a first sieve for a column expression.

Sums that a page carries over, and numbers of pages, begin so too.
"""
_TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "overall total", "total general", "totaux", "totales"}
    | {"total weight", "total quantity", "somme", "suma", "total geral", "total poids"}
)
"""What rows that add all others up are called, folded."""
_TOTAL = re.compile(r"(?:grand total|overall total|totals?|totaux|totales|sum|somme|suma)\b")
_SUBTOTAL = re.compile(r"(?:sub ?total|sous total)\b")
_FEW_WORDS = 2
_WORDS = {None, "line", "description", "reference", "donor", "parcels"}
"""The fields in whose columns the label of a total can stand."""


def kind_of_sum(
    cells: Sequence[str], fields: Sequence[str | None], first: str, name: str
) -> str | None:
    """Return whether a row adds others up, or None where it may be goods.

    A name that is nothing but *total* is never goods. One that only begins so
    (total parenteral nutrition) is, unless the row has little else.

    Args:
        cells: The row's texts.
        fields: The field of each column, or None.
        first: The first text of the row.
        name: The text that would name the goods.
    """
    labels = [fold(name)]
    place = next((place for place, cell in enumerate(cells) if cell), None)
    if place is None or fields[place] in _WORDS:
        labels.append(fold(first))
    for label in labels:
        if _SUBTOTAL.match(label):
            return SUBTOTAL
        few = sum(map(bool, cells)) <= max(2, len(cells) // 2)
        short = len(label.split()) <= _FEW_WORDS
        if label in _TOTALS or (_TOTAL.match(label) and few and short):
            return TOTAL
    return None
