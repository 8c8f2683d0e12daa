"""Deciding what is new, and writing it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
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
    says_the_same,
    taken_back,
)
from aidtrack.ledger.tables import LINES
from aidtrack.model.entries import Reversal

if TYPE_CHECKING:
    from collections.abc import Sequence

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
            is allowed; or a reversal names no entry that stands.
    """
    drafts = made.drafts
    sorted_ = sorted_out(connection, drafts)
    new, revised = sorted_.new, sorted_.revised
    if revised and not revision.allowed:
        raise NotRecorded(*_refusal(connection, drafts, revised))
    _check_reversals(connection, [drafts.entries[place] for place in new])
    chosen = _chosen(drafts, new)
    reversals = [
        _reversal(drafts.entries[place], other, revision.reason)
        for place, others in revised.items()
        for other in others
    ]
    if reversals:
        append(connection, drafts_of(reversals), {}, origin)
    append(connection, chosen, notes_of(findings, chosen), origin)
    return Recording(
        added=tuple(draft.id for draft in chosen.entries),
        known=sorted_.known,
        reversed=tuple(reversal.reverses for reversal in reversals),
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


def sorted_out(connection: Connection, drafts: Drafts) -> Sorted:
    """Return what of some drafts is new, and what it contradicts."""
    ids = known_ids(connection, [draft.id for draft in drafts.entries])
    standing = about(connection, (d.reference for d in drafts.entries if d.reference))
    new: list[int] = []
    known: list[str] = []
    revised: dict[int, list[Recorded]] = {}
    seen: set[str] = set()
    for place, draft in enumerate(drafts.entries):
        others = candidates(draft, standing)
        content = json.loads(draft.content) if others else {}
        same = next((other.id for other in others if says_the_same(content, other)), None)
        if draft.id in ids or same or draft.id in seen:
            known.append(same or draft.id)
        else:
            new.append(place)
            if contradicted := [other for other in others if is_same_act(content, other)]:
                revised[place] = contradicted
        seen.add(draft.id)
    return Sorted(new=new, known=tuple(known), revised=revised)


def _refusal(
    connection: Connection, drafts: Drafts, revised: dict[int, list[Recorded]]
) -> tuple[str, list[str]]:
    reasons: list[str] = []
    for place, [other, *_] in revised.items():
        draft = drafts.entries[place]
        before = other.content | _goods(cells_of(connection, LINES.c.entry == other.seq))
        cells = drafts.cells.filter(pl.col("draft") == place).drop("draft")
        after = json.loads(draft.content) | _goods(cells)
        reasons += (f"{draft.reference}: {each}" for each in differences(before, after))
    if len(reasons) > _MOST:
        reasons = [*reasons[:_MOST], f"and {len(reasons) - _MOST:,} more"]
    names = ", ".join(sorted({drafts.entries[place].reference or "" for place in revised})[:_MOST])
    return f"nothing was recorded: {names} is recorded with other content", reasons


def _goods(cells: pl.DataFrame) -> dict[str, Any]:
    if not cells.height:
        return {}
    return {"lines": lines_in_words(cells.drop("entry", "position", strict=False))}


def _reversal(draft: Draft, other: Recorded, reason: str | None) -> Reversal:
    content = json.loads(draft.content)
    return Reversal(
        who=content["who"],
        when=content["when"],
        document=content.get("document"),
        reverses=other.id,
        reason=reason or f"revised by {draft.id}",
    )


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
