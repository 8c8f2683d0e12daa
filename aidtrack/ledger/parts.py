"""All that is somewhere of some lines, as parts that an entry can speak of."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import polars as pl

from aidtrack.errors import NotRecorded, UnknownName
from aidtrack.ledger.names import unknown
from aidtrack.model.entries import Part
from aidtrack.reconciliation.whereabouts import SIGNS, amounts
from aidtrack.text.number import normal_number
from aidtrack.units.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aidtrack.reconciliation import Reconciliation

Where = Literal[
    "dispatched",
    "uncleared",
    "expected",
    "in transit",
    "on hand",
    "handed on",
    "held rejected",
    "held damaged",
]
"""Where goods are: ``uncleared`` was sent, and customs did not release it yet; ``expected`` is in
transit and has not arrived at any port yet; ``held`` is in the store, and no part of the stock."""

_FIGURES: Final[Mapping[str, pl.Expr]] = MappingProxyType(
    {
        "dispatched": pl.col("dispatched"),
        "uncleared": pl.when(pl.col("cleared.least").is_null())
        .then(pl.col("dispatched"))
        .otherwise(pl.col("dispatched") - pl.col("cleared")),
        # Where nothing arrived anywhere, nothing awaits; where nobody says how much did, it is
        # not known what is still to come.
        "expected": pl.when(pl.col("arrived.least").is_null())
        .then(pl.col("in_transit"))
        .otherwise(pl.col("in_transit") - pl.col("awaiting")),
        "in transit": pl.col("in_transit"),
    }
)
_BECAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "expected": ", for an arrival does not say how much came; reverse it and enter it with "
        "its amount, or",
        "uncleared": ", for a clearance does not say of how much; reverse it and enter it with "
        "its amount, or",
    }
)
"""Why it is not known how much is somewhere though it is known how much was sent, and a remedy."""
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
    batches: Sequence[str] = (),
    leaving_open: bool = False,
) -> tuple[Part, ...]:
    """Return all that is somewhere of some lines, or of all lines, of a consignment.

    Of what is in a store or was handed on there is a part for each batch.

    Args:
        found: The balances of the consignment.
        reference: Its reference.
        where: Where the goods are.
        lines: The names of the lines, or none for all of which anything is there.
        place: The place that they were handed on to.
        batches: The batch of each of the lines that is meant; none for all that is there.
        leaving_open: Whether lines of which it is not known how much is there are meant too,
            without an amount; and none at all where the ledger knows no line.

    Raises:
        NotRecorded: Nothing of a line, or of its batch, is there, or it is not known how much.
        UnknownName: There is no such place for goods to be.
        ValueError: There is not a batch for each line.
    """
    if where not in get_args(Where):
        what = "whereabouts"
        raise UnknownName(what, where, get_args(Where))
    rows = _of_line(found, where) if where in _FIGURES else _of_batch(found, where, place)
    parts: list[Part] = []
    faults: list[str] = []
    told = f"{where} at {place}" if place else where
    asked = _asked(found, lines, batches)
    for name, batch in asked:
        own = rows.filter(pl.col("line") == name)
        if batch is not None:
            own = own.filter(pl.col("batch").is_null() | (pl.col("batch") == batch))
        here = own.filter(pl.col("quantity") > 0)
        fault = _unclear(own, here, batch, told, _BECAUSE.get(where, ";"))
        if fault is None:
            parts += _parts(name, here if batch or where not in _FIGURES else here.drop("batch"))
        elif leaving_open and _unknown(own, batch):
            parts.append(Part(line=name, batch=batch))
        elif lines or here.height or _unknown(own, batch):
            what = f"line {name}" if batch is None else f"line {name}: batch {batch}"
            faults.append(f"{what}: {fault}")
    if leaving_open and not asked:
        return ()
    if faults or not parts:
        reasons = faults or [f"nothing of {reference} is {told}"]
        raise NotRecorded("nothing was recorded", reasons)
    return tuple(parts)


def _asked(
    found: Reconciliation, lines: Sequence[str], batches: Sequence[str]
) -> list[tuple[str, str | None]]:
    """Return the lines that are asked for, each with its batch if one is."""
    if batches:
        if len(batches) != len(lines):
            raise ValueError(
                f"expected a batch for each line or none, got {len(batches)} for {len(lines)}"
            )
        return list(zip(lines, batches, strict=True))
    return [(name, None) for name in lines or found.lines["line"].to_list()]


def _unclear(
    own: pl.DataFrame, here: pl.DataFrame, batch: str | None, told: str, because: str
) -> str | None:
    """Return why it cannot be said what is there of a line, or of a batch of it; else None."""
    if _unknown(own, batch):
        known = own["unknown"].any() and not own["sent"].null_count()
        return f"how much of it is {told} is not known{because if known else ';'} say how much"
    if not here.height:
        return f"nothing of it is {told}"
    if here["unit"].null_count():
        return "its unit is not stated; say how much in which unit"
    return None


def _unknown(own: pl.DataFrame, batch: str | None) -> bool:
    """Return whether it is not known how much is there of a line, or of a batch of it.

    What is there and is of no batch by name may be of any.
    """
    vague = own.filter(pl.col("batch").is_null() & pl.col("quantity").ne_missing(0))
    return bool(own["unknown"].any()) or (batch is not None and vague.height > 0)


def _of_line(found: Reconciliation, where: str) -> pl.DataFrame:
    """Return how much of each line is somewhere, and of which batch if all that was sent is."""
    quantity = _FIGURES[where]
    sent = found.claims.filter(pl.col("stands") & (pl.col("status") == "dispatched"))
    batch = pl.col("batch")
    only = sent.group_by("line").agg(
        batch=pl.when(batch.is_not_null().all() & (batch.n_unique() == 1)).then(batch.first())
    )
    return found.lines.join(only, on="line", how="left").select(
        "line",
        "unit",
        "batch",
        quantity.alias("quantity"),
        quantity.is_null().alias("unknown"),
        pl.col("dispatched").alias("sent"),
    )


def _of_batch(found: Reconciliation, where: str, place: str | None) -> pl.DataFrame:
    """Return what is left of each batch; unknown where what went out is of no batch by name."""
    statuses = list(SIGNS[where])
    own = found.claims.filter(pl.col("stands") & pl.col("status").is_in(statuses))
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
    split = ("batch", "place") if where == "handed on" else ("batch",)
    amount = pl.col("amount")
    left = (
        amounts(claims, where, *split)
        .group_by("line", "batch")
        .agg(amount.sum().alias("quantity"), amount.is_null().any().alias("unknown"))
    )
    units = found.lines.select("line", "unit", pl.col("dispatched").alias("sent"))
    marked = left.join(several, on="line", how="left").with_columns(
        unknown=pl.col("unknown")
        | (pl.col("several") & pl.col("batch").is_null() & (pl.col("quantity") != 0))
    )
    return marked.join(units, on="line", how="left").sort("line", "batch", nulls_last=True)


def _parts(name: str, rows: pl.DataFrame) -> Iterator[Part]:
    for row in rows.iter_rows(named=True):
        quantity = Quantity(normal_number(row["quantity"]), row["unit"])
        yield Part(line=name, quantity=quantity, batch=row.get("batch"))
