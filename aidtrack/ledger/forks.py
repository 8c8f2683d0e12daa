"""Forks: several links that follow the same one.

Copies of one ledger that went on separately make one where they are merged, and so does who
slips an entry into the past: the hashes fit in both cases. Only who noted the head of each
branch can tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from aidtrack.errors import UnknownEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

FEWEST: Final = 12
"""How many digits name a head at least: of fewer, who forges one soon finds the like."""
_HASH: Final = 64


class Link(NamedTuple):
    """The place of a link in its chain."""

    link: str
    origin: str
    number: int
    previous: str


class Fork(NamedTuple):
    """Several links that follow the same one."""

    origin: str
    number: int
    links: tuple[str, ...]

    def __str__(self) -> str:
        """Return where it is."""
        return f"chain {self.origin} has {len(self.links)} links {self.number}"


def forks_of(links: Iterable[Link]) -> Iterator[Fork]:
    """Yield the forks among links, by chain and number."""
    following: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for each in links:
        following[each.origin, each.number, each.previous].append(each.link)
    for (origin, number, _), several in sorted(following.items()):
        if len(several) > 1:
            yield Fork(origin, number, tuple(sorted(several)))


def noted_heads(
    links: Collection[str], entries: Collection[str], noted: Iterable[str]
) -> list[str]:
    """Return the links that were noted, each whole; one that is not there stays as it was noted.

    Args:
        links: The links that there are.
        entries: The ids of the entries, which are noted in the place of links by mistake.
        noted: Links, or so many of their first digits that they are told apart.

    Raises:
        UnknownEntry: What was noted cannot be a link, or begins several of them.
    """
    return [_noted(text, links, entries) for text in noted]


def _noted(text: str, links: Collection[str], entries: Collection[str]) -> str:
    digits = "".join(text.split()).lower()
    if set(digits) - set("0123456789abcdef") or not FEWEST <= len(digits) <= _HASH:
        raise UnknownEntry(
            f"expected a head as verify shows it, of {_HASH} hexadecimal digits, or at least the "
            f"first {FEWEST} of them; got {text!r}, of {len(digits)}"
        )
    found = sorted(link for link in links if link.startswith(digits))
    if len(found) > 1:
        raise UnknownEntry(
            f"expected digits that begin one head, got {digits!r}, which begins {len(found)}: "
            f"{', '.join(found)}"
        )
    if not found and any(entry.startswith(digits) for entry in entries):
        raise UnknownEntry(
            f"expected a head, got {text!r}, which names an entry: heads are those of links, as "
            "verify shows them"
        )
    return found[0] if found else digits


def vouched_for(links: Iterable[Link], heads: Collection[str]) -> set[str]:
    """Return the links that noted heads stand for: themselves, and all before them."""
    before = {each.link: each.previous for each in links}
    found: set[str] = set()
    for head in heads:
        link = head
        while link in before and link not in found:
            found.add(link)
            link = before[link]
    return found
