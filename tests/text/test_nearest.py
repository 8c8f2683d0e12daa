"""A close match is offered only where one choice clearly leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.text.nearest import close, nearest

NAMES = [
    "Germany",
    "Ghana",
    "Niger",
    "Nigeria",
    "Slovakia",
    "Slovenia",
    "Mali",
    "Malta",
    "Côte d'Ivoire",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germnay", "Germany"),
        ("GERMANY", "Germany"),
        ("Cote Divoire", "Côte d'Ivoire"),
        ("Niger", "Niger"),
        ("Nigerria", "Nigeria"),
        ("Slovania", None),
        ("UNICEF", None),
        ("Mal", None),
        ("", None),
        ("Germany" * 100, None),
    ],
)
def test_the_nearest_choice_or_none(text: str, expected: str | None) -> None:
    assert nearest(text, NAMES) == expected


def test_a_mapping_gives_what_the_choice_names() -> None:
    assert nearest("gros weight", {"gross weight": 1, "net weight": 2}) == 1


def test_spellings_of_one_thing_do_not_make_it_unsure() -> None:
    choices = {"Slovenia": "SI", "Slovenija": "SI", "Peru": "PE"}
    assert nearest("Slovenja", choices) == "SI"


def test_the_order_of_the_choices_does_not_matter() -> None:
    shuffled = NAMES[1::2][::-1] + NAMES[::2]
    assert sorted(shuffled) == sorted(NAMES)
    for text in ("Germnay", "Slovania", "Nigerr", "Ghanna"):
        assert nearest(text, shuffled) == nearest(text, NAMES)


def test_a_lower_cutoff_reaches_further() -> None:
    assert nearest("Germ land", ["Germany"]) is None
    assert nearest("Germ land", ["Germany"], cutoff=0.5) == "Germany"


def test_choices_as_close_as_each_other_are_all_given() -> None:
    choices = {"Slovenia": "SI", "Slovakia": "SK", "Slovenija": "SI", "Peru": "PE"}
    assert set(close("Slovania", choices)) == {"SI", "SK"}
    assert close("Slovenia", choices) == ("SI",)
    assert close("Slo", choices) == close("Atlantis", choices) == ()


def test_no_choices_give_no_answer() -> None:
    assert nearest("Germany", []) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert nearest(text, NAMES) in {None, *NAMES}
