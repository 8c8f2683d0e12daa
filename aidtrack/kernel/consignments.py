"""What whole consignments add up to: one row for each, with exact sums beside its claims."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.kernel.partial import CONSIGNMENT_KEYS
from aidtrack.lines.schema import DECIMAL
from aidtrack.units.context import exact
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.kernel.sums import Sums

_NINE_PLACES = Decimal("1e-9")
Key = tuple[int, str]


def facts_of_consignments(heads: pl.DataFrame, sums: Sums) -> pl.DataFrame:
    """Return the consignments with their facts, as :mod:`aidtrack.rules.facts` names them."""
    lines = sums["lines"].select(
        *CONSIGNMENT_KEYS,
        "lines",
        pl.col("gross_weight.known").alias("gross_known"),
        pl.col("packages.known").alias("packages_known"),
        pl.when(pl.col("packages.known") > 0).then(pl.col("packages")).alias("packages_total"),
    )
    facts = heads.join(lines, on=CONSIGNMENT_KEYS, how="left", maintain_order="left")
    keys = list(facts.select(CONSIGNMENT_KEYS).iter_rows())
    gross = _in_kilograms(sums["measures"].filter(pl.col("measure") == "gross_weight"))
    values = _single_currency(sums["values"])
    documents = pl.col("document").n_unique().cast(pl.Int64).alias("documents")
    return facts.with_columns(
        documents,
        pl.Series("gross_kg_total", [gross.get(key) for key in keys], dtype=DECIMAL),
        pl.Series("value_total", [values.get(key, _NOTHING)[0] for key in keys], dtype=DECIMAL),
        pl.Series(
            "value_currency", [values.get(key, _NOTHING)[1] for key in keys], dtype=pl.String
        ),
        pl.Series("value_known", [values.get(key, _NOTHING)[2] for key in keys], dtype=pl.Int64),
    )


def of_documents(facts: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each document: its sums over all of its consignments."""
    sums = ["lines", "gross_known", "gross_kg_total", "packages_known", "packages_total",
            "value_known"]  # fmt: skip
    mixed = pl.col("value_currency").n_unique() > 1
    return (
        facts.sort("document", "source", "row", maintain_order=True)
        .group_by("document", maintain_order=True)
        .agg(
            pl.exclude(*sums, "value_total").first(),
            pl.col(sums).sum(),
            pl.when(~mixed).then(pl.col("value_total").sum()).alias("value_total"),
        )
        .select(facts.columns)
    )


_NOTHING: tuple[Decimal | None, str | None, int] = (None, None, 0)


def _in_kilograms(measures: pl.DataFrame) -> dict[Key, Decimal]:
    """Return the exact sums in kilograms, rounded to the column's nine places only at the end."""
    totals: dict[Key, Decimal] = {}
    with exact():
        for document, consignment, unit, number in _rows(measures, "unit", "number"):
            key = (document, consignment)
            totals[key] = totals.get(key, Decimal()) + convert(number, unit, "kg")
    with exact(rounding=True):
        return {key: total.quantize(_NINE_PLACES) for key, total in totals.items()}


def _single_currency(values: pl.DataFrame) -> dict[Key, tuple[Decimal | None, str | None, int]]:
    """Return amount, currency and lines where all lines are of one currency."""
    found: dict[Key, tuple[Decimal | None, str | None, int]] = {}
    for document, consignment, unit, number, lines in _rows(values, "unit", "number", "lines"):
        key = (document, consignment)
        mixed = key in found or unit is None
        found[key] = (None, None, lines) if mixed else (number, unit, lines)
    return found


def _rows(frame: pl.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    return frame.select(*CONSIGNMENT_KEYS, *columns).iter_rows()
