"""Family 1, continued: what reading has to say of a date."""

from __future__ import annotations

from aidtrack.findings.severity import Severity
from aidtrack.model.shape import DateShape
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule
from aidtrack.text.reading import Note, Problem


@cell_rule(
    "AT107",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.UNREADABLE],
    shapes=[DateShape],
    cites=[cited.ISO_8601],
    passes=[{"expiry": "2027-11-30"}, {"expiry": "30 November 2027"}],
    fails=[{"expiry": "soon"}, {"dispatched": "2026-W09"}],
)
def date_unreadable() -> None:
    """A date cannot be read.

    Nobody can say whether goods with such a date may still be used, or when they are due.

    To correct: write it as year, month and day, such as 2026-03-02; put words about it
    under remarks.
    """


@cell_rule(
    "AT108",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.IMPOSSIBLE],
    cites=[cited.ISO_8601],
    passes=[{"expiry": "28/02/2027"}],
    fails=[{"expiry": "31/02/2027"}, {"dispatched": "2026-13-01"}],
)
def date_impossible() -> None:
    """A date is no day of the calendar.

    A digit was mistyped, or day and month were swapped.

    To correct: look the date up on the label or on the transport document, and write it as
    2026-03-02.
    """


@cell_rule(
    "AT109",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.AMBIGUOUS],
    shapes=[DateShape],
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "25/03/2026"}, {"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "02/03/2026"}, {"dispatched": "03-02-26"}],
)
def date_ambiguous() -> None:
    """A date can be read in several ways.

    02/03/2026 is 2 March to one desk and 3 February to another. Nothing in the column
    settles it.

    To correct: write dates as 2026-03-02. To read the file as it stands, say the order of
    its dates: --date-order dmy or --date-order mdy.
    """


@cell_rule(
    "AT110",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.PARTIAL],
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "2 March 2026"}],
    fails=[{"dispatched": "Mar 2026"}],
)
def date_without_day() -> None:
    """A date gives a month and no day where a day is needed.

    Only an expiry or manufacture date can be a month alone.

    To correct: give the day. If only the month is known, write it under remarks and leave
    the date empty.
    """


@cell_rule(
    "AT111",
    Severity.WARNING,
    "{value}: {detail}",
    raised_by=[Note.SERIAL_DATE],
    cites=[cited.SPREADSHEETS],
    passes=[{"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "46083"}],
)
def date_as_serial_number() -> None:
    """A bare number stands where a date is expected.

    It is read as a spreadsheet's day count.

    To correct: compare the day with the sender's document, and format the column as dates
    before the file is sent on.
    """


@cell_rule(
    "AT112",
    Severity.INFO,
    "{value}: {detail}",
    raised_by=[Note.MONTH_ONLY],
    cites=[cited.WHO_LABEL],
    passes=[{"expiry": "2027-06-30"}],
    fails=[{"expiry": "06/2027"}],
)
def month_without_day() -> None:
    """An expiry or manufacture date is a month alone.

    It is read as the month's last day for an expiry, as labels mean it, and as
    its first day for a date of manufacture.

    To correct: write the day where it is known. Where the label gives a month alone,
    nothing need be done.
    """


@cell_rule(
    "AT113",
    Severity.INFO,
    "{value}: {detail}",
    raised_by=[Note.TWO_DIGIT_YEAR],
    cites=[cited.ISO_8601],
    passes=["line,dispatched\n1,31/12/2026\n"],
    fails=["line,dispatched\n1,2-Jun-06\n"],
)
def year_of_two_digits() -> None:
    """A year is written with two digits.

    The other dates of the column, or an option, said which number is the year;
    the century is taken so that the year lies between 1969 and 2068.

    To correct: write the year with four digits, as in 2026-06-02.
    """


@cell_rule(
    "AT114",
    Severity.INFO,
    "{value}: {detail}",
    raised_by=[Note.TIME_DROPPED],
    cites=[cited.ISO_8601],
    passes=[{"dispatched": "2026-03-02"}],
    fails=[{"dispatched": "2026-03-02 14:30"}],
)
def time_left_out() -> None:
    """A date comes with a time of day, which is not kept.

    Near midnight the day itself may be another one elsewhere.

    To correct: leave the time out of the cell. Near midnight, look at the time zone before
    you decide on the day.
    """
