"""A quoted text fits on one short line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.quote import LONGEST, quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.", "'12.'"),
        ("d'Ivoire", '"d\'Ivoire"'),
        ("4\N{NO-BREAK SPACE}000", "'4 000'"),
        (" a\nb ", "'a b'"),
        ("a\x00b", "'a?b'"),
        ("", "''"),
        ("x" * 40, f"'{'x' * 40}'"),
        ("x" * 41, f"'{'x' * 39}…'"),
        ("x" + " " * 500 + "y", "'x…'"),
    ],
)
def test_a_text_is_quoted_as_it_reads(text: str, expected: str) -> None:
    assert quote(text) == expected


@given(st.text(max_size=300))
def test_a_quoted_text_is_printable_and_short(text: str) -> None:
    assert quote(text).isprintable()
    assert len(quote(text)) <= LONGEST + 2
