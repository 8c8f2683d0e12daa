"""Quantities in pydantic models."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pint
import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from aidtrack.units import (
    AnyQuantity,
    Area,
    Count,
    Dimensions,
    Flow,
    Length,
    Mass,
    Power,
    Quantity,
    TemperatureRange,
    Volume,
)


class Line(BaseModel):
    model_config = ConfigDict(frozen=True)

    quantity: AnyQuantity
    gross_weight: Mass | None = None
    size: Dimensions | None = None
    storage: TemperatureRange | None = None


LINE = Line.model_validate(
    {
        "quantity": "200000 pack",
        "gross_weight": {"value": "1.50", "unit": "t"},
        "size": "120x80x100 cm",
        "storage": "2-8 °C",
    }
)


def message(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors(include_url=False)
    return error["msg"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Mass, "5.4 t"),
        (Volume, "2.5 m3"),
        (Length, "120 cm"),
        (Area, "20 m2"),
        (Flow, "10 L/min"),
        (Power, "350 W"),
        (Power, "5 kVA"),
        (Count, "20 each"),
        (Count, "3 carton"),
        (AnyQuantity, "30 pair"),
        (AnyQuantity, "5 kg"),
        (AnyQuantity, "5 m"),
        (Quantity, "350 W"),
    ],
)
def test_each_field_takes_its_dimension(kind: Any, text: str) -> None:
    adapter: TypeAdapter[Quantity] = TypeAdapter(kind)
    quantity = adapter.validate_python(text)
    assert quantity == Quantity(text)
    assert adapter.validate_python(quantity) is quantity
    assert adapter.dump_python(quantity) is quantity
    assert adapter.validate_json(adapter.dump_json(quantity)) == quantity


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Mass, "5 L", "expected a mass such as '5.4 t', got '5 L' (a volume)"),
        (Mass, Quantity("5 L"), "expected a mass such as '5.4 t', got '5 L' (a volume)"),
        (
            Mass,
            {"value": "5", "unit": "L"},
            "expected a mass such as '5.4 t', got '5 L' (a volume)",
        ),
        (Mass, "5", "expected a mass such as '5.4 t', got '5' without a unit"),
        (Count, "5 kg", "expected a count such as '20 each', got '5 kg' (a mass)"),
        (Mass, "2 tons", "'tons' can be tonne, short ton or long ton; it must be stated which"),
        (Mass, "15 blorps", "'blorps' is no unit that aidtrack knows"),
        (
            Mass,
            {"value": 1.5, "unit": "t"},
            "the float 1.5 is not exact; give a Decimal, an int or a text",
        ),
        (
            Mass,
            {"value": "nan", "unit": "t"},
            "'nan' is no plain number; expected one such as '1349.9'",
        ),
        (Mass, {"value": "1", "unit": "tonne"}, "'tonne' is no unit symbol"),
        (
            Mass,
            Quantity("1 t") / 3,
            (
                "the number has 0 integer digits and 100 decimals; expected at most 18 and 9; "
                "round it first, as in round(quantity, 9)"
            ),
        ),
    ],
)
def test_what_does_not_fit_is_told(kind: Any, value: object, expected: str) -> None:
    assert message(kind, value) == expected


@pytest.mark.parametrize(
    ("value", "got"),
    [
        (5.4, "the bare number 5.4"),
        (5, "the bare number 5"),
        (True, "the bare number True"),
        (pint.Quantity(5, "kg"), "a quantity of another pint registry"),
        (None, "a NoneType"),
        ({"value": "5"}, "a dict"),
        ({"value": "5", "unit": "kg", "more": 1}, "a dict"),
    ],
)
def test_what_is_no_quantity_is_told(value: object, got: str) -> None:
    assert message(Mass, value) == (
        f"expected a mass, as a text such as '5.4 t' or as an object of value and unit, got {got}"
    )


def test_the_json_round_trip_keeps_every_digit_and_unit() -> None:
    text = LINE.model_dump_json()
    assert json.loads(text) == {
        "quantity": {"value": "200000", "unit": "pack"},
        "gross_weight": {"value": "1.50", "unit": "t"},
        "size": {
            "length": {"value": "120", "unit": "cm"},
            "width": {"value": "80", "unit": "cm"},
            "height": {"value": "100", "unit": "cm"},
        },
        "storage": {"low": "2", "high": "8"},
    }
    again = Line.model_validate_json(text)
    assert again == LINE
    assert again.model_dump_json() == text
    assert hash(again) == hash(LINE)


def test_both_schemas_describe_what_is_accepted_and_what_is_written() -> None:
    taken = Line.model_json_schema(mode="validation")
    written = Line.model_json_schema(mode="serialization")
    for schema in (taken, written):
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(LINE.model_dump_json()), schema)
    texts = {"quantity": "20 each", "gross_weight": "5.4 t", "size": "1x1x1 m", "storage": "2-8 °C"}
    jsonschema.validate(texts, taken)
    for schema, wrong in [
        (written, texts),
        (taken, {"quantity": 5}),
        (taken, {"quantity": {"value": "5", "unit": "W"}}),
        (taken, {"quantity": {"value": "5,0", "unit": "kg"}}),
    ]:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_model_in_python_keeps_its_quantities() -> None:
    assert LINE.model_dump()["gross_weight"] == Quantity("1.50 t")
    assert LINE.size is not None
    assert LINE.size.volume == Quantity(Decimal("0.96"), "m3")
