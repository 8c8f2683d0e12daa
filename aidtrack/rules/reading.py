"""Family 1: what reading a cell or a table has to say."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aidtrack.findings.severity import Severity
from aidtrack.lines.issue import CellIssue
from aidtrack.model.choice import CountryShape, HsShape
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, NumberShape
from aidtrack.rules import cells, parties, tariff, values
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule
from aidtrack.text.reading import Note, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.findings.rule import Rule
    from aidtrack.model.shape import Shape


@cell_rule(
    "AT101",
    Severity.ERROR,
    "{detail}",
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

    The line is left out of every total of that column. Words, formulas and
    exponents are not numbers; write digits, then the unit.
    """


@cell_rule(
    "AT102",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "1200 kg"}, {"gross_weight": "1,200.5 kg"}],
    fails=[{"gross_weight": "1,200 kg"}, {"pack_size": "1.500"}, {"quantity": "12 x 500 ml"}],
)
def number_ambiguous() -> None:
    """A number can be read in two ways.

    ``1,200`` is twelve hundred to one writer and one and a fifth to another.
    Nothing in the column settles it, so the line is left out of the totals;
    the option for the decimal mark settles it for the whole file. ``12 x 500 ml``
    can be twelve bottles or six litres: only its writer knows.
    """


@cell_rule(
    "AT103",
    Severity.ERROR,
    "{detail}",
    cites=[cited.EXACTNESS],
    passes=[{"quantity": "999999999999999999 each"}],
    fails=[{"quantity": "1000000000000000000 each"}, {"net_weight": "0.1234567891 kg"}],
)
def number_too_long() -> None:
    """A number has more digits than are kept exactly.

    No consignment needs so many: usually two cells ran together, or a code
    stands in a column of numbers.
    """


@cell_rule(
    "AT104",
    Severity.ERROR,
    "{detail}",
    cites=[cited.REC_20],
    passes=[{"gross_weight": "15 kgs"}],
    fails=[{"gross_weight": "15 blorps"}],
)
def unit_unknown() -> None:
    """A unit is none that aidtrack knows.

    The line is left out of the totals. Use a unit of the documentation's list,
    or a code of UN/ECE Recommendation 20.
    """


@cell_rule(
    "AT105",
    Severity.WARNING,
    "{detail} (option --ton)",
    cites=[cited.REC_20],
    passes=[{"gross_weight": "2 t"}],
    fails=[{"gross_weight": "2 tons"}],
)
def unit_ambiguous() -> None:
    """A unit can mean several things.

    A ton is 1,000 kg, 907 kg or 1,016 kg, by country. The line is left out of
    the totals until an option says which is meant.
    """


@cell_rule(
    "AT106",
    Severity.ERROR,
    "{detail}",
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "5 kg"}],
    fails=[{"gross_weight": "5 litres"}, {"volume": "3 kg"}],
)
def unit_of_wrong_dimension() -> None:
    """A unit measures something else than its column.

    Often two columns were swapped, or a shifted row put a volume under weight.
    """


@cell_rule(
    "AT107",
    Severity.ERROR,
    "{detail}",
    cites=[cited.ISO_8601],
    passes=[{"expiry": "2027-11-30"}, {"expiry": "30 November 2027"}],
    fails=[{"expiry": "soon"}, {"dispatched": "2026-W09"}],
)
def date_unreadable() -> None:
    """A date cannot be read.

    Write it as year, month and day: 2026-03-02.
    """


@cell_rule(
    "AT108",
    Severity.ERROR,
    "{detail}",
    cites=[cited.ISO_8601],
    passes=[{"expiry": "28/02/2027"}],
    fails=[{"expiry": "31/02/2027"}, {"dispatched": "2026-13-01"}],
)
def date_impossible() -> None:
    """A date is no day of the calendar.

    A digit was mistyped, or day and month were swapped.
    """


@cell_rule(
    "AT109",
    Severity.WARNING,
    "{detail} (option --date-order)",
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "25/03/2026"}, {"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "02/03/2026"}, {"dispatched": "03-02-26"}],
)
def date_ambiguous() -> None:
    """A date can be read in several ways.

    02/03/2026 is 2 March to one desk and 3 February to another. Nothing in the
    column settles it; the option for the date order does, for the whole file.
    """


@cell_rule(
    "AT110",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "2 March 2026"}],
    fails=[{"dispatched": "Mar 2026"}],
)
def date_without_day() -> None:
    """A date gives a month and no day where a day is needed.

    Only an expiry or manufacture date can be a month alone.
    """


@cell_rule(
    "AT111",
    Severity.WARNING,
    "{value}: {detail}",
    cites=[cited.SPREADSHEETS],
    passes=[{"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "46083"}],
)
def date_as_serial_number() -> None:
    """A bare number stands where a date is expected.

    It is read as a spreadsheet's day count. Check the date, and format the
    column as dates before it is sent on.
    """


@cell_rule(
    "AT112",
    Severity.INFO,
    "{value}: {detail}",
    cites=[cited.WHO_LABEL],
    passes=[{"expiry": "2027-06-30"}],
    fails=[{"expiry": "06/2027"}],
)
def month_without_day() -> None:
    """An expiry or manufacture date is a month alone.

    It is read as the month's last day for an expiry, as labels mean it, and as
    its first day for a date of manufacture.
    """


@cell_rule(
    "AT113",
    Severity.INFO,
    "{value}: {detail}",
    cites=[cited.ISO_8601],
    passes=["line,dispatched\n1,31/12/2026\n"],
    fails=["line,dispatched\n1,2-Jun-06\n"],
)
def year_of_two_digits() -> None:
    """A year is written with two digits.

    The other dates of the column, or an option, said which number is the year;
    the century is taken so that the year lies between 1969 and 2068.
    """


@cell_rule(
    "AT114",
    Severity.INFO,
    "{value}: {detail}",
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "2026-03-02 14:30"}],
)
def time_left_out() -> None:
    """A date comes with a time of day, which is not kept.

    Near midnight the day itself may be another one elsewhere: look at the time zone.
    """


@cell_rule(
    "AT115",
    Severity.INFO,
    "{value}: {detail}",
    cites=[cited.REC_20],
    passes=[{"gross_weight": "3.5 t"}],
    fails=[{"gross_weight": "3.5 MT"}],
)
def tonne_written_as_mt() -> None:
    """A weight is given in MT, which by the letter is a megatonne.

    In relief it always means the metric tonne, and is read so. The symbol is t.
    """


@cell_rule(
    "AT116",
    Severity.INFO,
    "{value} {detail}",
    cites=[cited.ARITHMETIC],
    passes=["line,gross_weight\n1,1200 kg\n"],
    fails=['line,gross_weight\n1,"1,200 kg"\n2,"1,200.5 kg"\n'],
)
def reading_settled_by_column() -> None:
    """A text with two readings was read as the rest of its column is written.

    Look whether the reading is right; an option for the decimal mark or the
    date order overrules it.
    """


@cell_rule(
    "AT117",
    Severity.INFO,
    "{value} {detail}",
    cites=[cited.T120],
    passes=[{"expiry": ""}],
    fails=[{"expiry": "N/A"}, {"gross_weight": "tbd"}],
)
def blank_in_words() -> None:
    """A word such as N/A stands for nothing stated.

    An empty cell says the same, and no reader can take it for a value.
    """


@cell_rule(
    "AT118",
    Severity.INFO,
    "{value}: {detail}; it is counted there and not here",
    cites=[cited.ARITHMETIC],
    passes=[{"gross_weight": "12 kg"}],
    fails=[{"gross_weight": "See ASN-93 (ID#:1281)"}, {"gross_weight": "see line 12"}],
)
def value_elsewhere() -> None:
    """A cell points to another line or document for its value.

    The value stays with the line that states it, so that it is never counted
    twice; totals say how many lines point elsewhere.
    """


@cell_rule(
    "AT119",
    Severity.WARNING,
    "{detail}",
    cites=[cited.T120],
    passes=[{"mode": "air"}, {"technology": "concentrator"}],
    fails=[{"mode": "by camel"}, {"kind": "oxygen_unit", "technology": "magic"}],
)
def word_not_in_list() -> None:
    """A word is none of those that its column can hold.

    The text is kept as written; the value is unknown.
    """


@cell_rule(
    "AT139",
    Severity.INFO,
    "{detail}",
    cites=["convention: nothing is guessed in silence"],
    passes=["line,kind,description,quantity\n1,monitor,patient monitor,20 each\n"],
    fails=["line,description,quantity\n1,patient monitor,20 each\n"],
)
def kind_inferred() -> None:
    """The kind of goods is not stated; it is inferred from their description.

    The kind decides which totals a line adds to and which rules are asked. State
    it in a column of its own to be sure.
    """


_NUMBERS = (NumberShape, MeasureShape, MoneyShape)
_BY_ISSUE: Mapping[str, Rule] = MappingProxyType(
    {
        str(Problem.TOO_LONG): number_too_long,
        str(Problem.PIECES_OR_CONTENT): number_ambiguous,
        str(Problem.UNKNOWN_UNIT): unit_unknown,
        str(Problem.AMBIGUOUS_UNIT): unit_ambiguous,
        str(Problem.WRONG_DIMENSION): unit_of_wrong_dimension,
        str(Problem.UNKNOWN_CURRENCY): values.currency_unknown,
        str(Problem.AMBIGUOUS_CURRENCY): values.currency_ambiguous,
        str(Problem.IMPOSSIBLE): date_impossible,
        str(Problem.PARTIAL): date_without_day,
        str(Note.SERIAL_DATE): date_as_serial_number,
        str(Note.MONTH_ONLY): month_without_day,
        str(Note.TWO_DIGIT_YEAR): year_of_two_digits,
        str(Note.TIME_DROPPED): time_left_out,
        str(Note.MEGATONNE_AS_TONNE): tonne_written_as_mt,
        str(CellIssue.SETTLED): reading_settled_by_column,
        str(CellIssue.BLANK_WORD): blank_in_words,
        str(CellIssue.ELSEWHERE): value_elsewhere,
        str(CellIssue.COUNTRY_BY_ALIAS): parties.country_by_another_name,
        str(CellIssue.AMBIGUOUS_COUNTRY): parties.country_ambiguous,
        str(CellIssue.NEAR_COUNTRY): parties.party_nearly_a_country,
        str(CellIssue.PARTY_IS_ORGANISATION): parties.party_is_organisation,
        str(Problem.ORGANISATION): parties.organisation_for_country,
        str(CellIssue.KIND_INFERRED): kind_inferred,
        **cells.BY_ISSUE,
    }
)


def rule_of_issue(issue: str, shape: Shape) -> Rule:
    """Return the rule that an issue of reading breaks, by the shape that was read."""
    if issue in _BY_ISSUE:
        return _BY_ISSUE[issue]
    inner = shape.inner if isinstance(shape, DeclaredShape) else shape
    ambiguous = issue == str(Problem.AMBIGUOUS)
    match inner:
        case DateShape():
            return date_ambiguous if ambiguous else date_unreadable
        case CountryShape():
            return parties.country_ambiguous if ambiguous else parties.country_unknown
        case HsShape():
            return tariff.hs_code_malformed
        case _ if isinstance(inner, _NUMBERS):
            return number_ambiguous if ambiguous else number_unreadable
        case _:
            return word_not_in_list
