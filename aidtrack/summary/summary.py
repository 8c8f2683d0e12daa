"""The totals of a whole, and of each group that it was taken by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.schema import DECIMAL
from aidtrack.units.context import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aidtrack.findings import Source
    from aidtrack.summary.total import (
        DeclaredTotal,
        FlowTotal,
        MeasureTotal,
        QuantityTotal,
        ValueTotal,
    )

_NINE_PLACES = Decimal("1e-9")


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """One single total, as a row of a table."""

    what: str
    """quantity, gross_weight, net_weight, volume, flow or value."""
    kind: str | None = None
    type: str | None = None
    unit: str | None
    """The unit, or the currency of a value."""
    description: str | None = None
    value: Decimal | None
    known: int
    """The lines that it covers."""
    of: int
    """The lines that it could have covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What some lines add up to."""

    consignments: int
    lines: int
    quantity: tuple[QuantityTotal, ...]
    """One entry for each kind, type and unit; there is no sum over all."""
    unread_quantities: int
    """The lines whose quantity is in no total: blank, unreadable, or of goods without a name."""
    gross_weight: MeasureTotal
    net_weight: MeasureTotal
    volume: MeasureTotal
    flow: tuple[FlowTotal, ...]
    value: tuple[ValueTotal, ...]
    unvalued: int
    """The lines without a value."""
    declared: tuple[DeclaredTotal, ...]
    """What documents claim of the consignments that lie wholly within."""

    def to_dict(self) -> dict[str, Any]:
        """Return the totals as the JSON contract shows them."""
        return {
            "consignments": self.consignments,
            "lines": self.lines,
            "quantity": [entry.to_dict() for entry in self.quantity],
            "unread_quantities": self.unread_quantities,
            "gross_weight": self.gross_weight.to_dict(),
            "net_weight": self.net_weight.to_dict(),
            "volume": self.volume.to_dict(),
            "flow": [entry.to_dict() for entry in self.flow],
            "value": [entry.to_dict() for entry in self.value],
            "unvalued": self.unvalued,
            "declared": [entry.to_dict() for entry in self.declared],
        }

    def rows(self) -> Iterator[TotalRow]:
        """Yield every single total, so that a table of them counts nothing twice."""
        for entry in self.quantity:
            yield TotalRow(
                what="quantity",
                kind=entry.kind,
                type=entry.type,
                unit=entry.unit,
                description=entry.description,
                value=entry.value,
                known=entry.lines,
                of=self.lines,
            )
        for name in ("gross_weight", "net_weight", "volume"):
            total: MeasureTotal = getattr(self, name)
            yield TotalRow(
                what=name, unit=total.unit, value=total.value, known=total.known, of=total.of
            )
        for flow in self.flow:
            yield TotalRow(
                what="flow",
                kind="oxygen_unit",
                type=flow.type,
                unit=flow.unit,
                value=flow.value,
                known=flow.known,
                of=flow.of,
            )
        for value in self.value:
            yield TotalRow(
                what="value",
                unit=value.currency,
                value=value.amount,
                known=value.lines,
                of=self.lines,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Totals):
    """The totals of the lines that share a key."""

    key: Mapping[str, str | None]
    """The value of each key; None where the lines do not state it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the group as the JSON contract shows it."""
        # Without arguments super() looks for a class that slots have replaced.
        return {"key": dict(self.key), **Totals.to_dict(self)}


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Totals that say what they cover, by any keys."""

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    """One for each combination of key values, in order; empty without keys."""
    total: Totals
    sources: tuple[Source, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return keys, sources, groups and total as the JSON contract shows them."""
        return {
            "by": list(self.by),
            "sources": [source.to_dict() for source in self.sources],
            "groups": [group.to_dict() for group in self.groups],
            "total": self.total.to_dict(),
        }

    def rows(self) -> Iterator[tuple[dict[str, Any], TotalRow]]:
        """Yield every single total of each group, with the group's keys and counts.

        The keys are named ``by_donor`` and so on: a group's kind is not the kind of
        one quantity in it. Without keys the one group is the whole.
        """
        for group in self.groups if self.by else (self.total,):
            key = group.key if isinstance(group, Group) else {}
            head: dict[str, Any] = {f"by_{name}": value for name, value in key.items()}
            head |= {"consignments": group.consignments, "lines": group.lines}
            for row in group.rows():
                yield head, row

    def to_frame(self) -> pl.DataFrame:
        """Return one row for each single total of each group, with what it covers."""
        names = TotalRow.__dataclass_fields__
        rows = [head | {name: getattr(row, name) for name in names} for head, row in self.rows()]
        schema: dict[str, Any] = {f"by_{name}": pl.String for name in self.by}
        schema |= {"consignments": pl.Int64, "lines": pl.Int64}
        schema |= dict.fromkeys(names, pl.String)
        schema |= {"value": DECIMAL, "known": pl.Int64, "of": pl.Int64}
        # To the nine decimals of the column: as it is, a converted sum can have more.
        with exact(rounding=True):
            for row in rows:
                value = row["value"]
                row["value"] = None if value is None else value.quantize(_NINE_PLACES)
            return pl.DataFrame(rows, schema=schema)
