"""What people type for nothing stated is a closed set."""

import pytest

from aidtrack.text.blank import BLANK_WORDS, is_blank_word


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "\N{NO-BREAK SPACE}",
            "-",
            " -- ",
            "—",
            "–",
            "...",
            "…",
            "?",
            "N/A",
            "n/a",
            "n.a.",
        ),
        *("NA", "None", "NIL", "null", "TBD", "tbc", "Unknown", "not  stated", "Not Applicable"),
        *("Sans objet", "s/o", "Néant", "NEANT", "n.d.", "à déterminer", "À DÉTERMINER"),
        *("No aplica", "ND", "desconocido", "sin datos", "Date Not Captured", "<NA>", "NaN"),
    ],
)
def test_a_blank_word_states_nothing(text: str) -> None:
    assert is_blank_word(text)


@pytest.mark.parametrize(
    "text",
    ["0", "no", "x", "#N/A", "#REF!", "none left", "Namibia", "not in stock", "N/Amibia"],
)
def test_any_other_text_states_something(text: str) -> None:
    assert not is_blank_word(text)


def test_a_field_leaves_out_a_word_that_means_something_there() -> None:
    assert not is_blank_word("NA", words=BLANK_WORDS - {"na"})


def test_every_blank_word_is_written_as_it_is_compared() -> None:
    assert all(word == " ".join(word.split()).casefold() for word in BLANK_WORDS)
