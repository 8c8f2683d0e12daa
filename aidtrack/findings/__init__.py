"""What is wrong, where, and how badly: the values every verdict is made of.

A :class:`Rule` says what can be wrong, a :class:`Place` where, a
:class:`Finding` that it is, and :class:`Findings` holds them all.
"""

from aidtrack.findings.finding import Finding, Suggestion
from aidtrack.findings.findings import ALIKE, Findings, Hits, NotAsked
from aidtrack.findings.known import Known
from aidtrack.findings.place import Place, column_index, column_letter
from aidtrack.findings.rule import Rule, Scope
from aidtrack.findings.severity import Severity
from aidtrack.findings.source import ColumnUse, Skipped, Source
from aidtrack.findings.used_profile import UsedProfile

__all__ = [
    "ALIKE",
    "ColumnUse",
    "Finding",
    "Findings",
    "Hits",
    "Known",
    "NotAsked",
    "Place",
    "Rule",
    "Scope",
    "Severity",
    "Skipped",
    "Source",
    "Suggestion",
    "UsedProfile",
    "column_index",
    "column_letter",
]
