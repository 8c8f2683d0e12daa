"""A table without any header: read where its columns are unmistakable, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings import Skipped
from aidtrack.manifest.layout import Layout
from aidtrack.manifest.rows import BLANK
from aidtrack.model.field import FIELDS
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from aidtrack.manifest.grid import Grid

_SAMPLE = 200
_SHARE = 0.9
"""How many of a column's texts must read as what the column is taken for."""
_LETTERS = r"\p{L}{3,}"


def layout_by_values(grid: Grid) -> Layout | None:
    """Return the layout of a table whose columns tell themselves, or None.

    One column of quantities that name what they count (*150 pcs*), one of words, and
    perhaps one of weights with their unit: then there is one way to read it. Without
    units, or with two columns of a kind, there is more than one, and none is chosen.
    """
    filled = grid.cells.select(
        pl.any_horizontal(pl.all().str.strip_chars().replace("", None).is_not_null())
    )
    lines = filled.to_series().fill_null(value=False)
    if not lines.any():
        return None
    kinds: dict[str, list[int]] = {}
    for place, column in enumerate(grid.cells.get_columns()):
        kind = _kind(column.filter(lines).drop_nulls().head(_SAMPLE))
        if kind is not None:
            kinds.setdefault(kind, []).append(place)
    if any(len(kinds.get(kind, ())) != 1 for kind in ("quantity", "description")):
        return None
    hints = {places[0]: kind for kind, places in kinds.items() if len(places) == 1}
    blank = (~lines).arg_true()
    return Layout(
        headers=("",) * grid.cells.width,
        header_row=None,
        lines=lines.arg_true().cast(pl.UInt32),
        skipped=tuple(Skipped(row + 1, BLANK) for row in blank),
        hints=hints,
        told_by_values=True,
    )


def _kind(texts: pl.Series) -> str | None:
    """Return the field that a column can only be, or None."""
    distinct = texts.unique(maintain_order=True)
    if not len(distinct):
        return None
    units = [_unit(text) for text in distinct]
    for field, counts in (("quantity", True), ("gross_weight", False)):
        fitting = [
            unit
            for unit in units
            if unit is not None
            and (UNITS[unit].indivisible if counts else UNITS[unit].dimension == "mass")
        ]
        if len(fitting) >= _SHARE * len(units):
            return field
    words = distinct.str.contains(_LETTERS) & (distinct.str.len_chars() >= _SHORTEST)
    varied = len(distinct) >= len(texts) / 2
    return "description" if varied and words.mean() == 1 else None


_SHORTEST = 4


def _unit(text: str) -> str | None:
    value = FIELDS["quantity"].shape.read(text).value
    return value[1] if value is not None else None
