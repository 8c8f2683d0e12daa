"""Totals as plain text: a table that fits, the whole, and what documents declare."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aidtrack.lines import Lines
from aidtrack.report import amounts, render
from aidtrack.report.plain import width
from aidtrack.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from aidtrack.checking import Check

BY_DONOR = """\
donor         consign-  lines  totals
                 ments
------------  --------  -----  -------------------------------------------------
France               1      2   20 each, ventilator
                               150 each, monitor
                               gross 6.75 t, 2 of 2 lines
                               net 6.41 t, 2 of 2 lines
(not stated)         1      1  200,000 packs, medicine
                               gross not known, 0 of 1 line
                               net not known, 0 of 1 line

Total: 2 consignments, 3 lines
       20 each   ventilator
      150 each   monitor
  200,000 packs  medicine
  gross weight  6.75 t, 2 of 3 lines
  net weight    6.41 t, 2 of 3 lines
  volume        not known, 0 of 3 lines
  value         not known, 0 of 3 lines

Declared
  A-1: over 2 t declared; 2 of 2 lines weighed"""

MIXED = """\
Total: 1 consignment, 5 lines
   5 (no unit)  ventilator, bedside
  12 kits       item, kit
   3 each       item, other, solar lamp
  not counted   2 of 5 lines: quantity blank or unreadable, or no name
  gross weight  1.349891 t, 1 of 5 lines
  net weight    not known, 0 of 5 lines
  volume        0.5 m3, 1 of 5 lines
  value         1,200.50 EUR, 1 of 5 lines
  value         90 USD, 1 of 5 lines

Weights are shown to the gram; JSON and CSV have every digit."""


def test_by_donor(checked: Callable[..., Check], manifest: str) -> None:
    assert render(checked(manifest, by=["donor"]).summary) == BY_DONOR


def test_unlike_things_stand_apart() -> None:
    rows = [
        {"kind": "ventilator", "description": "bedside", "quantity": "5", "value": "1200.50 EUR"},
        {"kind": "item", "category": "kit", "quantity": "12 kit", "value": "90 USD"},
        {"kind": "item", "category": "other", "description": "solar lamp", "quantity": "3 each"},
        {"kind": "monitor", "quantity": "", "gross_weight": "2976 lb", "volume": "500 L"},
        {"kind": "monitor", "quantity": "a few"},
    ]
    assert render(summarise(Lines.of(rows))) == MIXED


def test_no_lines_at_all() -> None:
    assert render(summarise([])).startswith("Total: no consignments, no lines\n")


def test_a_key_that_repeats_is_left_blank() -> None:
    rows = [
        {"donor": "France", "kind": "monitor", "quantity": "1 each"},
        {"donor": "France", "kind": "ventilator", "quantity": "2 each"},
        {"donor": "Germany", "kind": "ventilator", "quantity": "3 each"},
    ]
    text = render(summarise(Lines.of(rows), by=["donor", "kind"]))
    starts = [line[:19].rstrip() for line in text.splitlines()[3:6]]
    assert starts == ["France   monitor", "         ventilator", "Germany  ventilator"]


def test_many_keys_share_a_column() -> None:
    rows = [{"donor": "Ministry of Foreign Affairs", "recipient": "Indian Red Cross Society",
             "kind": "monitor", "reference": "FR-IN-2021-04-27", "description": "monitor",
             "quantity": "1 each", "dispatched": "2021-04-27"}]  # fmt: skip
    keys = ["donor", "recipient", "consignment", "kind", "month", "item"]
    text = render(summarise(Lines.of(rows), by=keys))
    assert "donor / recipient" in text
    assert "2021-04" in text
    assert max(map(width, text.splitlines())) <= 80


@pytest.mark.parametrize("by", [(), ("item",), ("donor", "kind"), ("donor", "item", "kind")])
def test_never_wider_than_eighty(by: tuple[str, ...]) -> None:
    rows = [
        {"donor": "氧气" * 40, "description": "x" * 200, "quantity": "1 each",
         "gross_weight": "123456789.123456789 kg", "value": "99999999999.99 USD",
         "declared_gross_weight": "over 22 t", "reference": "R" * 200},
        {"donor": "two words " * 20, "description": "\x1b[2J", "kind": "oxygen_unit",
         "technology": "concentrator", "quantity": "999999999999999999 each",
         "flow_rate": "10 L/min"},
    ]  # fmt: skip
    text = render(summarise(Lines.of(rows), by=by))
    assert "\x1b" not in text
    assert max(map(width, text.splitlines())) <= 80


def test_declared_beside_what_is_weighed() -> None:
    rows = [
        {"reference": "A", "quantity": "1 each", "declared_gross_weight": "over 22 t"},
        {"reference": "B", "gross_weight": "5 kg", "declared_gross_weight": "5 kg"},
    ]
    assert render(summarise(Lines.of(rows))).endswith(
        "Declared\n"
        "  A: over 22 t declared; 0 of 1 line weighed\n"
        "  B: 5 kg declared; 1 of 1 line weighed"
    )


@pytest.mark.parametrize(
    ("kilograms", "shown"),
    [
        ("0.25", "0.25 kg"),
        ("999.999", "999.999 kg"),
        ("1000", "1 t"),
        ("22000", "22 t"),
        ("999.9999", "1 t"),
        ("1349.89089312", "1.349891 t"),
        ("-8", "-8 kg"),
        ("0", "0 kg"),
    ],
)
def test_weights(kilograms: str, shown: str) -> None:
    assert amounts.show_weight(Decimal(kilograms)) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("1200", "1,200"), ("1200.5", "1,200.50"), ("0.125", "0.125"), ("-8400.10", "-8,400.10")],
)
def test_amounts(amount: str, shown: str) -> None:
    assert amounts.show_amount(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("kind", "oxygen_unit", "oxygen unit"),
        ("kind", "medicine_pack", "medicine"),
        ("country", "CI", "Côte d'Ivoire (CI)"),
        ("country", None, "(not stated)"),
        ("item", "two\nlines", "two lines"),
    ],
)
def test_keys(name: str, value: str | None, shown: str) -> None:
    assert amounts.show_key(name, value) == shown


def test_flow_stands_by_itself() -> None:
    row = {"kind": "oxygen_unit", "technology": "concentrator", "quantity": "20 each",
           "flow_rate": "10 L/min"}  # fmt: skip
    summary = summarise(Lines.of([row]), by=["donor"])
    assert "  flow          200 L/min, concentrator, 1 of 1 line\n" in render(summary)
    assert "flow 200 L/min, concentrator, 1 of 1 line" in render(summary).split("Total")[0]
