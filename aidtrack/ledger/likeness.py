"""Whether two acts may be one, of which no number tells.

The law is:

- A receipt that a file like a manifest gives, or that has no document, may be any receipt of
  a line, or a batch, that both count, whatever its day and place; and whatever their numbers
  where both are of one file.
- A receipt that is a row of a table or has a number, and any other act, may be one of the same
  line, or batch, on the same day. Another place, another note by its title, another decision
  of customs, another stage or cause of a loss, another way back or state of what went back,
  another time of that day: these are plainly two.
- Two numbers are two acts; one with a number may be one that was recorded without.
- What is said to the last word by another entry that is given along is that one, and none
  else: where a table has grown, its rows of before are known, and the new one is a further one.

Reports are added to nothing, and never asked about.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.standing import same_file
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAY: Final = 10
"""How many characters of an instant are its day: 2021-04-28."""
_MIDNIGHT: Final = "T00:00:00Z"
"""How an instant ends of which nothing but the day is known."""


def may_be_one(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether a receipt may be another one: of lines that both count."""
    if not _are_records(content, other):
        return False
    if _differ(content.get("reference"), other.get("reference")) and not same_file(content, other):
        return False
    return _share_a_lot(content, other)


def may_be_of_one_file(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether a receipt may be another one: of one file, or of lines that both count."""
    of_one_file = _are_records(content, other) and same_file(content, other)
    return of_one_file or may_be_one(content, other)


def may_be_told_by(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether an act may be another one that is recorded, unless its number tells."""
    numbered = content.get("reference") is not None
    if numbered and other.get("reference") is not None:
        return False
    by_file = "sha256" in content.get("document", {})
    if content["entry"] == "receipt" and not numbered and not by_file:
        return may_be_one(content, other)
    return (
        _are_records(content, other)
        and _is_one_time(content["when"], other["when"])
        and not any(_differ(_folded(one), _folded(two)) for one, two in _tellings(content, other))
        and _share_a_lot(content, other)
    )


def _are_records(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return content.get("told") == other.get("told") == "record"


def _tellings(
    content: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterator[tuple[str | None, str | None]]:
    """Yield what tells two acts of one day apart, where both state it."""
    names = ("reference", "place", "status", "stage", "cause", "back_to", "held_as")
    yield from ((content.get(name), other.get(name)) for name in names)
    one, two = (each.get("document", {}).get("title") for each in (content, other))
    yield one, two


def _differ(one: str | None, two: str | None) -> bool:
    """Return whether both are stated, and are not the same."""
    return None not in {one, two} and one != two


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _is_one_time(when: str, other: str) -> bool:
    """Return whether two instants may be one: of a day, where one of them is no more than a day."""
    days = {when[:_DAY], other[:_DAY]}
    return when == other or (
        len(days) == 1 and any(each.endswith(_MIDNIGHT) for each in (when, other))
    )


def _share_a_lot(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(
        _is_one_lot(one, two)
        for one, two in product(content.get("lines", []), other.get("lines", []))
    )


def _is_one_lot(line: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(line["line"] == other["line"]) and not _differ(
        line.get("batch"), other.get("batch")
    )
