"""What words tell does not depend on what was asked before."""

from __future__ import annotations

import polars as pl
import pytest

from aidtrack.lines import vocabulary
from aidtrack.lines.vocabulary import told_in


def first_letter(words: pl.Expr) -> pl.Expr:
    return words.str.head(1)


def length(words: pl.Expr) -> pl.Expr:
    return words.str.len_chars()


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_known", {})


def test_new_and_known_texts_stand_in_their_order() -> None:
    assert told_in(pl.Series(["mask", None]), first_letter).to_list() == ["m", None]
    words = pl.Series(["tent", "mask", None, "tent"])
    assert told_in(words, first_letter).to_list() == ["t", "m", None, "t"]
    assert told_in(words, length).to_list() == [4, 4, None, 4]
    assert told_in(words.clear(), length).to_list() == []


def test_a_text_is_looked_at_once() -> None:
    looked: list[list[str]] = []

    def look(words: pl.Expr) -> pl.Expr:
        def note(texts: pl.Series) -> pl.Series:
            looked.append(sorted(texts))
            return texts

        return words.map_batches(note, return_dtype=pl.String)

    for texts in (["tent", "tent"], ["tent"], ["mask", "tent"]):
        assert told_in(pl.Series(texts), look).to_list() == texts
    assert looked == [["tent"], ["mask"]]


def test_no_more_texts_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_KEPT", 2)
    for texts in (["a", "b", "c"], ["d"], ["a", "d", "e"], ["e", "c"]):
        assert told_in(pl.Series(texts), first_letter).to_list() == texts
        [known] = vocabulary._known.values()
        assert known.height <= 2
