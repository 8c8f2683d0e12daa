"""Record, validate and summarise aid consignments, with totals that say what they cover.

>>> from aidtrack import Consignment, Donor, Monitor, summarise
>>> gift = Consignment(donor=Donor(country="RU"), lines=(Monitor(quantity="150 each"),))
>>> print(summarise(gift).total.quantity[0].value)
150

Everything named here is loaded when it is first used, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from aidtrack.version import __version__

if TYPE_CHECKING:
    import aidtrack.ledger
    from aidtrack.checking import Check, check
    from aidtrack.errors import (
        AidtrackError,
        AmbiguousText,
        DoesNotFit,
        InvalidLines,
        InvalidMapping,
        InvalidProfile,
        InvalidRule,
        LedgerError,
        LedgerUnavailable,
        MixedUnits,
        NotFixable,
        NotRecorded,
        UnknownName,
        UnknownUnit,
        UnreadableManifest,
        UnreadableText,
        UnusableLedger,
    )
    from aidtrack.exchange import template, write
    from aidtrack.findings import Finding, Findings, Place, Rule, Severity
    from aidtrack.ledger import Ledger
    from aidtrack.lines import Columns, Lines
    from aidtrack.lines.identity import identify
    from aidtrack.manifest import DonorMapping, Limits, read
    from aidtrack.model import (
        Carrier,
        Consignee,
        Consignment,
        Declared,
        Donor,
        Item,
        LineItem,
        MedicinePack,
        Monitor,
        NotifyParty,
        OxygenUnit,
        Packaging,
        PackagingLevel,
        Recipient,
        Vaccine,
        Ventilator,
    )
    from aidtrack.model.entries import (
        Arrival,
        Clearance,
        Dispatch,
        Distribution,
        Document,
        Loss,
        Part,
        Pledge,
        Receipt,
        ReceivedLine,
        Return,
        Reversal,
        entries_of_rows,
    )
    from aidtrack.money import Money
    from aidtrack.reconciliation import Reconciliation, reconcile
    from aidtrack.report import render
    from aidtrack.rules import RULES, Given, rule, where
    from aidtrack.summary import Summary, summarise
    from aidtrack.text.style import Style
    from aidtrack.units import Quantity
    from aidtrack.validation import validate

_HOMES = {
    "checking": ("Check", "check"),
    "errors": (
        "AidtrackError",
        "AmbiguousText",
        "DoesNotFit",
        "InvalidLines",
        "InvalidMapping",
        "InvalidProfile",
        "InvalidRule",
        "LedgerError",
        "LedgerUnavailable",
        "MixedUnits",
        "NotFixable",
        "NotRecorded",
        "UnknownName",
        "UnknownUnit",
        "UnreadableManifest",
        "UnreadableText",
        "UnusableLedger",
    ),
    "exchange": ("template", "write"),
    "findings": ("Finding", "Findings", "Place", "Rule", "Severity"),
    "ledger": ("Ledger",),
    "lines": ("Columns", "Lines"),
    "lines.identity": ("identify",),
    "manifest": ("DonorMapping", "Limits", "read"),
    "model": (
        "Carrier",
        "Consignee",
        "Consignment",
        "Declared",
        "Donor",
        "Item",
        "LineItem",
        "MedicinePack",
        "Monitor",
        "NotifyParty",
        "OxygenUnit",
        "Packaging",
        "PackagingLevel",
        "Recipient",
        "Vaccine",
        "Ventilator",
    ),
    "model.entries": (
        "Arrival",
        "Clearance",
        "Dispatch",
        "Distribution",
        "Document",
        "Loss",
        "Part",
        "Pledge",
        "Receipt",
        "ReceivedLine",
        "Return",
        "Reversal",
        "entries_of_rows",
    ),
    "money": ("Money",),
    "reconciliation": ("Reconciliation", "reconcile"),
    "report": ("render",),
    "rules": ("RULES", "Given", "rule", "where"),
    "summary": ("Summary", "summarise"),
    "text.style": ("Style",),
    "units": ("Quantity",),
    "validation": ("validate",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_PARTS = frozenset({"ledger"})
"""The parts that are also spoken of as a whole: `aidtrack.ledger.Ledger`."""

__all__ = [
    "RULES",
    "AidtrackError",
    "AmbiguousText",
    "Arrival",
    "Carrier",
    "Check",
    "Clearance",
    "Columns",
    "Consignee",
    "Consignment",
    "Declared",
    "Dispatch",
    "Distribution",
    "Document",
    "DoesNotFit",
    "Donor",
    "DonorMapping",
    "Finding",
    "Findings",
    "Given",
    "InvalidLines",
    "InvalidMapping",
    "InvalidProfile",
    "InvalidRule",
    "Item",
    "Ledger",
    "LedgerError",
    "LedgerUnavailable",
    "Limits",
    "LineItem",
    "Lines",
    "Loss",
    "MedicinePack",
    "MixedUnits",
    "Money",
    "Monitor",
    "NotFixable",
    "NotRecorded",
    "NotifyParty",
    "OxygenUnit",
    "Packaging",
    "PackagingLevel",
    "Part",
    "Place",
    "Pledge",
    "Quantity",
    "Receipt",
    "ReceivedLine",
    "Recipient",
    "Reconciliation",
    "Return",
    "Reversal",
    "Rule",
    "Severity",
    "Style",
    "Summary",
    "UnknownName",
    "UnknownUnit",
    "UnreadableManifest",
    "UnreadableText",
    "UnusableLedger",
    "Vaccine",
    "Ventilator",
    "__version__",
    "check",
    "entries_of_rows",
    "identify",
    "read",
    "reconcile",
    "render",
    "rule",
    "summarise",
    "template",
    "validate",
    "where",
    "write",
]


def __getattr__(name: str) -> object:
    """Load what is asked for from its home."""
    if name in _PARTS:
        return import_module(f"aidtrack.{name}")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'aidtrack' has no attribute {name!r}")
    value: object = getattr(import_module(f"aidtrack.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
