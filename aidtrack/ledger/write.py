"""Writing what is new, with what it takes back and what was found of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.ledger.append import append, link, put
from aidtrack.ledger.drafts import Drafts, drafts_of
from aidtrack.ledger.notes import notes_of
from aidtrack.ledger.recording import Recording
from aidtrack.ledger.sorting import (
    check_reversals,
    refuse_contradictions,
    refuse_what_contradicts,
    sorted_out,
)
from aidtrack.ledger.standing import reversals
from aidtrack.ledger.undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from aidtrack.findings import Findings
    from aidtrack.ledger.notes import Noted
    from aidtrack.ledger.sorting import Sorted


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
    drafts: Drafts,
    found: Sorted,
    *,
    revision: Revision,
    origin: str,
    weigh: Callable[[], Weighed],
) -> Recording:
    """Write the entries that are not recorded yet.

    Args:
        connection: One that alone may write.
        drafts: The entries.
        found: What of them is new, as :func:`settled` returns it.
        revision: Why what is recorded is taken back, where it is.
        origin: The chain that is written.
        weigh: Returns what was found, asked once the entries are written and before they are
            linked; what it refuses is as if it had never been written.

    Raises:
        NotRecorded: What is found forbids it.
    """
    chosen = _chosen(drafts, found.new)
    back = Undoing(reversals(connection) if found.revised or found.gone else {}, revision.reason)
    for place in found.gone:
        back.restore(drafts.entries[place].id, drafts.entries[place])
    for place, others in found.revised.items():
        for other in others:
            back.take_back(other.id, drafts.entries[place])
    if back.reversals:
        append(connection, drafts_of(list(back.reversals.values())), {}, origin)
    put(connection, chosen)
    weighed = weigh()
    notes = notes_of(weighed.noted)
    told = {number: notes[place] for number, place in enumerate(found.new) if place in notes}
    link(connection, chosen.entries, told, origin)
    return Recording(
        added=tuple(draft.id for draft in chosen.entries),
        known=found.known,
        reversed=tuple(other.id for others in found.revised.values() for other in others),
        restored=tuple(drafts.entries[place].id for place in found.gone),
        findings=weighed.findings,
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of entries, and is let stand."""

    findings: Findings | None = None
    """All of it; None where nothing was asked."""
    noted: Sequence[Noted] = ()
    """The same, by the entries that it is kept with."""


def settled(connection: Connection, drafts: Drafts, revision: Revision) -> Sorted:
    """Return what of some drafts is new, where nothing that is recorded forbids it.

    Raises:
        NotRecorded: Other content is recorded under the same reference, and no revision
            is allowed; it was recorded and is taken back, likewise; two of the entries are
            different records of one act; or a reversal names no entry that stands, or the
            entry of another one.
    """
    refuse_contradictions(drafts)
    found = sorted_out(connection, drafts, revision.of)
    if not revision.allowed:
        refuse_what_contradicts(connection, drafts, found)
    check_reversals(connection, [drafts.entries[place] for place in found.new])
    return found


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
