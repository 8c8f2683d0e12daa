"""The findings that stood when an entry was recorded, as they are kept with its link."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.tables import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from aidtrack.findings import Finding, Findings, Hits

_MOST: Final = 100
"""How many findings of one entry are kept word by word; all are counted."""
_ROW: Final = ("source", "row")


@dataclass(frozen=True, slots=True)
class Noted:
    """Findings, and of which entries of one recording they are."""

    findings: Findings
    of: Callable[[Hits], pl.Series]
    """Returns for each hit of a rule the places of its entries, as a list."""


def of_rows(rows: pl.DataFrame, *, else_of: int) -> Callable[[Hits], pl.Series]:
    """Return of which entry findings about rows of a file are.

    Args:
        rows: Which entry each row became a part of: source, row, draft.
        else_of: The entry that a finding about a whole file is kept with.
    """
    keyed = rows.select(*(pl.col(name).cast(pl.UInt32) for name in _ROW), "draft").unique(_ROW)

    def of(hits: Hits) -> pl.Series:
        placed = hits.frame.select(pl.col(name).cast(pl.UInt32) for name in _ROW)
        told = placed.join(keyed, on=_ROW, how="left", maintain_order="left")
        return told.select(pl.concat_list(pl.col("draft").fill_null(else_of))).to_series()

    return of


def notes_of(noted: Iterable[Noted]) -> Mapping[int, str]:
    """Return what was found of each entry as JSON, by its place."""
    counts: dict[int, Counter[str]] = {}
    kept: dict[int, list[dict[str, Any]]] = {}
    for each in noted:
        told = _by_entry(each)
        hits = each.findings.hits
        for draft, number, count in told.group_by("draft", "rule").len().iter_rows():
            counts.setdefault(draft, Counter())[hits[number].rule.code] += count
        for draft, number, hit in (
            told.group_by("draft", maintain_order=True).head(_MOST).select("draft", "rule", "hit")
        ).iter_rows():
            if len(own := kept.setdefault(draft, [])) < _MOST:
                own.append(_note(hits[number][hit]))
    return {
        place: json.dumps(
            {"counts": dict(sorted(number.items())), "findings": kept[place]},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for place, number in counts.items()
    }


def _by_entry(noted: Noted) -> pl.DataFrame:
    """Return one row for each finding of each entry, in the order in which they are told."""
    schema = pl.Schema(dict.fromkeys(("source", "row", "draft", "rule", "hit"), pl.Int64()))
    frames = [
        hits.frame.select(
            *(pl.col(name).cast(pl.UInt32) for name in _ROW),
            noted.of(hits).cast(pl.List(pl.Int64)).alias("draft"),
            pl.lit(number, dtype=pl.UInt32).alias("rule"),
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("hit"),
        )
        .explode("draft", empty_as_null=False)
        .cast(schema)
        for number, hits in enumerate(noted.findings.hits)
        if len(hits)
    ]
    told = pl.concat(frames) if frames else pl.DataFrame(schema=schema)
    return told.sort(*_ROW, "rule", "hit", nulls_last=False)


def stood(connection: Connection, entry: str) -> list[dict[str, Any]]:
    """Return what was found of an entry and let stand, once for each link that it has."""
    query = select(LINKS.c.findings).where(LINKS.c.entry == entry, LINKS.c.findings != "")
    return [json.loads(text) for text in connection.execute(query.order_by(LINKS.c.link)).scalars()]


def _note(finding: Finding) -> dict[str, Any]:
    told = {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "line": finding.line,
        "field": finding.place.field,
        "value": finding.place.value,
    }
    return {name: value for name, value in told.items() if value is not None}
