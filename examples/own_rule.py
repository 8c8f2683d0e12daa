"""A rule of one's own beside the library's: what the forklift at the airport cannot lift."""

from pathlib import Path

from polars import Expr

import aidtrack
from aidtrack import RULES, Severity, rule
from aidtrack.lines import Columns
from aidtrack.rules import Given

HERE = Path(__file__).parent
FORKLIFT_KG = 1000


@rule(
    "AT901",
    Severity.WARNING,
    "{gross_weight} in one line; our forklift lifts 1,000 kg",
    cites=["our warehouse handbook, page 3"],
    passes=[{"gross_weight": "1000 kg"}, {"gross_weight": ""}],
    fails=[{"gross_weight": "1.2 t"}],
)
def line_above_forklift_limit(line: Columns, given: Given) -> Expr:
    """A line weighs more than the forklift can lift at once.

    It would stay on the tarmac.

    To correct: order a crane, or have the line packed on several pallets.
    """
    del given
    return line.gross_kg > FORKLIFT_KG


lines = aidtrack.read(HERE / "packing_list.csv")
findings = aidtrack.validate(lines, rules=[*RULES, line_above_forklift_limit])
for finding in findings.where(lambda known: known.code.startswith("AT9")):
    print(finding)
