"""What stands for a whole consignment, from rows, without making an object of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.objects import consignments_of
from aidtrack.lines.schema import KEYS, columns_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from aidtrack.model.consignment import Consignment

_GROUP: Final = ("source", "consignment")
_FIELDS: Final = tuple(field for field in FIELDS.values() if field.level == "consignment")


def heads_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the consignments of a canonical frame as they dump, without their lines.

    In the order in which they begin. Where the first row of a consignment tells all that
    the others do, only that is looked at.
    """
    present = frozenset(frame.columns)
    columns = [name for field in _FIELDS for name in columns_of(field) if name in present]
    upper = frame.select(*KEYS, *columns)
    groups = upper.group_by(_GROUP, maintain_order=True).agg(
        pl.first(*columns) if columns else pl.len().alias("_"),
        _differs(columns).alias("differs"),
    )
    first = groups.drop("differs").with_columns(
        pl.lit(1, dtype=dtype).alias(name) for name, dtype in KEYS.items() if name not in _GROUP
    )
    quick = first.filter(~groups["differs"])
    mixed = upper.join(groups.filter("differs").select(_GROUP), on=_GROUP, how="semi")
    heads = dict(
        zip(quick.select(_GROUP).iter_rows(), map(dumped, consignments_of(quick)), strict=True)
    )
    slow = mixed.select(_GROUP).unique(maintain_order=True)
    heads |= dict(zip(slow.iter_rows(), map(dumped, consignments_of(mixed)), strict=True))
    return [heads[key] for key in groups.select(_GROUP).iter_rows()]


def _differs(columns: list[str]) -> pl.Expr:
    """Return whether any row of a group says otherwise than its first."""
    if not columns:
        return pl.lit(value=False)
    return pl.any_horizontal(
        (pl.col(name).ne_missing(pl.col(name).first())).any() for name in columns
    )


def dumped(consignment: Consignment) -> dict[str, Any]:
    """Return what stands for a whole consignment as it dumps."""
    dumped: dict[str, Any] = consignment.model_copy(update={"lines": ()}).model_dump(
        mode="json", exclude_none=True
    )
    del dumped["lines"]
    return dumped
