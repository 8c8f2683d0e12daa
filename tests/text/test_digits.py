"""Digits, signs and spaces of other scripts become ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.digits import western


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("０１２３４５６７８９", "0123456789"),
        ("٤٬٠٠٠", "4'000"),
        ("٤٫٥", "4٫5"),
        ("\N{MINUS SIGN}5", "-5"),
        (
            "1\N{NO-BREAK SPACE}0\N{THIN SPACE}0\N{NARROW NO-BREAK SPACE}0\N{FIGURE SPACE}0",
            "1 0 0 0 0",
        ),
        ("1’000", "1'000"),
        ("\N{RIGHT-TO-LEFT MARK}12\N{ZERO WIDTH SPACE}", "12"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}12", "12"),
        ("12 кг", "12 кг"),
        ("½", "½"),
    ],
)
def test_other_scripts_become_ascii(text: str, expected: str) -> None:
    assert western(text) == expected


@given(st.text())
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert western(western(text)) == western(text)
