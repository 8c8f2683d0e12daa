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
from aidtrack.text.quote import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def says_the_same(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries say the same, by the same witness, of one instant."""
    # Of many acts of one consignment few are of one instant, which is quickly seen.
    if content["when"] != other["when"] or content["who"] != other["who"]:
        return False
    return not identities(content).isdisjoint(identities(other))


def identities(content: Mapping[str, Any]) -> frozenset[bytes]:
    """Return what an entry is known by: two that share any of it say the same.

    Two that differ in their instant, their document or their remarks are two movements, and
    those of two witnesses two testimonies. Only of a list of goods, which are sent once, and of
    an act that has a number, document and remarks may be others: the same list in another file.
    """
    said = {"what": substance_of(content), "who": content["who"], "when": content["when"]}
    if lists_goods(content) or content.get("reference") is not None:
        return frozenset({canonical_bytes(said)})
    said["remarks"] = content.get("remarks")
    document = content.get("document", {})
    # A file that was renamed is the same file; a table that has grown goes by its name.
    papers: dict[str, Any] = {"document": document}
    if "sha256" in document:
        papers["file"] = document["sha256"]
    if "title" not in document and "address" in document:
        papers["name"] = document["address"]
    return frozenset(canonical_bytes({**said, how: paper}) for how, paper in papers.items())


def is_same_act(content: dict[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries tell of one act, so that one of them has to give way.

    A consignment is sent once, and promised once; other acts go by their number. Another
    witness who says the same gives way to nobody, and nor does a report, but for the one
    that was made of the same file.
    """
    number = content.get("reference")
    numbered = number is not None and number == other.get("reference")
    if content.get("told") != other.get("told") or not (lists_goods(content) or numbered):
        return False
    theirs = content["who"] != other["who"]
    if content.get("told") != "record":
        return lists_goods(content) and not theirs and same_file(content, other)
    bears_out = theirs and _same_substance(content, other) and not same_file(content, other)
    return not bears_out


def whose_number(content: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is to be said where two witnesses differ on an act of one number.

    A number tells an act among those of one consignment, whoever tells of it: what the driver
    and the store say of one note is compared. But two stores may each have a note 1.

    Args:
        content: The entry that is new.
        other: The one that is recorded.
    """
    number = content.get("reference")
    if lists_goods(content) or number is None or number != other.get("reference"):
        return
    if content["who"] == other["who"]:
        return
    own = quote(f"{witness_of(content)} {number}")
    yield (
        f"number {number} is recorded by {witness_of(other)}; if this is another note, which has "
        f"that number by chance, state one that says whose it is, such as {own}"
    )


def witness_of(content: Mapping[str, Any]) -> str:
    """Return who tells of an entry, by name."""
    who = content["who"]
    return str(who.get("name") or who.get("country"))


def lists_goods(content: Mapping[str, Any]) -> bool:
    """Return whether an entry is one that lists goods."""
    return isinstance(content.get("consignment"), dict)


def same_file(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two entries are taken from one file, by its bytes."""
    one, two = (each.get("document", {}).get("sha256") for each in (content, other))
    return one is not None and one == two


def _same_substance(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return substance_of(content) == substance_of(other)


def candidates(draft: Draft, standing: dict[tuple[str, str], list[Recorded]]) -> list[Recorded]:
    """Return the entries that a draft is to be compared with."""
    return standing.get((draft.reference or "", draft.kind), [])
