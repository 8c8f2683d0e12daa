"""Deciding what of some entries is new, and refusing what contradicts what is recorded."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.errors import NotRecorded
from aidtrack.ledger.difference import differences, lines_in_words
from aidtrack.ledger.load import cells_of
from aidtrack.ledger.standing import (
    about,
    identities,
    is_same_act,
    known_ids,
    lists_goods,
    says_the_same,
    taken_back,
    whose_number,
)
from aidtrack.ledger.tables import LINES
from aidtrack.ledger.telling import first_few

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.errors import WayOut
    from aidtrack.ledger.drafts import Draft, Drafts
    from aidtrack.ledger.standing import Recorded

_NAMED: Final = 20
"""How many references are named."""


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
    spoken_of: frozenset[str]
    """The references of theirs of which anything is recorded that stands."""

    def written_of(self, drafts: Drafts) -> dict[int, Draft]:
        """Return those of the drafts that are to be written or to stand again, by their places."""
        return {place: drafts.entries[place] for place in (*self.new, *self.gone)}

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
        raise NotRecorded(
            *_refusal(connection, drafts, found.revised),
            ways_out=("revision", *_by_another(drafts, found.revised)),
        )
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
    groups = {key: Recordings(others) for key, others in standing.items()}
    undone = taken_back(connection) if ids else frozenset()
    new: list[int] = []
    known: list[str] = []
    gone: list[int] = []
    revised: dict[int, list[Recorded]] = {}
    seen: set[str] = set()
    told: dict[str, set[str]] = defaultdict(set)
    for own, other in revised_by_them:
        told[own].add(other)
    alike = Counter(_sort_of(draft) for draft in drafts.entries)
    given: dict[tuple[str | None, str, str], dict[bytes, tuple[int, str]]] = defaultdict(dict)
    for place, draft in enumerate(drafts.entries):
        others = groups.get((draft.reference or "", draft.kind))
        sort = _sort_of(draft)
        several = draft.reference is not None and alike[sort] > 1
        content = json.loads(draft.content) if others or several else {}
        names = identities(content) if content else frozenset()
        same = others and others.same_as(names)
        same = same or _first(given[sort], names)
        if same or draft.id in ids - undone or draft.id in seen:
            known.append(same or draft.id)
        else:
            (gone if draft.id in ids else new).append(place)
            contradicted = others.contradicted_by(content, told[draft.id]) if others else []
            if contradicted:
                revised[place] = contradicted
            given[sort] |= dict.fromkeys(names, (place, draft.id))
        seen.add(draft.id)
    return Sorted(
        new=new,
        known=tuple(known),
        revised=revised,
        gone=gone,
        spoken_of=frozenset(reference for reference, _ in standing),
    )


def _sort_of(draft: Draft) -> tuple[str | None, str, str]:
    """Return what two drafts that say the same have in common, without a look at their content."""
    return draft.reference, draft.kind, draft.substance


def _first(named: Mapping[bytes, tuple[int, str]], names: Iterable[bytes]) -> str | None:
    """Return the id of the first of the entries that any of some names is known for."""
    found = min((named[name] for name in names if name in named), default=None)
    return None if found is None else found[1]


class Recordings:
    """The entries of one kind that stand about one consignment, to be compared with many."""

    def __init__(self, entries: Sequence[Recorded]) -> None:
        """Remember by what each is known.

        Args:
            entries: The entries, in the order in which they were recorded.
        """
        self._entries = entries
        self._named: dict[bytes, tuple[int, str]] = {}
        self._numbered: dict[str, list[Recorded]] = defaultdict(list)
        for each in reversed(entries):
            self._named |= dict.fromkeys(identities(each.content), (each.seq, each.id))
        for each in entries:
            if (number := each.content.get("reference")) is not None:
                self._numbered[number].append(each)

    def same_as(self, names: Iterable[bytes]) -> str | None:
        """Return the id of the first entry that is known by any of some names."""
        return _first(self._named, names)

    def contradicted_by(self, content: dict[str, Any], revised: Collection[str]) -> list[Recorded]:
        """Return those that tell otherwise of the same act, and those that are revised."""
        acts = self._entries
        if not lists_goods(content):
            acts = self._numbered.get(content.get("reference", ""), [])
        same = {each.id for each in acts if is_same_act(content, each.content)}
        return [each for each in self._entries if each.id in same or each.id in revised]


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
        if len(places) == 1:
            continue
        acts: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for place in places.values():
            content = json.loads(drafts.entries[place].content)
            # A list of goods goes by its reference; what else has no number is an act of its own.
            number = "" if lists_goods(content) else content.get("reference")
            if number is not None:
                acts[number].append((place, content))
        pairs = chain.from_iterable(combinations(told, 2) for told in acts.values())
        for (one, before), (other, after) in pairs:
            if is_same_act(before, after) and not says_the_same(before, after):
                names.add(reference)
                found = differences(
                    before | _goods(_cells_of(drafts, one)),
                    after | _goods(_cells_of(drafts, other)),
                )
                told_apart = whose_number(after, before)
                reasons += (f"{reference}: {each}" for each in (*found, *told_apart))
    if names:
        told_names = ", ".join(sorted(names)[:_NAMED])
        raise NotRecorded(
            f"nothing was recorded: {told_names} is given twice, with different content",
            first_few(reasons),
        )


def _cells_of(drafts: Drafts, place: int) -> pl.DataFrame:
    return drafts.cells.filter(pl.col("draft") == place).drop("draft")


def _by_another(drafts: Drafts, places: Iterable[int]) -> list[WayOut]:
    """Return whether it can be recorded as a report: lists that are said to be records can."""
    contents = (json.loads(drafts.entries[place].content) for place in places)
    told = all(lists_goods(each) and each["told"] == "record" for each in contents)
    return ["report"] if told else []


def _refusal_of_gone(drafts: Sequence[Draft]) -> tuple[str, list[str]]:
    return (
        "nothing was recorded: what was taken back stands again only as a revision",
        first_few(
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
    names = ", ".join(sorted({drafts.entries[place].reference or "" for place in revised})[:_NAMED])
    return f"nothing was recorded: {names} is recorded with other content", first_few(reasons)


def _goods(cells: pl.DataFrame) -> dict[str, Any]:
    if not cells.height:
        return {}
    return {"lines": lines_in_words(cells.drop("entry", "position", strict=False))}


def check_reversals(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Refuse reversals of what does not stand, and two of one entry.

    Raises:
        NotRecorded: There are such.
    """
    named = Counter(json.loads(d.content)["reverses"] for d in drafts if d.kind == "reversal")
    if not named:
        return
    there = known_ids(connection, sorted(named)) | {draft.id for draft in drafts}
    if missing := sorted(named.keys() - there):
        raise NotRecorded(f"there is no entry {missing[0]}, which is to be taken back")
    if gone := sorted(named.keys() & taken_back(connection)):
        raise NotRecorded(f"the entry {gone[0]} is taken back already")
    if twice := sorted(name for name, count in named.items() if count > 1):
        raise NotRecorded(
            f"nothing was recorded: {named[twice[0]]} reversals take back the entry {twice[0]}; "
            "expected one"
        )
