"""What is wrong, where, and how badly: the values every verdict is made of.

A :class:`Rule` says what can be wrong, a :class:`Place` where, a
:class:`Finding` that it is, and :class:`Findings` holds them all.
"""

from aidtrack.findings.finding import Finding, Suggestion
from aidtrack.findings.findings import ALIKE, Findings, Hits, NotAsked
from aidtrack.findings.place import Place, column_index, column_letter
from aidtrack.findings.rule import Rule, Scope
from aidtrack.findings.severity import Severity
from aidtrack.findings.source import ColumnUse, Skipped, Source

__all__ = [
    "ALIKE",
    "ColumnUse",
    "Finding",
    "Findings",
    "Hits",
    "NotAsked",
    "Place",
    "Rule",
    "Scope",
    "Severity",
    "Skipped",
    "Source",
    "Suggestion",
    "column_index",
    "column_letter",
]
