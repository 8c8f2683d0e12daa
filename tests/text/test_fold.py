"""Folding makes equal what people call the same words, and nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.fold import fold, strip_accents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gross Weight (kg)", "gross weight kg"),
        ("gross_weight", "gross weight"),
        ("  Côte d’Ivoire ", "cote d ivoire"),
        ("COTE D'IVOIRE", "cote d ivoire"),
        ("Qté\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}colis", "qte colis"),
        ("main-d'œuvre", "main d oeuvre"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("Łódź, Ærø", "lodz aero"),
        ("DİYARBAKIR ılıca", "diyarbakir ilica"),
        ("ﬁeld № 5 m³", "field no 5 m3"),
        ("ＱＴＹ", "qty"),
        ("Количество (шт.)", "количество шт"),
        ("Йод, Ёлка", "йод елка"),
        ("الوزن الإجمالي", "الوزن الاجمالي"),
        ("كَمِّيَّة", "كمية"),
        ("मात्रा", "मात्रा"),
        ("Trinidad & Tobago", "trinidad tobago"),
        ("ASN/DN #", "asn dn"),
        ("#", "#"),
        (" % ", "%"),
        ("- -", "--"),
        ("«»", "«»"),
        ("", ""),
        (" \t\N{NO-BREAK SPACE}", ""),
    ],
)
def test_a_text_folds_to_its_words(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_a_blank_text_folds_to_nothing(text: str) -> None:
    visible = [
        sign
        for sign in unicodedata.normalize("NFKD", text)
        if not sign.isspace() and unicodedata.category(sign)[0] != "M" and sign != "\u0640"
    ]
    assert bool(fold(text)) or not visible


@given(st.text(alphabet="abcDEFéÀç'’ -/&", max_size=20))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


def test_stripping_accents_keeps_case_and_signs() -> None:
    assert strip_accents("Été / Œuvre") == "Ete / OEuvre"
