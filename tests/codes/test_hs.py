"""An HS code is judged by its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.hs import read_hs_code
from aidtrack.text.reading import Problem, Reading


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("901920", "901920"),
        ("9019.20", "901920"),
        (" 9019 20 ", "901920"),
        ("90.19.20", "901920"),
        ("9019 20 00", "90192000"),
        ("9019.20.00.10", "9019200010"),
        ("9019\N{NO-BREAK SPACE}20", "901920"),
        ("٩٠١٩٢٠", "901920"),
        ("010121", "010121"),
        ("970600", "970600"),
    ],
)
def test_a_code_is_read_to_its_digits(text: str, code: str) -> None:
    assert read_hs_code(text) == Reading(code)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is no HS code; expected digits, such as 9019.20"),
        ("oxygen", "'oxygen' is no HS code; expected digits, such as 9019.20"),
        ("9019-20", "'9019-20' is no HS code; expected digits, such as 9019.20"),
        ("9019..20", "'9019..20' is no HS code; expected digits, such as 9019.20"),
        (
            "30490",
            "'30490' has 5 digits; an HS code has 6, 8 or 10 (a spreadsheet drops a leading zero)",
        ),
        ("901.920", "'901.920' splits its digits unevenly; expected pairs, as in 9019.20"),
        ("980000", "'980000' is of chapter 98; expected one from 01 to 97"),
        ("000000", "'000000' is of chapter 00; expected one from 01 to 97"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, message: str) -> None:
    assert read_hs_code(text) == Reading(problem=Problem.UNREADABLE, message=message)


@given(st.text() | st.text(alphabet="0123456789. ", max_size=30))
def test_no_text_raises(text: str) -> None:
    reading = read_hs_code(text)
    assert (reading.value is None) == bool(reading.message)
    assert reading.value is None or len(reading.value) in {6, 8, 10}
