"""Shapes of counts that people write with words: pack sizes and numbers of packages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aidtrack.model.shape import NumberShape, Parts
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.packsize import read_pack_size, read_packages

if TYPE_CHECKING:
    from aidtrack.text.reading import Reading


@dataclass(frozen=True)
class PackSizeShape(NumberShape):
    """The number of single pieces in one pack."""

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``10``, ``10/box``, ``50's``, ``10 x 10``."""
        del unit
        return read_pack_size(text, decimal=style.decimal).map(lambda number: (number,))


@dataclass(frozen=True)
class PackagesShape(NumberShape):
    """A number of packages."""

    def read(
        self, text: str, style: Style = AS_WRITTEN, *, unit: str | None = None
    ) -> Reading[Parts]:
        """Read ``12`` and ``12 cartons``."""
        del unit
        return read_packages(text, decimal=style.decimal).map(lambda number: (number,))
