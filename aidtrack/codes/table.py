"""Code lists that are read from the package's data when they are first looked at.

>>> table = Table(lambda: {"a": 1})
>>> table["a"], len(table), list(table)
(1, 1, ['a'])
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T")


class Table(Mapping[str, T]):
    """A mapping by code that is made when it is first used.

    Importing the library must be instant, and most of its users never look at most lists.
    """

    def __init__(self, load: Callable[[], Mapping[str, T]]) -> None:
        """Keep how the mapping is made.

        Args:
            load: Makes the mapping; called once, at first use.
        """
        self._load = load

    @cached_property
    def _rows(self) -> Mapping[str, T]:
        return self._load()

    def __getitem__(self, code: str) -> T:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} codes from {min(self)} to {max(self)}>"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's code lists, by column.

    >>> read_rows("countries.csv")[0]["alpha3"]
    'AND'

    Args:
        name: The file's name in the package's data.
    """
    text = (files("aidtrack.codes") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def split_names(joined: str) -> list[str]:
    """Return the names that stand in one cell of a code list."""
    return [name for name in joined.split(";") if name]
