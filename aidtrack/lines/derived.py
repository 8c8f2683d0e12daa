"""Columns computed for comparison: weights in kilograms, volumes in cubic metres.

They serve rules only and are never summed: a sum adds the numbers as written,
unit by unit, and converts the few sums.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.coded import CODED
from aidtrack.lines.computed import Derived
from aidtrack.lines.hazards import WORDS as OF_GOODS
from aidtrack.lines.hazards import usual_numbers
from aidtrack.lines.mentions import NOTHING, WORDS, mentions, substance
from aidtrack.lines.packed import PACKED
from aidtrack.lines.parcels import PARCELS
from aidtrack.lines.readings import latest_expiry
from aidtrack.lines.schema import DECIMAL
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

_FINE = pl.Decimal(38, 12)
"""Scale for factors: an ounce is 0.028349523125 kg."""
_LARGEST_FACTOR = Decimal(10) ** 9
"""Products are formed only below this, so that they fit their column."""


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


def priced(*, by_pack: bool = True) -> Mapping[str, pl.Expr]:
    """Return what each price multiplies.

    The price of a pack multiplies packs alone. A unit price multiplies the quantity, unless
    packs have a price of their own, beside which it is that of one piece.

    Args:
        by_pack: Whether any line can state the price of a pack.
    """
    quantity = pl.col("quantity")
    if not by_pack:
        return {"unit_price": quantity}
    return {
        "pack_price": pl.when(pl.col("quantity.unit") == "pack").then(quantity),
        "unit_price": pl.when(pl.col("pack_price").is_null()).then(quantity),
    }


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


_PRICES = ("pack_price", "unit_price")
"""The price of a pack goes first: where it is stated, packs are counted."""


def _price(frame: pl.DataFrame) -> pl.Expr:
    return pl.coalesce(pl.lit(None, dtype=DECIMAL), *(n for n in _PRICES if n in frame.columns))


def _value_by_price(frame: pl.DataFrame) -> pl.Expr:
    """Return the quantity times its price, where that is in the currency of the value."""
    by_price = [
        product(count, pl.when(pl.col(f"{name}.unit") == pl.col("value.unit")).then(pl.col(name)))
        for name, count in priced(by_pack="pack_price" in frame.columns).items()
        if name in frame.columns
    ]
    return pl.coalesce(pl.lit(None, dtype=DECIMAL), *by_price)


_INDIVISIBLE = [symbol for symbol, unit in UNITS.items() if unit.indivisible]
_SEVERAL = {s: unit.factor for s, unit in UNITS.items() if unit.indivisible and unit.factor != 1}
"""The units that are several things each: a dozen is twelve."""


def _counted(frame: pl.DataFrame) -> pl.Expr:
    number, unit = pl.col("quantity"), "quantity.unit"
    # Few lists count in dozens, and to multiply exactly takes its time.
    several = frame[unit].unique().sort() if unit in frame.columns else ()
    each = [
        product(pl.when(pl.col(unit) == name).then(number), pl.lit(_SEVERAL[name], DECIMAL))
        for name in several
        if name in _SEVERAL
    ]
    return pl.coalesce(*each, number)


DERIVED: Mapping[str, Derived] = MappingProxyType(
    {
        name: Derived((field,), partial(_in_base_unit, field, dimension), text)
        for name, field, dimension, text in (
            ("gross_kg", "gross_weight", "mass", "The gross weight in kilograms."),
            ("net_kg", "net_weight", "mass", "The net weight in kilograms."),
            ("quantity_kg", "quantity", "mass", "The quantity in kilograms, if it is a weight."),
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
        "mentions": Derived(
            WORDS,
            mentions,
            "What the words speak of, such as a dosage form or the cold chain.",
            pl.String(),
            needs=WORDS,
            nothing_said=NOTHING,
        ),
        "substance": Derived(
            WORDS,
            substance,
            "The internationally controlled substance that the words name.",
            pl.String(),
            needs=WORDS,
        ),
        "usual_un": Derived(
            OF_GOODS,
            usual_numbers,
            "The UN numbers that goods of such words usually carry.",
            pl.String(),
            needs=OF_GOODS,
        ),
        "latest_expiry": Derived(
            ("expiry",),
            latest_expiry,
            "The expiry, and of one that can be read in several ways the latest of them.",
            pl.Date(),
        ),
        "price": Derived(_PRICES, _price, "The price of a pack, or else of one.", needs=_PRICES),
        "serials_counted": Derived(
            ("serials",),
            lambda _: pl.col("serials").str.count_matches(",").cast(pl.Int64) + 1,
            "How many serial numbers are listed, parted by commas.",
            pl.Int64(),
        ),
        "value_by_price": Derived(
            ("value", "quantity", "unit_price", "pack_price"),
            _value_by_price,
            "The quantity times the price of a pack, or else of one, in the value's currency.",
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
        "counted": Derived(
            ("quantity",),
            _counted,
            "The quantity in single things where its unit is several: a dozen is twelve.",
        ),
    }
    | {**CODED, **PACKED, **PARCELS}
)
"""Every derived column by its name."""
