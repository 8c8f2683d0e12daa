"""Family 7: values, currencies, and what documents declare of the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.file_example import SheetExample
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import multiplies, product, scaled
from aidtrack.lines.schema import DECIMAL
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, differ, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_HALVES = tuple(Decimal(f"5e-{places}") for places in range(1, 10))
"""Half a unit in the last of no, one, two … decimal places."""
_CRATE = {"reference": "A-1", "description": "monitor", "gross_weight": "100 kg"}


def _half_of_last_place(text: Expr) -> Expr:
    """Return half a unit in the last place of a number as it was printed."""
    decimals = text.str.extract(r"[.,](\d{1,8})\D*$").str.len_chars()
    places = pl.when(text != "").then(decimals.fill_null(0))
    return places.replace_strict(
        list(range(len(_HALVES))), list(_HALVES), default=None, return_dtype=DECIMAL
    )


@rule(
    "AT701",
    Severity.ERROR,
    "{declared_gross_weight} is declared, but the lines weigh {gross_kg_total} kg "
    "({gross_known} of {lines} weighed)",
    scope=Scope.CONSIGNMENT,
    cites=[f"{cited.T120}, rule R018: the gross weight is the sum over its parts"],
    passes=[
        [_CRATE | {"declared_gross_weight": "100 kg"}],
        [_CRATE | {"declared_gross_weight": "101 kg"}],
        [_CRATE | {"declared_gross_weight": "over 90 kg"}],
        [_CRATE | {"declared_gross_weight": "200 kg"}, {"reference": "A-1", "description": "hose"}],
    ],
    fails=[
        [_CRATE | {"declared_gross_weight": "102 kg"}],
        [_CRATE | {"declared_gross_weight": "over 110 kg"}],
        [_CRATE | {"declared_gross_weight": "up to 90 kg"}],
        [_CRATE | {"declared_gross_weight": "50 kg"}, {"reference": "A-1", "description": "hose"}],
    ],
)
def declared_weight_differs(consignment: Columns, given: Given) -> Expr:
    """A declared gross weight is not what the lines add up to.

    Carriers and customs compare the two. Where some lines are not weighed, only
    a sum above the declared weight is a fault; "over 22 t" is a lower bound,
    "up to" an upper one, and "about" is not compared.

    To correct: add the weights again, and mend the line or the declared figure, whichever
    is wrong, on every document. Declare a rounded figure as what it is: over 22 t, about 22
    t.
    """
    declared, total = consignment.declared_gross_kg, consignment.gross_kg_total
    tolerance = scaled(declared, given.weight_tolerance)
    complete = consignment.gross_known == consignment.lines
    above, below = total > declared + tolerance, complete & (total < declared - tolerance)
    qualifier = consignment.declared_gross_weight.qualifier
    return (
        pl.when(qualifier == "over")
        .then(below)
        .when(qualifier == "up to")
        .then(above)
        .when(qualifier == "exactly")
        .then(above | below)
    )


@rule(
    "AT702",
    Severity.ERROR,
    "{declared_packages} packages are declared, but the lines have {packages_total}",
    scope=Scope.CONSIGNMENT,
    cites=[f"{cited.T120}, rule R017: the quantity of handling units is the number listed"],
    passes=[[_CRATE | {"declared_packages": "4", "packages": "4"}]],
    fails=[[_CRATE | {"declared_packages": "5", "packages": "4"}]],
)
def declared_packages_differ(consignment: Columns, given: Given) -> Expr:
    """A declared number of packages is not what the lines add up to.

    A package was forgotten on the list, or is not there. Asked only where every
    line states its packages.

    To correct: count the packages against the list, and mend the line or the declared
    number.
    """
    del given
    exactly = consignment.declared_packages.qualifier == "exactly"
    complete = consignment.packages_known == consignment.lines
    differ = consignment.declared_packages != consignment.packages_total
    return where(exactly & complete, differ)


@rule(
    "AT703",
    Severity.ERROR,
    "{declared_value} is declared, but the lines are worth {value_total} {value_currency}",
    scope=Scope.CONSIGNMENT,
    cites=[f"{cited.T120}, rule R021: the declared value is the sum of the goods items"],
    passes=[[_CRATE | {"declared_value": "1200.50 USD", "value": "1200.50 USD"}]],
    fails=[[_CRATE | {"declared_value": "1200 USD", "value": "1200.50 USD"}]],
)
def declared_value_differs(consignment: Columns, given: Given) -> Expr:
    """A declared value is not what the lines add up to.

    Asked only where every line has a value and all are in the declared currency.

    To correct: add the values again, and mend the line or the declared value on every
    document.
    """
    del given
    exactly = consignment.declared_value.qualifier == "exactly"
    complete = consignment.value_known == consignment.lines
    alike = consignment.declared_value.unit == consignment.value_currency
    return where(exactly & complete & alike, consignment.declared_value != consignment.value_total)


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
    cites=[f"{cited.LOG_CUSTOMS}: goods without a commercial value are declared with one too"],
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
    "AT710",
    Severity.ERROR,
    "the lines of this consignment declare different gross weights, here {declared_gross_weight}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference", "declared_gross_weight"],
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [
            _CRATE | {"declared_gross_weight": "22 t"},
            _CRATE | {"declared_gross_weight": "22000 kg"},
        ],
        [_CRATE | {"declared_gross_weight": "22 t"}, _CRATE],
    ],
    fails=[
        [_CRATE | {"declared_gross_weight": "22 t"}, _CRATE | {"declared_gross_weight": "20 t"}]
    ],
)
def declared_weights_differ(line: Columns, given: Given) -> Expr:
    """The lines of one consignment declare different gross weights for the whole.

    The first is taken for the totals.

    To correct: keep the figure that the document declares, and repeat it on every line.
    """
    del given
    known = line.reference.is_present() & line.declared_gross_weight.is_present()
    return where(known, differ(line.declared_gross_kg))


@rule(
    "AT711",
    Severity.ERROR,
    "the declared gross weight {declared_gross_weight} has no unit",
    scope=Scope.CONSIGNMENT,
    cites=[cited.REC_20],
    passes=[
        [_CRATE | {"declared_gross_weight": "100 kg"}],
        [_CRATE | {"declared_gross_weight": "100"}, _CRATE | {"declared_gross_weight": "200 kg"}],
    ],
    fails=[[_CRATE | {"declared_gross_weight": "100"}]],
)
def declared_weight_without_unit(consignment: Columns, given: Given) -> Expr:
    """A declared gross weight is a bare number.

    100 can be kilograms, pounds or tonnes, so it cannot be compared with what the
    lines weigh.

    To correct: write the unit behind the figure, as in 22 t.
    """
    del given
    declared = consignment.declared_gross_weight
    return where(declared.is_present(), ~declared.has_unit())


@rule(
    "AT712",
    Severity.ERROR,
    "the declared value {declared_value} has no currency",
    scope=Scope.CONSIGNMENT,
    cites=[cited.ISO_4217],
    passes=[[_CRATE | {"declared_value": "1200 USD", "value": "1200 USD"}]],
    fails=[[_CRATE | {"declared_value": "1200", "value": "1200 USD"}]],
)
def declared_currency_missing(consignment: Columns, given: Given) -> Expr:
    """A declared value has no currency.

    It cannot be compared with what the lines are worth, nor be declared to customs.

    To correct: write the three-letter code of the currency behind the figure, as in 1200
    USD.
    """
    del given
    declared = consignment.declared_value
    return where(declared.is_present(), ~declared.has_unit())


@cell_rule(
    "AT708",
    Severity.ERROR,
    "{detail}",
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
    cites=[cited.ISO_4217],
    passes=[{"value": "1200 USD"}],
    fails=[{"value": "$ 1200"}],
)
def currency_ambiguous() -> None:
    """A currency's sign is that of several currencies.

    A dollar can be American, Australian or Canadian.

    To correct: write the three-letter code: USD, AUD or CAD.
    """


@rule(
    "AT714",
    Severity.WARNING,
    "the value {value} is not {quantity} times the price",
    cites=[cited.ARITHMETIC],
    passes=[
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "120 USD"},
        {"quantity": "1000 each", "unit_price": "0.33 USD", "value": "335 USD"},
        {"quantity": "100 pack", "unit_price": "0.10 USD", "pack_price": "3 USD",
         "value": "300 USD"},
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "100 EUR"},
    ],
    fails=[
        {"quantity": "100 each", "unit_price": "1.20 USD", "value": "1200 USD"},
        {"quantity": "1000 each", "unit_price": "0.33 USD", "value": "335.51 USD"},
        {"quantity": "100 pack", "pack_price": "3 USD", "value": "30 USD"},
    ],
)  # fmt: skip
def value_differs_from_price(line: Columns, given: Given) -> Expr:
    """A value is not the quantity times the price, even as the price was rounded.

    A price of 0.33 may stand for anything from 0.325 to 0.335: a thousand of them differ by
    five. Beyond that a figure was mistyped, or the price is that of another unit than the
    quantity counts. Where a price of a pack is stated, that is multiplied.

    To correct: look which unit the price is for, and work the value out again.
    """
    del given
    off = (line.value - line.value_by_price).abs()
    by_pack = line.pack_price.is_present()
    printed = pl.when(by_pack).then(line.pack_price.text).otherwise(line.unit_price.text)
    # How figures were printed is looked at only where they differ at all.
    by_price = _half_of_last_place(pl.when(off > 0).then(printed))
    by_value = _half_of_last_place(pl.when(off > 0).then(line.value.text))
    return where(off >= 0, (off > 0) & (off > product(line.quantity, by_price) + by_value))


@rule(
    "AT715",
    Severity.WARNING,
    "the value is {value}; customs needs one for donated goods as well",
    cites=[f"{cited.LOG_CUSTOMS}: goods without a commercial value are declared with one too"],
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
    "the values of this consignment are in different currencies, here {value}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference", "value"],
    cites=[cited.ISO_4217],
    passes=[
        [_CRATE | {"value": "100 USD"}, _CRATE | {"value": "200 USD"}],
        [_CRATE | {"value": "100 USD"}, _CRATE],
    ],
    fails=[[_CRATE | {"value": "100 USD"}, _CRATE | {"value": "200 EUR"}]],
)
def currencies_mixed(line: Columns, given: Given) -> Expr:
    """The lines of one consignment are valued in different currencies.

    They are never added: each currency has a total of its own, and no declared value can be
    compared with them.

    To correct: state all values of a consignment in one currency, with the rate and its day.
    """
    del given
    known = line.reference.is_present() & line.value.is_present()
    return where(known, differ(line.value.unit))


@cell_rule(
    "AT718",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ARITHMETIC],
    passes=["line,description,quantity\n1,monitor,20\nSubtotal,,20\n2,tent,5\nTOTAL,,25\n"],
    fails=[
        "line,description,quantity\n1,monitor,20\nSubtotal,,20\n2,tent,5\nTOTAL,,45\n",
        SheetExample(
            text="line,item,qty\n1,gloves,20\nSubtotal,,=SUM(C2:C2)\n2,masks,5\n"
            "TOTAL,,=SUM(C2:C4)\n"
        ),
    ],
)
def subtotal_counted_twice() -> None:
    """A total adds subtotals to the lines that are in them already.

    The sheet then shows more than was sent, and whoever copies the figure passes it on. The
    lines are what is counted here.

    To correct: let the total add the lines alone, or the subtotals alone.
    """
