"""Family 1, continued: what reading has to say of a workbook, beyond its texts."""

from __future__ import annotations

from aidtrack.findings.file_example import SheetExample
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule

_PLAIN = "line,description,quantity\n1,monitor,20 each\n"


@cell_rule(
    "AT141",
    Severity.WARNING,
    "{detail}",
    cites=["convention: one cell for one value"],
    passes=[SheetExample(text="donor,item,qty\nFrance,monitor,20\nFrance,tent,5\n")],
    fails=[
        SheetExample(text="donor,item,qty\nFrance,monitor,20\n,tent,5\n", merged=("A2:A3",)),
        SheetExample(text="item,qty,gross kg\nmonitor,20,90\ntent,5,\n", merged=("C2:C3",)),
    ],
)
def value_merged() -> None:
    """Cells of several lines are merged, and only the first of them holds the value.

    A name, a date or a price is taken to hold for each of the lines. A quantity,
    a weight or a value is that of all of them together: it is counted once, with the
    first, and stands elsewhere for the others.

    To correct: take the cells apart and give each line its own value. Of what was weighed
    together, the first line states the weight, and the others say see line, with its
    number.
    """


@cell_rule(
    "AT142",
    Severity.WARNING,
    "{detail}",
    cites=[cited.NOTHING_DROPPED],
    passes=[SheetExample(text=_PLAIN)],
    fails=[SheetExample(text=_PLAIN + "2,ventilator,5 each\n", hidden_rows=(3,))],
)
def part_hidden() -> None:
    """A row or column that is hidden holds lines or values.

    Whoever prints the sheet does not see them; they are counted all the same.

    To correct: show them, or delete what is not meant to be sent.
    """


@cell_rule(
    "AT143",
    Severity.INFO,
    "{detail}",
    cites=[cited.NOTHING_DROPPED],
    passes=[SheetExample(text=_PLAIN)],
    fails=[SheetExample(text=_PLAIN, hidden_sheet="kg\nlb\n")],
)
def sheet_not_read() -> None:
    """A sheet was not read.

    It is hidden, or holds no table.

    To correct: nothing need be done where it holds no lines of goods; --sheet reads one
    that is hidden.
    """


@cell_rule(
    "AT147",
    Severity.WARNING,
    "{detail}",
    cites=["convention: a document says the same whenever it is opened"],
    passes=[SheetExample(text="item,qty,expiry\nmonitor,5 each,2031-01-31\n")],
    fails=[
        SheetExample(
            text="item,qty,ship date\nmonitor,5 each,=TODAY()\n",
            values={"=TODAY()": "2026-03-02"},
        )
    ],
)
def value_changes_when_opened() -> None:
    """A value is worked out anew whenever the file is opened.

    What is read is the value of the last time it was saved. A manifest is a record.

    To correct: type the date in place of the formula.
    """
