"""From tables of sums to totals: each sum is converted once, exactly, at the very end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.codes.countries import COUNTRIES
from aidtrack.model.goods import KINDS
from aidtrack.summary.summary import Group, Summary, Totals
from aidtrack.summary.total import (
    DeclaredTotal,
    FlowTotal,
    MeasureTotal,
    QuantityTotal,
    ValueTotal,
)
from aidtrack.text.fold import fold
from aidtrack.text.number import normal_number
from aidtrack.units.catalogue import UNITS
from aidtrack.units.context import exact
from aidtrack.units.measure import Measure
from aidtrack.units.totals import add, convert

if TYPE_CHECKING:
    from aidtrack.findings import Source
    from aidtrack.kernel.sums import Sums

Key = tuple[Any, ...]
_KINDS = list(KINDS)
_UNITS = list(UNITS)
_LAST = "\U0010ffff"


def summary_of(
    sums: Sums, heads: pl.DataFrame, by: Sequence[str], sources: Iterable[Source]
) -> Summary:
    """Return the totals by keys, and of all.

    Args:
        sums: The merged tables by the keys.
        heads: The first row of each consignment, with its declared gross weight.
        by: The names of the keys.
        sources: The sources that were read.
    """
    columns = [f"key.{name}" for name in by]
    rows = {name: _by_key(table, columns) for name, table in sums.items()}
    members = rows["consignments"]
    claims = _claims(heads, members)
    every = sorted(rows["lines"], key=lambda key: [*map(_key_order, by, key)])
    groups = [
        Group(key=dict(zip(by, key, strict=True)), **_totals(key, rows, claims)) for key in every
    ]
    whole = {name: _together(table) for name, table in rows.items()}
    total = Totals(**_totals((), whole, _all_claims(claims)))
    return Summary(
        by=tuple(by), groups=tuple(groups) if by else (), total=total, sources=tuple(sources)
    )


Rows = Mapping[Key, list[dict[str, Any]]]


def _key_order(name: str, value: str | None) -> tuple[bool, str, str]:
    """Return the place of one key's value: by what people are shown, what is not stated last."""
    if value is None:
        return (True, "", "")
    known = name == "country" and value in COUNTRIES
    return (False, fold(COUNTRIES[value].name if known else value), value)


def _by_key(table: pl.DataFrame, columns: list[str]) -> dict[Key, list[dict[str, Any]]]:
    grouped: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in table.iter_rows(named=True):
        grouped[tuple(row[column] for column in columns)].append(row)
    return dict(grouped)


def _together(rows: Rows) -> dict[Key, list[dict[str, Any]]]:
    return {(): [row for part in rows.values() for row in part]}


def _totals(
    key: Key, rows: Mapping[str, Rows], claims: Mapping[Key, list[DeclaredTotal]]
) -> dict[str, Any]:
    """Return the parts of one group's totals."""
    counts = _summed(rows["lines"].get(key, []))
    consignments = {
        (row["document"], row["consignment"]) for row in rows["consignments"].get(key, [])
    }
    measures = rows["measures"].get(key, [])
    quantities = rows["quantity"].get(key, [])
    described = [row for row in quantities if row["description"] or not _is_listed(row)]
    nameless = sum(row["lines"] for row in quantities) - sum(row["lines"] for row in described)
    return {
        "consignments": len(consignments),
        "lines": counts["lines"],
        "quantity": _quantities(described),
        "unread_quantities": counts["unread_quantities"] + nameless,
        "gross_weight": _measure("gross_weight", "kg", measures, counts),
        "net_weight": _measure("net_weight", "kg", measures, counts),
        "volume": _measure("volume", "m3", measures, counts),
        "flow": _flows(rows["flow"].get(key, [])),
        "value": _values(rows["values"].get(key, [])),
        "unvalued": counts["unvalued"],
        "declared": tuple(claims.get(key, ())),
    }


def _summed(rows: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name, value in row.items():
            if isinstance(value, int):
                counts[name] += value
    return counts


def _quantities(rows: list[dict[str, Any]]) -> tuple[QuantityTotal, ...]:
    """Add like to like; what is only alike in being unknown is listed by its description."""
    entries: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kind, type_, unit, number = row["kind"], row["type"], row["unit"], row["number"]
        base = Measure(number, unit) if unit is None else add([Measure(number, unit)])[0]
        text = row["description"] if _is_listed(row) else None
        entries[kind, type_, base.unit, text].append(row | {"number": base.number})
    totals = [
        QuantityTotal(
            kind=kind,
            type=type_,
            unit=unit,
            value=_sum(row["number"] for row in parts),
            lines=sum(row["lines"] for row in parts),
            descriptions=len({row["description"] for row in parts}),
            description=text,
        )
        for (kind, type_, unit, text), parts in entries.items()
    ]
    return tuple(sorted(totals, key=_quantity_order))


def _is_listed(row: Mapping[str, Any]) -> bool:
    """Return whether goods are only alike in being unknown, so that they are not added.

    Such goods are listed by their description; those without one have no total at all.
    """
    unlike = row["kind"] == "item" and row["type"] in (None, "other")
    return row["unit"] is None or unlike


def _quantity_order(total: QuantityTotal) -> tuple[Any, ...]:
    unit = _UNITS.index(total.unit) if total.unit else len(_UNITS)
    return (_KINDS.index(total.kind), total.type or _LAST, unit, total.description or "")


def _measure(
    name: str, unit: str, rows: list[dict[str, Any]], counts: Mapping[str, int]
) -> MeasureTotal:
    own = [Measure(row["number"], row["unit"]) for row in rows if row["measure"] == name]
    sums = add(own)
    return MeasureTotal(
        value=sums[0].number if sums else None,
        unit=unit,
        known=counts[f"{name}.known"],
        elsewhere=counts[f"{name}.elsewhere"],
        unreadable=counts["lines"]
        - counts[f"{name}.known"]
        - counts[f"{name}.elsewhere"]
        - counts[f"{name}.nothing"],
        of=counts["lines"],
    )


def _flows(rows: list[dict[str, Any]]) -> tuple[FlowTotal, ...]:
    by_type: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_type[row["type"]].append(row)
    totals = []
    for type_, parts in sorted(by_type.items(), key=lambda item: item[0] or _LAST):
        known = [row for row in parts if row["rate"] is not None and row["known"]]
        if not known:
            continue
        with exact():
            flows = [Measure(row["number"] * row["rate"], row["unit"]) for row in known]
        totals.append(
            FlowTotal(
                type=type_,
                unit="L/min",
                value=add(flows)[0].number,
                known=sum(row["known"] for row in known),
                of=sum(row["lines"] for row in parts),
            )
        )
    return tuple(totals)


def _values(rows: list[dict[str, Any]]) -> tuple[ValueTotal, ...]:
    by_currency: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_currency[row["unit"]].append(row)
    return tuple(
        ValueTotal(
            currency=currency,
            amount=_sum(row["number"] for row in parts),
            lines=sum(row["lines"] for row in parts),
        )
        for currency, parts in sorted(by_currency.items(), key=lambda item: item[0] or _LAST)
    )


def _claims(heads: pl.DataFrame, members: Rows) -> dict[Key, list[DeclaredTotal]]:
    """Return the declared weights of the consignments that lie wholly in one group."""
    if "declared_gross_weight" not in heads.columns:
        return {}
    homes: dict[tuple[int, str], set[Key]] = defaultdict(set)
    for key, rows in members.items():
        for row in rows:
            homes[row["document"], row["consignment"]].add(key)
    claims: dict[Key, list[DeclaredTotal]] = defaultdict(list)
    stated = heads.filter(
        pl.col("declared_gross_weight").is_not_null()
        & pl.col("declared_gross_weight.unit").is_not_null()
    )
    for row in stated.sort("source", "row").iter_rows(named=True):
        keys = homes[row["document"], row["consignment"]]
        # Spread over several groups, a claim belongs to none of them, only to the whole.
        home = next(iter(keys)) if len(keys) == 1 else _SPREAD
        claims[home].append(_claim(row))
    return dict(claims)


_SPREAD: Key = ("(spread over several groups)",) * 64


def _all_claims(claims: Mapping[Key, list[DeclaredTotal]]) -> dict[Key, list[DeclaredTotal]]:
    every = [claim for part in claims.values() for claim in part]
    return {(): sorted(every, key=lambda claim: claim.consignment or _LAST)}


def _claim(row: Mapping[str, Any]) -> DeclaredTotal:
    number, unit = row["declared_gross_weight"], row["declared_gross_weight.unit"]
    return DeclaredTotal(
        consignment=row["reference"],
        qualifier=row["declared_gross_weight.qualifier"] or "exactly",
        value=convert(normal_number(number), unit, "kg"),
        unit="kg",
        text=row["declared_gross_weight.text"] or f"{number} {unit}",
        known=row["weighed"],
        of=row["of"],
    )


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    with exact():
        return normal_number(sum(numbers, Decimal()))
