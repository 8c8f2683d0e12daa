"""The outer size of a package: length, width and height.

>>> size = Dimensions.model_validate("120x80x100 cm")
>>> size.volume
Quantity('0.96 m3')
>>> print(size)
120 x 80 x 100 cm
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from aidtrack.text.digits import western
from aidtrack.text.number import show_number
from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem, Reading
from aidtrack.units.fields import Length
from aidtrack.units.measure import read_measure
from aidtrack.units.quantity import Quantity
from aidtrack.units.schema import or_text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from aidtrack.text.number import DecimalMark

_LONGEST: Final = 100
_SIDES: Final = 3
_TIMES: Final = re.compile(r"\s*[x\u00d7*]\s*", re.IGNORECASE)
_LABEL: Final = re.compile(r"^[lwhb]\s*[:=]?\s*(?=[0-9])", re.IGNORECASE)


class Dimensions(BaseModel):
    """The length, width and height of a package."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    length: Length
    """The longer side of its base, as a rule."""
    width: Length
    """The other side of its base."""
    height: Length
    """How high it stands."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        reading = read_dimensions(value)
        if reading.value is None:
            raise PydanticCustomError("dimensions", "{reason}", {"reason": reading.message})
        return dict(reading.value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return or_text(handler(schema), handler, "120 x 80 x 100 cm")

    @property
    def volume(self) -> Quantity:
        """The exact volume of the box that it fills, in m3."""
        return self.length * self.width * self.height

    def __str__(self) -> str:
        sides = (self.length, self.width, self.height)
        if len({side.unit for side in sides}) > 1:
            return " x ".join(map(str, sides))
        return f"{' x '.join(show_number(side.number) for side in sides)} {self.length.unit}"


def read_dimensions(
    text: str, *, unit: str | None = None, decimal: DecimalMark | None = None
) -> Reading[Dimensions]:
    """Read three lengths: ``120x80x100 cm``, ``1.2 x 0.8 x 1 m`` or each with its own unit.

    Args:
        text: The text as written.
        unit: The symbol of the unit that the header gives, for a text without any.
        decimal: The writer's decimal mark, for numbers with two readings.

    Returns:
        The dimensions; or a problem. No text raises.
    """
    if len(text) > _LONGEST:
        return _refuse(text)
    sides = [_LABEL.sub("", side) for side in _TIMES.split(western(text).strip())]
    if len(sides) != _SIDES:
        return _refuse(text)
    # The unit behind the last side holds for those that have none.
    common = read_measure(sides[-1], unit=unit, decimal=decimal, dimension="length")
    shared = common.value.unit if common.value else unit
    lengths: list[Quantity] = []
    for side in sides:
        reading = read_measure(side, unit=shared, decimal=decimal, dimension="length")
        if reading.value is None:
            return Reading(problem=reading.problem, message=reading.message)
        number, symbol = reading.value
        if symbol is None:
            return Reading(
                problem=Problem.UNREADABLE,
                message=f"{quote(text)} has no unit; expected one such as '120 x 80 x 100 cm'",
            )
        lengths.append(Quantity(number, symbol))
    return Reading(Dimensions(length=lengths[0], width=lengths[1], height=lengths[2]))


def _refuse(text: str) -> Reading[Dimensions]:
    return Reading(
        problem=Problem.UNREADABLE,
        message=f"{quote(text)} is no length, width and height; "
        "expected three lengths such as '120 x 80 x 100 cm'",
    )
