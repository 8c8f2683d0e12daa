"""Numbers are read by one strict grammar, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal, Inexact, Overflow, Rounded, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.errors import AmbiguousText, UnreadableText
from aidtrack.text.number import DecimalMark, normal_number, plain_number, read_number, show_number
from aidtrack.text.reading import Note, Problem, Reading

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "value", "evidence"),
    [
        ("0", "0", None),
        ("24", "24", None),
        ("+5", "5", None),
        ("-4", "-4", None),
        ("\N{MINUS SIGN}4", "-4", None),
        ("-0", "0", None),
        ("-0.00", "0.00", "point"),
        ("007", "7", None),
        ("  12\n", "12", None),
        (".5", "0.5", "point"),
        (",5", "0.5", "comma"),
        ("-.5", "-0.5", "point"),
        (".500", "0.500", "point"),
        ("1.50", "1.50", "point"),
        ("845.0", "845.0", "point"),
        ("210,50", "210.50", "comma"),
        ("5,7", "5.7", "comma"),
        ("12,34", "12.34", "comma"),
        ("0,500", "0.500", "comma"),
        ("0.125", "0.125", "point"),
        ("012,500", "12.500", "comma"),
        ("00.500", "0.500", "point"),
        ("1234,567", "1234.567", "comma"),
        ("1234.567", "1234.567", "point"),
        ("1,2345", "1.2345", "comma"),
        ("4 000", "4000", None),
        (f"4{NBSP}000", "4000", None),
        (f"12{THIN}345{THIN}678", "12345678", None),
        ("4 000,5", "4000.5", "comma"),
        ("4 000.500", "4000.500", "point"),
        ("1'234", "1234", None),
        ("1’234’567.89", "1234567.89", "point"),
        ("1.250,5", "1250.5", "comma"),
        ("1,250.5", "1250.5", "point"),
        ("1,250.500", "1250.500", "point"),
        ("-1.234.567,8", "-1234567.8", "comma"),
        ("1,234,567", "1234567", "point"),
        ("1.234.567", "1234567", "comma"),
        ("2,00,000", "200000", "point"),
        ("2,00,000.50", "200000.50", "point"),
        ("12,34,56,789", "123456789", "point"),
        ("١٢٣", "123", None),
        ("١٬٢٠٠", "1200", None),
        ("١٫٥٠٠", "1.500", None),
        ("١٬٢٠٠٫٥", "1200.5", None),
        ("１２．５", "12.5", "point"),
        ("000000000000000000000000000000001", "1", None),
        ("999999999999999999.999999999", "999999999999999999.999999999", "point"),
    ],
)
def test_a_number_is_read_with_its_digits(text: str, value: str, evidence: str | None) -> None:
    reading = read_number(text)
    assert replace(reading, notes=()) == Reading(Decimal(value), evidence=evidence)
    assert str(reading.value) == value


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("4 000", (Note.DIGITS_GROUPED,)),
        ("1'234", (Note.DIGITS_GROUPED,)),
        ("2,00,928.50", (Note.DIGITS_GROUPED,)),
        ("1,200.5", ()),
        ("1.250.000", ()),
        ("4000", ()),
    ],
)
def test_groups_of_an_unusual_kind_are_noted(text: str, notes: tuple[Note, ...]) -> None:
    assert read_number(text).notes == notes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 lakh", "500000"),
        ("1.5 crore", "15000000"),
        ("1,5 million", "1500000"),
        ("2 mio", "2000000"),
        ("3 Millones", "3000000"),
        ("0.000001 lakhs", "0.1"),
        ("-2 lac", "-200000"),
    ],
)
def test_a_word_counts_the_number_before_it(text: str, value: str) -> None:
    reading = read_number(text)
    assert (str(reading.value), reading.notes) == (value, (Note.NUMBER_IN_WORDS,))


def test_a_word_settles_nothing_and_keeps_the_bounds() -> None:
    assert read_number("1,500 lakh").candidates == (Decimal(150000000), Decimal(150000))
    assert read_number("99999999999999 lakh").problem is Problem.TOO_LONG
    for text in ("lakh", "5 billion", "million 5", "5 millionaires"):
        assert read_number(text).problem is Problem.UNREADABLE


@pytest.mark.parametrize("decimal", ["comma", "point"])
@pytest.mark.parametrize("text", ["24", "1.250,5", "1,250.5", "1.50", "5,7", "0,500", "1,234,567"])
def test_an_option_does_not_change_what_a_text_shows(text: str, decimal: DecimalMark) -> None:
    assert read_number(text, decimal=decimal) == read_number(text)


@pytest.mark.parametrize(
    ("text", "grouped", "divided", "mark"),
    [
        ("1.500", "1500", "1.500", "point"),
        ("1,200", "1200", "1.200", "comma"),
        ("-999,999", "-999999", "-999.999", "comma"),
        ("10.000", "10000", "10.000", "point"),
    ],
)
def test_one_separator_before_three_digits_is_ambiguous(
    text: str, grouped: str, divided: str, mark: DecimalMark
) -> None:
    reading = read_number(text)
    assert reading.value is None
    assert reading.problem is Problem.AMBIGUOUS
    assert [str(value) for value in reading.candidates] == [grouped, divided]
    assert reading.evidence is None
    assert reading.message == (
        f"'{text}' can be {grouped} or {divided}; its decimal mark must be stated"
    )
    with pytest.raises(AmbiguousText):
        reading.unwrap()
    other: DecimalMark = "comma" if mark == "point" else "point"
    assert read_number(text, decimal=mark) == Reading(Decimal(divided))
    assert read_number(text, decimal=other) == Reading(Decimal(grouped))


@pytest.mark.parametrize(
    "text",
    [
        *("nan", "NaN", "inf", "-Infinity", "1_000", "1e3", "1E3", "0x10", "0b1", "1j"),
        *("5%", "(5)", "1+1", "9**9", "2*3", "1/2", "10-20", "5-", "--5", "+-5", "- 5", "=5"),
        *(".", ",", "-", "+", "-.", "..5", ",.5", "12 kg", "abc", "½", "²", "٪"),
    ],
)
def test_whatever_else_looks_like_a_number_is_refused(text: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.candidates) == (None, ())
    assert reading.problem is Problem.UNREADABLE
    assert reading.message == f"'{text}' is no number; expected digits, such as 1349.9"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no number in an empty text"),
        (NBSP, "there is no number in an empty text"),
        ("12.", "'12.' ends in its decimal mark; expected digits after it"),
        ("1.2.3,", "'1.2.3,' ends in its decimal mark; expected digits after it"),
        ("1 2", "'1 2' has digit groups of the wrong size; expected threes, such as 12 500"),
        ("1,,200", "'1,,200' has digit groups of the wrong size; expected threes, such as 12 500"),
        (
            "1.2.3,4,5",
            "'1.2.3,4,5' mixes separators, so that none can be its decimal mark",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, message: str) -> None:
    assert read_number(text) == Reading(problem=Problem.UNREADABLE, message=message)


@pytest.mark.parametrize(
    "text",
    [
        *("1  200", "12 34", "1 2345", "1234 567", "0 500", "0,500,000", "1,23,45", "1,2345,678"),
        *("12,345,67", "1.00.000", "1,00,00,000.5,5", "123,45,678", "1'23", "1 000 00"),
        *("1,200 300", "1 000'000", "1 200,300,400", "1.2,3.4", "1,250.5.5", "10,00.5", "1٫2٫3"),
        *("1 200'300,5", "1.200 300,5"),
        *("1 2,5", "1٫200,5"),
    ],
)
def test_wrong_grouping_is_refused(text: str) -> None:
    assert read_number(text).problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    ("text", "integers", "decimals"),
    [
        ("1234567890123456789", 19, 0),
        ("1,234,567,890,123,456,789", 19, 0),
        ("1.5000000000", 1, 10),
        ("0,0000000001", 0, 10),
    ],
)
def test_more_digits_than_are_kept_are_too_long(text: str, integers: int, decimals: int) -> None:
    reading = read_number(text)
    assert reading.problem is Problem.TOO_LONG
    assert reading.message == (
        f"'{text}' has {integers} integer digits and {decimals} decimals; expected at most 18 and 9"
    )


def test_a_huge_text_is_refused_with_its_start() -> None:
    reading = read_number("9" * 5_000_000)
    assert reading.problem is Problem.UNREADABLE
    assert reading.message == f"'{'9' * 39}…' is too long to be a number"


@given(st.text())
def test_no_text_raises(text: str) -> None:
    reading = read_number(text)
    assert (reading.value is None) == bool(reading.problem)
    assert bool(reading.message) == bool(reading.problem)


@given(st.text(alphabet="0123456789 ,.'+-٫", max_size=24))
def test_no_numeric_text_raises(text: str) -> None:
    reading = read_number(text)
    assert (reading.value is None) == bool(reading.problem)
    assert len(reading.candidates) == (2 if reading.problem is Problem.AMBIGUOUS else 0)


numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18) + 1, max_value=10**18 - 1, places=4
) | st.integers(-(10**18) + 1, 10**18 - 1).map(Decimal)


def _lakhs(whole: str) -> str:
    head, tail = whole[:-3], whole[-3:]
    pairs: list[str] = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return ",".join([*pairs, tail])


@given(
    numbers,
    st.sampled_from(["", ",", ".", " ", NBSP, THIN, "'", "’", "lakh"]),
    st.sampled_from([",", "."]),
)
def test_a_number_in_any_style_reads_back(value: Decimal, group: str, mark: str) -> None:
    if group == mark or (group == "lakh" and mark == ","):
        mark = "." if mark == "," else ","
    sign = "-" if value < 0 else ""
    whole, _, parts = plain_number(abs(value)).partition(".")
    shown = _lakhs(whole) if group == "lakh" else f"{int(whole):,}".replace(",", group)
    text = sign + shown + (mark + parts if parts else "")
    reading = read_number(text)
    if reading.problem is Problem.AMBIGUOUS:
        assert value in reading.candidates
        name: DecimalMark = "comma" if mark == "," else "point"
        assert read_number(text, decimal=name).value == value
    else:
        assert reading.value == value
        assert reading.evidence in {None, "comma" if mark == "," else "point"}


@given(numbers)
def test_what_is_written_for_people_and_machines_reads_back(value: Decimal) -> None:
    assert read_number(plain_number(value), decimal="point").value == value
    assert read_number(show_number(value), decimal="point").value == value


@pytest.mark.parametrize(
    ("value", "plain", "shown", "normal"),
    [
        ("22000", "22000", "22,000", "22000"),
        ("2.2E+4", "22000", "22,000", "22000"),
        ("0.5", "0.5", "0.5", "0.5"),
        ("1349.9", "1349.9", "1,349.9", "1349.9"),
        ("1.50", "1.50", "1.50", "1.5"),
        ("100.00", "100.00", "100.00", "100"),
        ("1E-9", "0.000000001", "0.000000001", "0.000000001"),
        ("-0", "0", "0", "0"),
        ("-0.00", "0.00", "0.00", "0"),
        ("-1234.50", "-1234.50", "-1,234.50", "-1234.5"),
        ("0E+5", "0", "0", "0"),
        ("999999999999999999.999999999",) * 2
        + ("999,999,999,999,999,999.999999999", "999999999999999999.999999999"),
    ],
)
def test_numbers_are_written_without_exponent(
    value: str, plain: str, shown: str, normal: str
) -> None:
    narrow = Context(prec=3, traps=[Inexact, Rounded, Overflow])
    given_value = Decimal(value)
    with localcontext(narrow):
        assert plain_number(given_value) == plain
        assert show_number(given_value) == shown
        assert normal_number(given_value).as_tuple() == Decimal(normal).as_tuple()


def test_reading_does_not_depend_on_the_decimal_context() -> None:
    texts = ["123456789.123456789", "1,234,567.5", "1.500", "-0.10"]
    before = [read_number(text) for text in texts]
    with localcontext(Context(prec=3, Emax=5, Emin=-5, traps=[Inexact, Rounded, Overflow])):
        after = [read_number(text) for text in texts]
    assert list(map(str, after)) == list(map(str, before))


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("write", [plain_number, show_number, normal_number])
def test_what_is_no_finite_number_is_not_written(
    value: str, write: Callable[[Decimal], object]
) -> None:
    with pytest.raises(UnreadableText, match="is no finite number"):
        write(Decimal(value))
