"""How the numbers of packages follow one another: ranges, gaps, overlaps, and those of pallets.

Every expression is of a group: the lines of a consignment whose packages have one mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import polars as pl

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns

OF_PALLETS: Final = r"^p(?:l?ts?|al.*)?$"
"""What stands before the number of a pallet, behind which that of a carton may follow."""


def up_to(numbers: Expr, bounds: Expr, side: Literal["left", "right"]) -> Expr:
    """Return how many of a group's numbers are below each bound, or (right) not above it."""
    return numbers.drop_nulls().sort().search_sorted(bounds, side=side).cast(pl.Int64)


def ranges(line: Columns) -> Expr:
    """Return the different ranges of a group."""
    both = pl.struct(line.first_parcel.alias("first"), line.last_parcel.alias("last"))
    return both.filter(line.first_parcel.is_not_null()).unique()


def missing_before(line: Columns) -> Expr:
    """Return which numbers are missing right before those of each line of a group."""
    before, ends = line.first_parcel - 1, line.last_parcel.drop_nulls().sort()
    ended = up_to(line.last_parcel, before, "right")
    # Where none ended before, the gap begins with the first number.
    begin = pl.when(ended > 0).then(ends.gather((ended - 1).clip(0))).otherwise(0) + 1
    several = pl.format("parcels {} to {}", begin, before)
    return pl.when(begin < before).then(several).otherwise(pl.format("parcel {}", before))


def overlapped(line: Columns) -> Expr:
    """Return one of the other ranges of a group with which each line shares a number."""
    order = pl.arg_sort_by(line.first_parcel, line.last_parcel)
    first, last, text = (
        column.gather(order) for column in (line.first_parcel, line.last_parcel, line.parcels)
    )
    begins = pl.struct(first, last).is_first_distinct()
    reach = last.cum_max()
    farthest = pl.when(last == reach).then(text).forward_fill()

    def earlier(column: Expr) -> Expr:
        return pl.when(begins).then(column.shift(1)).forward_fill()

    def later(column: Expr) -> Expr:
        return pl.when(begins).then(column).shift(-1).backward_fill()

    met = (
        pl.when(earlier(reach) >= first)
        .then(earlier(farthest))
        .when(later(first) <= last)
        .then(later(text))
    )
    return met.gather(order.arg_sort())


def names_pallets(line: Columns) -> Expr:
    """Return whether a group's numbers are those of pallets and of the cartons on each.

    They are where one of them ends before it begins, as P3-1, or where ranges of pallets begin
    with one number and end with several: P1-1, P1-2.
    """
    first, last = line.first_parcel, line.last_parcel
    backwards = (line.parcel_mark.is_not_null() & first.is_null()).any()
    begin_alike = ranges(line).struct.field("first").is_duplicated().any()
    of_pallets = line.parcel_mark.str.contains(OF_PALLETS)
    return backwards | ((of_pallets & (last > first)).any() & begin_alike)
