"""The cells of a receipt that findings about lines of a consignment speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.receipts import outcome_columns, place_of
from aidtrack.model.entries import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aidtrack.findings import Place
    from aidtrack.ledger.receipts import Came, Received
    from aidtrack.lines.lines import Lines

_OF_PACKAGES: Final = {"batch_received": "batch", "expiry_received": "expiry"}
"""What findings say of a package, each with what states it in the row that they speak of."""


def cell_of(
    lines: Lines, rows: Sequence[Received], came: Came
) -> Callable[[Mapping[str, Any]], Place | None]:
    """Return what tells the cell of a file that a finding is about.

    That is where a row begins to say what became of the line; of a batch or an expiry the cell
    that states it, for a line that came in several lots has a row for each.

    Args:
        lines: The lines of the file.
        rows: What they say was received.
        came: What is said of it all.
    """
    columns = outcome_columns(lines, came.columns)
    by_line: dict[tuple[str, str], list[Received]] = {}
    for each in rows:
        by_line.setdefault((each.consignment, each.line.line), []).append(each)

    def place(row: Received, column: str) -> Place:
        return place_of(lines, lines.frame.row(row.row, named=True), column)

    def tell(found: Mapping[str, Any]) -> Place | None:
        of_line = by_line.get((found["consignment"], found["line"]))
        if of_line is None:
            return None
        for said, name in _OF_PACKAGES.items():
            for each in of_line:
                if said in found and getattr(each.line, name) == found[said]:
                    return place(each, name)
        first = of_line[0]
        # What says a reason and no amount stands in no column of amounts.
        stated = (columns[name] for name in OUTCOMES if name in first.line.parts)
        return place(first, next(stated, "line"))

    return tell
