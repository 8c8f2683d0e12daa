"""All that is somewhere of some lines, as parts that an entry can speak of."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import polars as pl

from aidtrack.errors import NotRecorded, UnknownName
from aidtrack.ledger.names import unknown
from aidtrack.model.entries import Part
from aidtrack.reconciliation.settle import settled
from aidtrack.text.number import normal_number
from aidtrack.units.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aidtrack.reconciliation import Reconciliation

Where = Literal["dispatched", "expected", "in transit", "on hand", "handed on"]
"""Where goods are: ``expected`` is in transit and has not arrived at any port yet."""

_FIGURES: Final[Mapping[str, pl.Expr]] = MappingProxyType(
    {
        "dispatched": pl.col("dispatched"),
        # Where nothing arrived anywhere, nothing awaits; where nobody says how much did, it is
        # not known what is still to come.
        "expected": pl.when(pl.col("arrived.least").is_null())
        .then(pl.col("in_transit"))
        .otherwise(pl.col("in_transit") - pl.col("awaiting")),
        "in transit": pl.col("in_transit"),
    }
)
_SIGNS: Final = MappingProxyType(
    {
        "on hand": {"accepted": 1, "restored": 1, "distributed": -1, "lost": -1, "returned": -1},
        "handed on": {"distributed": 1, "restored": -1},
    }
)
"""What adds to what is somewhere, and what takes from it."""
_PARTED: Final = MappingProxyType({"on hand": ("batch",), "handed on": ("batch", "place")})
_REMEDY: Final = "record first what was sent"


def check_lines(found: Reconciliation, reference: str, lines: Sequence[str], known: Any) -> None:
    """Refuse a consignment, or lines of it, that the ledger does not know.

    Args:
        found: The balances of the consignment.
        reference: Its reference.
        lines: The names of the lines.
        known: Returns the references of all consignments; asked only where this is none.

    Raises:
        UnknownEntry: There is no such consignment, or it has no such line.
    """
    if not found.lines.height and not found.book.entries["consignment"].eq(reference).any():
        what = "consignment"
        raise unknown(what, reference, known(), remedy=_REMEDY)
    names = found.lines["line"].to_list()
    for line in lines:
        if line not in names:
            remedy = f"aidtrack ledger trace {reference} shows its lines"
            raise unknown(f"line of {reference}", line, names, remedy=remedy)


def parts_of(
    found: Reconciliation,
    reference: str,
    where: Where,
    lines: Sequence[str] = (),
    *,
    place: str | None = None,
) -> tuple[Part, ...]:
    """Return all that is somewhere of some lines, or of all lines, of a consignment.

    Of what is in a store or was handed on there is a part for each batch.

    Args:
        found: The balances of the consignment.
        reference: Its reference.
        where: Where the goods are.
        lines: The names of the lines, or none for all of which anything is there.
        place: The place that they were handed on to.

    Raises:
        NotRecorded: Nothing of a line is there, or it is not known how much.
        UnknownName: There is no such place for goods to be.
    """
    if where not in get_args(Where):
        what = "whereabouts"
        raise UnknownName(what, where, get_args(Where))
    rows = _of_line(found, where) if where in _FIGURES else _of_batch(found, where, place)
    parts: list[Part] = []
    faults: list[str] = []
    told = f"{where} at {place}" if place else where
    for name in lines or found.lines["line"].to_list():
        own = rows.filter(pl.col("line") == name)
        if own["unknown"].any():
            faults.append(f"line {name}: how much of it is {told} is not known; say how much")
            continue
        here = own.filter(pl.col("quantity") > 0)
        if here.height and here["unit"].null_count():
            faults.append(f"line {name}: its unit is not stated; say how much in which unit")
        elif here.height:
            parts += _parts(name, here)
        elif lines:
            faults.append(f"line {name}: nothing of it is {told}")
    if faults or not parts:
        reasons = faults or [f"nothing of {reference} is {told}"]
        raise NotRecorded("nothing was recorded", reasons)
    return tuple(parts)


def _of_line(found: Reconciliation, where: str) -> pl.DataFrame:
    quantity = _FIGURES[where]
    return found.lines.select(
        "line",
        "unit",
        pl.lit(None, dtype=pl.String).alias("batch"),
        quantity.alias("quantity"),
        quantity.is_null().alias("unknown"),
    )


def _of_batch(found: Reconciliation, where: str, place: str | None) -> pl.DataFrame:
    """Return what is left of each batch; unknown where what went out is of no batch by name."""
    signs = _SIGNS[where]
    own = found.claims.filter(pl.col("stands") & pl.col("status").is_in(list(signs)))
    several = own.group_by("line").agg(
        (pl.col("batch").drop_nulls().n_unique() > 1).alias("several")
    )
    # A line of one batch needs none stated.
    only = pl.when(pl.col("several")).then("batch")
    one = pl.col("batch").drop_nulls().first().over("line")
    claims = own.join(several, on="line", how="left").with_columns(
        batch=pl.when(pl.col("several")).then(only).otherwise(one)
    )
    if place is not None:
        claims = claims.filter(pl.col("place") == place)
    sign = pl.col("status").cast(pl.String).replace_strict(signs, return_dtype=pl.Int8)
    moved = settled(claims, *_PARTED[where]).with_columns(
        signed=pl.when(sign > 0).then("quantity").otherwise(-pl.col("quantity"))
    )
    left = moved.group_by("line", "batch").agg(
        pl.col("signed").sum().alias("quantity"), pl.col("signed").is_null().any().alias("unknown")
    )
    units = found.lines.select("line", "unit")
    marked = left.join(several, on="line", how="left").with_columns(
        unknown=pl.col("unknown")
        | (pl.col("several") & pl.col("batch").is_null() & (pl.col("quantity") != 0))
    )
    return marked.join(units, on="line", how="left").sort("line", "batch", nulls_last=True)


def _parts(name: str, rows: pl.DataFrame) -> Iterator[Part]:
    for row in rows.iter_rows(named=True):
        quantity = Quantity(normal_number(row["quantity"]), row["unit"])
        yield Part(line=name, quantity=quantity, batch=row["batch"])
