"""The book as two frames: one row per entry, and one row per movement of a line.

Reconciliation stands on these alone, so that it is the same for a handful of entries
and for a million lines that a database hands over as columns.

>>> from aidtrack.model.entries import Receipt, ReceivedLine
>>> from aidtrack.reconciliation.posting import post
>>> came = ReceivedLine(line="2", accepted="70 each", damaged="5 each")
>>> receipt = Receipt(who="a store", when="2021-04-29", consignment="A-1", lines=(came,))
>>> post([receipt]).movements.select("line", "status", "unit").rows()
[('2', 'accepted', 'each'), ('2', 'damaged', 'each')]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.schema import COLUMNS, DECIMAL
from aidtrack.model.entries import ENTRIES as KINDS_OF_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Mapping

ACT: Final = pl.Enum(list(KINDS_OF_ENTRIES))
"""What kind of entry it is."""

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pledged": "pledge",
        "dispatched": "dispatch",
        "arrived": "arrival",
        "cleared": "clearance",
        "accepted": "receipt",
        "rejected": "receipt",
        "damaged": "receipt",
        "missing": "receipt",
        "excess": "receipt",
        "substituted": "receipt",
        "lost_in_transit": "loss",
        "lost": "loss",
        "distributed": "distribution",
        "returned": "return",
        "restored": "return",
        "sent_back_rejected": "return",
        "sent_back_damaged": "return",
    }
)
"""What an entry can say of some goods, with the kind of entry that says it."""

STATUS: Final = pl.Enum(list(STATUSES))

ENTRIES: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "entry": pl.String(),
        "act": ACT,
        "told": pl.Enum(["record", "report"]),
        "who": pl.String(),
        "when": pl.Datetime("us", "UTC"),
        "number": pl.String(),
        "document": pl.String(),
        "consignment": pl.String(),
        "pledge": pl.String(),
        "onward_of": pl.String(),
        "onward": pl.String(),
        "place": pl.String(),
        "reverses": pl.String(),
        "decision": pl.String(),
        "reason": pl.String(),
        "declared_gross_weight": DECIMAL,
        "declared_gross_weight.unit": pl.String(),
        "declared_gross_weight.qualifier": pl.String(),
    }
)
"""One row per entry: its name (the hash), what kind it is, whether it is the record of who did
it or a report, the witness, the instant, the act's own number, the source document in words, the
reference it is about (of a pledge: the pledge's), and what only some kinds have. ``decision`` is
what customs decided, or what became of goods that were lost; ``reason`` is why."""

GOODS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        name: COLUMNS[name]
        for name in (
            "kind",
            "description",
            "pack_size",
            "packages",
            "package_type",
            "package_levels",
            "donor",
            "donor_country",
            "recipient",
            "recipient_country",
        )
    }
    | {"type": pl.String()}
)
"""What the goods are: stated where an entry lists them, else null. ``type`` is the technology
of an oxygen unit, the category of an item."""

MOVEMENTS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "entry": pl.String(),
        "consignment": pl.String(),
        "line": pl.String(),
        "status": STATUS,
        "quantity": DECIMAL,
        "unit": pl.String(),
        "batch": pl.String(),
        "expiry": pl.Date(),
        "reason": pl.String(),
        "instead_of": pl.String(),
        **GOODS,
    }
)
"""One row per movement: so much of a line, and what an entry says of it.

``line`` is the line's name (:func:`aidtrack.model.entries.line_names`); ``quantity`` is null
where the entry does not say how much."""


@dataclass(frozen=True, eq=False)
class Book:
    """Entries in columns; the order of the rows means nothing."""

    entries: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(ENTRIES)))
    """One row per entry, with the columns of `ENTRIES`."""
    movements: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(MOVEMENTS)))
    """One row per movement, with the columns of `MOVEMENTS`."""
    whole: bool = True
    """Whether these are all entries of a ledger. In a part, such as those about one consignment,
    nothing is said of reversals whose entries are elsewhere."""
    nearest: Mapping[str, str] = field(default_factory=dict)
    """The recorded reference that is most like one, for references of which nothing was recorded
    and somebody looked it up."""
