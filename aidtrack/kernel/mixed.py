"""The units in which a column of weights or volumes stands: several are worth a word.

Each batch gives the first cell of each unit; only the whole shows whether there are two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.kernel.columnwise import MORE, as_columns
from aidtrack.kernel.grouping import in_order
from aidtrack.lines.issue import CellIssue
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from aidtrack.findings import Rule

_MEASURED: Final = tuple(
    name
    for name, field in FIELDS.items()
    if isinstance(field.shape, MeasureShape) and field.shape.dimension in ("mass", "volume")
)
_UNIT: Final = "unit"
_NUMBER = r"[-+]?\d[\d.,' \u00a0\u202f]*"
# The three of "2 m3" is its unit's own.
_AMOUNT = re.compile(rf"^{_NUMBER}|^(?=\D)(.*?)\s+{_NUMBER}$")


def tells_of_units(rule: Rule) -> bool:
    """Return whether a rule is raised by the units of a whole column rather than by a cell."""
    return str(CellIssue.UNITS_MIXED) in rule.raised_by


def firsts_of_units(
    frame: pl.DataFrame,
    identity: Iterable[pl.Expr],
    stated: Container[str],
    *,
    whole: bool = False,
) -> pl.DataFrame | None:
    """Return the first line of each unit in each column of weights or volumes, or None.

    Args:
        frame: The lines of a batch.
        identity: The columns that every hit keeps.
        stated: The fields of which any line says anything.
        whole: Whether this batch is all there is: then one unit is no news.
    """
    parts = []
    present = frozenset(frame.columns)
    for name in _MEASURED:
        if name not in stated or f"{name}.unit" not in present:
            continue
        if whole and frame[f"{name}.unit"].drop_nulls().n_unique() <= 1:
            continue
        lines = frame.select(
            *identity,
            pl.lit(name).alias("field"),
            pl.col(f"{name}.text").alias("text"),
            pl.when(pl.col(name).is_not_null()).then(pl.col(f"{name}.unit")).alias(_UNIT),
        )
        parts.append(_firsts(lines))
    found = [part for part in parts if part.height]
    return pl.concat(found).with_columns(lines=pl.lit(1, dtype=pl.Int64)) if found else None


def _firsts(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.filter(pl.col(_UNIT).is_not_null()).unique(
        ["source", "field", _UNIT], keep="first", maintain_order=True
    )


def may_be_mixed(hits: pl.DataFrame) -> bool:
    """Return whether any column can have two units: where each stands once, none has."""
    return hits.height > hits["field"].n_unique()


def mixed_columns(hits: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each column that stands in several units, saying which."""
    firsts = _firsts(in_order(hits))
    several = firsts.filter(pl.col(_UNIT).len().over("source", "field") > 1)
    columns = as_columns(several)
    return columns.with_columns(
        pl.Series("message", [_said(row) for row in columns.iter_rows(named=True)], pl.String),
        pl.lit(str(CellIssue.UNITS_MIXED)).alias("issue"),
        pl.lit([], dtype=pl.List(pl.String)).alias("candidates"),
        pl.lit(None, dtype=pl.String).alias("suggestion"),
    )


def _said(row: dict[str, object]) -> str:
    others = row[MORE]
    cells = [row, *(others if isinstance(others, list) else ())]
    shape = FIELDS[str(row["field"])].shape
    what = "weights" if isinstance(shape, MeasureShape) and shape.dimension == "mass" else "volumes"
    *names, last = dict.fromkeys(_as_written(str(cell["text"]), str(cell[_UNIT])) for cell in cells)
    units = f"{', '.join(names)} and {last}" if names else last
    return f"the {what} of the column stand in {units}; each is converted by itself"


def _as_written(text: str, unit: str) -> str:
    """Return the unit as it stands in a text, or its symbol where it stands elsewhere."""
    return _AMOUNT.sub(r"\1", text, count=1).strip() or unit
