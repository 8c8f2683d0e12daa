"""What totals can be taken by: each key is one column expression."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Key:
    """A way to group lines."""

    fields: tuple[str, ...]
    """The fields it is made of."""
    make: Callable[[], pl.Expr]
    description: str


def _party(name: str) -> Callable[[], pl.Expr]:
    """Return the party's name, or its country where only that is known."""
    return lambda: pl.coalesce(pl.col(name), pl.col(f"{name}_country"))


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "donor": Key(("donor", "donor_country"), _party("donor"), "Who gave."),
        "recipient": Key(
            ("recipient", "recipient_country"), _party("recipient"), "Who is to receive."
        ),
        "kind": Key(("kind",), lambda: pl.col("kind").fill_null("item"), "The kind of goods."),
        "item": Key(("description",), lambda: pl.col("description"), "The goods in words."),
        "consignment": Key(("reference",), lambda: pl.col("reference"), "The reference."),
        "country": Key(
            ("recipient_country",), lambda: pl.col("recipient_country"), "Where the goods go."
        ),
        "month": Key(
            ("dispatched",),
            lambda: pl.col("dispatched").dt.strftime("%Y-%m"),
            "The month of dispatch.",
        ),
    }
)
"""Every key that totals can be taken by."""


def keys_named(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of keys, each once; one text may hold several, parted by commas.

    Raises:
        UnknownName: One of them is no key.
    """
    several = names.split(",") if isinstance(names, str) else names
    chosen = tuple(dict.fromkeys(name.strip() for name in several))
    for name in chosen:
        if name not in KEYS:
            what = "key to summarise by"
            raise UnknownName(what, name, KEYS)
    return chosen
