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
    "currency_count": "How many currencies the values of the lines are in.",
    "currencies": "Those currencies, in words.",
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
        "lacking": "The documents that list most of what this one does, but not an item of it.",
        "batches": "The batches of all lines, where each states its own.",
    }
)

_OF_BALANCES = {
    "unit": "The unit that the line is balanced in.",
    "sent": "What was dispatched, in the line's unit.",
    "came": "What was accepted, rejected and damaged together.",
    "not_coming": "What is missing, substituted and lost on the way together.",
    "stated_excess": "What receipts call excess.",
    "in_stock": "What was accepted, less what was handed on, returned and lost.",
    "handed_out": "What was handed on, less what came back from there.",
    "landed": "What arrived, as arrivals count it.",
    "refused": "What was rejected, or damaged, as receipts count it.",
    "refused_sent_back": "What of it went back to the sender.",
    "back_from": "A place that goods came back from.",
    "given_there": "What was handed on to that place.",
    "back_from_there": "What came back from it.",
    "act": "What kind of entry it is.",
    "acted_on": "The day on which it was done.",
    "earliest_day": "The day of an entry where the day begins last.",
    "said_whole": "What an entry states of goods that are counted whole.",
    "pieces": "How many single things that is.",
    "batch_gone": "A batch of which something was handed on, returned or lost.",
    "batch_came": "What was accepted of the batch or came back, and what may be of it.",
    "batch_left": "What of the batch was handed on, returned or lost.",
    "list_known": "Whether the consignment's dispatch is in the book.",
    "is_spoken_of": "Whether a dispatch, a pledge or a receipt of the consignment is in the book.",
    "nearest": "The recorded reference that is most like the consignment's, in words, where it was "
    "looked up; else nothing.",
    "is_listed": "Whether any list of the consignment has the line.",
    "is_substitute": "Whether a receipt names the line in whose place the goods came.",
    "figure": "Which figure several claims are about, such as accepted.",
    "least": "The least of the claims that count.",
    "most": "The most of the claims that count.",
    "first_hand": "Whether those claims are records, not reports.",
    "recorded": "What the records say, where there are reports beside them.",
    "reported": "What one report says beside the records.",
    "sides": "Who says what, and in which document.",
    "said": "A quantity as an entry states it.",
    "said_by": "Who states it, and in which document.",
    "fits": "Whether the quantity can be turned into the line's unit.",
    "is_stated": "Whether an entry says how much.",
    "differs": "Whether a receipt's line has anything rejected, damaged, missing, excess or "
    "substituted.",
    "has_reason": "Whether that line says why.",
    "batch_received": "The batch as received.",
    "batches_sent": "The batches of the line as sent.",
    "batch_is_sent": "Whether the batch received is one of them.",
    "expiry_received": "The expiry as received.",
    "expiry_sent": "The expiry as sent.",
    "received_on": "The day of a receipt.",
    "sent_on": "The day of the dispatch.",
    "goods": "The goods of a pledge: kind, type and description.",
    "promised": "What was pledged.",
    "sent_for_it": "What was dispatched for the pledge.",
    "taken_back": "The name of the entry that a reversal takes back.",
    "is_in_book": "Whether the book has that entry.",
    "sent_on_from": "The consignment that another one was sent on from.",
    "source_counts": "Whether the book tells of that consignment, and it is not sent on from "
    "the other.",
    "weight_said": "A declared gross weight, as one entry has it.",
    "weights_agree": "Whether that of another entry about the consignment can be true as well.",
}

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
        Scope.BALANCE: _OF_BALANCES,
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
        "currency_count": pl.Int64(),
        "currencies": pl.String(),
        "twin": pl.String(),
        "documents": pl.Int64(),
        "document": pl.String(),
        "other_document": pl.String(),
        "is_receipt": pl.Boolean(),
        "quantity_unit": pl.String(),
        "batches": pl.String(),
        "lacking": pl.String(),
    }
    | {name: pl.String() if name.endswith("_said") else DECIMAL for name in _STATED}
    | dict.fromkeys(_OF_BALANCES, pl.String())
    | dict.fromkeys(
        (
            *("sent", "came", "not_coming", "stated_excess", "in_stock", "handed_out", "landed"),
            *("least", "most", "refused", "refused_sent_back", "given_there"),
            *("back_from_there", "batch_came", "batch_left", "pieces"),
            *("recorded", "reported", "promised", "sent_for_it"),
        ),
        DECIMAL,
    )
    | dict.fromkeys(
        (
            *(
                "list_known",
                "is_spoken_of",
                "is_listed",
                "is_substitute",
                "first_hand",
                "fits",
                "is_stated",
            ),
            *("differs", "has_reason", "batch_is_sent", "is_in_book", "weights_agree"),
            "source_counts",
        ),
        pl.Boolean(),
    )
    | dict.fromkeys(
        (
            *("expiry_received", "expiry_sent", "received_on", "sent_on"),
            *("acted_on", "earliest_day"),
        ),
        pl.Date(),
    )
)
"""The type of each fact that an expression can read."""
