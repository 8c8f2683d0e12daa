"""The totals of a whole, and of each group that it was taken by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.findings import Source
    from aidtrack.summary.total import (
        DeclaredTotal,
        FlowTotal,
        MeasureTotal,
        QuantityTotal,
        ValueTotal,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What some lines add up to."""

    consignments: int
    lines: int
    quantity: tuple[QuantityTotal, ...]
    """One entry for each kind, type and unit; there is no sum over all."""
    unread_quantities: int
    """The lines whose quantity is blank or unreadable."""
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

    def to_frame(self) -> pl.DataFrame:
        """Return one row for each group and each quantity within it, weights beside."""
        rows = [
            dict(group.key)
            | {
                "consignments": group.consignments,
                "lines": group.lines,
                "kind_of_goods": entry.kind if entry else None,
                "type": entry.type if entry else None,
                "unit": entry.unit if entry else None,
                "quantity": entry.value if entry else None,
                "gross_kg": group.gross_weight.value,
                "gross_known": group.gross_weight.known,
                "net_kg": group.net_weight.value,
                "volume_m3": group.volume.value,
            }
            for group in self.groups or (_whole(self.total),)
            for entry in group.quantity or (None,)
        ]
        text = ("kind_of_goods", "type", "unit")
        schema: dict[str, Any] = dict.fromkeys(self.by, pl.String)
        schema |= {"consignments": pl.Int64, "lines": pl.Int64}
        schema |= dict.fromkeys(text, pl.String) | {"quantity": pl.Decimal(38, 9)}
        schema |= {"gross_kg": pl.Decimal(38, 9), "gross_known": pl.Int64}
        schema |= {"net_kg": pl.Decimal(38, 9), "volume_m3": pl.Decimal(38, 9)}
        return pl.DataFrame(rows, schema=schema)


def _whole(total: Totals) -> Group:
    return Group(key={}, **{name: getattr(total, name) for name in Totals.__dataclass_fields__})
