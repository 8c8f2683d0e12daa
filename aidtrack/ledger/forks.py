"""Forks: several links that follow the same one.

Copies of one ledger that went on separately make one where they are merged, and so does who
slips an entry into the past: the hashes fit in both cases. Only who noted the head of each
branch can tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


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
