"""What is counted is whole: what that tells of a decimal mark, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

import aidtrack
from aidtrack.text.style import Style
from tests.manifest.reading import lines_of, rows


def said(lines: aidtrack.Lines, code: str) -> list[str]:
    """Return the messages of one rule."""
    return [finding.message for finding in aidtrack.validate(lines).of_rule(code)]


def test_a_part_of_a_thing_is_no_reading() -> None:
    lines = lines_of('item,Qty (EA)\ndiaper,"1,300"\nmask,"5,000"\n')
    assert rows(lines, "quantity") == [Decimal(1300), Decimal(5000)]
    assert said(lines, "AT116") == [
        "1,300 read as 1300 each: what is counted is whole; 1 more line alike"
    ]


def test_a_count_shows_the_mark_of_its_column() -> None:
    lines = lines_of(
        "artículo;cantidad;unidad\nmantas;1.200;unidades\narroz;1.500;kg\nsal;2.000;cajas\n"
    )
    assert rows(lines, "quantity") == [Decimal(1200), Decimal(1500), Decimal(2000)]


@pytest.mark.parametrize("text", ["5,000", "5.000", "12,000"])
def test_what_is_whole_either_way_shows_nothing(text: str) -> None:
    lines = lines_of(f'item,Qty (EA)\nmask,"{text}"\n')
    assert rows(lines, "quantity") == [None]
    assert len(said(lines, "AT102")) == 1


@pytest.mark.parametrize("cell", ["1.300 kg", "1.300", "1.300 each?"])
def test_what_is_measured_or_in_doubt_can_have_parts(cell: str) -> None:
    lines = lines_of(f"item,qty\nrice,{cell}\n")
    assert rows(lines, "quantity") == [None]


@pytest.mark.parametrize("other", ["12.5 kg", "0.5 L"])
def test_marks_that_conflict_settle_nothing(other: str) -> None:
    lines = lines_of(f"item,qty\nmask,1.300 each\nrice,{other}\n")
    assert rows(lines, "quantity")[0] is None


@pytest.mark.parametrize("parted", ["2,5 box", "0,25 box"])
def test_a_column_that_counts_parts_shows_its_mark_by_them_alone(parted: str) -> None:
    lines = lines_of(f'item,qty\nmask,"1,300 box"\nrice,"{parted}"\n')
    assert rows(lines, "quantity")[0] == Decimal("1.3")
    lines = lines_of(f'item,qty\nmask,"1,300 box"\nrice,{parted.replace(",", ".")}\n')
    assert rows(lines, "quantity")[0] == Decimal(1300)


def test_the_word_of_the_caller_goes_first() -> None:
    lines = lines_of('item,Qty (EA)\ndiaper,"1,300"\n', style=Style(decimal="comma"))
    assert rows(lines, "quantity") == [Decimal("1.300")]


def test_a_weight_that_was_settled_is_told_without_zeros() -> None:
    lines = lines_of("item,gross weight\ntent,1.500 kg\nrice,1.0 MT\n")
    assert said(lines, "AT116") == ["1.500 kg read as 1.5 kg, as '1.0 MT' shows"]


def test_each_question_has_its_own_way_out() -> None:
    mark = "'1,200' can be 1200 or 1.200; its decimal mark must be stated (option --decimal)"
    lines = lines_of('item,value,gross weight\ntent,"$1,200","1,200 tons"\n')
    dollars = "'$' can be USD, AUD, CAD or others; it must be stated which"
    assert said(lines, "AT102") == [
        f"{mark}; {dollars}, as in 1200.00 USD, or in a column of currencies"
    ]
    tons = "'tons' can be tonne, short ton or long ton; it must be stated which (option --ton)"
    assert said(lines, "AT105") == [f"{mark}; {tons}"]
