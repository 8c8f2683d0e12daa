"""Family 1: what reading a cell or a table has to say."""

from __future__ import annotations

from aidtrack.findings.severity import Severity
from aidtrack.lines.issue import CellIssue
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import NumberShape
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule
from aidtrack.text.reading import Note, Problem


@cell_rule(
    "AT101",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.UNREADABLE],
    shapes=[NumberShape, MeasureShape, MoneyShape],
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "1250.5 kg"}, {"gross_weight": "4 000 kg"}],
    fails=[
        {"gross_weight": "9**9**8 kg"},
        {"quantity": "about a dozen"},
        {"gross_weight": "nan t"},
    ],
)
def number_unreadable() -> None:
    """A number cannot be read.

    The line is left out of every total of that column. Words, formulas and exponents are
    not numbers.

    To correct: write the number in digits, then its unit, such as 1250.5 kg; put all other
    words under remarks.
    """


@cell_rule(
    "AT102",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.AMBIGUOUS, Problem.PIECES_OR_CONTENT],
    shapes=[NumberShape, MeasureShape, MoneyShape],
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "1200 kg"}, {"gross_weight": "1,200.5 kg"}],
    fails=[{"gross_weight": "1,200 kg"}, {"pack_size": "1.500"}, {"quantity": "12 x 500 ml"}],
)
def number_ambiguous() -> None:
    """A number can be read in two ways.

    ``1,200`` is twelve hundred to one writer and one and a fifth to another. Nothing in the
    column settles it, so the line is left out of the totals. ``12 x 500 ml`` can be twelve
    bottles or six litres: only its writer knows.

    To correct: write the number without a mark between thousands, as 1200 or as 1.2. To
    read the file as it stands, say what its marks mean: --decimal point or --decimal comma.
    """


@cell_rule(
    "AT103",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.TOO_LONG],
    cites=[cited.EXACTNESS],
    passes=[{"quantity": "999999999999999999 each"}],
    fails=[{"quantity": "1000000000000000000 each"}, {"net_weight": "0.1234567891 kg"}],
)
def number_too_long() -> None:
    """A number has more digits than are kept exactly.

    No consignment needs so many: usually two cells ran together, or a code
    stands in a column of numbers.

    To correct: compare the cell with the goods or the invoice. Split what ran together, and
    put a code into a column of its own.
    """


@cell_rule(
    "AT104",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.UNKNOWN_UNIT],
    cites=[cited.REC_20],
    passes=[{"gross_weight": "15 kgs"}],
    fails=[{"gross_weight": "15 blorps"}],
)
def unit_unknown() -> None:
    """A unit is none that aidtrack knows.

    The line is left out of the totals.

    To correct: use a unit of the documentation's list, or its code in UN/ECE Recommendation
    20.
    """


@cell_rule(
    "AT105",
    Severity.WARNING,
    "{detail} (option --ton)",
    raised_by=[Problem.AMBIGUOUS_UNIT],
    cites=[cited.REC_20],
    passes=[{"gross_weight": "2 t"}],
    fails=[{"gross_weight": "2 tons"}],
)
def unit_ambiguous() -> None:
    """A unit can mean several things.

    A ton is 1,000 kg, 907 kg or 1,016 kg, by country. The line is left out of
    the totals until an option says which is meant.

    To correct: write t or kg where the metric tonne is meant. If you know which ton the
    donor uses, say so for the whole file: --ton metric, short or long.
    """


@cell_rule(
    "AT106",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.WRONG_DIMENSION],
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "5 kg"}],
    fails=[{"gross_weight": "5 litres"}, {"volume": "3 kg"}],
)
def unit_of_wrong_dimension() -> None:
    """A unit measures something else than its column.

    Often two columns were swapped, or a shifted row put a volume under weight.

    To correct: look at the whole row and at its headers. Move the value into its own
    column, or mend its unit.
    """


@cell_rule(
    "AT115",
    Severity.INFO,
    "{value}: {detail}",
    raised_by=[Note.MEGATONNE_AS_TONNE],
    cites=[cited.REC_20],
    passes=[{"gross_weight": "3.5 t"}],
    fails=[{"gross_weight": "3.5 MT"}],
)
def tonne_written_as_mt() -> None:
    """A weight is given in MT, which by the letter is a megatonne.

    In relief it always means the metric tonne, and is read so.

    To correct: write t, or the weight in kg.
    """


@cell_rule(
    "AT116",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[CellIssue.SETTLED],
    cites=[cited.ARITHMETIC],
    passes=["line,gross_weight\n1,1200 kg\n"],
    fails=['line,gross_weight\n1,"1,200 kg"\n2,"1,200.5 kg"\n'],
)
def reading_settled_by_column() -> None:
    """A text with two readings was read as the rest of its column is written.

    Nothing but its neighbours says which reading is meant, and a column that two hands
    filled can mislead.

    To correct: look whether the reading is right; if not, --decimal or --date-order
    overrules it. Numbers without a mark between thousands, and dates such as 2026-03-02,
    have one reading only.
    """


@cell_rule(
    "AT117",
    Severity.INFO,
    "{value} {detail}",
    raised_by=[CellIssue.BLANK_WORD],
    cites=[cited.T120],
    passes=[{"expiry": ""}],
    fails=[{"expiry": "N/A"}, {"gross_weight": "tbd"}],
)
def blank_in_words() -> None:
    """A word such as N/A stands for nothing stated.

    An empty cell says the same, and no reader can take it for a value.

    To correct: leave the cell empty.
    """


@cell_rule(
    "AT118",
    Severity.INFO,
    "{value}: {detail}; it is counted there and not here",
    raised_by=[CellIssue.ELSEWHERE],
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "12 kg"}],
    fails=[{"gross_weight": "See ASN-93 (ID#:1281)"}, {"gross_weight": "see line 12"}],
)
def value_elsewhere() -> None:
    """A cell points to another line or document for its value.

    The value stays with the line that states it, so that it is never counted
    twice; totals say how many lines point elsewhere.

    To correct: nothing need be done if the other line states the value for both. Otherwise
    give each line its own.
    """


@cell_rule(
    "AT119",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.UNREADABLE, Problem.AMBIGUOUS],
    cites=[cited.T120],
    passes=[{"mode": "air"}, {"technology": "concentrator"}],
    fails=[{"mode": "by camel"}, {"kind": "oxygen_unit", "technology": "magic"}],
)
def word_not_in_list() -> None:
    """A word is none of those that its column can hold.

    The text is kept as written; the value is unknown.

    To correct: choose one of the words that the documentation lists for this column, or
    leave the cell empty.
    """


@cell_rule(
    "AT139",
    Severity.INFO,
    "{detail}",
    raised_by=[CellIssue.KIND_INFERRED],
    cites=["convention: nothing is guessed in silence"],
    passes=["line,kind,description,quantity\n1,monitor,patient monitor,20 each\n"],
    fails=["line,description,quantity\n1,patient monitor,20 each\n"],
)
def kind_inferred() -> None:
    """The kind of goods is not stated; it is inferred from their words or customs code.

    The kind decides which totals a line adds to and which rules are asked.

    To correct: add a column named kind, with one of the words that the documentation lists.
    """
