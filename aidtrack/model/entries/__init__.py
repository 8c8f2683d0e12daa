"""The entries of the book: what was promised, sent, received, handed on, lost and taken back.

>>> receipt = Receipt(
...     who="Indian Red Cross Society",
...     when="2021-04-29T06:30+05:30",
...     consignment="RU-IN-2021-04-29",
...     lines=(ReceivedLine(line="2", accepted="75 each"),),
... )
>>> read_entry(receipt.canonical()) == receipt
True
"""

from aidtrack.model.entries.document import Document
from aidtrack.model.entries.entry import Entry, canonical_bytes, hash_of, substance_of
from aidtrack.model.entries.instant import read_instant, write_instant
from aidtrack.model.entries.kinds import ENTRIES, AnyEntry, read_entry
from aidtrack.model.entries.linekey import line_names
from aidtrack.model.entries.listed import Dispatch, Listing, Pledge, listing_bytes
from aidtrack.model.entries.movements import (
    Arrival,
    Clearance,
    Distribution,
    Loss,
    Movement,
    Receipt,
    Return,
    Reversal,
)
from aidtrack.model.entries.part import CAME, OUTCOMES, Part, ReceivedLine
from aidtrack.model.entries.rows import entries_of_rows
from aidtrack.model.entries.witness import Witness

__all__ = [
    "CAME",
    "ENTRIES",
    "OUTCOMES",
    "AnyEntry",
    "Arrival",
    "Clearance",
    "Dispatch",
    "Distribution",
    "Document",
    "Entry",
    "Listing",
    "Loss",
    "Movement",
    "Part",
    "Pledge",
    "Receipt",
    "ReceivedLine",
    "Return",
    "Reversal",
    "Witness",
    "canonical_bytes",
    "entries_of_rows",
    "hash_of",
    "line_names",
    "listing_bytes",
    "read_entry",
    "read_instant",
    "substance_of",
    "write_instant",
]
