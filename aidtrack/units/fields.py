"""The types of model fields: quantities that must be of one dimension.

>>> from pydantic import BaseModel, ValidationError
>>> class Parcel(BaseModel):
...     gross_weight: Mass
>>> Parcel(gross_weight="5.4 t").gross_weight
Quantity('5.4 t')
>>> try:
...     Parcel(gross_weight="5 L")
... except ValidationError as error:
...     print(error.errors()[0]["msg"])
expected a mass such as '5.4 t', got '5 L' (a volume)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

from aidtrack.units.quantity import Quantity
from aidtrack.units.schema import quantity_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Measuring:
    """An annotation that a quantity is of one dimension, or of one family of them."""

    dimension: str
    """What `read_measure` takes as a dimension."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema of the quantities of this dimension."""
        return quantity_schema(Quantity, self.dimension)


Mass: TypeAlias = Annotated[Quantity, Measuring("mass")]
"""A mass, such as ``5.4 t``."""
Volume: TypeAlias = Annotated[Quantity, Measuring("volume")]
"""A volume, such as ``2.5 m3``."""
Length: TypeAlias = Annotated[Quantity, Measuring("length")]
"""A length, such as ``120 cm``."""
Area: TypeAlias = Annotated[Quantity, Measuring("area")]
"""An area, such as ``20 m2``."""
Flow: TypeAlias = Annotated[Quantity, Measuring("flow")]
"""What a device delivers over time, such as ``10 L/min``."""
Power: TypeAlias = Annotated[Quantity, Measuring("any power")]
"""The power of a device, in watts or, where a generator states that, volt-amperes."""
Count: TypeAlias = Annotated[Quantity, Measuring("count")]
"""A number of countable things, such as ``20 each`` or ``3 carton``."""
AnyQuantity: TypeAlias = Annotated[Quantity, Measuring("goods")]
"""An amount of goods: a count, or a mass, a volume, a length or an area."""
