"""The nouns: what they accept, what they refuse and why, and what they say of themselves."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from aidtrack import Quantity
from aidtrack.model import (
    KINDS,
    Carrier,
    Consignment,
    Declared,
    Donor,
    Goods,
    Item,
    MedicinePack,
    Monitor,
    OxygenUnit,
    Packaging,
    PackagingLevel,
    Recipient,
    Texts,
    Vaccine,
    Ventilator,
)
from aidtrack.money import Money
from aidtrack.units import Dimensions, TemperatureRange


def reason(model: Any, **stated: Any) -> str:
    """Return the first thing that is wrong with a model."""
    with pytest.raises(ValidationError) as caught:
        model(**stated)
    return str(caught.value.errors()[0]["msg"]).removeprefix("Value error, ")


def test_texts_are_read_as_people_type_them() -> None:
    line = MedicinePack(
        description="  amoxicillin ",
        quantity="200 000 pack",
        pack_size="1 000",
        gross_weight="5,4 t",
        value="€ 1200.50",
        expiry="06/2027",
        manufactured="June 2025",
        storage="2-8 °C",
        controlled="non",
        hs_code="3004.90",
        country_of_origin="Côte d'Ivoire",
        serials="A1; A2",
        packaging=Packaging(
            count=2, levels="2 Pallet > 40 carton", dimensions="1200 x 800 x 1000 mm"
        ),
    )
    assert line.description == "amoxicillin"
    assert line.quantity == Quantity(200_000, "pack")
    assert line.pack_size == 1000
    assert line.gross_weight == Quantity("5400 kg")
    assert line.value == Money("1200.50", "EUR")
    assert (line.manufactured, line.expiry) == (date(2025, 6, 1), date(2027, 6, 30))
    assert line.storage == TemperatureRange(low=Decimal(2), high=Decimal(8))
    assert line.controlled is False
    assert (line.hs_code, line.country_of_origin) == ("300490", "CI")
    assert line.serials == ("A1", "A2")
    assert line.packaging is not None
    assert line.packaging.count == 2
    assert line.packaging.levels == (
        PackagingLevel(count=2, type="pallet"),
        PackagingLevel(count=40, type="carton"),
    )
    assert line.packaging.dimensions == Dimensions.model_validate("120 x 80 x 100 cm")


@pytest.mark.parametrize("text", ["", "   ", "N/A", "n.a.", "Sans objet", "--", "N/A - later"])
def test_a_text_that_states_nothing_is_none(text: str) -> None:
    assert Monitor(description=text, batch=text).batch is None
    assert Donor(name=text) == Donor()
    assert Item(serials=(text,)).serials is None


@pytest.mark.parametrize(
    ("model", "stated", "message"),
    [
        (
            Item,
            {"quantity": "24"},
            "expected an amount of goods such as '20 each', got '24' without a unit",
        ),
        (
            Item,
            {"quantity": "5 L/min"},
            "expected an amount of goods such as '20 each', got '5 L/min' (a flow)",
        ),
        (
            Item,
            {"gross_weight": "5 litres"},
            "expected a mass such as '5.4 t', got '5 litres' (a volume)",
        ),
        (Item, {"gross_weight": "15 blorps"}, "'blorps' is no unit that aidtrack knows"),
        (
            Item,
            {"gross_weight": "1,200 kg"},
            "'1,200' can be 1200 or 1.200; its decimal mark must be stated",
        ),
        (Item, {"value": "5 XYZ"}, "'XYZ' is no currency that aidtrack knows"),
        (
            Item,
            {"value": 5},
            (
                "expected money, as a text such as '845.50 EUR' or as an object of "
                "amount and currency, got 5"
            ),
        ),
        (Item, {"pack_size": 2.5}, "expected a whole number, a Decimal or a text, got 2.5"),
        (Item, {"pack_size": True}, "expected a whole number, a Decimal or a text, got True"),
        (Item, {"pack_size": Decimal("NaN")}, "NaN is no finite number"),
        (
            Item,
            {"pack_size": Decimal("1E+999999999")},
            ("the number has 1000000000 integer digits and 0 decimals; expected at most 18 and 9"),
        ),
        (
            Item,
            {"pack_size": "1.500"},
            "'1.500' can be 1500 or 1.500; its decimal mark must be stated",
        ),
        (Item, {"expiry": "31/02/2027"}, "'31/02/2027' is no day of the calendar"),
        (Item, {"expiry": 46083}, "expected a date, got 46083"),
        (
            Item,
            {"expiry": datetime(2027, 1, 1, 12, 30)},  # noqa: DTZ001 (a time of day is refused)
            "expected a date, got datetime.datetime(2027, 1, 1, 12, 30)",
        ),
        (
            Item,
            {"hs_code": "12"},
            "'12' has 2 digits; an HS code has 6, 8 or 10 (a spreadsheet drops a leading zero)",
        ),
        (
            Item,
            {"category": "toys"},
            (
                "'toys' is no category of goods; expected ppe, test, shelter, "
                "food, wash, kit, device, other"
            ),
        ),
        (
            OxygenUnit,
            {"technology": "magic"},
            ("'magic' is no oxygen technology; expected generator, concentrator, cylinder, liquid"),
        ),
        (Ventilator, {"invasive": "perhaps"}, "expected yes or no, got 'perhaps'"),
        (Donor, {"country": "Atlantis"}, "'Atlantis' is no country that aidtrack knows"),
        (
            Donor,
            {"country": "Congo"},
            ("'Congo' can be Republic of the Congo (CG) or Democratic Republic of the Congo (CD)"),
        ),
        (
            Consignment,
            {"mode": "by camel"},
            ("'by camel' is no mode of transport; expected air, sea, road, rail, river or courier"),
        ),
        (
            Consignment,
            {"incoterm": "ABC"},
            "'ABC' is no Incoterm; expected a code such as DAP, CIP or EXW",
        ),
        (
            Consignment,
            {"dispatched": "March 2026"},
            ("'March 2026' is a month; expected a date with its day, such as 2026-03-31"),
        ),
        (
            Consignment,
            {"declared_gross_weight": "over 5 L"},
            "expected a mass such as '5.4 t', got '5 L' (a volume)",
        ),
        (
            Consignment,
            {"declared_gross_weight": Quantity("5 L")},
            "expected a mass such as '5.4 t', got '5 L' (a volume)",
        ),
        (
            Consignment,
            {"declared_gross_weight": "over 22"},
            "expected a mass such as '5.4 t', got '22' without a unit",
        ),
        (
            Consignment,
            {"declared_packages": 2.5},
            "expected a whole number, a Decimal or a text, got 2.5",
        ),
        (
            Packaging,
            {"levels": "many boxes"},
            "expected levels such as '2 pallet > 40 carton', got 'many boxes'",
        ),
        (
            Packaging,
            {"levels": "0 pallet"},
            "expected at least one package on each level, got '0 pallet'",
        ),
        (
            PackagingLevel,
            {"count": 2, "type": "40 ft > x"},
            "expected a kind of package in words, such as 'carton', got '40 ft > x'",
        ),
        (PackagingLevel, {"count": 0, "type": "box"}, "Input should be greater than or equal to 1"),
    ],
)
def test_what_has_no_meaning_is_refused_and_said_why(
    model: Any, stated: dict[str, Any], message: str
) -> None:
    assert reason(model, **stated) == message


def test_a_name_that_no_field_has_is_refused() -> None:
    assert "Extra inputs are not permitted" in reason(Item, quantty="5 each")


@pytest.mark.parametrize(
    "declared",
    ["over 22 t", "more than 22 t", ">22 t", "plus de 22 t", {"qualifier": "over", "value": "22 t"},
     {"qualifier": "over", "value": {"value": "22", "unit": "t"}},
     Declared[Quantity](qualifier="over", value=Quantity("22 t")),
     Declared(qualifier="over", value=Quantity("22 t"))],
)  # fmt: skip
def test_a_claim_keeps_how_firm_it_is(declared: Any) -> None:
    claim = Consignment(declared_gross_weight=declared).declared_gross_weight
    assert claim == Declared[Quantity](qualifier="over", value=Quantity("22 t"))
    assert str(claim) == "over 22 t"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("declared_gross_weight", "22000 kg", "22,000 kg"),
        ("declared_gross_weight", Quantity("22 t"), "22 t"),
        ("declared_gross_weight", {"value": "22", "unit": "t"}, "22 t"),
        ("declared_packages", 12, "12"),
        ("declared_packages", Decimal("1.500"), "1.500"),
        ("declared_packages", "about 300", "about 300"),
        ("declared_value", Money(5, "USD"), "5 USD"),
        ("declared_value", {"amount": "5", "currency": "USD"}, "5 USD"),
        ("declared_value", "up to 5 USD", "up to 5 USD"),
    ],
)
def test_a_bare_value_is_an_exact_claim(field: str, value: Any, shown: str) -> None:
    assert str(getattr(Consignment(**{field: value}), field)) == shown


def test_a_number_of_three_decimals_comes_back_from_json_as_it_was() -> None:
    line = Vaccine(doses_per_vial=Decimal("1.500"), pack_size=Decimal("0.0000001"))
    consignment = Consignment(declared_packages=Decimal("1.500"), lines=(line,))
    dumped = consignment.model_dump_json(exclude_none=True)
    assert '"doses_per_vial":"1.500"' in dumped
    assert '"pack_size":"0.0000001"' in dumped
    assert Consignment.model_validate_json(dumped) == consignment
    with pytest.raises(ValidationError, match="no plain number"):
        Vaccine.model_validate_json('{"doses_per_vial": "1,500"}')


def test_the_kind_tells_lines_apart() -> None:
    goods: TypeAdapter[Goods] = TypeAdapter(Goods)
    for kind, model in KINDS.items():
        assert type(goods.validate_python({"kind": kind})) is model
    with pytest.raises(ValidationError, match="tag"):
        goods.validate_python({"kind": "parrot"})


def test_models_are_frozen_and_hashable() -> None:
    consignment = Consignment(lines=(Item(extra={"b": "2", "a": "1"}),))
    with pytest.raises(ValidationError, match="frozen"):
        consignment.reference = "A-1"  # type: ignore[misc]
    assert hash(consignment) == hash(Consignment(lines=(Item(extra={"a": "1", "b": "2"}),)))


def test_texts_are_a_sorted_mapping() -> None:
    texts = Texts({"b": "2", "a": "1"})
    assert list(texts) == ["a", "b"]
    assert texts["b"] == "2"
    assert len(texts) == 2
    assert texts == {"a": "1", "b": "2"}
    assert repr(texts) == "Texts({'a': '1', 'b': '2'})"
    with pytest.raises(ValidationError):
        Item(extra={"a": 1})


def test_a_consignment_says_what_it_is_in_one_line() -> None:
    assert (
        str(Consignment())
        == "(no reference): (donor not stated) to (recipient not stated), 0 lines"
    )
    consignment = Consignment(
        reference="A-1",
        donor=Donor(name="Russian Federation", country="RU"),
        recipient=Recipient(country="IN"),
        lines=(Monitor(),),
    )
    assert str(consignment) == "A-1: Russian Federation (RU) to IN, 1 line"
    assert str(Carrier()) == "(not stated)"


def test_it_shows_only_what_is_stated() -> None:
    assert repr(Monitor(quantity="150 each")) == "Monitor(quantity=Quantity('150 each'))"


def test_it_is_revised_by_checked_values() -> None:
    line = Monitor(line="1", quantity="150 each", extra={"ward": "7"})
    consignment = Consignment(reference="A-1", donor=Donor(country="RU"), lines=(line,))
    revised = consignment.revised(
        lines=(line.revised(quantity="75 each"),), dispatched="2021-04-28"
    )
    assert revised == Consignment(
        reference="A-1",
        donor=Donor(country="RU"),
        dispatched=date(2021, 4, 28),
        lines=(Monitor(line="1", quantity="75 each", extra={"ward": "7"}),),
    )
    assert consignment.lines == (line,)
    assert revised.lines[0].model_fields_set == {"line", "quantity", "extra"}
    with pytest.raises(ValidationError, match="litre"):
        line.revised(gross_weight="5 litre")
    with pytest.raises(ValidationError, match="quantty"):
        line.revised(quantty="5 each")


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_there_is_a_json_schema_of_what_is_read_and_of_what_is_written(mode: Any) -> None:
    schema = Consignment.model_json_schema(mode=mode)
    assert schema["properties"]["reference"]["description"]
    assert set(schema["$defs"]) >= {"Donor", "Recipient", *(m.__name__ for m in KINDS.values())}
    assert json.loads(json.dumps(schema)) == schema
    mapping = schema["properties"]["lines"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(KINDS)


def test_the_written_form_is_what_its_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    consignment = Consignment(
        declared_gross_weight="over 22 t",
        declared_packages=3,
        dispatched=date(2021, 4, 28),
        lines=(
            Item(quantity="1.50 t", value="5 USD", pack_size=Decimal("1.500")),
            MedicinePack(storage="2-8 °C", packaging=Packaging(levels="2 pallet > 40 carton")),
        ),
    )
    dumped = json.loads(consignment.model_dump_json())
    jsonschema.validate(dumped, Consignment.model_json_schema(mode="serialization"))
    jsonschema.validate(dumped, Consignment.model_json_schema(mode="validation"))
    assert dumped["lines"][0]["quantity"] == {"value": "1.50", "unit": "t"}
    assert dumped["declared_gross_weight"] == {
        "qualifier": "over",
        "value": {"value": "22", "unit": "t"},
    }
