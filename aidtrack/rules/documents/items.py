"""Family 7, between documents: how much of each item, and at which price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.documents.comparing import both_sent, contradicts

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CRATE = {"reference": "A-1", "description": "monitor"}
_HOSE = {"reference": "A-1", "description": "hose"}
_TENT = {"reference": "A-1", "description": "family tent"}


@rule(
    "AT735",
    Severity.WARNING,
    "{description}: {quantity_said} in {document}, but {other_quantity_said} in {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [
            [_CRATE | {"quantity": "100 each"}, _CRATE | {"quantity": "50 each"}],
            [_CRATE | {"quantity": "150 each", "description": "Monitor"}],
        ],
        [[_CRATE | {"quantity": "2 t"}], [_CRATE | {"quantity": "2000 kg"}]],
        [[_CRATE | {"quantity": "2 carton"}], [_CRATE | {"quantity": "24 each"}]],
    ],
    fails=[
        [[_CRATE | {"quantity": "150 each"}], [_CRATE | {"quantity": "145 each"}]],
        [[_CRATE | {"quantity": "2 t"}], [_CRATE | {"quantity": "2200 kg"}]],
    ],
)
def item_quantities_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different quantities of the same goods.

    Goods are found again by their words, and quantities compared in one unit; cartons and
    pieces are not. What only one document lists is said by another rule.

    To correct: count the goods, or ask who packed them, and mend the document that is wrong.
    """
    del given
    alike = document.quantity_unit == document.other.quantity_unit
    return where(both_sent(document) & alike, contradicts(document, "quantity"))


@rule(
    "AT741",
    Severity.WARNING,
    "{description} stands in {document}, but not in {lacking}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[_CRATE, _HOSE, _TENT], [_TENT, _HOSE, _CRATE]],
        [[_CRATE, _HOSE, _TENT], [{"description": "relief goods"}]],
        [[_CRATE, _HOSE, _TENT], [_CRATE, {"description": "stove"}]],
        [[_CRATE, _HOSE, _TENT], [_CRATE, _HOSE, {"quantity": "5 each"}]],
        [
            [_CRATE, _HOSE, {"description": "OPV, 10 doses per vial"}],
            [_CRATE, _HOSE, {"description": "OPV, 10 doses/vial"}],
        ],
    ],
    fails=[[[_CRATE, _HOSE, _TENT], [_CRATE, _HOSE]]],
)
def item_in_one_document_only(document: Columns, given: Given) -> Expr:
    """A document lists goods that another one, which lists most of the others, does not have.

    A line was forgotten or left out on purpose, or the goods are named so differently that
    they were not found again. Customs clears what stands on every document.

    To correct: look whether the other document names the goods otherwise; else add the line,
    or take it off where the goods were not sent.
    """
    del given
    return where(document.description.is_present(), document.lacking.str.len_chars() > 0)


@rule(
    "AT739",
    Severity.WARNING,
    "{description}: {unit_price} in {document}, but {other_unit_price} in {other_document}",
    scope=Scope.DOCUMENTS,
    keys=["description"],
    cites=[cited.LOG_CUSTOMS],
    passes=[
        [[_CRATE | {"unit_price": "5 USD"}], [_CRATE | {"unit_price": "5.00 USD"}]],
        [[_CRATE | {"unit_price": "5 USD"}], [_CRATE | {"unit_price": "4 EUR"}]],
        [
            [_CRATE | {"unit_price": "5 USD", "quantity": "2 each"}],
            [_CRATE | {"unit_price": "50 USD", "quantity": "2 box"}],
        ],
    ],
    fails=[[[_CRATE | {"unit_price": "5 USD"}], [_CRATE | {"unit_price": "6 USD"}]]],
)
def unit_prices_differ(document: Columns, given: Given) -> Expr:
    """Two documents give the same goods different prices in one currency.

    The lower price is taken for an attempt to lower the duty, though nothing was sold.

    To correct: use the price of one source, such as the price guide or the purchase, on all
    documents.
    """
    del given
    theirs = document.other
    alike = document.unit_price.unit == theirs.unit_price.unit
    counted = document.quantity.unit.eq_missing(theirs.quantity.unit)
    return where(alike & counted, document.unit_price != theirs.unit_price)
