"""Amounts of money: exact, and of one currency."""

from __future__ import annotations

import decimal
import json
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aidtrack.errors import MixedUnits, UnreadableText
from aidtrack.money import Money, read_money
from aidtrack.text.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

ADAPTER = TypeAdapter(Money)
AMOUNT = Money(Decimal("1200.50"), "USD")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1200.50 USD", "1200.50", "USD"),
        ("USD 1,200.50", "1200.50", "USD"),
        ("usd 5", "5", "USD"),
        ("€ 845", "845", "EUR"),
        ("845,50 €", "845.50", "EUR"),
        ("US$ 1200", "1200", "USD"),
        ("CHF 1'200.50", "1200.50", "CHF"),
        ("$1,200.00 USD", "1200.00", "USD"),
        ("₹2,00,000", "200000", "INR"),
        ("-€5", "-5", "EUR"),
        ("GBP-5", "-5", "GBP"),
        ("EUR 5 EUR", "5", "EUR"),
    ],
)
def test_money_is_read(text: str, amount: str, currency: str) -> None:
    reading = read_money(text)
    assert reading.value is not None, reading.message
    assert (str(reading.value.amount), reading.value.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "problem", "message"),
    [
        ("500", Problem.UNREADABLE, "'500' names no currency; expected an amount such as "),
        ("5 XYZ", Problem.UNKNOWN_CURRENCY, "'XYZ' is no currency that aidtrack knows"),
        ("EUR 5 USD", Problem.UNKNOWN_CURRENCY, "'EUR 5 USD' names no one currency; "),
        ("", Problem.UNREADABLE, "'' is no amount of money; expected one such as '845.50 EUR'"),
        ("nan USD", Problem.UNREADABLE, "'nan USD' is no amount of money"),
        ("1e5 USD", Problem.UNREADABLE, "'1e5 USD' is no amount of money"),
        ("5" * 200, Problem.UNREADABLE, ""),
        ("9" * 20 + " USD", Problem.TOO_LONG, ""),
        ("1,200 EUR", Problem.AMBIGUOUS, "'1,200' can be 1200 or 1.200; "),
        ("$5", Problem.AMBIGUOUS_CURRENCY, "'$' can be USD, "),
        ("FCFA 5", Problem.AMBIGUOUS_CURRENCY, "'FCFA' can be XOF or XAF; it must be stated which"),
    ],
)
def test_what_is_not_money_is_told(text: str, problem: Problem, message: str) -> None:
    reading = read_money(text)
    assert reading.value is None
    assert reading.problem is problem
    assert reading.message.startswith(message)


def test_a_known_currency_settles_and_completes_a_text() -> None:
    assert read_money("$5", currency="USD").value == Money(Decimal(5), "USD")
    assert read_money("5", currency="USD").value == Money(Decimal(5), "USD")
    assert read_money("5 EUR", currency="USD").value == Money(Decimal(5), "EUR")
    assert read_money("1,200", currency="USD", decimal="point").value == Money(Decimal(1200), "USD")


def test_candidates_are_every_reading() -> None:
    reading = read_money("1,200 FCFA")
    assert [str(money) for money in reading.candidates] == [
        "1,200 XOF",
        "1,200 XAF",
        "1.200 XOF",
        "1.200 XAF",
    ]


@given(st.text(alphabet=st.sampled_from("0123456789.,-+ '$€USDEUR£Rs"), max_size=60))
def test_no_text_raises(text: str) -> None:
    reading = read_money(text)
    assert (reading.value is None) != (reading.problem is None)


def test_arithmetic_is_exact_whatever_the_context() -> None:
    with decimal.localcontext(decimal.Context(prec=1, traps=[decimal.Inexact])):
        assert AMOUNT + Money(Decimal("0.01"), "USD") == Money(Decimal("1200.51"), "USD")
        assert Money(Decimal(0), "USD") == AMOUNT - AMOUNT
        assert AMOUNT * 3 == 3 * AMOUNT == Money(Decimal("3601.50"), "USD")
        assert Decimal("0.1") * AMOUNT == Money(Decimal("120.05"), "USD")
        assert -AMOUNT == AMOUNT * -1
        assert sum([AMOUNT, AMOUNT]) == AMOUNT * 2
        assert str(AMOUNT) == "1,200.50 USD"
    assert Money(Decimal("1.5"), "USD") == Money(Decimal("1.50"), "USD")
    assert hash(Money(Decimal("1.5"), "USD")) == hash(Money(Decimal("1.50"), "USD"))
    assert AMOUNT < AMOUNT * 2
    assert AMOUNT * 2 >= AMOUNT
    assert AMOUNT * 2 > AMOUNT
    assert AMOUNT <= AMOUNT * 2


@pytest.mark.parametrize("other", [Money(Decimal(1), "EUR"), 5, Decimal(0), None])
def test_unlike_money_is_never_put_together(other: Any) -> None:
    attempts: tuple[Callable[[], object], ...] = (
        lambda: AMOUNT + other,
        lambda: other + AMOUNT,
        lambda: AMOUNT - other,
        lambda: other > AMOUNT,
        lambda: other >= AMOUNT,
        lambda: other < AMOUNT,
        lambda: other <= AMOUNT,
    )
    for attempt in attempts:
        with pytest.raises(MixedUnits):
            attempt()
    assert other != AMOUNT


@pytest.mark.parametrize("factor", [0.5, True, "2", None])
def test_only_exact_numbers_multiply(factor: Any) -> None:
    with pytest.raises(TypeError):
        AMOUNT * factor


@pytest.mark.parametrize(
    ("amount", "currency", "error"),
    [
        (1.5, "USD", TypeError),
        (True, "USD", TypeError),
        (None, "USD", TypeError),
        (Decimal("nan"), "USD", UnreadableText),
        (Decimal("1E+999999999"), "USD", UnreadableText),
        (Decimal("1E-10"), "USD", UnreadableText),
        ("1,5", "USD", UnreadableText),
        (5, "dollars", UnreadableText),
        (5, "usd", UnreadableText),
        (5, None, UnreadableText),
    ],
)
def test_what_is_no_money_is_refused(amount: Any, currency: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Money(amount, currency)


def test_numbers_are_kept_as_decimals_without_an_exponent() -> None:
    assert str(Money(Decimal("1E+3"), "USD").amount) == "1000"
    assert Money("845.50", "EUR").amount == Decimal("845.50")
    assert Money(845, "EUR").amount == Decimal(845)


def test_money_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match=r"^1,200.50 USD cannot be changed"):
        AMOUNT.amount = Decimal(5)
    with pytest.raises(AttributeError):
        del AMOUNT.currency
    assert repr(AMOUNT) == "Money('1200.50', 'USD')"


def test_json_keeps_every_digit() -> None:
    text = ADAPTER.dump_json(AMOUNT)
    assert json.loads(text) == {"amount": "1200.50", "currency": "USD"}
    assert str(ADAPTER.validate_json(text).amount) == "1200.50"
    assert ADAPTER.dump_python(AMOUNT) is AMOUNT
    assert ADAPTER.validate_python("€ 845") == Money(Decimal(845), "EUR")
    assert pickle.loads(pickle.dumps(AMOUNT)) == AMOUNT  # noqa: S301 - our own pickle
    for mode in ("validation", "serialization"):
        schema = ADAPTER.json_schema(mode=mode)
        jsonschema.validate(json.loads(text), schema)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5.5, "expected money, as a text such as '845.50 EUR' or as an object of "),
        ({"amount": 1.5, "currency": "USD"}, "the float 1.5 is not exact; "),
        ({"amount": "5", "currency": "dollars"}, "'dollars' is no currency code; "),
        ("$5", "'$' can be USD, "),
    ],
)
def test_pydantic_tells_what_is_wrong(value: object, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(value)
    assert caught.value.errors()[0]["msg"].startswith(message)
