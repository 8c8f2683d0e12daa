"""What stands for a whole consignment, from rows, without making objects of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.objects import consignments_of
from aidtrack.lines.schema import KEYS, value_columns
from aidtrack.model.field import FIELDS, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidtrack.model.consignment import Consignment

_GROUP: Final = ("source", "consignment")
_REFERENCE: Final = ("reference", "reference.text")
_UPPER: Final = tuple(field for field in FIELDS.values() if field.level == "consignment")
_DONORS: Final = tuple(field for field in _UPPER if field.path[0] == "donor")
_SHARED: Final = tuple(field for field in _UPPER if field not in _DONORS)


def heads_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the consignments of a canonical frame as they dump, without their lines.

    In the order in which they begin, as :func:`aidtrack.lines.objects.consignments_of` gathers
    them: of each field what the first row says that can be read, else the first that says
    anything; a donor where all lines have one, the first.
    """
    present = frozenset(frame.columns)
    shared = [part for field in _SHARED for part in _first(field, present)]
    donors = [name for field in _DONORS for name in _columns(field) if name in present]
    mains = [field.name for field in _DONORS if field.name in present]
    given = [pl.col(name).is_not_null() for name in mains]
    all_given = pl.any_horizontal(given).all() if given else pl.lit(value=False)
    heads = (
        frame.lazy()
        .group_by(_GROUP, maintain_order=True)
        .agg(*shared, pl.col(donors).first(), all_given.alias("_"))
        .with_columns(pl.when("_").then(pl.col(name)).alias(name) for name in donors)
        .select(
            pl.exclude(*_GROUP, "_"),
            *(pl.lit(1, dtype=KEYS[name]).alias(name) for name in ("row", "position")),
            pl.lit("").alias("consignment"),
            # One source for each, so that no two of one name are taken for one.
            pl.int_range(pl.len()).cast(KEYS["source"]).alias("source"),
        )
        .collect()
    )
    # Of a thousand consignments, few differ in more than their reference. (The row is 1.)
    told = [name for name in heads.columns if name not in {"source", *_REFERENCE}]
    alike = heads.unique(told, keep="first", maintain_order=True)
    dumps = [dumped(consignment) for consignment in consignments_of(alike)]
    kinds = dict(zip(alike.select(told).iter_rows(), dumps, strict=True))
    rows = zip(heads.select(told).iter_rows(), _references(heads), strict=True)
    return [_with_reference(kinds[row], reference) for row, reference in rows]


def _references(heads: pl.DataFrame) -> Iterator[str | None]:
    nothing = pl.repeat(None, heads.height, dtype=pl.String, eager=True)
    yield from heads.get_column("reference", default=nothing)


def _with_reference(head: dict[str, Any], reference: str | None) -> dict[str, Any]:
    rest = {name: value for name, value in head.items() if name != "reference"}
    return rest if reference is None else {"reference": reference, **rest}


def _columns(field: Field) -> tuple[str, ...]:
    return (*value_columns(field), f"{field.name}.text")


def _first(field: Field, present: frozenset[str]) -> Iterator[pl.Expr]:
    """Yield the columns of a field in one row, from the row that tells it."""
    read = pl.col(field.name).is_not_null() if field.name in present else pl.lit(value=False)
    text = f"{field.name}.text"
    said = pl.col(text).is_not_null() if text in present else pl.lit(value=False)
    for name in _columns(field):
        if name in present:
            cells = pl.col(name)
            told = pl.when(read.any()).then(cells.filter(read).first())
            yield told.otherwise(cells.filter(said).first()).alias(name)


def dumped(consignment: Consignment) -> dict[str, Any]:
    """Return what stands for a whole consignment as it dumps."""
    head: dict[str, Any] = consignment.model_copy(update={"lines": ()}).model_dump(
        mode="json", exclude_none=True
    )
    del head["lines"]
    return head
