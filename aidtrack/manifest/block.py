"""What stands around a table about the whole consignment: labels with a value beside them.

A letterhead says *Consignee: Ministry of Health*, or has the label in one cell
and the value in the next. Only fields of whole consignments are looked for: a
weight above the table is no weight of each line, but a declared one is known by
its own name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aidtrack.manifest.header import field_of
from aidtrack.manifest.headers import header_meaning, unit_for
from aidtrack.model.field import FIELDS
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aidtrack.manifest.grid import Grid

_LABELLED = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>\S.*)$", re.DOTALL)
_PARTS = re.compile(r"\s+[/|]\s+|\s*[;\n]\s*")
"""What parts several statements in one cell: *AID-2026-0042 / AWB 057-1234 5675*."""
_OF_THE_WHOLE = {
    "gross_weight": "declared_gross_weight",
    "packages": "declared_packages",
    "value": "declared_value",
}
"""What a figure of a line means where it stands for the whole consignment."""
_NO_LABELS = frozenset({"date", "remarks", "total", "no", "country", "pays", "pais"})
"""Words, folded, that say too little without a table under them."""
_AWB = re.compile(r"(?i)^(?:m?awb|air ?waybill|b/?l|bill of lading|waybill)\b[ :#.no°]*(?=\S*\d)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that stands once for all lines of a table."""

    field: str
    label: str
    """The text that says what it is."""
    text: str
    row: int | None = None
    """The 0-based row of its cell; None for what stands in no cell, but in a mapping."""
    column: int | None = None
    unit: str | None = None


def stated_in_rows(
    grid: Grid, rows: Iterable[int], mapping: Mapping[str, str]
) -> tuple[tuple[Stated, ...], set[int]]:
    """Return what some rows state of the consignment, and the rows that state it.

    Args:
        grid: The cells.
        rows: The 0-based rows around the table.
        mapping: Headers, folded, whose fields the caller named.
    """
    found: dict[str, Stated] = {}
    used: set[int] = set()
    for row in rows:
        for stated in _in_row(grid, row, mapping):
            used.add(row)
            held = found.setdefault(stated.field, stated)
            if _yields(held) and not _yields(stated):
                found[stated.field] = stated
    return tuple(found.values()), used


def _yields(stated: Stated) -> bool:
    """Return whether a label means its field only where no other does."""
    meaning = header_meaning(stated.label)
    return meaning is not None and meaning.yields


def _in_row(grid: Grid, row: int, mapping: Mapping[str, str]) -> Iterator[Stated]:
    cells = [(place, text.strip()) for place, text in enumerate(grid.row(row)) if text]
    cells = [(place, text) for place, text in cells if text]
    place = 0
    while place < len(cells):
        column, text = cells[place]
        together = list(_in_cell(text, row, column, mapping))
        if together:
            yield from together
            place += 1
            continue
        name = _field(text, mapping)
        beside = cells[place + 1] if place + 1 < len(cells) else None
        if name is not None and beside is not None and _is_beside(beside[1], mapping):
            unit = unit_for(name, text.rstrip(": "))
            yield Stated(name, text, beside[1], row, beside[0], unit)
            place += 1
        place += 1


def _is_beside(text: str, mapping: Mapping[str, str]) -> bool:
    """Return whether a cell holds a value rather than the next label."""
    return _field(text, mapping) is None and _LABELLED.match(text) is None


def _in_cell(text: str, row: int, column: int, mapping: Mapping[str, str]) -> Iterator[Stated]:
    """Yield what one cell states by itself: a label, a colon, and the value."""
    found = _LABELLED.match(text)
    name = _field(found["label"], mapping) if found else None
    if found is None or name is None:
        return
    first, *rest = _PARTS.split(found["value"])
    yield Stated(name, found["label"], first.strip(), row, column)
    for part in rest:
        if waybill := _AWB.match(part):
            yield Stated("waybill", waybill[0].strip(" :#"), part[waybill.end() :], row, column)
        else:
            yield from _in_cell(part, row, column, mapping)


def _field(text: str, mapping: Mapping[str, str]) -> str | None:
    """Return the field of the whole consignment that a label names, or None."""
    label = text.strip().rstrip(":").strip()
    if not label or fold(label) in _NO_LABELS:
        return None
    name = field_of(label, mapping)
    name = _OF_THE_WHOLE.get(name or "", name)
    if name is None or name not in FIELDS or FIELDS[name].level != "consignment":
        return None
    return name
