"""How pydantic validates, writes and describes a quantity.

>>> from pydantic import TypeAdapter
>>> from aidtrack.units.quantity import Quantity
>>> weight = TypeAdapter(Quantity).validate_python({"value": "1.50", "unit": "t"})
>>> TypeAdapter(Quantity).dump_json(weight)
b'{"value":"1.50","unit":"t"}'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from pydantic_core import PydanticCustomError, core_schema

from aidtrack.errors import MixedUnits, UnreadableText
from aidtrack.text.number import plain_number
from aidtrack.text.quote import quote
from aidtrack.units.arguments import bounded, exact_number
from aidtrack.units.catalogue import UNITS, find_unit
from aidtrack.units.dimension import describe, is_measured_by
from aidtrack.units.measure import read_measure

if TYPE_CHECKING:
    from decimal import Decimal

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from aidtrack.units.quantity import Quantity

    Q = TypeVar("Q", bound=Quantity)

EXAMPLES: Final = {
    "mass": "5.4 t",
    "volume": "2.5 m3",
    "length": "120 cm",
    "area": "20 m2",
    "flow": "10 L/min",
    "any power": "350 W",
    "count": "20 each",
    "goods": "20 each",
}
"""How a quantity of a dimension is written, for messages and schemas."""

_VALUE: Final = r"^[+-]?[0-9]+(\.[0-9]+)?$"


def quantity_schema(kind: type[Q], dimension: str | None = None) -> CoreSchema:
    """Return the pydantic schema of quantities, of one dimension or of any.

    Accepted are a quantity of ours, a text, and an object of ``value`` (digits) and
    ``unit`` (a symbol). JSON gets that object; in Python the quantity stays itself.

    Args:
        kind: The class of the quantities: `Quantity`, which cannot be imported here.
        dimension: What `read_measure` takes as a dimension.
    """
    units = [
        symbol
        for symbol, unit in UNITS.items()
        if dimension is None or is_measured_by(unit, dimension)
    ]
    example = EXAMPLES.get(dimension or "goods", "5 each")

    def validate(value: object) -> Q:
        try:
            return _accept(kind, value, dimension, example)
        except (UnreadableText, MixedUnits) as error:
            raise PydanticCustomError("quantity", "{reason}", {"reason": str(error)}) from None

    as_object = core_schema.typed_dict_schema(
        {
            "value": core_schema.typed_dict_field(
                core_schema.str_schema(pattern=_VALUE), required=True
            ),
            "unit": core_schema.typed_dict_field(
                core_schema.literal_schema(list(units)), required=True
            ),
        },
        extra_behavior="forbid",
    )
    text = core_schema.str_schema(
        metadata={"pydantic_js_updates": {"examples": [example]}},
    )
    return core_schema.no_info_plain_validator_function(
        validate,
        json_schema_input_schema=core_schema.union_schema([text, as_object]),
        serialization=core_schema.plain_serializer_function_ser_schema(
            _to_object, return_schema=as_object, when_used="json"
        ),
    )


def or_text(
    schema: JsonSchemaValue, handler: GetJsonSchemaHandler, example: str
) -> JsonSchemaValue:
    """Return the JSON Schema of a model that is also read from a text."""
    if handler.mode == "serialization":
        return schema
    return {"anyOf": [{"type": "string", "examples": [example]}, schema]}


def _to_object(quantity: Quantity) -> dict[str, str]:
    return {"value": plain_number(quantity.number), "unit": quantity.unit}


def _accept(kind: type[Q], value: object, dimension: str | None, example: str) -> Q:
    """Return the quantity, or raise what is wrong with the value."""
    expected = describe(dimension) if dimension else "a quantity"
    if isinstance(value, str):
        number, unit = read_measure(value).unwrap()
        written = quote(value)
        if unit is None:
            raise UnreadableText(
                f"expected {expected} such as '{example}', got {written} without a unit"
            )
    elif isinstance(value, kind):
        number, unit = _kept(value), value.unit
        written = f"'{value}'"
    elif isinstance(value, dict) and value.keys() == {"value", "unit"}:
        try:
            number, unit = exact_number(value["value"]), find_unit(str(value["unit"])).symbol
        except TypeError as error:
            raise UnreadableText(str(error)) from None
        written = f"'{value['value']} {unit}'"
    else:
        raise UnreadableText(
            f"expected {expected}, as a text such as '{example}' or as an object of value and "
            f"unit, got {_named(value)}"
        )
    if dimension is not None and not is_measured_by(UNITS[unit], dimension):
        raise UnreadableText(
            f"expected {expected} such as '{example}', "
            f"got {written} ({describe(UNITS[unit].dimension)})"
        )
    if isinstance(value, kind):
        return value
    return kind(number, unit)


def _kept(quantity: Quantity) -> Decimal:
    """Return the number, refusing what arithmetic gave more digits than a record keeps."""
    try:
        return bounded(quantity.number)
    except UnreadableText as error:
        raise UnreadableText(f"{error}; round it first, as in round(quantity, 9)") from None


def _named(value: object) -> str:
    if isinstance(value, (bool, int, float)):
        return f"the bare number {value!r}"
    if hasattr(value, "magnitude"):
        return "a quantity of another pint registry"
    return f"a {type(value).__name__}"
