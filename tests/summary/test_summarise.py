"""Totals: like is added to like, and every sum says what it covers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from aidtrack import Lines, UnknownName, summarise
from aidtrack.model import Consignment, Donor, Item, Monitor, OxygenUnit, Recipient, Ventilator
from aidtrack.summary import KEYS


def quantities(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (q.kind, q.type, q.unit, str(q.value), q.lines, q.descriptions, q.description)
        for q in summarise(list(rows)).total.quantity
    ]


class TestUnlikeThings:
    def test_kinds_types_and_units_stand_apart(self) -> None:
        rows = [
            {"kind": "oxygen_unit", "technology": "generator", "quantity": "20 each"},
            {"kind": "oxygen_unit", "technology": "cylinder", "quantity": "60 each"},
            {"kind": "oxygen_unit", "quantity": "5 each"},
            {"kind": "monitor", "quantity": "150 each"},
            {"kind": "monitor", "quantity": "3 carton"},
            {"kind": "item", "category": "ppe", "quantity": "1000 pair"},
        ]
        assert [each[:4] for each in quantities(*rows)] == [
            ("oxygen_unit", "cylinder", "each", "60"),
            ("oxygen_unit", "generator", "each", "20"),
            ("oxygen_unit", None, "each", "5"),
            ("monitor", None, "each", "150"),
            ("monitor", None, "carton", "3"),
            ("item", "ppe", "pair", "1000"),
        ]

    def test_a_sum_says_how_many_descriptions_it_covers(self) -> None:
        rows = [
            {"kind": "monitor", "description": name, "quantity": "10 each"}
            for name in ("oximeter", "bedside", "oximeter")
        ]
        assert quantities(*rows) == [("monitor", None, "each", "30", 3, 2, None)]

    @pytest.mark.parametrize("category", ["other", None])
    def test_items_of_no_category_are_listed_by_their_description(
        self, category: str | None
    ) -> None:
        rows = [
            {"kind": "item", "category": category, "description": name, "quantity": "10 each"}
            for name in ("foo", "bar", "foo")
        ]
        assert quantities(*rows) == [
            ("item", category, "each", "10", 1, 1, "bar"),
            ("item", category, "each", "20", 2, 1, "foo"),
        ]

    def test_numbers_without_a_unit_are_listed_too(self) -> None:
        rows = [
            {"kind": "monitor", "description": name, "quantity": "10"} for name in ("foo", "bar")
        ]
        rows.append({"kind": "monitor", "description": "foo", "quantity": "5 each"})
        assert quantities(*rows) == [
            ("monitor", None, "each", "5", 1, 1, None),
            ("monitor", None, None, "10", 1, 1, "bar"),
            ("monitor", None, None, "10", 1, 1, "foo"),
        ]

    def test_units_of_one_dimension_are_added_in_its_base_unit(self) -> None:
        rows = [
            {"kind": "item", "category": "food", "quantity": text}
            for text in ("1.5 t", "250 kg", "1 lb")
        ]
        assert quantities(*rows) == [("item", "food", "kg", "1750.45359237", 3, 1, None)]

    def test_currencies_stand_apart_and_amounts_without_one_last(self) -> None:
        rows = [{"value": text} for text in ("5 USD", "7.50 EUR", "1", "2.25 USD")]
        total = summarise(rows).total
        assert [(v.currency, v.amount, v.lines) for v in total.value] == [
            ("EUR", Decimal("7.5"), 1),
            ("USD", Decimal("7.25"), 2),
            (None, Decimal(1), 1),
        ]
        assert total.unvalued == 0

    def test_what_units_deliver_is_not_what_they_hold(self) -> None:
        lines = (
            OxygenUnit(technology="concentrator", quantity="20 each", flow_rate="10 L/min"),
            OxygenUnit(technology="concentrator", quantity="5 each", flow_rate="0.6 m3/h"),
            OxygenUnit(technology="concentrator", quantity="3 carton", flow_rate="10 L/min"),
            OxygenUnit(technology="cylinder", quantity="60 each", content="40 L"),
        )
        (flow,) = summarise(Consignment(lines=lines)).total.flow
        assert (flow.type, flow.unit, flow.known, flow.of) == ("concentrator", "L/min", 2, 3)
        assert flow.value == 250


class TestCoverage:
    def test_unknown_is_neither_zero_nor_fine(self) -> None:
        rows = [
            {"gross_weight": text}
            for text in ("5 kg", "See line 3", "15 blorps", "tbd", None, "12", "0.5 t")
        ]
        weight = summarise(rows).total.gross_weight
        assert (weight.value, weight.unit) == (Decimal(505), "kg")
        assert (weight.known, weight.elsewhere, weight.unreadable, weight.blank) == (2, 1, 2, 2)
        assert weight.of == 7

    def test_what_covers_nothing_is_blank(self) -> None:
        total = summarise([{"description": "tent"}]).total
        assert (total.gross_weight.value, total.volume.value) == (None, None)
        assert total.value == ()
        assert (total.unread_quantities, total.unvalued) == (1, 1)
        assert total.to_dict()["net_weight"] == {
            "value": None, "unit": "kg", "known": 0, "elsewhere": 0, "of": 1,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("stated", "kilograms"),
        [
            ({"gross_weight": "5 kg", "packages": "3", "package_weight": "2 kg"}, "5"),
            ({"packages": "3", "package_weight": "2.5 kg"}, "7.5"),
            ({"quantity": "4 each", "unit_weight": "1.25 kg"}, "5"),
            ({"quantity": "4 pack", "pack_size": "10", "unit_weight": "1.25 kg"}, "50"),
            ({"quantity": "4 carton", "unit_weight": "1.25 kg"}, None),
            ({"packages": "2.5", "package_weight": "2.5 kg"}, None),
            ({"gross_weight": "blorps", "packages": "3", "package_weight": "2 kg"}, None),
            ({"gross_weight": "See line 3", "packages": "3", "package_weight": "2 kg"}, None),
        ],
    )
    def test_a_blank_weight_is_worked_out_where_the_count_is_known(
        self, stated: dict[str, str], kilograms: str | None
    ) -> None:
        weight = summarise([stated]).total.gross_weight
        assert weight.value == (None if kilograms is None else Decimal(kilograms))
        assert weight.known == (kilograms is not None)

    @pytest.mark.parametrize(
        ("stated", "dollars"),
        [
            ({"value": "5 USD", "quantity": "3 each", "unit_price": "2 USD"}, "5"),
            ({"quantity": "3 each", "unit_price": "2.5 USD"}, "7.5"),
            ({"quantity": "3 pack", "pack_price": "2.5 USD"}, "7.5"),
            ({"quantity": "3 each", "pack_price": "2.5 USD"}, None),
            ({"value": "12 XYZ", "quantity": "3 each", "unit_price": "2 USD"}, None),
        ],
    )
    def test_a_blank_value_is_worked_out_from_its_price(
        self, stated: dict[str, str], dollars: str | None
    ) -> None:
        total = summarise([stated]).total
        expected = [] if dollars is None else [("USD", Decimal(dollars))]
        assert [(value.currency, value.amount) for value in total.value] == expected
        assert total.unvalued == (dollars is None)


class TestGroups:
    LINES = (
        Monitor(description="oximeter", quantity="5 each"),
        Ventilator(description="ICU ventilator", quantity="2 each", donor=Donor(country="DE")),
        Item(description="oximeter", category="other", quantity="1 each"),
    )
    CONSIGNMENT = Consignment(
        reference="A-1",
        donor=Donor(name="Russia", country="RU"),
        recipient=Recipient(country="IN"),
        dispatched="2021-04-28",
        declared_gross_weight="over 22 t",
        lines=LINES,
    )

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("donor", ["DE", "Russia"]),
            ("recipient", ["IN"]),
            ("kind", ["item", "monitor", "ventilator"]),
            ("item", ["ICU ventilator", "oximeter"]),
            ("consignment", ["A-1"]),
            ("country", ["IN"]),
            ("month", ["2021-04"]),
        ],
    )
    def test_lines_can_be_grouped_by(self, key: str, expected: list[str]) -> None:
        summary = summarise(self.CONSIGNMENT, by=[key])
        assert [group.key[key] for group in summary.groups] == expected
        assert sum(group.lines for group in summary.groups) == summary.total.lines == 3
        assert KEYS[key].description.endswith(".")

    def test_by_several_keys_and_what_is_not_stated_last(self) -> None:
        summary = summarise([self.CONSIGNMENT, Consignment(lines=(Item(),))], by=["month", "donor"])
        assert [tuple(group.key.values()) for group in summary.groups] == [
            ("2021-04", "DE"),
            ("2021-04", "Russia"),
            (None, None),
        ]
        assert summary.by == ("month", "donor")
        assert summary.total.consignments == 2

    def test_a_key_named_twice_is_one(self) -> None:
        assert summarise(self.CONSIGNMENT, by=["kind", "kind"]).by == ("kind",)

    def test_an_unknown_key_is_refused(self) -> None:
        with pytest.raises(UnknownName, match="key to summarise by 'donr'; did you mean 'donor'"):
            summarise(self.CONSIGNMENT, by=["donr"])

    def test_a_claim_belongs_to_the_group_that_holds_its_consignment_whole(self) -> None:
        (group,) = summarise(self.CONSIGNMENT, by=["month"]).groups
        (claim,) = group.declared
        assert (claim.qualifier, claim.value, claim.unit, claim.text) == (
            "over", Decimal(22000), "kg", "over 22 t",
        )  # fmt: skip
        assert (claim.known, claim.of) == (0, 3)
        spread = summarise(self.CONSIGNMENT, by=["kind"])
        assert [group.declared for group in spread.groups] == [(), (), ()]
        assert len(spread.total.declared) == 1

    def test_without_keys_there_are_no_groups(self) -> None:
        assert summarise(self.CONSIGNMENT).groups == ()

    def test_no_lines_have_totals_too(self) -> None:
        total = summarise([], by=["kind"]).total
        assert (total.lines, total.consignments, total.quantity) == (0, 0, ())


def test_to_dict_keeps_the_order_and_the_digits_of_the_contract() -> None:
    document = summarise(TestGroups.CONSIGNMENT, by=["kind"]).to_dict()
    assert list(document) == ["by", "sources", "groups", "total"]
    assert list(document["groups"][0]) == ["key", *document["total"]]
    assert document["total"]["declared"] == [
        {
            "consignment": "A-1",
            "gross_weight": {"qualifier": "over", "value": "22000", "unit": "kg"},
        }
    ]


def test_to_frame_has_a_row_for_each_total() -> None:
    frame = summarise(TestGroups.CONSIGNMENT, by=["kind"]).to_frame()
    assert frame.schema["value"] == pl.Decimal(38, 9)
    own = frame.filter(what="quantity").select("by_kind", "kind", "unit", "value").rows()
    assert own == [
        ("item", "item", "each", Decimal(1)),
        ("monitor", "monitor", "each", Decimal(5)),
        ("ventilator", "ventilator", "each", Decimal(2)),
    ]
    whole = summarise(TestGroups.CONSIGNMENT).to_frame()
    assert "by_kind" not in whole.columns
    assert whole["lines"].unique().to_list() == [3]


def test_sums_of_a_frame_have_nine_decimals_rounded_once() -> None:
    rows = [{"gross_weight": "0.000000001 oz"}] * 3
    summary = summarise(rows)
    assert summary.total.gross_weight.value == Decimal("0.000000000085048569375")
    (value,) = summary.to_frame().filter(what="gross_weight")["value"]
    assert value == 0


def test_equal_lines_read_twice_are_counted_twice() -> None:
    lines = Lines.of(TestGroups.CONSIGNMENT)
    assert summarise([TestGroups.CONSIGNMENT] * 2).total.lines == 2 * len(lines)


class TestOrder:
    def test_countries_stand_by_the_names_that_are_shown(self) -> None:
        codes = ("CI", "HR", "ZA", "AX", "DE", None, "CH")
        summary = summarise([{"recipient_country": code} for code in codes], by=["country"])
        assert [group.key["country"] for group in summary.groups] == [
            "AX", "CI", "HR", "DE", "ZA", "CH", None,
        ]  # fmt: skip

    def test_names_stand_without_regard_to_case_and_accents(self) -> None:
        names = ("zinc", "Émirats", "acme", None, "France", "Eau")
        summary = summarise([{"donor": name} for name in names], by=["donor"])
        assert [group.key["donor"] for group in summary.groups] == [
            "acme", "Eau", "Émirats", "France", "zinc", None,
        ]  # fmt: skip
