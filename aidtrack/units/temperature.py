"""The temperatures between which goods are to be kept, in degrees Celsius.

>>> TemperatureRange.model_validate("2-8 °C")
TemperatureRange(low=Decimal('2'), high=Decimal('8'))
>>> print(read_temperatures("below 25 °C").value, "|", read_temperatures("-25 to -15").value)
up to 25 °C | -25 to -15 °C

Temperatures are two plain numbers, not quantities: nothing converts or adds them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from aidtrack.errors import UnreadableText
from aidtrack.text.digits import western
from aidtrack.text.fold import fold
from aidtrack.text.number import plain_number, read_number, show_number
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.units.arguments import exact_number
from aidtrack.units.schema import or_text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from aidtrack.text.number import DecimalMark

_LONGEST: Final = 100
_DEGREES = r"\s*(?:(?:°|º|deg(?:rees?|r[eé]s?)?|grad(?:os?)?)?\s*(?:c|celsius)?\.?)"
_NUMBER = r"([+-]?\s?[0-9]+(?:[.,][0-9]+)?)"
_BETWEEN = r"(?:-|/|~|\.\.+|…|to|and|through|à|a|et|y|hasta|up to)"
_RANGE: Final = re.compile(
    rf"(?:between|from|entre|de|desde)?\s*{_NUMBER}{_DEGREES}\s*{_BETWEEN}\s*{_NUMBER}{_DEGREES}",
    re.IGNORECASE,
)
_BELOW: Final = re.compile(
    rf"(?:below|under|max\.?|maximum|up to|at most|not above|less than|do not exceed|<=?|≤|"
    rf"(?:at or )?below|not (?:exceeding|more than)|do not (?:store|keep) (?:above|over)|"
    rf"ne pas (?:conserver|stocker) (?:au-dessus de|[aà] plus de)|ne pas d[eé]passer|"
    rf"ne d[eé]passant pas|moins de|au plus|"
    rf"no (?:conservar|almacenar|guardar) (?:por encima de|a m[aá]s de)|"
    rf"no (?:exceder|superar)(?: los)?|(?:a )?(?:no m[aá]s|menos) de|"
    rf"(?:inferior|no mayor|no superior) (?:a|de)|"
    rf"en dessous de|inf[eé]rieure? [aà]|jusqu.[aà]|max\.? de|por debajo de|hasta|m[aá]ximo)"
    rf"\s*{_NUMBER}{_DEGREES}",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(
    rf"(?:above|over|min\.?|minimum|at least|not below|more than|>=?|≥|"
    rf"do not (?:store|keep) (?:below|under)|ne pas (?:conserver|stocker) (?:en |au-)dessous de|"
    rf"plus de|no (?:conservar|almacenar|guardar) por debajo de|m[aá]s de|superior a|"
    rf"au-dessus de|sup[eé]rieure? [aà]|por encima de|m[ií]nimo)"
    rf"\s*{_NUMBER}{_DEGREES}",
    re.IGNORECASE,
)

_OR_ABOVE: Final = re.compile(
    rf"{_NUMBER}{_DEGREES}\s*(?:(?:or|and) (?:above|more|higher)|(?:et|ou) plus|o más)",
    re.IGNORECASE,
)
_OR_BELOW: Final = re.compile(
    rf"{_NUMBER}{_DEGREES}\s*(?:(?:or|and) (?:below|less|lower|under)|(?:et|ou) moins|o menos)",
    re.IGNORECASE,
)


# What often stands beside a range, and says nothing else than that it is one.
_BESIDE: Final = re.compile(
    r"(?:[\s,;.]+(?:(?:and|et|y)\s+)?(?:do not freeze|not to be frozen|no congelar|ne pas congeler|"
    r"protect(?:ed)? from (?:light|sunlight|moisture|frost|freezing)|away from (?:sun)?light|"
    r"in a (?:cool,? )?(?:and )?dry place|proteger de la (?:luz|humedad)|"
    r"[àa] l'abri de (?:la lumi[eè]re|l'humidit[eé])|dans un endroit sec|"
    r"en (?:un )?lugar seco))+\.?$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:to be |[àa] )?(?:stored?|kept?|keep(?! refrigerated| frozen)|conserver|stocker|garder|"
    r"conservar(?:se)?|almacenar|mantener|guardar)\b[\s:]*"
    r"(?:(?:at|à|a)\s+(?=[-+\u22120-9]|(?:a |une |una )?temp))?"
    r"(?:(?:a |à )?(?:a |une |una )?temp[eé]ratur[ea]s?\s+)?",
    re.IGNORECASE,
)
"""What a label says before the temperatures: *Store at*, *À conserver*, *Conservar a*."""
_FROZEN: Final = re.compile(rf"([-\u2212]\s?[0-9]+(?:[.,][0-9]+)?){_DEGREES}", re.IGNORECASE)


def _degrees(value: object) -> Decimal:
    try:
        return exact_number(value)
    except (TypeError, UnreadableText) as error:
        raise PydanticCustomError("temperature", "{reason}", {"reason": str(error)}) from None


Degrees: TypeAlias = Annotated[
    Decimal,
    PlainValidator(_degrees, json_schema_input_type=str | int),
    PlainSerializer(plain_number, return_type=str, when_used="json"),
]
"""A temperature in °C: a Decimal, an integer or a text such as ``"-0.5"``, never a float."""


class TemperatureRange(BaseModel):
    """A range of storage temperatures in °C, open where a bound is None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: Degrees | None = None
    """The lowest temperature, in °C."""
    high: Degrees | None = None
    """The highest temperature, in °C."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        reading = read_temperatures(value)
        if reading.value is None:
            raise PydanticCustomError("temperatures", "{reason}", {"reason": reading.message})
        return dict(reading.value)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return or_text(handler(schema), handler, "2-8 °C")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low is None and self.high is None:
            raise PydanticCustomError("temperatures", "a range needs a low or a high temperature")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PydanticCustomError(
                "temperatures",
                "{reason}",
                {"reason": f"the low {self.low} °C is above the high {self.high} °C"},
            )
        return self

    def __str__(self) -> str:
        if self.low is None and self.high is not None:
            return f"up to {show_number(self.high)} °C"
        if self.high is None and self.low is not None:
            return f"{show_number(self.low)} °C or above"
        bounds = (plain_number(bound) for bound in (self.low, self.high) if bound is not None)
        return f"{' to '.join(bounds)} °C"


def _in_words() -> dict[str, TemperatureRange]:
    """Return the words that WHO gives temperatures.

    Normal storage is 15-25 °C (Technical Report Series 908, annex 9); the cold chain keeps
    2-8 °C and frozen vaccines -25 to -15 °C (international shipping of vaccines, 2020).
    Room temperature alone is not among them: it may reach 30 °C, by the climate.
    """
    words = {
        (15, 25): ("controlled room temperature", "crt", "normal storage conditions"),
        (2, 8): ("cold chain", "coldchain", "refrigerated", "keep refrigerated", "in refrigerator",
                 "chaîne du froid", "réfrigéré", "au réfrigérateur", "cadena de frío",
                 "refrigerado"),
        (-25, -15): ("frozen", "keep frozen", "store frozen", "congelé", "congelado"),
    }  # fmt: skip
    return {
        fold(word): TemperatureRange(low=Decimal(low), high=Decimal(high))
        for (low, high), each in words.items()
        for word in each
    }


_IN_WORDS: Final = _in_words()


def read_temperatures(
    text: str, *, decimal: DecimalMark | None = None
) -> Reading[TemperatureRange]:
    """Read a range such as ``2-8 °C``, a bound such as ``below 25 °C``, or ``cold chain``.

    Args:
        text: The text as written.
        decimal: The writer's decimal mark, for numbers with two readings.

    Returns:
        The range; or a problem. A single temperature is refused, as it does not say what is
        allowed around it, and so is Fahrenheit; one below zero is what freezers are set to,
        and is read as it stands, with a note. Never raises.
    """
    clean = _BESIDE.sub("", western(text).strip())
    if len(text) > _LONGEST:
        return _refuse(text)
    clean = _LABEL.sub("", clean)
    known = _in_words_or_frozen(clean, decimal)
    if known is not None:
        return Reading(known, notes=(Note.STORAGE_WORDS,))
    if found := _RANGE.fullmatch(clean):
        low, high = found.groups()
    elif found := _BELOW.fullmatch(clean) or _OR_BELOW.fullmatch(clean):
        low, high = None, found[1]
    elif found := _ABOVE.fullmatch(clean) or _OR_ABOVE.fullmatch(clean):
        low, high = found[1], None
    else:
        return _refuse(text)
    bounds: list[Decimal | None] = []
    for bound in (low, high):
        number = None if bound is None else read_number(bound.replace(" ", ""), decimal=decimal)
        if number is not None and number.value is None:
            return Reading(problem=number.problem, message=number.message)
        bounds.append(None if number is None else number.value)
    lowest, highest = bounds
    if lowest is not None and highest is not None and lowest > highest:
        return Reading(
            problem=Problem.UNREADABLE,
            message=f"{quote(text)} goes from high to low; expected the lower temperature first",
        )
    return Reading(TemperatureRange(low=lowest, high=highest))


def _in_words_or_frozen(clean: str, decimal: DecimalMark | None) -> TemperatureRange | None:
    """Return the range that a word has, or what a freezer is set to, as in ``-20 °C``."""
    found = _FROZEN.fullmatch(clean)
    number = read_number(found[1].replace(" ", ""), decimal=decimal).value if found else None
    if number is not None:
        return TemperatureRange(low=number, high=number)
    return _IN_WORDS.get(fold(clean))


def _refuse(text: str) -> Reading[TemperatureRange]:
    return Reading(
        problem=Problem.UNREADABLE,
        message=f"{quote(text)} is no temperature range; "
        "expected one such as '2-8 °C' or 'below 25 °C'",
    )
