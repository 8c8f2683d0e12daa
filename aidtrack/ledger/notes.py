"""The findings that stood when an entry was recorded, as they are kept with its link."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from aidtrack.ledger.tables import LINKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from aidtrack.findings import Finding, Findings
    from aidtrack.ledger.drafts import Drafts

_MOST: Final = 100
"""How many findings of one entry are kept word by word; all are counted."""


def notes_of(findings: Findings | None, drafts: Drafts) -> Mapping[int, str]:
    """Return what was found of each entry as JSON, by its place.

    A finding about a whole file is kept with the first entry that it brought.
    """
    if findings is None or not drafts.entries:
        return {}
    places = {draft.name: place for place, draft in reversed(list(enumerate(drafts.entries)))}
    counts: dict[int, Counter[str]] = {}
    kept: dict[int, list[dict[str, Any]]] = {}
    for finding in findings:
        place = places.get(finding.consignment, 0 if finding.consignment is None else None)
        if place is None:
            continue
        counts.setdefault(place, Counter())[finding.code] += 1
        if len(own := kept.setdefault(place, [])) < _MOST:
            own.append(_note(finding))
    return {
        place: json.dumps(
            {"counts": dict(sorted(number.items())), "findings": kept[place]},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for place, number in counts.items()
    }


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
