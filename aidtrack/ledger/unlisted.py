"""Goods that came and stand on no list: what they are, only the receipt says.

What came in the place of something else is told by the columns of its row as goods of a
manifest are: description, kind, country of origin, donor. Of a line that the consignment
lists the list says what it is, and what a form repeats of it is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.ledger.standing import same_file
from aidtrack.lines.objects import consignments_of
from aidtrack.model.entries import ReceivedLine
from aidtrack.model.field import FIELDS
from aidtrack.reconciliation.effect import standing
from aidtrack.reconciliation.posting import LISTED

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from aidtrack.ledger.receipts import Received
    from aidtrack.ledger.repeats import Standing
    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Document
    from aidtrack.model.goods import Goods
    from aidtrack.reconciliation import Book

Named = tuple[str, str]
"""A consignment and the name of a line of it."""

_APART: Final = frozenset({"line", "quantity", *ReceivedLine.model_fields})
"""What a receipt says of a line by itself, and not as goods."""
_TOLD: Final = tuple(
    field.name for field in FIELDS.values() if field.level == "line" and field.name not in _APART
)
"""The fields that tell what goods are."""


def lines_listed(book: Book) -> frozenset[Named]:
    """Return the lines that the lists of a book have."""
    stands = standing(book).movements.filter(pl.col("status").is_in(list(LISTED.values())))
    return frozenset(stands.select("consignment", "line").unique().iter_rows())


def lines_described(standing: Standing, document: Document | None) -> frozenset[Named]:
    """Return the lines that receipts of the same file describe, which no list had then.

    Received once more after the list came, the file says what it said.

    Args:
        standing: What is recorded.
        document: The file.
    """
    own = {"document": {"sha256": document and document.sha256}}
    return frozenset(
        (reference, line["line"])
        for (reference, kind), recorded in standing.items()
        for each in recorded
        if kind == "receipt" and same_file(own, each.content)
        for line in each.content.get("lines", ())
        if "goods" in line
    )


def with_goods(
    received: Sequence[Received], lines: Lines, listed: Container[Named]
) -> list[Received]:
    """Return what was received, with the goods of each row that is of no listed line.

    Args:
        received: What the rows of a file say.
        lines: The lines of the file.
        listed: The lines that lists of their consignments have.
    """
    return [
        each
        if (each.consignment, each.line.line) in listed
        else replace(each, line=each.line.revised(goods=_goods(lines.frame[[each.row]])))
        for each in received
    ]


def _goods(row: pl.DataFrame) -> Goods | None:
    """Return what one row says that its goods are; None where it does not say."""
    # Of goods that no cell describes, a kind is inferred all the same.
    if not any(row[text].item() for name in _TOLD if (text := f"{name}.text") in row.columns):
        return None
    [consignment] = consignments_of(row)
    [goods] = consignment.lines
    written = {name: text for name, text in goods.as_written.items() if name in _TOLD}
    return goods.revised(
        **dict.fromkeys(_APART & type(goods).model_fields.keys()),
        donor=goods.donor or consignment.donor,
        extra={},
        as_written=written,
    )
