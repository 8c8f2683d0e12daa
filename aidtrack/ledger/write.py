"""Deciding what is new, and writing it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.errors import NotRecorded
from aidtrack.ledger.append import append
from aidtrack.ledger.difference import differences, lines_in_words
from aidtrack.ledger.drafts import Drafts, drafts_of
from aidtrack.ledger.load import cells_of
from aidtrack.ledger.notes import notes_of
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.standing import (
    about,
    candidates,
    is_same_act,
    known_ids,
    reversals,
    says_the_same,
    taken_back,
    whose_number,
)
from aidtrack.ledger.tables import LINES
from aidtrack.ledger.undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from aidtrack.findings import Findings
    from aidtrack.ledger.drafts import Draft
    from aidtrack.ledger.saying import Made
    from aidtrack.ledger.standing import Recorded

_MOST: Final = 20
"""How many differences are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Whether what is recorded may be taken back by what is written, and why."""

    allowed: bool = False
    reason: str | None = None
    of: frozenset[tuple[str, str]] = frozenset()
    """What revises what although no number tells it: the ids of a new entry and of the other."""

    @classmethod
    def of_caller(cls, *, allowed: bool, reason: str | None) -> Revision:
        """Return a revision as a caller asks for it.

        Raises:
            ValueError: It has no reason: who reads the book later could only guess.
        """
        if allowed and not (reason and reason.strip()):
            raise ValueError("expected the reason of the revision, got none")
        return cls(allowed=allowed, reason=reason)


def write(
    connection: Connection,
    made: Made,
    origin: str,
    findings: Findings | None,
    revision: Revision,
) -> Recording:
    """Write the entries that are not recorded yet.

    Raises:
        NotRecorded: Other content is recorded under the same reference, and no revision
            is allowed; it was recorded and is taken back, likewise; two of the entries are
            different records of one act; or a reversal names no entry that stands.
    """
    drafts = made.drafts
    refuse_contradictions(drafts)
    sorted_ = sorted_out(connection, drafts, revision.of)
    new, revised, gone = sorted_.new, sorted_.revised, sorted_.gone
    if not revision.allowed:
        refuse_what_contradicts(connection, drafts, sorted_)
    _check_reversals(connection, [drafts.entries[place] for place in new])
    chosen = _chosen(drafts, new)
    undoing = Undoing(reversals(connection) if revised or gone else {}, revision.reason)
    for place in gone:
        undoing.restore(drafts.entries[place].id, drafts.entries[place])
    for place, others in revised.items():
        for other in others:
            undoing.take_back(other.id, drafts.entries[place])
    if undoing.reversals:
        append(connection, drafts_of(list(undoing.reversals.values())), {}, origin)
    append(connection, chosen, notes_of(findings, chosen), origin)
    return Recording(
        added=tuple(draft.id for draft in chosen.entries),
        known=sorted_.known,
        reversed=tuple(other.id for others in revised.values() for other in others),
        restored=tuple(drafts.entries[place].id for place in gone),
        findings=findings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Drafts by what is recorded already."""

    new: list[int]
    """The places of those that are not."""
    known: tuple[str, ...]
    """The ids of the entries that say what others say."""
    revised: dict[int, list[Recorded]]
    """The entries that new ones contradict, by the place of the new one."""
    gone: list[int]
    """The places of those that were recorded, and are taken back."""

    @property
    def revised_ids(self) -> frozenset[str]:
        """The ids of the entries that new ones contradict."""
        return frozenset(other.id for others in self.revised.values() for other in others)


def refuse_what_contradicts(connection: Connection, drafts: Drafts, found: Sorted) -> None:
    """Refuse what contradicts the ledger, or was taken back: only a revision can record it.

    Raises:
        NotRecorded: Some of it does, or was.
    """
    if found.revised:
        raise NotRecorded(*_refusal(connection, drafts, found.revised), ways_out=("revision",))
    if found.gone:
        gone = [drafts.entries[place] for place in found.gone]
        raise NotRecorded(*_refusal_of_gone(gone), ways_out=("revision",))


def sorted_out(
    connection: Connection, drafts: Drafts, revised_by_them: Collection[tuple[str, str]] = ()
) -> Sorted:
    """Return what of some drafts is new, and what it contradicts.

    Args:
        connection: A connection.
        drafts: The entries.
        revised_by_them: Which entries are known to be contradicted by which drafts, by their ids.
    """
    ids = known_ids(connection, [draft.id for draft in drafts.entries])
    standing = about(connection, (d.reference for d in drafts.entries if d.reference))
    undone = taken_back(connection) if ids else frozenset()
    new: list[int] = []
    known: list[str] = []
    gone: list[int] = []
    revised: dict[int, list[Recorded]] = {}
    seen: set[str] = set()
    given: dict[tuple[str | None, str, str], list[Draft]] = defaultdict(list)
    for place, draft in enumerate(drafts.entries):
        others = candidates(draft, standing)
        earlier = given[draft.reference, draft.kind, draft.substance]
        content = json.loads(draft.content) if others or earlier else {}
        said = chain(
            ((other.id, other.content) for other in others),
            ((other.id, json.loads(other.content)) for other in earlier),
        )
        same = next((id_ for id_, other in said if says_the_same(content, other)), None)
        if same or draft.id in ids - undone or draft.id in seen:
            known.append(same or draft.id)
        else:
            (gone if draft.id in ids else new).append(place)
            contradicted = [
                other
                for other in others
                if (draft.id, other.id) in revised_by_them or is_same_act(content, other.content)
            ]
            if contradicted:
                revised[place] = contradicted
            if draft.reference:
                earlier.append(draft)
        seen.add(draft.id)
    return Sorted(new=new, known=tuple(known), revised=revised, gone=gone)


def refuse_contradictions(drafts: Drafts) -> None:
    """Refuse entries that are different records of one act: nobody says which is right.

    Raises:
        NotRecorded: There are such.
    """
    groups: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for place, draft in enumerate(drafts.entries):
        if draft.reference:
            groups[draft.reference, draft.kind].setdefault(draft.id, place)
    reasons: list[str] = []
    names = set()
    for (reference, _), places in groups.items():
        told = [(place, json.loads(drafts.entries[place].content)) for place in places.values()]
        for (one, before), (other, after) in combinations(told, 2):
            if is_same_act(before, after) and not says_the_same(before, after):
                names.add(reference)
                found = differences(
                    before | _goods(_cells_of(drafts, one)),
                    after | _goods(_cells_of(drafts, other)),
                )
                told_apart = whose_number(after, before)
                reasons += (f"{reference}: {each}" for each in (*found, *told_apart))
    if names:
        told_names = ", ".join(sorted(names)[:_MOST])
        raise NotRecorded(
            f"nothing was recorded: {told_names} is given twice, with different content",
            _shortened(reasons),
        )


def _cells_of(drafts: Drafts, place: int) -> pl.DataFrame:
    return drafts.cells.filter(pl.col("draft") == place).drop("draft")


def _shortened(reasons: list[str]) -> list[str]:
    if len(reasons) <= _MOST:
        return reasons
    return [*reasons[:_MOST], f"and {len(reasons) - _MOST:,} more"]


def _refusal_of_gone(drafts: Sequence[Draft]) -> tuple[str, list[str]]:
    return (
        "nothing was recorded: what was taken back stands again only as a revision",
        _shortened(
            [
                f"{draft.reference or draft.kind}: the entry {draft.id[:12]} says the same, "
                "and is taken back"
                for draft in drafts
            ]
        ),
    )


def _refusal(
    connection: Connection, drafts: Drafts, revised: dict[int, list[Recorded]]
) -> tuple[str, list[str]]:
    reasons: list[str] = []
    for place, [other, *_] in revised.items():
        draft = drafts.entries[place]
        before = other.content | _goods(cells_of(connection, LINES.c.entry == other.seq))
        after = json.loads(draft.content) | _goods(_cells_of(drafts, place))
        told = (*differences(before, after), *whose_number(after, before))
        reasons += (f"{draft.reference}: {each}" for each in told)
    names = ", ".join(sorted({drafts.entries[place].reference or "" for place in revised})[:_MOST])
    return f"nothing was recorded: {names} is recorded with other content", _shortened(reasons)


def _goods(cells: pl.DataFrame) -> dict[str, Any]:
    if not cells.height:
        return {}
    return {"lines": lines_in_words(cells.drop("entry", "position", strict=False))}


def _check_reversals(connection: Connection, drafts: Sequence[Draft]) -> None:
    named = {json.loads(d.content)["reverses"] for d in drafts if d.kind == "reversal"}
    if not named:
        return
    there = known_ids(connection, sorted(named)) | {draft.id for draft in drafts}
    if missing := sorted(named - there):
        raise NotRecorded(f"there is no entry {missing[0]}, which is to be taken back")
    if gone := sorted(named & taken_back(connection)):
        raise NotRecorded(f"the entry {gone[0]} is taken back already")


def _chosen(drafts: Drafts, places: Sequence[int]) -> Drafts:
    """Return some drafts of several, with their lines."""
    if len(places) == len(drafts.entries):
        return drafts
    numbers = pl.Series("draft", places, dtype=pl.Int64)
    renumbered = pl.DataFrame({"draft": numbers, "_": range(len(places))})
    cells = (
        drafts.cells.join(renumbered, on="draft", how="inner", maintain_order="left")
        .with_columns(pl.col("_").cast(pl.Int64).alias("draft"))
        .drop("_")
    )
    return replace(drafts, entries=tuple(drafts.entries[place] for place in places), cells=cells)
