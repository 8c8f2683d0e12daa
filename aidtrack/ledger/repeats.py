"""Receipts that may be recorded already: the same file again, or the same lines counted again.

A receipt that has the number of another is that one (:mod:`aidtrack.ledger.standing`). Of one
without a number nobody can tell whether it is a further delivery or the same one counted anew.
Added in silence, two hundred that came would be four hundred; so somebody has to say.
"""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from aidtrack.errors import NotRecorded
from aidtrack.ledger.difference import differences
from aidtrack.ledger.standing import about, candidates, is_same_act, same_file, says_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from aidtrack.ledger.drafts import Draft
    from aidtrack.ledger.standing import Recorded
    from aidtrack.model.entries import Receipt

Standing = dict[tuple[str, str], list["Recorded"]]
"""The entries that stand, by reference and kind."""

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
    connection: Connection, drafts: Iterable[Draft], *, also: bool, revision: bool
) -> frozenset[str]:
    """Return the ids of the receipts that entries take the place of, without having a number.

    Only receipts that do not say which they are can: an entry that names its number, or the
    document that it is taken from by its hash, is taken at its word.

    Args:
        connection: A connection.
        drafts: The entries, of any kind.
        also: Whether they are said to be further ones.
        revision: Whether they are said to take the place of what is recorded.

    Raises:
        NotRecorded: As :func:`repeated_by` does.
    """
    nameless = [each for each in drafts if each.kind == "receipt" and _is_nameless(each)]
    if not nameless or also:
        return frozenset()
    standing = about(connection, (each.reference or "" for each in nameless))
    return repeated_by(nameless, standing, also=also, revision=revision)


def _is_nameless(draft: Draft) -> bool:
    content = json.loads(draft.content)
    return content.get("reference") is None and "sha256" not in content.get("document", {})


def repeated_by(
    drafts: Iterable[Draft], standing: Standing, *, also: bool, revision: bool
) -> frozenset[str]:
    """Return the ids of the receipts that new ones take the place of, without having a number.

    Args:
        drafts: The new ones.
        standing: What is recorded.
        also: Whether they are said to be further ones.
        revision: Whether they are said to take the place of what is recorded.

    Raises:
        NotRecorded: One may be recorded already, and nobody says whether it is; or it may be
            any of several.
    """
    found: set[str] = set()
    for draft in drafts:
        content = json.loads(draft.content)
        others = candidates(draft, standing)
        if also or any(_is_told_apart(content, other.content) for other in others):
            continue
        repeats = [other for other in others if may_be_one(content, other.content)]
        repeats = [each for each in repeats if same_file(content, each.content)] or repeats
        if repeats and not revision:
            raise NotRecorded(*_refusal(draft, content, repeats), ways_out=("revision", "also"))
        if len(repeats) > 1:
            raise NotRecorded(
                f"nothing was recorded: {draft.reference} has {len(repeats)} receipts of these "
                "lines; state the number of the one that is revised, or take it back",
                [_named(draft, each) for each in repeats],
            )
        if repeats and repeats[0].id in found:
            raise NotRecorded(
                f"nothing was recorded: two of the receipts of {draft.reference} take the place of "
                "one; give each the number of its goods received note",
                [_named(draft, repeats[0])],
            )
        found.update(each.id for each in repeats)
    return frozenset(found)


def _is_told_apart(content: dict[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether it is known to be that one: the same words, or the same number."""
    return says_the_same(content, other) or is_same_act(content, other)


def may_be_one(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether a receipt may be another one: of one file, or of lines that both count."""
    if content.get("told") != "record" or other.get("told") != "record":
        return False
    numbers = {content.get("reference"), other.get("reference")}
    if len(numbers) > 1 and None not in numbers:
        return False
    if same_file(content, other):
        return True
    return any(
        _is_one_lot(one, two)
        for one, two in product(content.get("lines", []), other.get("lines", []))
    )


def _is_one_lot(line: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    batches = {line.get("batch"), other.get("batch")}
    return line["line"] == other["line"] and (len(batches) == 1 or None in batches)


def _refusal(
    draft: Draft, content: dict[str, Any], repeats: Sequence[Recorded]
) -> tuple[str, list[str]]:
    reasons = [_named(draft, each) for each in repeats]
    reasons += (f"{draft.reference}: {each}" for each in differences(repeats[-1].content, content))
    message = (
        f"nothing was recorded: {draft.reference} has a receipt of these lines already, and "
        "nobody says whether this one corrects it or is a further one"
    )
    return message, reasons


def _named(draft: Draft, recorded: Recorded) -> str:
    """Return which receipt it is, in words."""
    content = recorded.content
    document = content.get("document", {})
    number = content.get("reference")
    who = content["who"].get("name") or content["who"].get("country")
    source = document.get("title") or document.get("address")
    told = [
        f"{draft.reference}: received on {content['when'][:_DAY]} by {who}",
        *([f"number {number}"] if number else []),
        *([f"from {source}"] if source else []),
        f"entry {recorded.id[:_SHOWN]}",
    ]
    return ", ".join(told)
