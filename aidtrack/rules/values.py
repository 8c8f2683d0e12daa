"""Family 7: values, currencies, and what documents declare of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import multiplies, scaled
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, differ, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CRATE = {"reference": "A-1", "description": "monitor", "gross_weight": "100 kg"}


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

    Look whether the price is that of one unit as the quantity counts them.
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

    The first is taken for the totals. Say which of them is the document's.
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

    Write its three-letter code.
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

    A dollar can be American, Australian or Canadian: write the code.
    """
