"""What the texts of packages tell: how large one is, and how many a stack of levels holds.

>>> volume_m3("120 x 80 x 100 cm"), height_cm("1.2 x 0.8 x 1.75 m")
(Decimal('0.960000000'), Decimal('175.000000000'))
>>> held_by_levels("2 pallet > 40 carton > 50 each", "each")
Decimal('4000')
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.computed import Derived
from aidtrack.lines.schema import DECIMAL
from aidtrack.units.aliases import find_unit
from aidtrack.units.context import exact
from aidtrack.units.size import read_dimensions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aidtrack.units.quantity import Quantity

_NINE_PLACES: Final = Decimal("1e-9")
_TOO_MUCH: Final = Decimal(10) ** 18


def volume_m3(dimensions: str) -> Decimal | None:
    """Return the outer volume of a package of some dimensions, in cubic metres."""
    size = read_dimensions(dimensions).value
    return None if size is None else _in(size.volume, "m3")


def height_cm(dimensions: str) -> Decimal | None:
    """Return how high a package of some dimensions stands, in centimetres."""
    size = read_dimensions(dimensions).value
    return None if size is None else _in(size.height, "cm")


def held_by_levels(levels: str, unit: str) -> Decimal | None:
    """Return how many of a unit packages within packages hold, or None where no level counts it."""
    held = Decimal(1)
    with exact():
        for level in levels.split(">"):
            count, kind = level.strip().split(" ", 1)
            held *= Decimal(count)
            if held >= _TOO_MUCH:
                return None
            if find_unit(kind) == unit:
                return held
    return None


def _in(quantity: Quantity, unit: str) -> Decimal | None:
    with exact(rounding=True):
        number: Decimal = quantity.to(unit).number
        return number.quantize(_NINE_PLACES) if number < _TOO_MUCH else None


def _told_by_texts(
    frame: pl.DataFrame, names: tuple[str, ...], tell: Callable[..., Decimal | None]
) -> pl.Expr:
    """Return what the texts of some columns tell, worked out once for each different row of them.

    A frame that lacks one of the columns tells nothing.
    """
    if not set(names) <= set(frame.columns):
        return pl.lit(None, dtype=DECIMAL)
    different = frame[list(names)].unique().drop_nulls().rows()
    told = {"\x1f".join(texts): tell(*texts) for texts in different}
    written = pl.concat_str(names, separator="\x1f")
    return written.replace_strict(told, default=None, return_dtype=DECIMAL)


PACKED: Mapping[str, Derived] = MappingProxyType(
    {
        "package_m3": Derived(
            ("dimensions",),
            partial(_told_by_texts, names=("dimensions",), tell=volume_m3),
            "The outer volume of one package in cubic metres.",
        ),
        "package_height_cm": Derived(
            ("dimensions",),
            partial(_told_by_texts, names=("dimensions",), tell=height_cm),
            "How high one package stands, in centimetres.",
        ),
        "held_by_levels": Derived(
            ("package_levels", "quantity"),
            partial(
                _told_by_texts,
                names=("package_levels", "quantity.unit"),
                tell=held_by_levels,
            ),
            "How many of what the quantity counts the packaging levels hold.",
        ),
    }
)
"""Every column that the texts of packages tell, by its name."""
