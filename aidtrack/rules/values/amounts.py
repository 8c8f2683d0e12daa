"""What lines are worth: values, prices, and the currencies that they are in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import multiplies, product
from aidtrack.lines.schema import DECIMAL
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, rule, where
from aidtrack.text.reading import Problem

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_HALVES = tuple(Decimal(f"5e-{places}") for places in range(1, 10))
"""Half a unit in the last of no, one, two … decimal places."""
_CRATE = {"reference": "A-1", "description": "monitor", "gross_weight": "100 kg"}


def _half_of_last_place(text: Expr, number: Expr) -> Expr:
    """Return half a unit in the last place of a number as it was printed.

    Where its digits make the number as it was read, there is no decimal sign among them: the
    comma in 1,200 USD sets thousands apart.
    """
    decimals = text.str.extract(r"[.,](\d{1,8})\D*$").str.len_chars()
    is_whole = text.str.replace_all(r"\D", "").cast(DECIMAL, strict=False) == number
    places = (
        pl.when(is_whole.fill_null(value=False))
        .then(0)
        .when(text != "")
        .then(decimals.fill_null(0))
    )
    return places.replace_strict(
        list(range(len(_HALVES))), list(_HALVES), default=None, return_dtype=DECIMAL
    )


@rule(
    "AT704",
    Severity.ERROR,
    "the value {value} has no currency",
    cites=[cited.ISO_4217],
    passes=[{"value": "1200 USD"}],
    fails=[{"value": "1200"}],
)
def currency_missing(line: Columns, given: Given) -> Expr:
    """A value has no currency.

    It is listed by itself and added to nothing.

    To correct: write the three-letter code behind the amount or in the header, as in value
    (USD).
    """
    del given
    return where(line.value.is_present(), ~line.value.has_unit())


@rule(
    "AT705",
    Severity.ERROR,
    "the value is {value}; it cannot be negative",
    cites=[cited.LOG_CUSTOMS],
    passes=[{"value": "0 USD"}, {"value": "1200 USD"}],
    fails=[{"value": "-1200 USD"}],
)
def value_negative(line: Columns, given: Given) -> Expr:
    """A value is negative.

    A discount or a correction stands in the accounts, not on a manifest.

    To correct: state the value of the goods, and leave discounts to the invoice.
    """
    del given
    return line.value < 0


@rule(
    "AT706",
    Severity.INFO,
    "the value is not stated; it is worked out as quantity times unit price",
    cites=[cited.ARITHMETIC],
    passes=[{"quantity": "2 each", "unit_price": "5 USD", "value": "10 USD"}],
    fails=[{"quantity": "2 each", "unit_price": "5 USD"}],
)
def value_worked_out(line: Columns, given: Given) -> Expr:
    """A line's value is its quantity times its unit price, because no value is stated.

    The price of a box beside a quantity in pieces would make it many times too large.

    To correct: look whether the price is that of one unit as the quantity counts them, and
    state the value of the line.
    """
    del given
    worth = multiplies(line.unit_price, line.quantity)
    return where(worth & ~line.pack_price.is_present(), line.value.is_blank())


@rule(
    "AT713",
    Severity.WARNING,
    "neither a price nor a value is stated, though other lines have one",
    scope=Scope.GROUP,
    keys=["consignment"],
    cites=[cited.LOG_VALUE],
    passes=[
        [_CRATE | {"unit_price": "5 USD"}, _CRATE | {"value": "10 USD"}],
        [_CRATE, _CRATE],
    ],
    fails=[[_CRATE | {"unit_price": "5 USD"}, _CRATE]],
)
def value_missing(line: Columns, given: Given) -> Expr:
    """A line has neither a price nor a value, and others of its consignment do.

    The total value leaves it out. Customs wants a value of donated goods as well.

    To correct: state what the goods would cost on the market, also where they are a gift.
    """
    del given
    unvalued = line.unit_price.is_blank() & line.value.is_blank() & line.pack_price.is_blank()
    return where(~unvalued.all(), unvalued)


@rule(
    "AT714",
    Severity.WARNING,
    "the value {value} is not {quantity} at {price}: that is {value_by_price}",
    needs=["value", "quantity"],
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "120 USD"},
        {"quantity": "1000 each", "unit_price": "0.33 USD", "value": "335 USD"},
        {"quantity": "100 pack", "unit_price": "0.10 USD", "pack_price": "3 USD",
         "value": "300 USD"},
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "100 EUR"},
        {"quantity": "3 each", "unit_price": "411522.40 USD", "value": "1,234,567 USD"},
        {"quantity": "3000 tablet", "pack_size": "100", "pack_price": "3 USD", "value": "90 USD"},
    ],
    fails=[
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "1200 USD"},
        {"quantity": "1000 each", "unit_price": "0.33 USD", "value": "335.51 USD"},
        {"quantity": "100 pack", "pack_price": "3 USD", "value": "30 USD"},
        {"quantity": "3 each", "unit_price": "411522.40 USD", "value": "1,234,566 USD"},
    ],
)  # fmt: skip
def value_differs_from_price(line: Columns, given: Given) -> Expr:
    """A value is not the quantity times the price, even as the price was rounded.

    A price of 0.33 may stand for anything from 0.325 to 0.335: a thousand of them differ by
    five. Beyond that a figure was mistyped, or the price is that of another unit than the
    quantity counts. Where a price of a pack is stated, that is multiplied, by packs alone.

    To correct: look which unit the price is for, and work the value out again.
    """
    del given
    off = (line.value - line.value_by_price).abs()
    by_pack = line.pack_price.is_present()
    printed = pl.when(by_pack).then(line.pack_price.text).otherwise(line.unit_price.text)
    price = pl.when(by_pack).then(line.pack_price).otherwise(line.unit_price)
    # How figures were printed is looked at only where they differ at all.
    by_price = _half_of_last_place(pl.when(off > 0).then(printed), price)
    by_value = _half_of_last_place(pl.when(off > 0).then(line.value.text), line.value)
    return where(off >= 0, (off > 0) & (off > product(line.quantity, by_price) + by_value))


@rule(
    "AT715",
    Severity.WARNING,
    "the value is {value}; customs needs one for donated goods as well",
    cites=[cited.LOG_VALUE],
    passes=[{"value": "0.01 USD"}, {"value": ""}],
    fails=[{"value": "0 USD"}],
)
def value_zero(line: Columns, given: Given) -> Expr:
    """A value is zero.

    Donated goods are free, but not without a value: duty, insurance and the statistics of
    both countries rest on it.

    To correct: state what the goods, or their generic equivalent, cost on the world market.
    """
    del given
    return line.value == 0


@rule(
    "AT716",
    Severity.INFO,
    "the values of this consignment are in different currencies: {currencies}",
    scope=Scope.CONSIGNMENT,
    cites=[cited.ISO_4217],
    passes=[
        [_CRATE | {"value": "100 USD"}, _CRATE | {"value": "200 USD"}],
        [_CRATE | {"value": "100 USD"}, _CRATE],
    ],
    fails=[[_CRATE | {"value": "100 USD"}, _CRATE | {"value": "200 EUR"}]],
)
def currencies_mixed(consignment: Columns, given: Given) -> Expr:
    """The lines of one consignment are valued in different currencies.

    They are never added: each currency has a total of its own, and no declared value can be
    compared with them.

    To correct: state all values of a consignment in one currency, with the rate and its day.
    """
    del given
    return where(consignment.reference.is_present(), consignment.currency_count > 1)


@cell_rule(
    "AT708",
    Severity.ERROR,
    "{detail}",
    raised_by=[Problem.UNKNOWN_CURRENCY],
    cites=[cited.ISO_4217],
    passes=[{"value": "1200 USD"}, {"value": "€ 845"}],
    fails=[{"value": "1200 XYZ"}],
)
def currency_unknown() -> None:
    """A currency is none of ISO 4217.

    Such an amount is added to nothing, and customs cannot convert it.

    To correct: write the three-letter code of ISO 4217, such as INR.
    """


@cell_rule(
    "AT709",
    Severity.WARNING,
    "{detail}",
    raised_by=[Problem.AMBIGUOUS_CURRENCY],
    cites=[cited.ISO_4217],
    passes=[{"value": "1200 USD"}],
    fails=[{"value": "$ 1200"}],
)
def currency_ambiguous() -> None:
    """A currency's sign is that of several currencies.

    A dollar can be American, Australian or Canadian.

    To correct: write the three-letter code: USD, AUD or CAD.
    """
