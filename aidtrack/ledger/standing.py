"""Which entries stand, and which of them speak of the same act."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from aidtrack.ledger.load import in_parts
from aidtrack.ledger.tables import ENTRIES
from aidtrack.model.entries import canonical_bytes, substance_of
from aidtrack.reconciliation.effect import reversed_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as it stands in the ledger."""

    seq: int
    id: str
    kind: str
    reference: str | None
    content: dict[str, Any]


def reversals(connection: Connection) -> dict[str, str]:
    """Return the id of the entry that each reversal takes back, by the id of the reversal."""
    found = connection.execute(
        select(ENTRIES.c.id, ENTRIES.c.content).where(ENTRIES.c.kind == "reversal")
    )
    return {row.id: json.loads(row.content)["reverses"] for row in found}


def taken_back(connection: Connection) -> frozenset[str]:
    """Return the ids of the entries that a reversal, itself not reversed, takes back."""
    return frozenset(reversed_by(reversals(connection)))


def known_ids(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Return those of some ids that are in the ledger."""
    return frozenset(
        id_
        for part in in_parts(ids)
        for id_ in connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.id.in_(part))).scalars()
    )


def about(
    connection: Connection, references: Iterable[str]
) -> dict[tuple[str, str], list[Recorded]]:
    """Return the entries that stand about some consignments, by reference and kind."""
    undone = taken_back(connection)
    found: dict[tuple[str, str], list[Recorded]] = {}
    for part in in_parts(sorted(set(references))):
        query = select(
            ENTRIES.c.seq, ENTRIES.c.id, ENTRIES.c.kind, ENTRIES.c.reference, ENTRIES.c.content
        ).where(ENTRIES.c.reference.in_(part))
        for row in connection.execute(query.order_by(ENTRIES.c.seq)):
            if row.id not in undone:
                each = Recorded(row.seq, row.id, row.kind, row.reference, json.loads(row.content))
                found.setdefault((row.reference, row.kind), []).append(each)
    return found


def says_the_same(content: dict[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether an entry is recorded already, in other words of who and when.

    The same goods listed by the same record, or another act out of the same document.
    """
    if canonical_bytes(substance_of(content)) != canonical_bytes(substance_of(other)):
        return False
    if isinstance(content.get("consignment"), dict):
        return content.get("told") == "record" or content["who"] == other["who"]
    document, theirs = content.get("document", {}), other.get("document", {})
    return document.get("sha256") is not None and document.get("sha256") == theirs.get("sha256")


def is_same_act(content: dict[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries of one kind about one consignment are records of one act.

    A consignment is sent once, and promised once; other acts go by their number.
    """
    if not content.get("told") == other.get("told") == "record":
        return False
    if isinstance(content.get("consignment"), dict):
        return True
    number = content.get("reference")
    return number is not None and number == other.get("reference")


def candidates(draft: Draft, standing: dict[tuple[str, str], list[Recorded]]) -> list[Recorded]:
    """Return the entries that a draft is to be compared with."""
    return standing.get((draft.reference or "", draft.kind), [])
