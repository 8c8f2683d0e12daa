"""Family 1, continued: what reading has to say of a dataframe."""

from __future__ import annotations

from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule


@cell_rule(
    "AT149",
    Severity.INFO,
    "{detail}",
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "12.5 kg"}, {"packages": 2}],
    fails=[{"packages": 2.0}],
)
def floats_in_frame() -> None:
    """A dataframe holds numbers as binary floats, which cannot hold most decimals.

    Each was read as the shortest text that stands for it: 0.1 as 0.1. Where sums were taken
    before, digits such as 0.30000000000000004 show it.

    To correct: hand over texts or decimals, as they stood in the source.
    """
