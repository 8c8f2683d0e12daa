"""Whether two names contradict each other, as documents of one consignment write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.codes.names import names_agree, places_agree


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("Indian Red Cross Society", "INDIAN RED CROSS SOCIETY", True),
        ("Indian Red Cross Society", "Indian Red Cross", True),
        ("Indian Red Cross Society", "IRCS", True),
        ("Indian Red Cross Society", "Nepal Red Cross Society", False),
        ("Ministère de la Santé", "Ministere de Sante", True),
        ("Ministry of Health", "Ministry of Defence", False),
        ("Russian Federation", "Russia", True),
        ("Côte d'Ivoire", "Ivory Coast", True),
        ("UNICEF", "UNICEF Supply Division", True),
        ("UNICEF", "WHO", False),
    ],
)
def test_names(left: str, right: str, agree: bool) -> None:
    assert names_agree(left, right) is agree
    assert names_agree(right, left) is agree


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("Kabul", "Kabul airport", True),
        ("Kabul airport", "Warehouse 3, Kabul", True),
        ("Kabul", "Kandahar", False),
        ("KBL", "Kabul", True),
        ("KBL", "KDH", False),
        ("India", "New Delhi", True),
        ("India", "Nepal", False),
    ],
)
def test_places(left: str, right: str, agree: bool) -> None:
    assert places_agree(left, right) is agree
    assert places_agree(right, left) is agree


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_are_compared_alike_from_both_sides(left: str, right: str) -> None:
    assert names_agree(left, left)
    assert names_agree(left, right) is names_agree(right, left)
    assert places_agree(left, right) is places_agree(right, left)
