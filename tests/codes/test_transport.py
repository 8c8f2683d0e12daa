"""Modes of transport and trade terms are found by what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.transport import INCOTERMS, Mode, find_incoterm, find_mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Air", "air"),
        ("AIR CHARTER", "air"),
        ("Fret aérien", "air"),
        ("vía aérea", "air"),
        ("Ocean", "sea"),
        ("Sea freight", "sea"),
        ("bateau", "sea"),
        ("Truck", "road"),
        ("camion", "road"),
        ("Camión", "road"),
        ("chemin de fer", "rail"),
        ("barge", "river"),
        ("DHL", "courier"),
        ("N/A", None),
        ("", None),
        ("sea/air", None),
        ("airport", None),
        ("air " * 100, None),
    ],
)
def test_a_mode_is_found_by_its_names(text: str, mode: str | None) -> None:
    assert find_mode(text) == mode


@pytest.mark.parametrize("mode", Mode)
def test_a_mode_is_found_by_its_own_word(mode: Mode) -> None:
    assert find_mode(mode) is mode


def test_eleven_terms_are_those_of_2020_and_the_others_are_withdrawn() -> None:
    current = [term.code for term in INCOTERMS.values() if not term.withdrawn]
    assert current == [
        *("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"),
    ]
    assert {term.code: term.last_edition for term in INCOTERMS.values() if term.withdrawn} == {
        "DAT": 2010,
        "DAF": 2000,
        "DES": 2000,
        "DEQ": 2000,
        "DDU": 2000,
    }


@pytest.mark.parametrize("code", sorted(INCOTERMS))
def test_a_term_is_found_by_code_and_name(code: str) -> None:
    name = INCOTERMS[code].name
    assert find_incoterm(code) == find_incoterm(f" {code.lower()} ") == find_incoterm(name) == code
    assert find_incoterm(f"{code} Lusaka (Incoterms 2020)") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C&F", "CFR"),
        ("DDP - Kinshasa", "DDP"),
        ("N/A - From RDC", None),
        ("FOB/CIF", None),
        ("FOB or CIF", "FOB"),
        ("fob Mombasa", None),
        ("DAPHNE", None),
        ("XYZ", None),
        ("", None),
        ("DAP " * 100, None),
    ],
)
def test_a_term_stands_alone_or_before_its_place(text: str, code: str | None) -> None:
    assert find_incoterm(text) == code


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert find_mode(text) in {None, *Mode}
    assert find_incoterm(text) in {None, *INCOTERMS}
