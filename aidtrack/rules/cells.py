"""Family 1, continued: what a single cell holds besides the value that it should."""

from __future__ import annotations

from aidtrack.findings.file_example import SheetExample
from aidtrack.findings.severity import Severity
from aidtrack.lines.issue import CellIssue
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule
from aidtrack.text.reading import Note, Problem


@cell_rule(
    "AT120",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.CELL_ERROR],
    cites=[cited.OPEN_FORMULA],
    passes=[{"batch": "AMX-2291"}, {"gross_weight": "12 kg"}],
    fails=[{"gross_weight": "#REF!"}, {"batch": "#N/A"}, {"quantity": "#DIV/0!"}],
)
def cell_error() -> None:
    """A cell holds the error value of a spreadsheet.

    A formula of the sender's found nothing to compute: a sheet was deleted, or a look-up
    failed. ``#N/A`` is such an error and no word for nothing stated: something was meant to
    stand there.

    To correct: ask the sender for the value; no program can bring it back.
    """


@cell_rule(
    "AT121",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.FORMULA],
    cites=[cited.OPEN_FORMULA],
    passes=[{"expiry": "2027-01-31"}, {"remarks": "= as agreed"}],
    fails=[{"expiry": "=TODAY()"}, {"quantity": "=SUM(F7:F13)"}, {"description": "=VLOOKUP(A2)"}],
)
def formula_in_cell() -> None:
    """The text of a cell is a formula and not what it gives.

    Formulas are never run. A program that writes sheets without computing them leaves such
    cells: open the file in a spreadsheet and save it. A date of today or a random number
    changes whenever the file is opened, so that no two readers see the same.

    To correct: open the file in a spreadsheet and save it, or type the value itself. A day
    of dispatch is always typed.
    """


@cell_rule(
    "AT122",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[CellIssue.NUMBER_AS_TEXT],
    cites=[cited.SPREADSHEETS],
    passes=[SheetExample(text="line,pack size\n1,60\n2,75\n")],
    fails=[SheetExample(text="line,pack size\n1,60\n2,'75\n")],
)
def number_as_text() -> None:
    """A number is kept as text where others of its column are numbers.

    It is read all the same. A spreadsheet's own sum leaves it out in silence, so that
    the sender's total may be too small.

    To correct: format the column as numbers and enter the value again. `aidtrack validate
    --fix-to` does it in a copy of a workbook.
    """


@cell_rule(
    "AT123",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[Note.DIGITS_GROUPED],
    cites=[cited.BIPM],
    passes=[{"gross_weight": "4000 kg"}, {"gross_weight": "1,200.5 kg"}],
    fails=[{"gross_weight": "4 000 kg"}, {"quantity": "2,00,928 each"}, {"pack_size": "1'000"}],
)
def digits_grouped() -> None:
    """The digits of a number are grouped by spaces, by apostrophes or in the Indian way.

    They are read as one number. Two numbers that ran into one cell look the same.

    To correct: look whether two numbers ran into one cell. If not, write the digits without
    gaps.
    """


@cell_rule(
    "AT124",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[CellIssue.DECIMAL_COMMA_MIXED],
    cites=[cited.BIPM],
    passes=['line,gross_weight\n1,"210,50 kg"\n2,"12,5 kg"\n'],
    fails=['line,gross_weight\n1,"210,50 kg"\n2,845.5 kg\n'],
)
def decimal_comma_mixed() -> None:
    """A number has a decimal comma in a column of decimal points.

    Two hands filled the column. Each number is read by the mark that it shows; those
    that could be read either way are left open.

    To correct: write the same decimal mark in the whole column.
    """


@cell_rule(
    "AT125",
    Severity.INFO,
    "{detail}",
    raised_by=[CellIssue.UNITS_MIXED],
    cites=[cited.REC_20],
    passes=["line,gross_weight\n1,2 kg\n2,3 kg\n"],
    fails=["line,gross_weight\n1,0.6 t\n2,12 lbs\n3,96 kg\n"],
)
def units_mixed() -> None:
    """The weights or volumes of one column stand in several units.

    Each is converted by itself, so that totals are right. A person who adds the column by
    eye is not.

    To correct: convert the column to one unit, and name that in its header.
    """


@cell_rule(
    "AT126",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[Note.NUMBER_IN_WORDS],
    cites=["convention: a lakh is 10^5, a million 10^6, a crore 10^7"],
    passes=[{"quantity": "500000 each"}],
    fails=[{"quantity": "5 lakh pcs"}, {"value": "1.5 crore INR"}, {"packages": "1.2 million"}],
)
def number_in_words() -> None:
    """A number is counted in lakhs, crores, millions or thousands.

    It is read in full. Such figures are mostly rounded.

    To correct: write the exact figure in digits.
    """


@cell_rule(
    "AT127",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.NOT_EXACT],
    cites=[cited.ARITHMETIC],
    passes=[{"quantity": "200 each"}, {"declared_gross_weight": "over 22 t"}],
    fails=[{"quantity": "approx. 200"}, {"gross_weight": "over 22 t"}, {"quantity": "200+"}],
)
def number_not_exact() -> None:
    """A number of a line is rounded or bounded by a word or sign.

    No total can hold "about 200", so the line is left out of it.

    To correct: write the exact figure. What is only about right can be declared for the
    whole consignment.
    """


@cell_rule(
    "AT128",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[Note.COUNT_WITH_WORDS, Note.PACK_SIZE_BEHIND],
    cites=[cited.WHO_PACKING_LIST],
    passes=[{"pack_size": "10"}, {"quantity": "20 box", "pack_size": "12"}],
    fails=[
        {"pack_size": "10/box"},
        {"pack_size": "10 x 10"},
        {"packages": "12 cartons"},
        {"quantity": "20 boxes of 12"},
    ],
)
def count_with_words() -> None:
    """A pack size or a number of packages has words around it.

    The number is read. A bare number in a column of its own cannot be mistaken.

    To correct: leave the bare number in this column, and put the words into another.
    """


@cell_rule(
    "AT129",
    Severity.INFO,
    "{detail}",
    raised_by=[CellIssue.SPACES_AROUND],
    cites=["convention: white space around a text says nothing"],
    passes=["line,description\n1,ventilator circuit\n"],
    fails=["line,description\n1,  ventilator circuit \n"],
)
def spaces_around() -> None:
    """A text has spaces around it.

    They are left out; those between its words are part of it. A look-up in a
    spreadsheet takes the two texts for different ones.

    To correct: delete the spaces. `aidtrack validate --fix-to` does it in a copy.
    """


@cell_rule(
    "AT130",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[Note.OTHER_WORD, CellIssue.KIND_WORD, Note.STORAGE_WORDS],
    cites=["convention: the canonical words of the field tables", cited.WHO_STORAGE],
    passes=[{"technology": "concentrator"}, {"storage": "2-8 °C"}],
    fails=[
        {"kind": "oxygen_unit", "technology": "Oxygen concentrators"},
        {"storage": "cold chain"},
    ],
)
def word_by_another_name() -> None:
    """A word stands for the one that its column has, or for temperatures.

    It is read so. The canonical word, or the temperatures themselves, can be read by
    every program and in every language.

    To correct: write the word that the message shows, or the temperatures themselves.
    """


@cell_rule(
    "AT148",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[CellIssue.ROUNDED],
    cites=[cited.EXACTNESS],
    passes=[{"net_weight": 0.5}],
    fails=[{"net_weight": 33.3333333333333}],
)
def number_rounded() -> None:
    """A number that a file worked out has more decimals than are kept, and was rounded.

    A price that is a third of another has no last decimal: nine are kept. What is typed
    as text is not rounded; too long, it is an error (AT103).

    To correct: nothing, as a rule. To have the figure as it is meant, let the sheet round it
    with ROUND, and save it.
    """
