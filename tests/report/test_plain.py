"""Text for a terminal: measured as it is seen, never too wide, never harmful."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.report.plain import (
    count,
    listed,
    pad,
    shorten,
    shorten_path,
    width,
    wrap,
    wrap_words,
)
from aidtrack.text.printable import LONGEST, clean

HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two\tspaces \n and a line ", "two spaces and a line"),
        ("\x1b[31mred\x1b[0m", "?[31mred?[0m"),
        ("\x9b2J", "?2J"),
        ("invoice\u202efdp.exe", "invoice?fdp.exe"),
        ("\u2066isolated\u2069", "?isolated?"),
        ("bell\x07 null\x00", "bell? null?"),
        ("page\u2028break", "page break"),
        ("Côte d'Ivoire — 氧气", "Côte d'Ivoire — 氧气"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", "?"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_clean_ends_a_long_text() -> None:
    assert clean("x" * 10_000) == "x" * LONGEST + "…"


@given(st.text())
def test_clean_leaves_nothing_harmful(text: str) -> None:
    shown = clean(text)
    assert not [c for c in shown if unicodedata.category(c) in HARMFUL and c not in JOINERS]
    assert clean(shown) == shown


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("e\u0301", 1), ("氧气", 4), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(4, 100), st.sampled_from(["", "  "]))
def test_wrapped_lines_fit(text: str, columns: int, indent: str) -> None:
    for line in wrap(text, width=columns, indent=indent):
        assert width(line) <= columns
        assert line.startswith(indent)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"])), st.integers(4, 40))
def test_wrapping_loses_no_letter(text: str, columns: int) -> None:
    assert "".join(wrap(text, width=columns)).replace(" ", "") == clean(text).replace(" ", "")


def test_wrap_indents_all_but_the_first() -> None:
    lines = wrap("one two three four", width=12, indent="    ", first="- ")
    assert lines == ["- one two", "    three", "    four"]


def test_wrap_of_nothing_is_one_line() -> None:
    assert wrap("", indent="  ") == ["  "]


def test_words_with_spaces_stay_whole() -> None:
    assert wrap_words(["gross wt,", "net wt"], width=12) == ["gross wt,", "net wt"]


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("short", 10, "short"),
        ("exactly 10", 10, "exactly 10"),
        ("one too many", 11, "one too ma…"),
        ("氧气瓶", 5, "氧气…"),
    ],
)
def test_shorten(text: str, longest: int, shown: str) -> None:
    assert shorten(text, longest) == shown


@pytest.mark.parametrize(
    ("path", "longest", "shown"),
    [
        ("november.csv", 20, "november.csv"),
        ("/home/desk/relief/november/manifest.csv", 24, "/home/d…ber/manifest.csv"),
        ("/tmp/\x1b[2J.csv", 30, "/tmp/?[2J.csv"),  # noqa: S108 (a name, not a file)
    ],
)
def test_shorten_path(path: str, longest: int, shown: str) -> None:
    assert shorten_path(path, longest) == shown


@given(st.text(), st.integers(3, 60))
def test_shortened_texts_fit(text: str, longest: int) -> None:
    assert width(shorten(text, longest)) <= longest
    assert width(shorten_path(text, longest)) <= longest


def test_pad_counts_columns() -> None:
    assert pad("氧", 4) == "氧  "
    assert pad("20", 4, right=True) == "  20"
    assert pad("long", 2) == "long"


def test_listed() -> None:
    assert listed([], 3) == []
    assert listed(["a"], 3) == ["a"]
    assert listed(["a", "b"], 2) == ["a,", "b"]
    assert listed("abcdef", 2) == ["a,", "b", "and 4 more"]


def test_count() -> None:
    assert [count(n, "box", "boxes") for n in (0, 1, 2000)] == ["no boxes", "1 box", "2,000 boxes"]
