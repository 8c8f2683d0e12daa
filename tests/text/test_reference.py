"""A text that sends the reader elsewhere is recognised by its whole form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.reference import is_reference


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("See ASN-93 (ID#:1281)", "1281"),
        ("See DN-373 (ID#:10623)", "10623"),
        ("See DN-304", "DN-304"),
        ("see line 12", "12"),
        ("SEE LINE 12.", "12"),
        ("see\N{NO-BREAK SPACE}line 12", "12"),
        ("see row 7", "7"),
        ("see line above", "the line above"),
        ("voir la ligne ci-dessus", "the line above"),
        ("ver la línea anterior", "the line above"),
        ("included in the line above.", "the line above"),
        ("see item 5 above", "5"),
        ("see #12", "12"),
        ("see line ١٢", "12"),
        ("voir ligne 12", "12"),
        ("voir la ligne n° 12", None),
        ("ver línea 12", "12"),
        ("véase la línea 3", "3"),
        ("idem line 4", "4"),
        ("idem ligne 4", "4"),
        ("included in line 3", "3"),
        ("incl. in row 3", "3"),
        ("inclus à la ligne 3", "3"),
        ("incluido en la línea 3", "3"),
        ("as line 2", "2"),
        ("same as line 2", "2"),
        ("as per PO-12/345", "PO-12/345"),
        ("voir BL 2026-17", "BL 2026-17"),
    ],
)
def test_a_reference_gives_its_target(text: str, target: str | None) -> None:
    assert is_reference(text) == target


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "12",
            "12 kg",
            "line 3",
            "see remarks",
            "see",
            "ditto",
            "idem",
            "incl. VAT 20",
            "on B12",
        ),
        *("Weight Captured Separately", "Freight Included in Commodity Cost", "See line", "N/A"),
        *("seeline 12", "see line 12 and 13", "see line twelve", "sea line 12", "see " + "x" * 200),
    ],
)
def test_any_other_text_is_a_value_of_its_own(text: str) -> None:
    assert is_reference(text) is None


@given(st.text() | st.text(alphabet="se line#0123:()-ADN.", max_size=40).map("see ".__add__))
def test_no_text_raises(text: str) -> None:
    assert is_reference(text) is None or is_reference(text) != ""
