"""Exact amounts of money, never added across currencies.

>>> Money("1200.50", "USD") + Money(45, "USD")
Money('1245.50', 'USD')
>>> Money(1, "USD") + Money(1, "EUR")
Traceback (most recent call last):
aidtrack.errors.MixedUnits: cannot add 1 EUR to 1 USD

Texts are read with the currency behind or before the amount:

>>> print(read_money("€ 845").value, read_money("USD 1,200.50").value)
845 EUR 1,200.50 USD
>>> read_money("$ 5").message
"'$' can be USD, AUD, CAD or others; it must be stated which"
>>> read_money("$ 5", currency="USD").value
Money('5', 'USD')
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from itertools import product
from numbers import Integral
from typing import TYPE_CHECKING, Final, NoReturn

from pydantic_core import PydanticCustomError, core_schema

from aidtrack.codes.currencies import CURRENCIES, find_currencies
from aidtrack.errors import MixedUnits, UnreadableText
from aidtrack.text.digits import western
from aidtrack.text.number import (
    DECIMAL_DIGITS,
    INTEGER_DIGITS,
    plain_number,
    read_number,
    scaled,
    show_number,
)
from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem, Reading
from aidtrack.text.scale import split_scale

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from aidtrack.text.number import DecimalMark

_LONGEST: Final = 120
_NAMED: Final = 3
_PLAIN: Final = re.compile(r"[+-]?[0-9]{1,60}(?:\.[0-9]{1,60})?")
_WRITTEN: Final = re.compile(
    r"([+-]?)([^0-9+-]*?)\s*([+-]?[0-9](?:[0-9 ,.'\u066b]*[0-9])?)([^0-9]*)"
)
# Amounts are added by this context's own methods, so that the caller's has no effect.
_EXACT: Final = Context(prec=100, traps=[InvalidOperation, Inexact, Overflow])


class Money:
    """An exact amount in one currency.

    It never changes, and equals another of the same currency whatever zeros were written.

    Args:
        amount: How much: a ``Decimal``, an ``int`` or a plain text such as ``"845.50"``.
        currency: In which currency: an ISO 4217 code such as ``USD``.

    Raises:
        UnreadableText: The currency is no code, or the amount is not finite or has more than
            18 integer digits or 9 decimals.
        TypeError: The amount is a float, which is not exact.
    """

    # No dataclass: pydantic would take it apart where Python objects are asked for.
    __slots__ = ("amount", "currency")

    amount: Decimal
    """How much, with the digits as they were written."""
    currency: str
    """In which currency: a code such as ``USD``."""

    def __init__(self, amount: Decimal | int | str, currency: str) -> None:
        if currency not in CURRENCIES:
            raise UnreadableText(
                f"{quote(str(currency))} is no currency code; expected one such as 'USD'"
            )
        object.__setattr__(self, "amount", _bounded(_number(amount)))
        object.__setattr__(self, "currency", currency)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{self} cannot be changed; make a new amount instead")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{self} cannot be changed; make a new amount instead")

    def __repr__(self) -> str:
        return f"Money({plain_number(self.amount)!r}, {self.currency!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return (self.amount, self.currency) == (other.amount, other.currency)

    def __hash__(self) -> int:
        return hash((self.amount, self.currency))

    def __reduce__(self) -> tuple[type[Money], tuple[Decimal, str]]:
        return Money, (self.amount, self.currency)

    def __add__(self, other: object) -> Money:
        amount = self._like(other, "add {other} to {self}")
        return Money(_EXACT.add(self.amount, amount), self.currency)

    def __radd__(self, other: object) -> Money:
        # The built-in sum starts at 0; no other number has a place beside money.
        if type(other) is int and other == 0:
            return self
        return self._refuse(other, "add {self} to {other}")

    def __sub__(self, other: object) -> Money:
        amount = self._like(other, "take {other} from {self}")
        return Money(_EXACT.subtract(self.amount, amount), self.currency)

    def __mul__(self, other: Decimal | int) -> Money:
        if isinstance(other, str):
            raise TypeError("expected a Decimal or an int, got str")
        return Money(_EXACT.multiply(self.amount, _number(other)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return self * -1

    def __lt__(self, other: object) -> bool:
        return self.amount < self._like(other, "compare {self} with {other}")

    def __le__(self, other: object) -> bool:
        return self.amount <= self._like(other, "compare {self} with {other}")

    def __gt__(self, other: object) -> bool:
        return self.amount > self._like(other, "compare {self} with {other}")

    def __ge__(self, other: object) -> bool:
        return self.amount >= self._like(other, "compare {self} with {other}")

    def _like(self, other: object, action: str) -> Decimal:
        """Return the amount of another sum in the same currency."""
        if not isinstance(other, Money) or other.currency != self.currency:
            self._refuse(other, action)
        return other.amount

    def _refuse(self, other: object, action: str) -> NoReturn:
        shown = other if isinstance(other, (Money, int, Decimal)) else f"a {type(other).__name__}"
        raise MixedUnits("cannot " + action.format(self=self, other=shown))

    def __str__(self) -> str:
        return f"{show_number(self.amount)} {self.currency}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _schema()


def read_money(
    text: str, *, currency: str | None = None, decimal: DecimalMark | None = None
) -> Reading[Money]:
    """Read an amount with the currency behind or before it.

    Args:
        text: The text as written.
        currency: The code that a header or another column gives. It holds where the text
            names no currency, and settles a sign that several currencies share.
        decimal: The writer's decimal mark, for numbers with two readings.

    Returns:
        The amount of money; or a problem, with the candidates of an ambiguous number or
        currency. No text raises.
    """
    found = _WRITTEN.fullmatch(western(text).strip()) if len(text) <= _LONGEST else None
    if found is None:
        return _problem(f"{quote(text)} is no amount of money; expected one such as '845.50 EUR'")
    sign, before, number, after = (part.strip() for part in found.groups())
    numbers = read_number(sign + number, decimal=decimal)
    if scale := split_scale(after):
        numbers, after = scaled(numbers, scale[0]), scale[1]
    if numbers.problem is not None and not numbers.candidates:
        return Reading(problem=numbers.problem, message=numbers.message)
    codes = _codes(before, after, currency)
    name = before or after
    if not codes:
        unknown = Problem.UNKNOWN_CURRENCY if name else Problem.UNREADABLE
        return Reading(problem=unknown, message=_no_currency(text, before, after))
    if len(codes) == 1 and numbers.value is not None:
        return numbers.map(lambda amount: Money(amount, codes[0]))
    shared = f"{quote(name)} can be {_choice(codes)}; it must be stated which"
    messages = (numbers.message, shared if len(codes) > 1 else "")
    amounts = (numbers.value,) if numbers.value is not None else numbers.candidates
    settled = numbers.value is not None
    return Reading(
        problem=Problem.AMBIGUOUS_CURRENCY if settled else Problem.AMBIGUOUS,
        message="; ".join(filter(None, messages)),
        candidates=tuple(Money(*choice) for choice in product(amounts, codes)),
        evidence=numbers.evidence,
    )


def _codes(before: str, after: str, given: str | None) -> list[str]:
    """Return the currencies that a text can mean by what stands around its number."""
    named = [[found.code for found in find_currencies(name)] for name in (before, after) if name]
    if not named:
        return [given] if given else []
    codes = [code for code in named[0] if all(code in others for others in named)]
    return [given] if given in codes and given is not None else codes


def _no_currency(text: str, before: str, after: str) -> str:
    if before and after:
        return f"{quote(text)} names no one currency; expected an amount such as '845.50 EUR'"
    if before or after:
        return f"{quote(before or after)} is no currency that aidtrack knows"
    return f"{quote(text)} names no currency; expected an amount such as '845.50 EUR'"


def _choice(codes: list[str]) -> str:
    *first, last = codes if len(codes) <= _NAMED else [*codes[:_NAMED], "others"]
    return f"{', '.join(first)} or {last}"


def _problem(message: str) -> Reading[Money]:
    return Reading(problem=Problem.UNREADABLE, message=message)


def _number(value: object) -> Decimal:
    """Return an exact number, refusing floats."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, str):
        if not _PLAIN.fullmatch(value):
            raise UnreadableText(
                f"{quote(value)} is no plain number; expected one such as '845.50'"
            )
        return Decimal(value)
    if isinstance(value, float):
        raise TypeError(f"the float {value!r} is not exact; give a Decimal, an int or a text")
    raise TypeError(f"expected a Decimal, an int or a text, got {type(value).__name__}")


def _bounded(amount: Decimal) -> Decimal:
    """Return the amount without an exponent, refusing more digits than are kept exactly."""
    if not amount.is_finite():
        raise UnreadableText(f"{amount} is no finite amount")
    # The exponent is looked at first: 1E+999999999 would fill the memory when written out.
    decimals = max(-int(amount.as_tuple().exponent), 0)
    if amount.adjusted() >= INTEGER_DIGITS or decimals > DECIMAL_DIGITS:
        raise UnreadableText(
            f"the amount has {max(amount.adjusted() + 1, 0)} integer digits and {decimals} "
            f"decimals; expected at most {INTEGER_DIGITS} and {DECIMAL_DIGITS}"
        )
    return Decimal(plain_number(amount))


def _accept(value: object) -> Money:
    """Return the money that a model is given, or tell pydantic what is wrong with it."""
    try:
        if isinstance(value, Money):
            return value
        if isinstance(value, str):
            return read_money(value).unwrap()
        if isinstance(value, dict) and value.keys() == {"amount", "currency"}:
            return Money(value["amount"], value["currency"])
    except (UnreadableText, TypeError) as error:
        raise PydanticCustomError("money", "{reason}", {"reason": str(error)}) from None
    reason = (
        "expected money, as a text such as '845.50 EUR' or as an object of amount and currency, "
        f"got {value!r}"[:200]
    )
    raise PydanticCustomError("money", "{reason}", {"reason": reason})


def _schema() -> CoreSchema:
    """Return how pydantic validates, writes and describes money."""
    amount = core_schema.str_schema(pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$")
    code = core_schema.str_schema(pattern="^[A-Z]{3}$")
    as_object = core_schema.typed_dict_schema(
        {
            "amount": core_schema.typed_dict_field(amount, required=True),
            "currency": core_schema.typed_dict_field(code, required=True),
        },
        extra_behavior="forbid",
    )
    text = core_schema.str_schema(metadata={"pydantic_js_updates": {"examples": ["845.50 EUR"]}})
    return core_schema.no_info_plain_validator_function(
        _accept,
        json_schema_input_schema=core_schema.union_schema([text, as_object]),
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda money: {"amount": plain_number(money.amount), "currency": money.currency},
            return_schema=as_object,
            when_used="json",
        ),
    )
