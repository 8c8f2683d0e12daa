"""Totals depend on nothing but what the lines state."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.lines import Lines, join_lines
from aidtrack.model import Consignment, Item, OxygenUnit
from aidtrack.summary import summarise
from aidtrack.summary.summary import Summary, Totals
from aidtrack.units import BASE, UNITS, Quantity
from tests.properties.outcomes import added
from tests.properties.strategies import consignments, few, quantities, several

BY = ("donor", "kind")


@given(several(unreadable=True), st.randoms(use_true_random=False))
@few
def test_totals_do_not_depend_on_the_order_of_lines(
    every: list[Consignment], chance: random.Random
) -> None:
    lines = Lines.of(every)
    order = chance.sample(range(len(lines)), len(lines))
    shuffled = Lines.of(lines.frame[order])
    assert added(summarise(shuffled, by=BY)) == added(summarise(lines, by=BY))


MASSES = st.lists(quantities("mass"), min_size=1, max_size=6)


@given(MASSES, quantities("volume"), st.randoms(use_true_random=False))
def test_totals_do_not_depend_on_the_units_that_lines_are_written_in(
    masses: list[Quantity], volume: Quantity, chance: random.Random
) -> None:
    def total(weights: list[Quantity], space: Quantity) -> Totals:
        lines = [
            Item(description="rice", gross_weight=w, net_weight=w, quantity=w) for w in weights
        ]
        return summarise(Consignment(lines=(*lines, Item(volume=space)))).total

    as_written = total(masses, volume)
    otherwise = total(
        [rewritten(mass, chance) for mass in masses],
        rewritten(volume, chance),
    )
    assert as_written.to_dict() == otherwise.to_dict()
    exact = sum(Fraction(mass.number) * Fraction(UNITS[mass.unit].factor) for mass in masses)
    assert as_written.gross_weight.value is not None
    assert Fraction(as_written.gross_weight.value) == exact
    assert as_written.quantity[0].unit == "kg"


def rewritten(quantity: Quantity, chance: random.Random) -> Quantity:
    """Return the same amount in another unit, where a record has digits enough for it."""
    units = [u for u in UNITS if UNITS[u].dimension == quantity.dimension]
    other = quantity.to(chance.choice(units))
    decimals = -int(other.number.as_tuple().exponent)
    fits = decimals <= 9 and abs(other.number) < 10**18
    return other if fits and other == quantity else quantity


@given(several(unreadable=True), several(unreadable=True))
@few
def test_the_totals_of_two_sets_add_up_to_those_of_both(
    one: list[Consignment], other: list[Consignment]
) -> None:
    both = summarise(join_lines([Lines.of(one), Lines.of(other)]), by=BY)
    parts = [summarise(one, by=BY), summarise(other, by=BY)]
    assert amounts(both.total) == together(part.total for part in parts)
    keys = {tuple(group.key.values()) for group in both.groups}
    for key in keys:
        (group,) = groups(both, key)
        assert amounts(group) == together(g for part in parts for g in groups(part, key))


def groups(summary: Summary, key: tuple[Any, ...]) -> list[Totals]:
    return [group for group in summary.groups if tuple(group.key.values()) == key]


def amounts(totals: Totals) -> dict[Any, Fraction]:
    """Return every number of some totals by what it counts, unknown ones left out."""
    found: dict[Any, Fraction] = defaultdict(Fraction)
    found["lines"] = Fraction(totals.lines)
    found["consignments"] = Fraction(totals.consignments)
    found["unread"] = Fraction(totals.unread_quantities)
    found["unvalued"] = Fraction(totals.unvalued)
    for entry in totals.quantity:
        key = ("quantity", entry.kind, entry.type, entry.unit, entry.description)
        found[key] += Fraction(entry.value)
        found["lines of", *key] += entry.lines
    for name in ("gross_weight", "net_weight", "volume"):
        measure = getattr(totals, name)
        found[name, "known"] += measure.known
        found[name, "elsewhere"] += measure.elsewhere
        found[name, "unreadable"] += measure.unreadable
        found[name, "blank"] += measure.blank
        assert (measure.value is None) == (measure.known == 0)
        if measure.value is not None:
            found[name] += Fraction(measure.value)
    for value in totals.value:
        found["value", value.currency] += Fraction(value.amount)
        found["valued", value.currency] += value.lines
    for claim in totals.declared:
        found["declared", claim.qualifier] += Fraction(claim.value)
    return {key: number for key, number in found.items() if number}


def together(every: Any) -> dict[Any, Fraction]:
    total: dict[Any, Fraction] = defaultdict(Fraction)
    for totals in every:
        for key, number in amounts(totals).items():
            total[key] += number
    return {key: number for key, number in total.items() if number}


@given(consignments(unreadable=True))
@few
def test_groups_add_up_to_the_whole(consignment: Consignment) -> None:
    summary = summarise(consignment, by=("kind", "item"))
    whole, parts = amounts(summary.total), together(summary.groups)
    for apart in ("consignments", *(key for key in whole if "declared" in str(key))):
        # A consignment is counted in each of its groups; its claim belongs to the whole.
        whole.pop(apart, None)
        parts.pop(apart, None)
    assert parts == whole


@given(st.lists(quantities("flow"), min_size=1, max_size=4), st.integers(1, 1000))
def test_a_flow_is_pieces_times_the_flow_of_one(rates: list[Quantity], pieces: int) -> None:
    units = [
        OxygenUnit(technology="concentrator", quantity=Quantity(pieces, "each"), flow_rate=rate)
        for rate in rates
    ]
    (flow,) = summarise(Consignment(lines=tuple(units))).total.flow
    exact = sum(pieces * rate_of(rate) for rate in rates)
    assert abs(Fraction(flow.value) - exact) < Fraction(1, 10**50)
    assert (flow.known, flow.of) == (len(rates), len(rates))


def rate_of(rate: Quantity) -> Fraction:
    unit, base = UNITS[rate.unit], UNITS[BASE["flow"]]
    scale = Fraction(unit.factor) / unit.divisor / (Fraction(base.factor) / base.divisor)
    return Fraction(rate.number) * scale


@given(st.lists(st.decimals(-(10**18) + 1, 10**18 - 1, places=9), min_size=1, max_size=50))
def test_a_sum_of_the_longest_numbers_does_not_overflow(numbers: list[Decimal]) -> None:
    frame = pl.DataFrame(
        {"value": numbers, "value.unit": ["USD"] * len(numbers)},
        schema={"value": pl.Decimal(38, 9), "value.unit": pl.String},
    )
    (total,) = summarise(frame).total.value
    assert Fraction(total.amount) == sum(map(Fraction, numbers))
