"""Objects, frames and files of the same content have the same findings and the same totals."""

from __future__ import annotations

from datetime import date

import pandas as pd
import polars as pl
import pytest
from hypothesis import given

from aidtrack.exchange import FORMATS
from aidtrack.lines import Lines
from aidtrack.model import Consignment
from aidtrack.summary import summarise
from aidtrack.validation import validate
from tests.properties.outcomes import added, again, asked, told
from tests.properties.strategies import few, several

TODAY = date(2026, 11, 22)
BY = ("donor", "kind", "month")


def assert_same(one: Lines, other: Lines) -> None:
    """Compare all that is said of two sets of lines."""
    first, second = validate(one, today=TODAY), validate(other, today=TODAY)
    assert told(first) == told(second)
    assert first.counts() == second.counts()
    assert asked(first) == asked(second)
    assert added(summarise(one, by=BY)) == added(summarise(other, by=BY))


@given(several(unreadable="ambiguous"))
@few
def test_a_frame_is_what_its_objects_are(consignments: list[Consignment]) -> None:
    lines = Lines.of(consignments)
    assert_same(lines, Lines.of(lines.frame))


@given(several(unreadable="ambiguous"))
@few
def test_so_it_is_after_pandas_and_arrow(consignments: list[Consignment]) -> None:
    lines = Lines.of(consignments)
    assert_same(lines, Lines.of(lines.frame.to_arrow()))
    assert_same(lines, Lines.of(pd.DataFrame(lines.frame.to_dicts())))


@given(several())
@few
def test_so_it_is_by_the_values_alone(consignments: list[Consignment]) -> None:
    lines = Lines.of(consignments)
    values = lines.frame.select(~pl.selectors.ends_with(".text", ".state"))
    readable, found = validate(lines, today=TODAY), validate(values, today=TODAY)
    # The unit comes from its own column then, and messages show it in words.
    assert [each[:3] for each in told(found)] == [each[:3] for each in told(readable)]
    assert added(summarise(values, by=BY)) == added(summarise(lines, by=BY))


@pytest.mark.parametrize("form", FORMATS)
@given(consignments=several(unreadable="ambiguous"))
@few
def test_a_file_is_what_its_objects_are(consignments: list[Consignment], form: str) -> None:
    lines = Lines.of(consignments)
    assert_same(lines, again(lines, form))


@pytest.mark.parametrize("form", FORMATS)
@given(consignments=several(unreadable="ambiguous"))
@few
def test_a_file_gives_the_objects_back(consignments: list[Consignment], form: str) -> None:
    lines = Lines.of(consignments)
    back = Lines.of(list(again(lines, form).consignments()))
    assert_same(lines, back)
