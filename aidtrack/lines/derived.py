"""Columns computed for comparison: weights in kilograms, volumes in cubic metres.

They serve rules only and are never summed: a sum adds the numbers as written,
unit by unit, and converts the few sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.packed import height_cm, held_by_levels, volume_m3
from aidtrack.lines.parcels import first_parcel, last_parcel, parcel_mark, parcels_in_all
from aidtrack.lines.schema import DECIMAL
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FINE = pl.Decimal(38, 12)
"""Scale for factors: an ounce is 0.028349523125 kg."""
_LARGEST_FACTOR = Decimal(10) ** 9
"""Products are formed only below this, so that they fit their column."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made of others."""

    fields: tuple[str, ...]
    """The fields it speaks of."""
    make: Callable[[pl.DataFrame], pl.Expr]
    """Its expression for a frame, of which only the units are looked at."""
    description: str
    dtype: pl.DataType = DECIMAL

    @property
    def needs(self) -> str:
        """The field without which there is nothing to derive: the first."""
        return self.fields[0]

    @property
    def nothing(self) -> pl.Expr:
        """What it is where that field says nothing on any line."""
        return pl.lit(None, dtype=self.dtype)


def _in_base_unit(field: str, dimension: str, frame: pl.DataFrame) -> pl.Expr:
    """Return a measured field in its dimension's base unit, to nine decimals."""
    number, unit = pl.col(field), pl.col(f"{field}.unit")
    units = frame.get_column(unit.meta.output_name(), default=pl.Series(dtype=pl.String))
    there = sorted(symbol for symbol in units.unique() if symbol in UNITS)
    return pl.coalesce(
        pl.lit(None, dtype=DECIMAL),
        *(
            _times(pl.when(unit == symbol).then(number), UNITS[symbol].factor)
            for symbol in there
            if UNITS[symbol].dimension == dimension
        ),
    )


def _times(number: pl.Expr, factor: Decimal) -> pl.Expr:
    return number if factor == 1 else (number * pl.lit(factor, dtype=_FINE)).cast(DECIMAL)


def product(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Return the product of two columns, exact, or null where it might not be.

    One side must be whole and both below a thousand million in size; then no
    digit is lost and nothing overflows.
    """
    whole = (left == left.floor()) | (right == right.floor())
    small = (left.abs() < _LARGEST_FACTOR) & (right.abs() < _LARGEST_FACTOR)
    safe = whole & small
    # Both sides are emptied first: Polars multiplies on every row, guard or none.
    return pl.when(safe).then(left) * pl.when(safe).then(right)


def multiplies(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Return where two columns have a product that is known and exact."""
    return product(left, right).is_not_null()


def scaled(number: pl.Expr, factor: Decimal) -> pl.Expr:
    """Return a number times a small factor, to nine decimals, or null where it might overflow."""
    small = number.abs() < _LARGEST_FACTOR
    return (pl.when(small).then(number) * pl.lit(factor, dtype=DECIMAL)).cast(DECIMAL)


def _goods_type(frame: pl.DataFrame) -> pl.Expr:
    del frame
    return (
        pl.when(pl.col("kind") == "oxygen_unit")
        .then(pl.col("technology"))
        .when(pl.col("kind") == "item")
        .then(pl.col("category"))
    )


def _told_by_texts(
    frame: pl.DataFrame, names: tuple[str, ...], tell: Callable[..., Any], dtype: pl.DataType
) -> pl.Expr:
    """Return what the texts of some columns tell, worked out once for each different row of them.

    A frame that lacks one of the columns tells nothing.
    """
    if not set(names) <= set(frame.columns):
        return pl.lit(None, dtype=dtype)
    different = frame[list(names)].unique().drop_nulls().rows()
    told = {"\x1f".join(texts): tell(*texts) for texts in different}
    written = pl.concat_str(names, separator="\x1f")
    return written.replace_strict(told, default=None, return_dtype=dtype)


def _by_pattern(make: Callable[[], pl.Expr], frame: pl.DataFrame) -> pl.Expr:
    """Return what a pattern tells of each line's own text."""
    del frame
    return make()


_INDIVISIBLE = [symbol for symbol, unit in UNITS.items() if unit.indivisible]

DERIVED: Mapping[str, Derived] = MappingProxyType(
    {
        name: Derived((field,), partial(_in_base_unit, field, dimension), text)
        for name, field, dimension, text in (
            ("gross_kg", "gross_weight", "mass", "The gross weight in kilograms."),
            ("net_kg", "net_weight", "mass", "The net weight in kilograms."),
            ("unit_kg", "unit_weight", "mass", "The weight of one piece in kilograms."),
            ("package_kg", "package_weight", "mass", "The weight of one package in kilograms."),
            ("volume_m3", "volume", "volume", "The volume in cubic metres."),
            ("content_m3", "content", "volume", "The content in cubic metres."),
            (
                "declared_gross_kg",
                "declared_gross_weight",
                "mass",
                "The declared gross weight in kilograms.",
            ),
        )
    }
    | {
        "type": Derived(
            ("kind", "technology", "category"),
            _goods_type,
            "The technology of an oxygen unit, the category of an item.",
            pl.String(),
        ),
        "storage_low_c": Derived(
            ("storage",),
            lambda _: pl.col("storage.low"),
            "The lowest temperature for storage, in degrees Celsius.",
        ),
        "storage_high_c": Derived(
            ("storage",),
            lambda _: pl.col("storage.high"),
            "The highest temperature for storage, in degrees Celsius.",
        ),
        "indivisible": Derived(
            ("quantity",),
            lambda _: pl.col("quantity.unit").is_in(_INDIVISIBLE),
            "Whether the quantity counts whole things.",
            pl.Boolean(),
        ),
        "package_m3": Derived(
            ("dimensions",),
            partial(_told_by_texts, names=("dimensions",), tell=volume_m3, dtype=DECIMAL),
            "The outer volume of one package in cubic metres.",
        ),
        "package_height_cm": Derived(
            ("dimensions",),
            partial(_told_by_texts, names=("dimensions",), tell=height_cm, dtype=DECIMAL),
            "How high one package stands, in centimetres.",
        ),
        "held_by_levels": Derived(
            ("package_levels", "quantity"),
            partial(
                _told_by_texts,
                names=("package_levels", "quantity.unit"),
                tell=held_by_levels,
                dtype=DECIMAL,
            ),
            "How many of what the quantity counts the packaging levels hold.",
        ),
    }
    | {
        name: Derived(("parcels",), partial(_by_pattern, make), text, dtype)
        for name, make, text, dtype in (
            ("parcel_mark", parcel_mark, "What stands before the parcel numbers.", pl.String()),
            ("first_parcel", first_parcel, "The first of the parcel numbers.", pl.Int64()),
            ("last_parcel", last_parcel, "The last of the parcel numbers.", pl.Int64()),
            ("parcels_in_all", parcels_in_all, "How many parcels there are in all.", pl.Int64()),
        )
    }
)
"""Every derived column by its name."""
