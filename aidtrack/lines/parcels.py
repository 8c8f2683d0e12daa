"""The numbers of packages as marked on them, told from their text by column expressions.

``1-20``, ``3/10``, ``C001-C020``, ``Nos. 1 to 20 of 100``: a mark, a first and a last
number, and how many there are in all. Any other text has no numbers; nor has ``P3-1``, which
is the first carton of a third pallet and no range.

>>> frame = pl.DataFrame({"parcels": ["C001-C020", "3/10", "7", "P3-1"]})
>>> frame.select(parcel_mark(), first_parcel(), last_parcel(), parcels_in_all()).rows()
[('c', 1, 20, None), ('', 3, 3, 10), ('', 7, 7, None), ('p', None, None, None)]
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import polars as pl

from aidtrack.lines.computed import Derived
from aidtrack.lines.repeated import told_by
from aidtrack.lines.schema import DECIMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MARK: Final = r"[^\d/]{0,16}?"
_NUMBER: Final = r"0*(\d{1,9})"
_DASH: Final = "[-\u2013\u2014]"
_PARCELS: Final = (
    rf"^\s*({_MARK})\s*{_NUMBER}"
    rf"(?:\s*({_DASH}|\b(?:to|through|à|au|al|a|bis)\b)\s*{_MARK}\s*{_NUMBER})?"
    rf"(?:\s*(?:/|\b(?:of|out of|de|sur)\b)\s*{_NUMBER})?\s*$"
)
_MARKED, _FIRST, _JOINED, _LAST, _ALL = 1, 2, 3, 4, 5
"""The groups of that pattern."""


def parcel_mark() -> pl.Expr:
    """Return what stands before the numbers, in lower case: ``c`` of ``C001``."""
    return _part(_MARKED).str.strip_chars(" .:#-").str.to_lowercase().alias("parcel_mark")


def first_parcel() -> pl.Expr:
    """Return the first number."""
    return pl.when(~_is_compound()).then(_number(_FIRST)).alias("first_parcel")


def last_parcel() -> pl.Expr:
    """Return the last number; of a single one, that."""
    last = pl.coalesce(_number(_LAST), _number(_FIRST))
    return pl.when(~_is_compound()).then(last).alias("last_parcel")


def parcels_counted() -> pl.Expr:
    """Return how many parcels the first and the last number make."""
    return (last_parcel() - first_parcel() + 1).alias("parcels_counted")


def parcels_in_all() -> pl.Expr:
    """Return how many there are said to be in all."""
    return _number(_ALL).alias("parcels_in_all")


def counted_parcels() -> pl.Expr:
    """Return the parcels of a line that states as many packages as they are.

    Several goods in one parcel stand on lines that all name it, and its packages count once.
    Pallets, each with so many cartons, are another matter.
    """
    number = (last_parcel() - first_parcel() + 1).cast(DECIMAL)
    return pl.when(pl.col("packages") == number).then(pl.col("parcels")).alias("counted_parcels")


def _is_compound() -> pl.Expr:
    """Return whether a dash joins two numbers of which the second is lower."""
    dashed = _part(_JOINED).str.contains(_DASH)
    return (dashed & (_number(_LAST) < _number(_FIRST))).fill_null(value=False)


def _part(group: int) -> pl.Expr:
    return pl.col("parcels").str.extract_groups(_PARCELS).struct.field(str(group))


def _number(group: int) -> pl.Expr:
    return _part(group).cast(pl.Int64)


def _by_text(
    make: Callable[[], pl.Expr], names: Sequence[str], dtype: pl.DataType, frame: pl.DataFrame
) -> pl.Expr:
    return told_by(frame, names, make(), dtype)


PARCELS: Mapping[str, Derived] = MappingProxyType(
    {
        "counted_parcels": Derived(
            ("parcels", "packages"),
            partial(_by_text, counted_parcels, ("parcels", "packages"), pl.String()),
            "The parcels of a line that states as many packages as they are.",
            pl.String(),
            needs=("parcels", "packages"),
        ),
    }
    | {
        name: Derived(("parcels",), partial(_by_text, make, ("parcels",), dtype), text, dtype)
        for name, make, text, dtype in (
            ("parcel_mark", parcel_mark, "What stands before the parcel numbers.", pl.String()),
            ("first_parcel", first_parcel, "The first of the parcel numbers.", pl.Int64()),
            ("last_parcel", last_parcel, "The last of the parcel numbers.", pl.Int64()),
            ("parcels_counted", parcels_counted, "How many parcels they make.", pl.Int64()),
            ("parcels_in_all", parcels_in_all, "How many parcels there are in all.", pl.Int64()),
        )
    }
)
"""Every column that the numbers of packages tell, by its name."""
