"""Shapes of several numbers: temperature ranges, dimensions, nested packaging, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from aidtrack.model.packaging import PACKAGE, PackagingLevel
from aidtrack.model.shape import Parts, Shape, refused
from aidtrack.text.blank import is_blank_word
from aidtrack.text.number import clear_number
from aidtrack.text.reading import Reading
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.size import Dimensions, read_dimensions
from aidtrack.units.temperature import TemperatureRange, read_temperatures

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class TemperatureShape(Shape):
    """A range of storage temperatures in degrees Celsius."""

    name: ClassVar[str] = "temperature range"
    parts: ClassVar = (("", "text"), (".low", "decimal"), (".high", "decimal"))

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``2-8 °C``, ``below 25 °C``, ``-25 to -15``."""
        del unit
        return read_temperatures(text, decimal=style.decimal).map(self.split)

    def split(self, value: TemperatureRange) -> Parts:
        """Return the text and both bounds."""
        return (self.write(value), value.low, value.high)

    def join(self, parts: Parts) -> TemperatureRange:
        """Return the range of both bounds."""
        _, low, high = parts
        return TemperatureRange(low=low, high=high)

    def write(self, value: TemperatureRange) -> str:
        """Return the range as a label shows it, its numbers clear."""
        low, high = (None if b is None else clear_number(b) for b in (value.low, value.high))
        if low is None:
            return f"up to {high} °C"
        return f"{low} °C or above" if high is None else f"{low} to {high} °C"


@dataclass(frozen=True)
class DimensionsShape(Shape):
    """Length, width and height of one package."""

    name: ClassVar[str] = "dimensions"
    parts: ClassVar = (("", "text"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``120 x 80 x 100 cm``."""
        return read_dimensions(text, unit=unit, decimal=style.decimal).map(self.split)

    def split(self, value: Dimensions) -> Parts:
        """Return the canonical text."""
        return (self.write(value),)

    def join(self, parts: Parts) -> Dimensions:
        """Return the dimensions of a canonical text."""
        return read_dimensions(parts[0]).unwrap()

    def write(self, value: Dimensions) -> str:
        """Return the canonical text: plain numbers, the unit once where it is the same."""
        sides = (value.length, value.width, value.height)
        units = {side.unit for side in sides}
        texts = (clear_number(side.number) for side in sides)
        if len(units) == 1:
            return f"{' x '.join(texts)} {units.pop()}"
        return " x ".join(f"{text} {side.unit}" for text, side in zip(texts, sides, strict=True))


@dataclass(frozen=True)
class TextsShape(Shape):
    """Several short texts, such as serial numbers."""

    name: ClassVar[str] = "list of texts"
    parts: ClassVar = (("", "text"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read texts parted by comma, semicolon or line break."""
        del style, unit
        texts = _parted(text)
        return Reading(value=self.split(texts)) if texts else refused(f"{text!r} holds no text")

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text, or several, as texts that no separator parts any further."""
        if isinstance(value, list | tuple) and all(isinstance(text, str) for text in value):
            return tuple(part for text in value for part in _parted(text)) or None
        return super().parse(value, plain=plain)

    def split(self, value: Sequence[str]) -> Parts:
        """Return the texts joined by commas."""
        return (", ".join(value),)

    def join(self, parts: Parts) -> tuple[str, ...]:
        """Return the texts apart."""
        return _parted(parts[0])

    def write(self, value: Sequence[str]) -> str:
        """Return the texts joined by commas."""
        return ", ".join(value)


def _parted(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[,;\n\r]", text))
    return tuple(part for part in parts if not is_blank_word(part))


_LEVEL = re.compile(rf"\s*([0-9]{{1,9}})\s+({PACKAGE})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class LevelsShape(Shape):
    """Packages within packages, from the outermost inwards."""

    name: ClassVar[str] = "packaging levels"
    parts: ClassVar = (("", "text"),)

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``2 pallet > 40 carton > 12 box``."""
        del style, unit
        matches = [_LEVEL.fullmatch(part) for part in text.split(">")]
        if not all(matches):
            return refused(f"expected levels such as '2 pallet > 40 carton', got {text!r}")
        found = [match.groups() for match in matches if match]
        if not all(int(count) for count, _ in found):
            return refused(f"expected at least one package on each level, got {text!r}")
        levels = [PackagingLevel(count=int(count), type=kind) for count, kind in found]
        return Reading(value=self.split(levels))

    def parse(self, value: Any, *, plain: bool = False) -> Any:
        """Return a text as levels, and no levels as None."""
        return super().parse(value, plain=plain) or None

    def split(self, value: Sequence[PackagingLevel]) -> Parts:
        """Return the canonical text."""
        return (" > ".join(f"{level.count} {level.type}" for level in value),)

    def join(self, parts: Parts) -> tuple[PackagingLevel, ...]:
        """Return the levels of a canonical text."""
        levels = (part.strip().split(" ", 1) for part in parts[0].split(">"))
        return tuple(PackagingLevel(count=int(count), type=kind) for count, kind in levels)

    def write(self, value: Sequence[PackagingLevel]) -> str:
        """Return the canonical text."""
        return str(self.split(value)[0])
