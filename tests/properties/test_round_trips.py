"""What is written and read again is the same, digit by digit."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from aidtrack.lines import Lines
from aidtrack.model import Consignment, Donor, Goods, Item
from tests.properties.strategies import (
    ANY_MONEY,
    HUGE,
    complete_lines,
    consignments,
    few,
    fields_of_lines,
    lines,
    quantities,
)

GOODS: TypeAdapter[Goods] = TypeAdapter(Goods)


def digits(value: Any) -> Any:
    """Return what a value holds down to the last zero, which equal numbers need not share."""
    match value:
        case dict():
            return {name: digits(part) for name, part in value.items()}
        case list() | tuple():
            return [digits(part) for part in value]
        case Decimal():
            return str(value)
        case _ if hasattr(value, "unit") and hasattr(value, "number"):
            return (str(value.number), value.unit)
        case _ if hasattr(value, "currency"):
            return (str(value.amount), value.currency)
        case _ if hasattr(type(value), "model_fields"):
            return {name: digits(getattr(value, name)) for name in type(value).model_fields}
        case _:
            return value


def test_the_lines_that_the_laws_are_tried_on_have_every_field() -> None:
    assert complete_lines() == fields_of_lines()


@given(consignments(unreadable="ambiguous"))
def test_a_consignment_survives_json_pickle_and_copy(consignment: Consignment) -> None:
    for again in (
        Consignment.model_validate_json(consignment.model_dump_json()),
        Consignment.model_validate_json(consignment.model_dump_json(exclude_none=True)),
        Consignment.model_validate(consignment.model_dump()),
        Consignment.model_validate(consignment),
        pickle.loads(pickle.dumps(consignment)),  # noqa: S301 - our own pickle
        copy.deepcopy(consignment),
        consignment.model_copy(deep=True),
    ):
        assert again == consignment
        assert hash(again) == hash(consignment)
        assert digits(again) == digits(consignment)


@given(lines(unreadable="ambiguous"))
def test_a_line_of_any_kind_survives_json(line: Goods) -> None:
    again = GOODS.validate_json(GOODS.dump_json(line))
    assert type(again) is type(line)
    assert digits(again) == digits(line)


@given(HUGE, quantities("goods", HUGE), ANY_MONEY)
def test_numbers_at_the_bounds_survive_models_lines_and_back(
    number: Decimal, quantity: Any, money: Any
) -> None:
    line = Item(pack_size=number, quantity=quantity, value=money)
    assert digits(Item.model_validate_json(line.model_dump_json())) == digits(line)
    (back,) = Lines.of(Consignment(lines=(line,))).consignments()
    assert back.lines == (line,)


@given(consignments(unreadable=True))
@few
def test_lines_give_the_objects_back(consignment: Consignment) -> None:
    (back,) = Lines.of(consignment).consignments()
    assert with_own_donors(back) == with_own_donors(consignment)
    assert list(Lines.of(back).consignments()) == [back]
    if shares_its_donor(consignment):
        assert back == consignment


@given(st.lists(consignments(), min_size=2, max_size=4))
@few
def test_lines_keep_consignments_apart_whatever_their_references(
    every: list[Consignment],
) -> None:
    back = list(Lines.of(every).consignments())
    assert list(map(with_own_donors, back)) == list(map(with_own_donors, every))


def with_own_donors(consignment: Consignment) -> Consignment:
    """Return the consignment with the donor written on each line, as a row of a table has it."""
    goods = (
        line if line.donor else line.model_copy(update={"donor": consignment.donor})
        for line in consignment.lines
    )
    return consignment.model_copy(update={"donor": None, "lines": tuple(goods)})


def shares_its_donor(consignment: Consignment) -> bool:
    """Return whether the first line's donor is the consignment's, and the others' are their own."""
    donors = [line.donor for line in consignment.lines]
    return (
        donors[0] is None
        and consignment.donor not in donors[1:]
        and (consignment.donor is not None or not any(donors))
    )


def test_a_line_with_a_donor_of_its_own_keeps_it_beside_lines_without_any() -> None:
    russia = Donor(country="RU")
    consignment = Consignment(lines=(Item(description="tent"), Item(donor=russia)))
    (back,) = Lines.of(consignment).consignments()
    assert back == consignment
    assert [line.donor for line in back.lines] == [None, russia]
