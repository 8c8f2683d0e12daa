"""What a rule may name besides fields: the facts that the evaluator works out for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_OTHER = "other_"
"""Before a name in a message: what the other of two documents says of it."""

SUMS = {
    "lines": "How many lines there are.",
    "gross_kg_total": "The gross weight of all lines that state one, in kilograms.",
    "gross_known": "How many lines state their gross weight.",
    "packages_total": "The packages of all lines that state them.",
    "packages_known": "How many lines state their packages.",
    "value_total": "The value of all lines, where they are of one currency.",
    "value_currency": "That currency.",
    "value_known": "How many lines state their value.",
}
"""What is added up of every consignment."""

_STATED = {
    f"{what}_{fact}": meaning.format(words)
    for what, words in (
        ("gross_kg", "gross weight, in kilograms"),
        ("net_kg", "net weight, in kilograms"),
        ("volume_m3", "volume, in cubic metres"),
        ("packages", "number of packages"),
        ("value", "value, in one currency"),
        ("quantity", "quantity, in the base unit of its kind"),
    )
    for fact, meaning in (
        ("least", "The least that a document allows its {} to be."),
        ("most", "The most that a document allows its {} to be."),
        ("said", "What a document says of its {}, in words."),
    )
}

_DOCUMENTS = (
    SUMS
    | _STATED
    | {
        "documents": "How many documents speak of the consignment.",
        "document": "The document's name.",
        "other_document": "The name of the document that it is compared with.",
        "is_receipt": "Whether a document says what was received rather than what was sent.",
        "quantity_unit": "The base unit of the quantities, where all are of one kind.",
        "batches": "The batches of all lines, where each states its own.",
    }
)

FACTS: Mapping[Scope, Mapping[str, str]] = MappingProxyType(
    {
        Scope.LINE: {},
        Scope.GROUP: {"count": "How many lines the group has."},
        Scope.CONSIGNMENT: SUMS
        | {"twin": "Another consignment that is the same in all but its reference."},
        Scope.DOCUMENTS: _DOCUMENTS,
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
        "twin": pl.String(),
        "documents": pl.Int64(),
        "document": pl.String(),
        "other_document": pl.String(),
        "is_receipt": pl.Boolean(),
        "quantity_unit": pl.String(),
        "batches": pl.String(),
    }
    | {name: pl.String() if name.endswith("_said") else DECIMAL for name in _STATED}
)
"""The type of each fact that an expression can read."""
