"""What a document claims of a whole consignment, with how firmly it claims it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from aidtrack.model.shape import NumberShape, Parts, PartType, Shape
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.qualifier import Qualifier, split_qualifier

if TYPE_CHECKING:
    from aidtrack.text.reading import Reading

T = TypeVar("T")


class Declared(BaseModel, Generic[T]):
    """A declared total: exactly, over, about or up to a value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    qualifier: Qualifier = Qualifier.EXACTLY
    """How the value bounds the total; ``over 22 t`` is a lower bound."""
    value: T
    """The number, quantity or money that was declared."""

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Return a short name such as ``Declared[Quantity]``."""
        held = [getattr(param, "__origin__", param) for param in params]
        return f"{cls.__name__}[{', '.join(each.__name__ for each in held)}]"

    def __str__(self) -> str:
        """Return the claim as a person would write it."""
        firm = self.qualifier is Qualifier.EXACTLY
        return str(self.value) if firm else f"{self.qualifier} {self.value}"


@dataclass(frozen=True)
class DeclaredShape(Shape):
    """A value of another shape, with a qualifier before it."""

    inner: Shape
    name: ClassVar[str] = "declared total"

    @property
    def parts(self) -> tuple[tuple[str, PartType], ...]:  # type: ignore[override]
        """The inner shape's columns, and the qualifier's."""
        return (*self.inner.parts, (".qualifier", "text"))

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``over 22 t``, ``environ 20 t``, ``22000 kg``."""
        qualifier, rest = split_qualifier(text)
        return self.inner.read(rest, style, unit=unit).map(lambda parts: (*parts, str(qualifier)))

    def split(self, value: Declared[Any]) -> Parts:
        """Return the inner parts and the qualifier."""
        return (*self.inner.split(value.value), str(value.qualifier))

    def join(self, parts: Parts) -> Declared[Any] | None:
        """Return the claim, or None where its value cannot be formed."""
        *inner, qualifier = parts
        value = self.inner.join(tuple(inner))
        if value is None:
            return None
        return Declared(qualifier=Qualifier(qualifier or Qualifier.EXACTLY), value=value)

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text or bare value as the parts of a claim, for pydantic.

        Raises:
            UnreadableText: The text is no such claim.
            ValueError: A number is a float, whose digits are not exact.
        """
        if value is None:
            return None
        claim: dict[str, Any] = {"value": value}
        if isinstance(value, str):
            qualifier, rest = split_qualifier(value)
            claim = {"qualifier": qualifier, "value": rest}
        elif isinstance(value, Declared):
            claim = {"qualifier": value.qualifier, "value": value.value}
        elif isinstance(value, dict) and "value" in value and "unit" not in value:
            claim = value
        if isinstance(self.inner, NumberShape):
            return {**claim, "value": self.inner.parse(claim["value"], plain=plain)}
        # Quantities and money read texts by themselves, and say what they expect.
        return claim

    def write(self, value: Declared[Any]) -> str:
        """Return ``over 22 t``."""
        text = self.inner.write(value.value)
        return text if value.qualifier is Qualifier.EXACTLY else f"{value.qualifier} {text}"
