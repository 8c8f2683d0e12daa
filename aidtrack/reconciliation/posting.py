"""From entries to the book's columns.

>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.model.entries import Dispatch
>>> sent = Consignment(reference="A-1", lines=(Monitor(line="7", quantity="150 each"),))
>>> book = post([Dispatch(who="a ministry", when="2021-04-29", consignment=sent)])
>>> book.movements.select("consignment", "line", "status", "unit", "kind").row(0)
('A-1', '7', 'dispatched', 'each', 'monitor')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.derived import DERIVED
from aidtrack.lines.identity import identify
from aidtrack.lines.lines import Lines
from aidtrack.model.entries import (
    CAME,
    OUTCOMES,
    Arrival,
    Clearance,
    Dispatch,
    Distribution,
    Listing,
    Loss,
    Receipt,
    Return,
    Reversal,
)
from aidtrack.model.entries.linekey import PLACE
from aidtrack.reconciliation.book import ENTRIES, GOODS, MOVEMENTS, Book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aidtrack.model.entries import Entry, Part, ReceivedLine
    from aidtrack.model.goods import Goods
    from aidtrack.units.quantity import Quantity


def post(entries: Iterable[Entry]) -> Book:
    """Return the book that holds each of these entries once."""
    return post_named({identify(entry): entry for entry in entries})


def post_named(named: Mapping[str, Entry]) -> Book:
    """Return the book that holds these entries by the names that they have."""
    heads = [head_of(name, entry) for name, entry in named.items()]
    rows = [row for name, entry in named.items() for row in _rows(name, entry)]
    listed = [
        list_goods(Lines.of(entry.consignment).frame, status=LISTED[entry.entry]).with_columns(
            pl.lit(name).alias("entry"), pl.lit(entry.about).alias("consignment")
        )
        for name, entry in named.items()
        if isinstance(entry, Listing) and entry.consignment.lines
    ]
    moved = pl.DataFrame(rows, schema=dict(MOVEMENTS))
    return Book(
        pl.DataFrame(heads, schema=dict(ENTRIES)),
        pl.concat([moved, *(each.select(*MOVEMENTS) for each in listed)]),
    )


LISTED = {"pledge": "pledged", "dispatch": "dispatched"}
"""What an entry that lists goods says of them."""


def head_of(name: str, entry: Entry) -> dict[str, Any]:
    """Return an entry's row in the book.

    Args:
        name: The entry's name, its hash.
        entry: The entry; the lines that it lists are not looked at.
    """
    weight = entry.consignment.declared_gross_weight if isinstance(entry, Listing) else None
    return {
        "entry": name,
        "act": entry.entry,
        "told": entry.told,
        "who": str(entry.who),
        "when": entry.when,
        "number": entry.reference,
        "document": None if entry.document is None else str(entry.document),
        "consignment": entry.about,
        "pledge": entry.pledge if isinstance(entry, Dispatch) else None,
        "onward_of": entry.onward_of if isinstance(entry, Dispatch) else None,
        "onward": entry.onward if isinstance(entry, Distribution) else None,
        "place": getattr(entry, "place", None),
        "reverses": entry.reverses if isinstance(entry, Reversal) else None,
        "decision": _decision(entry),
        "reason": getattr(entry, "reason", None),
        "declared_gross_weight": weight and weight.value.number,
        "declared_gross_weight.unit": weight and weight.value.unit,
        "declared_gross_weight.qualifier": weight and str(weight.qualifier),
    }


def _decision(entry: Entry) -> str | None:
    match entry:
        case Clearance():
            return entry.status
        case Loss():
            return entry.cause
        case _:
            return None


def list_goods(lines: pl.DataFrame, *, status: str) -> pl.DataFrame:
    """Return canonical lines as movements.

    Args:
        lines: Canonical lines, with a column ``entry`` where they are of several entries.
        status: ``pledged`` or ``dispatched``.
    """
    entry = pl.col("entry") if "entry" in lines.columns else pl.lit(None, dtype=pl.String)
    stated = frozenset(lines.columns)
    goods = [
        pl.col(name) if name in stated else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in GOODS.items()
        if name != "type"
    ]
    whole = lines.with_columns(
        pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in _WANTED.items()
        if name not in stated
    )
    return whole.select(
        entry.alias("entry"),
        "consignment",
        line_name(entry).alias("line"),
        pl.lit(status, dtype=MOVEMENTS["status"]).alias("status"),
        "quantity",
        pl.col("quantity.unit").alias("unit"),
        "batch",
        "expiry",
        pl.lit(None, dtype=pl.String).alias("reason"),
        pl.lit(None, dtype=pl.String).alias("instead_of"),
        *goods,
        DERIVED["type"].make(whole).alias("type"),
    ).select(*MOVEMENTS)


_WANTED = {
    "line": pl.String(),
    "quantity": MOVEMENTS["quantity"],
    "quantity.unit": pl.String(),
    "batch": pl.String(),
    "expiry": pl.Date(),
    "kind": pl.String(),
    "technology": pl.String(),
    "category": pl.String(),
}


def line_name(entry: pl.Expr) -> pl.Expr:
    """Return the name of each canonical line, as :func:`aidtrack.model.entries.line_names` does."""
    number, group = pl.col("line"), [entry, pl.col("consignment")]
    # Rows that were given as they are have no places: their order tells them.
    row = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over(group)
    place = pl.coalesce("position", row).cast(pl.String)
    alone = (pl.len().over(*group, number) == 1) & ~number.str.starts_with(PLACE)
    bare = number.is_null().all().over(group)
    sign = pl.when(bare).then(pl.lit("")).otherwise(pl.lit(PLACE))
    return pl.when(alone).then(number).otherwise(sign + place)


_WENT_BACK = {
    "accepted": "returned",
    "rejected": "sent_back_rejected",
    "damaged": "sent_back_damaged",
}


def _rows(name: str, entry: Entry) -> Iterator[dict[str, Any]]:
    match entry:
        case Receipt():
            for line in entry.lines:
                yield from _received(name, entry, line)
        case Arrival():
            yield from _parts(name, entry, "arrived")
        case Clearance(status="released"):
            yield from _parts(name, entry, "cleared")
        case Clearance():
            # What is held or refused is not cleared; no other figure tells of it.
            return
        case Distribution():
            yield from _parts(name, entry, "distributed")
        case Loss():
            status = "lost_in_transit" if entry.stage == "transit" else "lost"
            yield from _parts(name, entry, status)
        case Return(back_to="store"):
            yield from _parts(name, entry, "restored")
        case Return():
            yield from _parts(name, entry, _WENT_BACK[entry.held_as])


def _parts(
    name: str, entry: Arrival | Clearance | Distribution | Loss | Return, status: str
) -> Iterator[dict[str, Any]]:
    reason = getattr(entry, "reason", None)
    for part in entry.lines:
        yield _row(name, entry.consignment, part, status) | {
            **_amount(part.quantity),
            "reason": reason,
        }


def _received(name: str, entry: Receipt, line: ReceivedLine) -> Iterator[dict[str, Any]]:
    own = {"reason": line.reason, "instead_of": line.instead_of, **_goods(line.goods)}
    stated = line.parts
    for outcome in OUTCOMES:
        if outcome in stated:
            yield (
                _row(name, entry.consignment, line, outcome)
                | own
                | {
                    "quantity": stated[outcome].number,
                    "unit": stated[outcome].unit,
                }
            )
    if line.instead_of is not None and line.excess is None:
        # What came in the place of something else was not sent: all of it is excess.
        for outcome in CAME:
            if outcome in stated:
                excess = _row(name, entry.consignment, line, "excess")
                yield excess | own | _amount(stated[outcome])
    if not stated:
        # It came, and how much of it is not said.
        yield _row(name, entry.consignment, line, "accepted") | own


def _row(name: str, consignment: str, line: Part | ReceivedLine, status: str) -> dict[str, Any]:
    return {
        "entry": name,
        "consignment": consignment,
        "line": line.line,
        "status": status,
        "batch": line.batch,
        "expiry": line.expiry,
    }


def _amount(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {}
    return {"quantity": quantity.number, "unit": quantity.unit}


def _goods(goods: Goods | None) -> dict[str, Any]:
    if goods is None:
        return {}
    packaging = goods.packaging
    levels = packaging and packaging.levels
    return {
        "kind": goods.kind,
        "type": getattr(goods, "technology", None) or getattr(goods, "category", None),
        "description": goods.description,
        "pack_size": goods.pack_size,
        "packages": packaging and packaging.count,
        "package_type": packaging and packaging.type,
        "package_levels": levels and " > ".join(f"{each.count} {each.type}" for each in levels),
        "donor": goods.donor and goods.donor.name,
        "donor_country": goods.donor and goods.donor.country,
    }
