"""One unit for each line, and what everything that is said of it is in that unit.

Units of one dimension meet in its base unit, tonnes and pounds in kilograms; where that has no
last digit, the unit that all say stays. Cartons and pieces meet only through the packaging that
the line itself states, and only to whole pieces; else the amount is kept as it is, and reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.derived import product
from aidtrack.lines.schema import DECIMAL
from aidtrack.model.composite import LevelsShape
from aidtrack.units.aliases import find_unit
from aidtrack.units.catalogue import BASE, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

LINE: Final = ("consignment", "line")
"""What names a line."""
AT: Final = "at"
"""The number that stands for a line's name while balances are worked out."""
PACKAGES: Final = frozenset(
    {
        "pack", "package", "box", "carton", "case", "crate", "bag", "sack", "bundle", "bale",
        "pouch", "tray", "strip", "blister", "pallet", "container",
    }
)  # fmt: skip
"""What holds pieces: a pack size says how many. A vial or a tablet is a piece itself."""
_EACH: Final = "each"
_MEASURED: Final = frozenset(
    {"mass", "volume", "length", "area", "flow", "power", "apparent power"}
)
"""What comes in fractions; all else is counted."""


def in_line_units(movements: pl.DataFrame, goods: pl.DataFrame) -> pl.DataFrame:
    """Return movements with their ``amount`` in the line's ``line_unit``.

    Args:
        movements: Movements, their lines numbered by ``at``.
        goods: What each line's goods are: one row per line, with its own quantity and
            ``unit`` as listed, and its packaging.

    Returns:
        The movements with both columns; ``amount`` is null where no quantity is stated, or
        where it cannot be turned into the line's unit exactly.
    """
    units = movements.select("unit").unique().sort("unit", nulls_last=True)["unit"]
    measures = dimensions(units)
    only = units.drop_nulls()
    if not len(only) or (len(only) == 1 and only[0] in BASE.values()):
        # All that the book counts is in one unit: nothing is to be turned into anything.
        unit = pl.lit(only.first() if len(only) else None, dtype=pl.String)
        return movements.with_columns(amount=_as_said(unit), line_unit=unit)
    known = movements.join(measures, on="unit", how="left", maintain_order="left")
    based = known.with_columns(base=_in_base(known))
    whole = pl.col("base").is_not_null() | pl.col("quantity").is_null()
    lines = based.group_by(AT).agg(
        pl.col("unit").min().alias("said"),
        ((pl.col("unit").min() == pl.col("unit").max()) & ~whole.all()).alias("kept"),
        pl.col("dimension").min().alias("common"),
        (pl.col("dimension").min() == pl.col("dimension").max()).alias("alike"),
    )
    rows = based.join(lines, on=AT, how="left", maintain_order="left")
    # What the base unit cannot hold exactly stays in the one unit that all say, or in none.
    kept = pl.col("kept").fill_null(value=True)
    alike = pl.col("alike").fill_null(value=True)
    simple = rows.filter(alike).with_columns(
        amount=pl.when(kept).then(_as_said(pl.col("said"))).otherwise("base"),
        line_unit=pl.when(kept).then("said").otherwise(_base_unit("common")),
    )
    mixed = rows.filter(~alike)
    parts = [simple] if not mixed.height else [simple, _by_packaging(mixed, goods)]
    names = [*movements.columns, "amount", "line_unit"]
    return pl.concat([part.select(names) for part in parts])


def _as_said(unit: pl.Expr) -> pl.Expr:
    """Return the quantity where it is in this unit; a bare number is in none."""
    return pl.when(pl.col("unit").eq_missing(unit)).then("quantity")


def _base_unit(dimension: str) -> pl.Expr:
    return pl.col(dimension).replace_strict(dict(BASE), default=None, return_dtype=pl.String)


def dimensions(units: pl.Series) -> pl.DataFrame:
    """Return each unit that occurs with what it measures; a bare number measures nothing."""
    there = [unit for unit in units.unique(maintain_order=True).drop_nulls() if unit in UNITS]
    return pl.DataFrame(
        {"unit": there, "dimension": [UNITS[unit].dimension for unit in there]},
        schema={"unit": pl.String, "dimension": pl.String},
    )


def _in_base(frame: pl.DataFrame) -> pl.Expr:
    """Return the quantity in its dimension's base unit, or null where nine decimals are few."""
    number = pl.col("quantity")
    there = [unit for unit in frame["unit"].unique().drop_nulls().sort() if unit in UNITS]
    return pl.coalesce(
        pl.lit(None, dtype=DECIMAL),
        *(
            _times(pl.when(pl.col("unit") == unit).then(number), UNITS[unit].factor)
            for unit in there
        ),
    )


def _times(number: pl.Expr, factor: Decimal) -> pl.Expr:
    """Return a number times a unit's factor where that is exact, else null."""
    if factor == 1:
        return number
    _, digits, exponent = factor.normalize().as_tuple()
    decimals = max(-int(exponent), 0)
    whole = int("".join(map(str, digits))) * 10 ** max(int(exponent), 0)
    # The factor's digits as a whole number; its decimals are taken off the product, where
    # they must not fall beyond the last that is kept.
    multiplied = product(number, pl.lit(whole, dtype=DECIMAL))
    divided = multiplied / pl.lit(10**decimals, dtype=DECIMAL)
    return pl.when(divided * pl.lit(10**decimals, dtype=DECIMAL) == multiplied).then(divided)


def _by_packaging(rows: pl.DataFrame, goods: pl.DataFrame) -> pl.DataFrame:
    """Return amounts of lines whose units differ in kind, by the packaging that the line states."""
    own = goods.join(dimensions(goods["unit"]), on="unit", how="left").with_columns(
        listed=_in_base(goods)
    )
    whole = pl.col("dimension").is_in(PACKAGES)
    opened = (
        whole & pl.col("pack_size").is_not_null() & pl.col("has_each") & (pl.col("pack_size") > 0)
    )
    each = rows.group_by(AT).agg((pl.col("dimension") == _EACH).any().alias("has_each"))
    lines = each.join(own, on=AT, how="left").with_columns(
        target=pl.when(opened).then(pl.lit(_EACH)).otherwise("dimension"),
        pieces=pl.when(opened).then("pack_size").otherwise(pl.lit(1, dtype=DECIMAL)),
    )
    relations = _relations(lines)
    found = rows.join(lines.select(AT, "target"), on=AT, how="left").join(
        relations, on=[AT, "dimension"], how="left"
    )
    multiplied = product(pl.col("base"), pl.col("times"))
    divided = multiplied / pl.col("per")
    # Of what is counted whole no fraction came, whatever the packaging says.
    fits = pl.col("target").is_in(_MEASURED) | (divided % 1 == 0)
    same = pl.col("dimension") == pl.col("target")
    exact = (divided * pl.col("per") == multiplied) & (same | fits)
    return found.with_columns(
        amount=pl.when(exact).then(divided),
        line_unit=pl.col("target").replace_strict(dict(BASE), default=None, return_dtype=pl.String),
    )


def _relations(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what one of each dimension is in the line's unit, as a quotient: times, per."""
    one = pl.lit(1, dtype=DECIMAL)
    whole = pl.col("dimension").is_in(PACKAGES)
    own = lines.select(AT, "dimension", times="pieces", per=one)
    opened = lines.filter(pl.col("target") != pl.col("dimension")).select(
        AT, dimension="target", times=one, per=one
    )
    counted = _package_counts(lines).select(
        AT,
        "dimension",
        times=product(pl.col("listed"), pl.col("pieces")),
        per="packages",
    )
    # How many a pack holds says nothing of a pallet, unless the line calls its packs so.
    packed = (
        lines.filter(~whole & (pl.col("pack_size") > 0))
        .with_columns(
            dimension=pl.concat_list(
                pl.lit("pack"),
                pl.col("package_type").replace_strict(
                    _units_of(lines["package_type"]), default="pack", return_dtype=pl.String
                ),
            )
        )
        .explode("dimension")
        .select(AT, "dimension", times="pack_size", per=one)
    )
    every = pl.concat([own, opened, counted, packed]).filter(
        pl.col("times").is_not_null() & (pl.col("per") > 0) & pl.col("dimension").is_not_null()
    )
    return every.unique([AT, "dimension"], keep="first", maintain_order=True)


def _package_counts(lines: pl.DataFrame) -> pl.DataFrame:
    """Return how many packages of each sort the line fills: one row for each sort."""
    named = lines.with_columns(
        dimension=pl.col("package_type").replace_strict(
            _units_of(lines["package_type"]), default=None, return_dtype=pl.String
        )
    )
    kept = [AT, "listed", "pieces", "dimension", "packages"]
    levels = lines["package_levels"].unique().drop_nulls()
    if not len(levels):
        return named.select(kept)
    counts = pl.DataFrame(
        [
            {"package_levels": text, "dimension": unit, "packages": count}
            for text in levels
            for unit, count in _nested(text)
        ],
        schema={"package_levels": pl.String, "dimension": pl.String, "packages": DECIMAL},
    )
    nested = lines.drop("dimension", "packages").join(counts, on="package_levels")
    return pl.concat([named.select(kept), nested.select(kept)])


def _nested(text: str) -> list[tuple[str, int]]:
    """Return how many packages there are of each level that is a unit.

    >>> _nested("2 pallet > 40 carton > 12 box")
    [('pallet', 2), ('carton', 80), ('box', 960)]
    """
    count, found = 1, []
    for level in LevelsShape().join((text,)):
        count *= level.count
        found += [(unit, count) for unit in _units_of([level.type]).values()]
    return found


def _units_of(words: Iterable[str | None]) -> dict[str, str]:
    """Return the units that some words for packages name, by the words."""
    read = {word: find_unit(word) for word in set(words) if word is not None}
    return {word: unit for word, unit in read.items() if unit is not None}
