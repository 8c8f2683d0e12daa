"""Dates are read in every form that people and spreadsheets write, and never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.date import DateOrder, MonthDay, read_date
from aidtrack.text.months import MONTHS, WEEKDAYS
from aidtrack.text.reading import Note, Problem, Reading

SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-02", "2026-3-2", "2026/03/02", "2026.03.02", "20260302", " 2026-03-02 "),
        *("2026-03-02T00:00:00Z", "2026-03-02 00:00:00", "2026-03-02T00:00", "20260302 00:00"),
        *("2026-03-02T00:00:00.000+02:00", "2 March 2026 12:00 AM", "2026-Mar-02", "2026 mars 2"),
        *("2 March 2026", "02 MAR 2026", "2-Mar-2026", "2/mar/2026", "2.Mar.2026", "02MAR2026"),
        *("March 2, 2026", "Mar. 2, 2026", "March 2 2026", "March 2nd, 2026", "Mar-2-2026"),
        *("2nd March 2026", "2nd of March 2026", "2 March, 2026", "Monday, 2 March 2026"),
        *("2 mars 2026", "lundi 2 mars 2026", "2 de marzo de 2026", "2 de marzo del 2026"),
        *(
            "lunes, 2 de marzo de 2026",
            "2 Mar. 2026",
            "٢٠٢٦-٠٣-٠٢",
            "2026\N{EN DASH}03\N{EN DASH}02",
        ),
        "2\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert read_date(text) == Reading(SECOND_OF_MARCH)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2026", date(2026, 3, 1)),
        ("1° de enero de 2026", date(2026, 1, 1)),
        ("1º enero 2026", date(2026, 1, 1)),
        ("15 août 2025", date(2025, 8, 15)),
        ("15 AOUT 2025", date(2025, 8, 15)),
        ("3 févr. 2025", date(2025, 2, 3)),
        ("25 déc. 2025", date(2025, 12, 25)),
        ("2 octubre 2026", date(2026, 10, 2)),
        ("11 septiembre 2026", date(2026, 9, 11)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("1905-06-30", date(1905, 6, 30)),
        ("1000-01-01", date(1000, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("03/03/2026", date(2026, 3, 3)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert read_date(text) == Reading(day)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_names(month: int) -> None:
    names = [name for name, number in MONTHS.items() if number == month]
    for name in names:
        assert read_date(f"5 {name} 2026").value == date(2026, month, 5)
        assert read_date(f"{name.upper()} 2026", month="start").value == date(2026, month, 1)
    assert not WEEKDAYS & set(names)


@pytest.mark.parametrize(
    ("text", "day", "evidence"),
    [
        ("2026-03-02T10:15:00Z", SECOND_OF_MARCH, None),
        ("2026-03-02 23:59", SECOND_OF_MARCH, None),
        ("2026-03-02, 9:05 pm", SECOND_OF_MARCH, None),
        ("3/27/2009 12:00 PM", date(2009, 3, 27), "mdy"),
        ("46083.5", SECOND_OF_MARCH, None),
    ],
)
def test_a_time_of_day_is_left_out_and_said(text: str, day: date, evidence: str | None) -> None:
    reading = read_date(text)
    assert reading.value == day
    assert Note.TIME_DROPPED in reading.notes
    assert reading.evidence == evidence


@pytest.mark.parametrize(
    "text", ["2026-03-02T25:00", "2026-03-02 10:60", "2026-03-02 13:00 pm", ":"]
)
def test_a_wrong_time_is_refused(text: str) -> None:
    reading = read_date(text)
    assert reading.problem is Problem.UNREADABLE
    assert reading.message == f"'{text}' is no date, or its time of day is none"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("46083", SECOND_OF_MARCH),
        ("46083.0", SECOND_OF_MARCH),
        ("46083.00", SECOND_OF_MARCH),
        ("20000", date(1954, 10, 3)),
        ("80000", date(2119, 1, 11)),
    ],
)
def test_a_serial_number_of_a_spreadsheet_is_a_date(text: str, day: date) -> None:
    assert read_date(text) == Reading(day, notes=(Note.SERIAL_DATE,))


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("02/03/2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("02.03.2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("2-3-2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("2 3 2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("2. 3. 2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("02 / 03 / 2026", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("02/03/2026 0:00", SECOND_OF_MARCH, date(2026, 2, 3)),
        ("٠٢/٠٣/٢٠٢٦", SECOND_OF_MARCH, date(2026, 2, 3)),
    ],
)
def test_day_and_month_in_figures_are_ambiguous(
    text: str, day_first: date, month_first: date
) -> None:
    orders: list[DateOrder | None] = [None, "ymd"]
    for order in orders:
        reading = read_date(text, order=order)
        assert (reading.value, reading.evidence) == (None, None)
        assert reading.problem is Problem.AMBIGUOUS
        assert reading.candidates == (day_first, month_first)
        assert reading.message == (
            f"'{text}' can be {day_first} or {month_first}; its date order must be stated"
        )
    assert read_date(text, order="dmy") == Reading(day_first)
    assert read_date(text, order="mdy") == Reading(month_first)


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "ymd"])
@pytest.mark.parametrize(
    ("text", "day", "evidence"),
    [
        ("25/03/2026", date(2026, 3, 25), "dmy"),
        ("03/25/2026", date(2026, 3, 25), "mdy"),
        ("31-12-1999", date(1999, 12, 31), "dmy"),
        ("2026-03-25", date(2026, 3, 25), None),
        ("25 March 2026", date(2026, 3, 25), None),
        ("March 25, 2026", date(2026, 3, 25), None),
    ],
)
def test_one_possible_order_is_read_whatever_the_option(
    text: str, day: date, evidence: str | None, order: DateOrder | None
) -> None:
    assert read_date(text, order=order) == Reading(day, evidence=evidence)


@pytest.mark.parametrize(
    ("text", "candidates", "evidence"),
    [
        ("03-02-26", ["2026-02-03", "2026-03-02", "2003-02-26"], None),
        ("25-12-26", ["2026-12-25", "2025-12-26"], None),
        ("31/12/99", ["1999-12-31", "2099-12-31"], "dmy"),
        ("3/27/09", ["2009-03-27", "1909-03-27"], "mdy"),
        ("4/2/09", ["2009-02-04", "2009-04-02"], None),
        ("2/2/06", ["2006-02-02", "1906-02-02"], None),
        ("05.05.05", ["2005-05-05", "1905-05-05"], None),
        ("29-02-26", ["2029-02-26", "1929-02-26"], "ymd"),
        ("29/02/00", ["2000-02-29"], "dmy"),
        ("2-Jun-06", ["2006-06-02", "1906-06-02"], "dmy"),
        ("25-Jun-09", ["2009-06-25", "2025-06-09"], None),
        ("25th June 09", ["2009-06-25", "1909-06-25"], "dmy"),
        ("31-Jun-09", ["2031-06-09", "1931-06-09"], "ymd"),
        ("Jun 2, 06", ["2006-06-02", "1906-06-02"], "mdy"),
        ("8-déc-68", ["2068-12-08", "1968-12-08"], "dmy"),
        ("8-déc-69", ["1969-12-08", "2069-12-08"], "dmy"),
    ],
)
def test_a_two_digit_year_is_ambiguous(
    text: str, candidates: list[str], evidence: str | None
) -> None:
    reading = read_date(text)
    assert reading.value is None
    assert reading.problem is Problem.AMBIGUOUS
    assert [str(day) for day in reading.candidates] == candidates
    assert reading.evidence == evidence
    assert all(day in reading.message for day in candidates)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03-02-26", "dmy", "2026-02-03"),
        ("03-02-26", "mdy", "2026-03-02"),
        ("03-02-26", "ymd", "2003-02-26"),
        ("25-12-26", "ymd", "2025-12-26"),
        ("31/12/99", "mdy", "1999-12-31"),
        ("2/2/06", "ymd", "2006-02-02"),
        ("2-Jun-06", "dmy", "2006-06-02"),
        ("25-Jun-09", "dmy", "2009-06-25"),
        ("25-Jun-09", "mdy", "2009-06-25"),
        ("25-Jun-09", "ymd", "2025-06-09"),
        ("Jun 2, 06", "mdy", "2006-06-02"),
    ],
)
def test_an_order_settles_a_two_digit_year(text: str, order: DateOrder, day: str) -> None:
    reading = read_date(text, order=order)
    assert str(reading.value) == day
    assert reading.notes == (Note.TWO_DIGIT_YEAR,)


def test_an_order_that_the_text_cannot_have_settles_nothing() -> None:
    assert read_date("25-12-26", order="mdy").candidates == (date(2026, 12, 25), date(2025, 12, 26))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Mar 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("March-2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("06/2027", date(2027, 6, 1), date(2027, 6, 30)),
        ("6.2027", date(2027, 6, 1), date(2027, 6, 30)),
        ("2027-06", date(2027, 6, 1), date(2027, 6, 30)),
        ("2027/6", date(2027, 6, 1), date(2027, 6, 30)),
        ("juin 2027", date(2027, 6, 1), date(2027, 6, 30)),
        ("junio de 2027", date(2027, 6, 1), date(2027, 6, 30)),
        ("2028 Feb", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_month_is_a_day_only_by_the_meaning_of_its_field(
    text: str, first: date, last: date
) -> None:
    assert read_date(text, month="start") == Reading(first, notes=(Note.MONTH_ONLY,))
    assert read_date(text, month="end") == Reading(last, notes=(Note.MONTH_ONLY,))
    assert read_date(text) == Reading(
        problem=Problem.PARTIAL,
        message=f"'{text}' is a month; expected a date with its day, such as {last}",
        candidates=(first, last),
    )


IN_SHORT = (Note.MONTH_ONLY, Note.TWO_DIGIT_YEAR)


@pytest.mark.parametrize(
    "text", ["06/27", "6/27", "06-27", "06.27", "Jun-27", "JUIN 27", "EXP 06/27", "Cad.: jun-27"]
)
def test_goods_expire_in_this_century(text: str) -> None:
    assert read_date(text, month="end") == Reading(date(2027, 6, 30), notes=IN_SHORT)
    # Elsewhere a month is no day, whatever its century.
    assert read_date(text).value is None


def test_a_year_of_two_digits_is_of_this_century_where_no_order_is_in_question() -> None:
    only = Reading(date(2028, 8, 31), notes=(Note.TWO_DIGIT_YEAR,), evidence="mdy")
    assert read_date("Aug 31, 28", month="end") == only
    elsewhere = read_date("Aug 31, 28")
    assert elsewhere.candidates == (date(2028, 8, 31), date(1928, 8, 31))
    assert elsewhere.message == (
        "'Aug 31, 28' can be 2028-08-31 or 1928-08-31; write its year in four digits"
    )
    asked = read_date("31-Aug-28", month="end")
    assert asked.candidates == (date(2028, 8, 31), date(2031, 8, 28))
    assert asked.message.endswith("its date order must be stated")


def test_two_figures_that_can_be_two_months_are_ambiguous() -> None:
    end, start = read_date("06/08", month="end"), read_date("06/08", month="start")
    assert end.candidates == (date(2008, 6, 30), date(2006, 8, 31))
    assert start.candidates == (date(2008, 6, 1), date(2006, 8, 1))
    assert read_date("06/08", month="end", order="ymd").value == date(2006, 8, 31)
    assert read_date("06/08", month="end", order="mdy").value == date(2008, 6, 30)
    assert read_date("06/06", month="end").value == date(2006, 6, 30)


@pytest.mark.parametrize("text", ["27/06", "31-12", "13/13", "00/00", "1/2", "6/7/"])
def test_a_day_without_its_year_is_no_month(text: str) -> None:
    assert read_date(text, month="end").problem is Problem.UNREADABLE
    assert read_date("27/06", month="end", order="ymd").value == date(2027, 6, 30)
    assert read_date("06/27", month="end", order="ymd").problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("EXP 05-2028", date(2028, 5, 31)),
        ("Exp. date: 05/2028", date(2028, 5, 31)),
        ("PER 31/12/2027", date(2027, 12, 31)),
        ("à utiliser avant: 12/2027", date(2027, 12, 31)),
        ("Venc. 12-2027", date(2027, 12, 31)),
    ],
)
def test_what_the_label_says_before_the_day_is_left_out(text: str, last: date) -> None:
    assert read_date(text, month="end").value == last
    assert read_date(text, month="start").problem is Problem.UNREADABLE
    assert read_date(text).problem is Problem.UNREADABLE


def test_a_label_of_manufacture_is_none_of_expiry() -> None:
    assert read_date("MFG 05-2026", month="start").value == date(2026, 5, 1)
    assert read_date("MFG 05-2026", month="end").problem is Problem.UNREADABLE


def test_a_month_with_a_two_digit_year_needs_both() -> None:
    assert read_date("Jun-27").problem is Problem.PARTIAL
    assert read_date("Jun-75", month="end").candidates == (date(1975, 6, 30), date(2075, 6, 30))
    assert read_date("Feb-28", month="end").value == date(2028, 2, 29)
    settled = read_date("Jun-27", month="start", order="dmy")
    assert settled == Reading(date(2027, 6, 1), notes=(Note.MONTH_ONLY, Note.TWO_DIGIT_YEAR))


@pytest.mark.parametrize(
    ("text", "message", "candidates"),
    [
        ("2026-13-01", "there is no month 13 in '2026-13-01'", (date(2026, 1, 13),)),
        ("2026-13-32", "there is no month 13 in '2026-13-32'", ()),
        ("2026-00-10", "there is no month 0 in '2026-00-10'", ()),
        ("20261302", "there is no month 13 in '20261302'", (date(2026, 2, 13),)),
        ("13/2027", "there is no month 13 in '13/2027'", ()),
        ("31/02/2027", "'31/02/2027' is no day of the calendar", ()),
        ("13/13/2027", "'13/13/2027' is no day of the calendar", ()),
        ("2026-02-30", "'2026-02-30' is no day of the calendar", ()),
        ("30 Feb 2026", "'30 Feb 2026' is no day of the calendar", ()),
        ("00/00/0000", "'00/00/0000' is no day of the calendar", ()),
        ("31/02/27", "'31/02/27' is no day of the calendar", None),
    ],
)
def test_a_day_that_no_calendar_holds_is_impossible(
    text: str, message: str, candidates: tuple[date, ...] | None
) -> None:
    reading = read_date(text)
    if candidates is None:
        # Read year first, it is a day of 1931 or 2031.
        assert reading.candidates == (date(2031, 2, 27), date(1931, 2, 27))
        return
    assert reading == Reading(problem=Problem.IMPOSSIBLE, message=message, candidates=candidates)


@pytest.mark.parametrize(
    "text",
    [
        *("2026", "19999", "80001", "4608", "46083,5", "12.5", "1.500", "02032026", "22000101"),
        *(
            "Q1 2026",
            "2026-W10",
            "=TODAY()",
            "TBD",
            "Date Not Captured",
            "2 March",
            "25-Jun",
            "06/27",
        ),
        *(
            "02/03-2026",
            "2/3/026",
            "1/2/3",
            "2-Jun-9",
            "2 Foo 2026",
            "mar mar 2026",
            "2 3 March 2026",
        ),
        *(
            "002/03/2026",
            "2026-03-02-01",
            "2nd 2026",
            "2026-03-02 x",
            "31 mai",
            "-2-3-2026",
        ),
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert read_date(text) == Reading(
        problem=Problem.UNREADABLE, message=f"'{text}' is no date; expected one such as 2026-03-02"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no date in an empty text"),
        (" \N{NO-BREAK SPACE}", "there is no date in an empty text"),
        ("2" * 65, f"'{'2' * 39}…' is too long to be a date"),
        ("0999-01-01", "'0999-01-01' has the year 0999; expected one from 1000 on"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, message: str) -> None:
    assert read_date(text) == Reading(problem=Problem.UNREADABLE, message=message)


ORDERS: list[DateOrder] = ["dmy", "mdy", "ymd"]
ENDS: list[MonthDay | None] = [None, "start", "end"]
orders = st.sampled_from([None, *ORDERS])
months = st.sampled_from(ENDS)


def _is_whole(reading: Reading[date]) -> None:
    assert (reading.value is None) == bool(reading.problem)
    assert bool(reading.message) == bool(reading.problem)
    if reading.problem is Problem.AMBIGUOUS:
        assert len(set(reading.candidates)) == len(reading.candidates) > 0


@given(st.text(), orders, months)
def test_no_text_raises(text: str, order: DateOrder | None, month: MonthDay | None) -> None:
    _is_whole(read_date(text, order=order, month=month))


@given(
    st.text(alphabet="0123456789/-. :", max_size=20)
    | st.lists(
        st.sampled_from(
            ["2", "31", "29", "02", "1900", "26", "feb", "mar.", "août", "de", "-", " ", ", "]
        ),
        max_size=8,
    ).map("".join),
    orders,
    months,
)
def test_nothing_like_a_date_raises(
    text: str, order: DateOrder | None, month: MonthDay | None
) -> None:
    _is_whole(read_date(text, order=order, month=month))


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
FORMS: dict[str, DateOrder] = {
    "%Y-%m-%d": "ymd",
    "%Y/%m/%d": "ymd",
    "%Y%m%d": "ymd",
    "%Y-%m-%dT%H:%M:%S": "ymd",
    "%d/%m/%Y": "dmy",
    "%d.%m.%Y": "dmy",
    "%m-%d-%Y": "mdy",
    "%d %B %Y": "dmy",
    "%d-%b-%Y": "dmy",
    "%B %d, %Y": "mdy",
}


@given(days, st.sampled_from(sorted(FORMS)))
def test_a_date_in_any_form_reads_back(day: date, form: str) -> None:
    text = day.strftime(form)
    reading = read_date(text)
    if reading.problem is Problem.AMBIGUOUS:
        assert day in reading.candidates
    else:
        assert reading.value == day
        assert reading.evidence in {None, FORMS[form]}
    assert read_date(text, order=FORMS[form]).value == day


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)), st.sampled_from(ORDERS))
def test_a_two_digit_year_reads_back_by_its_order(day: date, order: DateOrder) -> None:
    parts = {"d": f"{day:%d}", "m": f"{day:%m}", "y": f"{day:%y}"}
    text = "/".join(parts[part] for part in order)
    assert day in read_date(text).candidates
    assert read_date(text, order=order).value == day


@given(st.integers(20_000, 80_000))
def test_a_serial_number_counts_days(serial: int) -> None:
    assert read_date(str(serial)).value == date(1899, 12, 30) + timedelta(days=serial)


@pytest.mark.parametrize("text", ["March", "mars", "marzo"])
def test_a_month_alone_lacks_its_year(text: str) -> None:
    reading = read_date(text, month="end")
    assert reading.problem is Problem.PARTIAL
    assert reading.message.startswith(f"'{text}' is a month without its year")
