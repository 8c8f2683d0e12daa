"""What a rule may name besides fields: the facts that the evaluator works out for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUMS = {
    "lines": "How many lines there are.",
    "gross_kg_total": "The gross weight of all lines that state one, in kilograms.",
    "gross_known": "How many lines state their gross weight.",
    "packages_total": "The packages of all lines that state them.",
    "packages_known": "How many lines state their packages.",
    "value_total": "The value of all lines, where they are of one currency.",
    "value_currency": "That currency.",
    "value_known": "How many lines state their value.",
}

FACTS: Mapping[Scope, Mapping[str, str]] = MappingProxyType(
    {
        Scope.LINE: {},
        Scope.GROUP: {"count": "How many lines the group has."},
        Scope.CONSIGNMENT: _SUMS,
        Scope.DOCUMENTS: _SUMS | {"documents": "How many documents speak of the consignment."},
        Scope.CELL: {
            "value": "The text as written.",
            "detail": "What reading says of the text.",
        },
    }
)
"""The facts of each scope, with their meaning."""

FACT_TYPES: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "count": pl.UInt32(),
        "lines": pl.Int64(),
        "gross_known": pl.Int64(),
        "gross_kg_total": DECIMAL,
        "packages_known": pl.Int64(),
        "packages_total": DECIMAL,
        "value_known": pl.Int64(),
        "value_total": DECIMAL,
        "value_currency": pl.String(),
        "documents": pl.Int64(),
    }
)
"""The type of each fact that an expression can read."""
