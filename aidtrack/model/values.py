"""The types of the models' fields: what they accept, and what they hold.

Each accepts a text as people type it besides the value itself. To a type
checker it is a descriptor (``quantity="20 each"`` is accepted, ``.quantity`` is
a Quantity or None); to pydantic it is an annotated type that carries its shape.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo

from aidtrack.model.choice import CATEGORY, INCOTERM, MODE, TECHNOLOGY, CountryShape, HsShape
from aidtrack.model.composite import (
    DimensionsShape,
    LevelsShape,
    TemperatureShape,
    TextsShape,
)
from aidtrack.model.counts import PackagesShape, PackSizeShape
from aidtrack.model.declared import Declared, DeclaredShape
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.packaging import PackagingLevel
from aidtrack.model.shape import DateShape, FlagShape, NumberShape, Shape, TextShape
from aidtrack.model.texts import Texts
from aidtrack.money import Money
from aidtrack.text.number import plain_number
from aidtrack.units.fields import AnyQuantity, Flow, Mass, Power, Volume
from aidtrack.units.size import Dimensions
from aidtrack.units.temperature import TemperatureRange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.units.quantity import Quantity

    Held = TypeVar("Held")
    Accepted = TypeVar("Accepted")

    class Accepts(Generic[Held, Accepted]):
        """A field that holds one type and accepts more."""

        def __get__(self, instance: object, owner: Any) -> Held: ...
        def __set__(self, instance: object, value: Accepted) -> None: ...


Technology = Literal["generator", "concentrator", "cylinder", "liquid"]
"""How an oxygen unit makes or holds its oxygen."""
Category = Literal["ppe", "test", "shelter", "food", "wash", "kit", "device", "other"]
"""What an item of no kind of its own is for."""

GOODS = MeasureShape("goods")
MASS = MeasureShape("mass")
VOLUME = MeasureShape("volume")
FLOW = MeasureShape("flow")
POWER = MeasureShape("any power")
MONEY = MoneyShape()
NUMBER = NumberShape()
PACK_SIZE = PackSizeShape()
PACKAGES = PackagesShape()
DATE = DateShape()
EXPIRY = DateShape(month="end")
MADE = DateShape(month="start")
COUNTRY = CountryShape()
TEXT = TextShape()

if TYPE_CHECKING:
    _Quantity = Accepts[Quantity | None, Quantity | str | None]
    GoodsField = _Quantity
    MassField = _Quantity
    VolumeField = _Quantity
    FlowField = _Quantity
    PowerField = _Quantity
    MoneyField = Accepts[Money | None, Money | str | None]
    NumberField = Accepts[Decimal | None, Decimal | int | str | None]
    PackSizeField = NumberField
    PackagesField = NumberField
    DateField = Accepts[date | None, date | str | None]
    ExpiryField = DateField
    MadeField = DateField
    TextField = str | None
    CountryField = str | None
    HsField = str | None
    ModeField = str | None
    IncotermField = str | None
    TechnologyField = Accepts[Technology | None, str | None]
    CategoryField = Accepts[Category | None, str | None]
    FlagField = Accepts[bool | None, bool | str | None]
    TemperatureField = Accepts[TemperatureRange | None, TemperatureRange | str | None]
    DimensionsField = Accepts[Dimensions | None, Dimensions | str | None]
    SerialsField = Accepts[tuple[str, ...] | None, tuple[str, ...] | str | None]
    LevelsField = Accepts[
        tuple[PackagingLevel, ...] | None, tuple[PackagingLevel, ...] | str | None
    ]
    DeclaredMassField = Accepts[
        Declared[Quantity] | None, Declared[Quantity] | Quantity | str | None
    ]
    DeclaredNumberField = Accepts[
        Declared[Decimal] | None, Declared[Decimal] | Decimal | int | str | None
    ]
    DeclaredMoneyField = Accepts[Declared[Money] | None, Declared[Money] | Money | str | None]
    TextsField = Accepts[Texts, Mapping[str, str]]
else:

    def _own(held: Any, shape: Shape) -> Any:
        """Return the type of a value that reads texts by itself."""
        return Annotated[held | None, shape]

    def _read(held: Any, shape: Shape) -> Any:
        """Return the type of a plain value whose texts the shape reads."""

        def parse(value: Any, info: ValidationInfo) -> Any:
            return shape.parse(value, plain=info.mode == "json")

        return Annotated[held | None, BeforeValidator(parse), shape]

    GoodsField = _own(AnyQuantity, GOODS)
    MassField = _own(Mass, MASS)
    VolumeField = _own(Volume, VOLUME)
    FlowField = _own(Flow, FLOW)
    PowerField = _own(Power, POWER)
    MoneyField = _own(Money, MONEY)
    Number = Annotated[Decimal, PlainSerializer(plain_number, return_type=str, when_used="json")]
    NumberField = _read(Number, NUMBER)
    PackSizeField = _read(Number, PACK_SIZE)
    PackagesField = _read(Number, PACKAGES)
    DateField = _read(date, DATE)
    ExpiryField = _read(date, EXPIRY)
    MadeField = _read(date, MADE)
    TextField = _read(str, TEXT)
    CountryField = _read(str, COUNTRY)
    HsField = _read(str, HsShape())
    ModeField = _read(str, MODE)
    IncotermField = _read(str, INCOTERM)
    TechnologyField = _read(Technology, TECHNOLOGY)
    CategoryField = _read(Category, CATEGORY)
    FlagField = _read(bool, FlagShape())
    TemperatureField = _own(TemperatureRange, TemperatureShape())
    DimensionsField = _own(Dimensions, DimensionsShape())
    SerialsField = _read(tuple[str, ...], TextsShape())
    LevelsField = _read(tuple[PackagingLevel, ...], LevelsShape())
    DeclaredMassField = _read(Declared[Mass], DeclaredShape(MASS))
    DeclaredNumberField = _read(Declared[Number], DeclaredShape(NUMBER))
    DeclaredMoneyField = _read(Declared[Money], DeclaredShape(MONEY))
    TextsField = Texts
