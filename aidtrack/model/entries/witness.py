"""Who did what an entry says, or tells of it.

>>> from pydantic import TypeAdapter
>>> print(TypeAdapter(WitnessField).validate_python("Indian Red Cross Society"))
Indian Red Cross Society
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, model_validator

from aidtrack.model.described import described
from aidtrack.model.party import Party
from aidtrack.model.values import CountryField, TextField


class Witness(Party):
    """Who did it, or who tells of it: a store, a ministry, a newspaper."""

    name: TextField = described("The witness's name.")
    country: CountryField = described("The witness's country, ISO 3166 alpha-2.")
    contact: TextField = described("How to reach the witness.")

    @model_validator(mode="after")
    def _is_someone(self) -> Witness:
        if not (self.name or self.country):
            raise ValueError("expected who did it or tells of it, by name or country, got neither")
        return self


if TYPE_CHECKING:
    from aidtrack.model.values import Accepts

    WitnessField = Accepts[Witness, Witness | str]
else:

    def _named(value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    WitnessField = Annotated[Witness, BeforeValidator(_named, json_schema_input_type=Witness | str)]
