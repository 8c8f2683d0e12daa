"""Columns computed for comparison: weights in kilograms, volumes in cubic metres.

They serve rules only and are never summed: a sum adds the numbers as written,
unit by unit, and converts the few sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.dangerous import DANGEROUS
from aidtrack.codes.tariff import EXPECTED, OTHER_EDITION
from aidtrack.lines.mentions import WORDS, mentions, substance
from aidtrack.lines.schema import DECIMAL
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

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
    """Its expression for a frame, of which no more is looked at than the units or words."""
    description: str
    dtype: pl.DataType = DECIMAL
    needs: tuple[str, ...] = ()
    """The fields without all of which there is nothing to derive; the first, if none is named."""

    def is_idle(self, stated: Container[str]) -> bool:
        """Return whether there is nothing to derive where only these fields say anything."""
        return not any(name in stated for name in self.needs or self.fields[:1])

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


def _of_un_number(attribute: str, _: pl.DataFrame) -> pl.Expr:
    """Return what the list of dangerous goods says of a UN number; null of one not in it."""
    told = {number: getattr(goods, attribute) for number, goods in DANGEROUS.items()}
    digits = pl.col("un_number").str.extract(UN_NUMBER)
    return digits.replace_strict(told, default=None, return_dtype=pl.String)


def _other_hs(_: pl.DataFrame) -> pl.Expr:
    six = pl.col("hs_code").str.head(_INTERNATIONAL)
    return six.replace_strict(OTHER_EDITION, default=None, return_dtype=pl.String)


def _usual_hs(_: pl.DataFrame) -> pl.Expr:
    """Return the digits to expect at the beginning of a code, one or several."""
    return pl.coalesce(
        pl.when(
            (pl.col("kind") == kind) & (technology is None or pl.col("technology") == technology)
        ).then(pl.lit(" or ".join(codes)))
        for (kind, technology), codes in EXPECTED.items()
    )


UN_NUMBER = r"^(?i:UN)?\s?(\d{4})$"
"""How a UN number is written, and its digits."""
_INTERNATIONAL = 6
"""The digits of a customs code that are the same in every country."""
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
        ),
        "substance": Derived(
            WORDS,
            substance,
            "The internationally controlled substance that the words name.",
            pl.String(),
            needs=WORDS,
        ),
        "un_name": Derived(
            ("un_number",),
            partial(_of_un_number, "name"),
            "The proper shipping name of a UN number that is known.",
            pl.String(),
        ),
        "un_class": Derived(
            ("un_number",),
            partial(_of_un_number, "hazard"),
            "The class of a UN number that is known, the subsidiary hazard in brackets.",
            pl.String(),
        ),
        "other_hs": Derived(
            ("hs_code",),
            _other_hs,
            "The customs code of the same goods in the edition before or after.",
            pl.String(),
        ),
        "usual_hs": Derived(
            ("kind", "technology"),
            _usual_hs,
            "The digits that the customs codes of such goods begin with.",
            pl.String(),
        ),
        "indivisible": Derived(
            ("quantity",),
            lambda _: pl.col("quantity.unit").is_in(_INDIVISIBLE),
            "Whether the quantity counts whole things.",
            pl.Boolean(),
        ),
    }
)
"""Every derived column by its name."""
