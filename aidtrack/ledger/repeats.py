"""Entries that may be recorded already: the same file again, or the same goods told of again.

An act that has a number is known by it (:mod:`aidtrack.ledger.standing`). Of one without a
number nobody can tell whether it is a further one or the same one written anew. Added in
silence, two hundred that came would be four hundred; so somebody has to say. By what law two
may be one is told in :mod:`aidtrack.ledger.likeness`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aidtrack.errors import NotRecorded
from aidtrack.ledger.difference import differences
from aidtrack.ledger.likeness import may_be_of_one_file, may_be_one, may_be_told_by
from aidtrack.ledger.recording import counted
from aidtrack.ledger.standing import (
    about,
    candidates,
    is_same_act,
    same_file,
    says_the_same,
    witness_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft
    from aidtrack.ledger.standing import Recorded
    from aidtrack.model.entries import Receipt

Standing = dict[tuple[str, str], list["Recorded"]]
"""The entries that stand, by reference and kind."""

Pair = tuple[str, str]
"""The id of a new entry, and that of the recorded one whose place it takes."""

_DONE: Final = {
    "arrival": "arrived",
    "clearance": "decided on by customs",
    "receipt": "received",
    "distribution": "handed on to {}",
    "loss": "lost",
    "return": "sent back",
}
"""What was done, by the kind of entry that says so."""
ACTS: Final = frozenset(_DONE)
"""The kinds of entries that are asked about."""
ONE: Final = {kind: f"{'an' if kind == 'arrival' else 'a'} {kind}" for kind in _DONE}
_SEVERAL: Final = {kind: "losses" if kind == "loss" else f"{kind}s" for kind in _DONE}
_DAY: Final = 10
"""How many characters of an instant are its day: 2021-04-28."""
_SHOWN: Final = 12
"""How many digits of an entry's name are shown."""


def as_recorded(receipt: Receipt, standing: Standing, *, also: bool) -> Receipt:
    """Return a receipt of which nobody stated when with the instant that is recorded of it.

    That is the instant of the same file, else of the same number, else of the same lines: what
    is corrected a week later did not come a week later.

    Args:
        receipt: The receipt.
        standing: What is recorded.
        also: Whether it is said to be a further one.
    """
    content = receipt.model_dump(mode="json", exclude_none=True)
    others = [each.content for each in standing.get((receipt.about, receipt.entry), [])]
    tests = (same_file,) if also else (same_file, is_same_act, may_be_one)
    found = next((each for is_it in tests for each in others if is_it(content, each)), None)
    return receipt if found is None else receipt.revised(when=found["when"])


def repeated_among(
    connection: Connection, drafts: Sequence[Draft], *, also: bool, revision: bool
) -> frozenset[Pair]:
    """Return which entries of a call take the place of which others, without having a number.

    Args:
        connection: A connection.
        drafts: The entries, of any kind.
        also: Whether they are said to be further ones.
        revision: Whether they are said to take the place of what is recorded.

    Raises:
        NotRecorded: As :func:`repeated_by` does.
    """
    acts = [each for each in drafts if each.kind in ACTS]
    if not acts or also:
        return frozenset()
    standing = about(connection, (each.reference or "" for each in acts))
    told = [(each, json.loads(each.content)) for each in acts]
    given = frozenset(
        other.id
        for each, content in told
        for other in candidates(each, standing)
        if says_the_same(content, other.content)
    )
    return _answered(acts, standing, may_be_told_by, given=given, revision=revision)


def repeated_by(
    drafts: Iterable[Draft], standing: Standing, *, also: bool, revision: bool
) -> frozenset[Pair]:
    """Return which receipts of a file take the place of which others, without having their number.

    Args:
        drafts: The new ones.
        standing: What is recorded.
        also: Whether they are said to be further ones.
        revision: Whether they are said to take the place of what is recorded.

    Raises:
        NotRecorded: One may be recorded already, and nobody says whether it is; or it may be
            any of several.
    """
    if also:
        return frozenset()
    return _answered(drafts, standing, may_be_of_one_file, given=frozenset(), revision=revision)


def _answered(
    drafts: Iterable[Draft],
    standing: Standing,
    may_be: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
    *,
    given: frozenset[str],
    revision: bool,
) -> frozenset[Pair]:
    """Return which entries take the place of which, as the caller answers.

    Args:
        drafts: The new ones.
        standing: What is recorded.
        may_be: Whether one may be another.
        given: The ids of the recorded ones that are given along, and stay what they are.
        revision: Whether the new ones are said to take the place of what is recorded.

    Raises:
        NotRecorded: As :func:`repeated_by` does.
    """
    found: dict[str, str] = {}
    open_: list[tuple[Draft, list[Recorded]]] = []
    for draft in drafts:
        content = json.loads(draft.content)
        others = candidates(draft, standing)
        if any(_is_told_apart(content, other.content) for other in others):
            continue
        repeats = [
            other for other in others if other.id not in given and may_be(content, other.content)
        ]
        repeats = [each for each in repeats if same_file(content, each.content)] or repeats
        if repeats and not revision:
            open_.append((draft, repeats))
            continue
        if len(repeats) > 1:
            raise NotRecorded(
                f"nothing was recorded: {draft.reference} has {len(repeats)} "
                f"{_SEVERAL[draft.kind]} of these lines; state the number of the one that is "
                "revised, or take it back",
                [_named(draft, each) for each in repeats],
            )
        if repeats and repeats[0].id in found:
            raise NotRecorded(
                f"nothing was recorded: two of the {_SEVERAL[draft.kind]} of {draft.reference} "
                "take the place of one; give each the number of its note",
                [_named(draft, repeats[0])],
            )
        found |= {each.id: draft.id for each in repeats}
    if open_:
        raise NotRecorded(*_refusal(open_), ways_out=("revision", "also"))
    return frozenset((new, old) for old, new in found.items())


def _is_told_apart(content: dict[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether it is known to be that one: the same words, or the same number."""
    return says_the_same(content, other) or is_same_act(content, other)


def _refusal(open_: Sequence[tuple[Draft, Sequence[Recorded]]]) -> tuple[str, list[str]]:
    """Return what nobody says, of the first entry in words, and of how many more."""
    draft, repeats = open_[0]
    content = json.loads(draft.content)
    reasons = [_named(draft, each) for each in repeats]
    reasons += (f"{draft.reference}: {each}" for each in differences(repeats[-1].content, content))
    if more := len(open_) - 1:
        reasons.append(f"nor is it said of {counted(more)} besides")
    if content["who"] != repeats[-1].content["who"]:
        reasons.append("if two witnesses tell of one act, give both the number of its note")
    message = (
        f"nothing was recorded: {draft.reference} has {ONE[draft.kind]} of these lines already, "
        "and nobody says whether this one corrects it or is a further one"
    )
    return message, reasons


def _named(draft: Draft, recorded: Recorded) -> str:
    """Return which entry it is, in words."""
    content = recorded.content
    document = content.get("document", {})
    number = content.get("reference")
    source = document.get("title") or document.get("address")
    done = _DONE[draft.kind].format(content.get("place"))
    told = [
        f"{draft.reference}: {done} on {content['when'][:_DAY]} by {witness_of(content)}",
        *([f"number {number}"] if number else []),
        *([f"from {source}"] if source else []),
        f"entry {recorded.id[:_SHOWN]}",
    ]
    return ", ".join(told)
