"""What documents declare of the whole, against what the lines add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.file_example import SheetExample
from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.lines.derived import scaled
from aidtrack.lines.schema import DECIMAL
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule, odd, rule, where

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
    passes=[
        [_CRATE | {"declared_packages": "4", "packages": "4"}],
        [
            _CRATE | {"declared_packages": "2", "packages": "1", "parcels": parcel}
            for parcel in ("1", "1", "2")
        ],
        [
            _CRATE | {"declared_packages": "2", "packages": count, "parcels": parcel}
            for count, parcel in (("1", "1"), ("0", "1"), ("1", "2"))
        ],
        [
            _CRATE | {"declared_packages": "70", "packages": count, "parcels": "Pallet 1"}
            for count in ("40", "30")
        ],
    ],
    fails=[
        [_CRATE | {"declared_packages": "5", "packages": "4"}],
        [
            _CRATE | {"declared_packages": "3", "packages": "1", "parcels": parcel}
            for parcel in ("1", "1", "2")
        ],
    ],
)
def declared_packages_differ(consignment: Columns, given: Given) -> Expr:
    """A declared number of packages is not what the lines add up to.

    A package was forgotten on the list, or is not there. Lines that name the same parcels share
    them, and these count once. Asked only where every line states its packages.

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
    passes=[
        [_CRATE | {"declared_value": "1200.50 USD", "value": "1200.50 USD"}],
        [
            _CRATE
            | {"declared_value": "333.33 USD", "quantity": "1000 each", "unit_price": "0.33 USD"}
        ],
        [_CRATE | {"declared_value": "1000 USD", "value": "333.33 USD"}] * 3,
        [_CRATE | {"declared_value": "1000.01 USD", "value": "500.00 USD"}] * 2,
    ],
    fails=[
        [_CRATE | {"declared_value": "1200 USD", "value": "1200.50 USD"}],
        [_CRATE | {"declared_value": "1000.02 USD", "value": "500.00 USD"}] * 2,
    ],
)
def declared_value_differs(consignment: Columns, given: Given) -> Expr:
    """A declared value is not what the lines add up to.

    The value of a line may be rounded, as a third of 1,000 is; so the sum may be off by half a
    hundredth for each line. Compared only where every line states a value and all are in the
    declared currency: what is worked out from a rounded price differs by far more.

    To correct: add the values again, and mend the line or the declared value on every
    document.
    """
    exactly = consignment.declared_value.qualifier == "exactly"
    complete = consignment.value_known == consignment.lines
    alike = consignment.declared_value.unit == consignment.value_currency
    rounded = scaled(consignment.lines.cast(DECIMAL), given.value_rounding)
    off = (consignment.declared_value - consignment.value_total).abs()
    return where(exactly & complete & alike, off > rounded)


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
    return where(known, odd(line.declared_gross_kg))


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
