"""A small immutable mapping of texts that frozen models can hold and hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Texts(Mapping[str, str]):
    """Texts by name, frozen and hashable, in sorted order.

    >>> Texts({"gross_weight": "15 blorps"})
    Texts({'gross_weight': '15 blorps'})
    """

    __slots__ = ("_items",)

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        """Take a copy of the mapping."""
        self._items = dict(sorted((texts or {}).items()))

    def __getitem__(self, name: str) -> str:
        """Return the text of one name."""
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self._items)

    def __hash__(self) -> int:
        """Return a hash over all items."""
        return hash(tuple(self._items.items()))

    def __repr__(self) -> str:
        """Return the mapping as it is made."""
        return f"Texts({self._items!r})"

    def __reduce__(self) -> tuple[type[Texts], tuple[dict[str, str]]]:
        """Pickle by the items."""
        return (Texts, (self._items,))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate from any mapping of texts; dump as a plain one."""
        return (
            core_schema.no_info_after_validator_function(
                cls,
                core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema()),
                serialization=core_schema.plain_serializer_function_ser_schema(
                    dict, return_schema=core_schema.dict_schema()
                ),
            )
            if source is cls
            else handler(source)
        )
