"""Values of JSON as the texts that a person would write for them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.lines.table import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell = tuple[str | None, bool]
"""A text, and whether it is a number by itself."""


class WrittenNumber(str):
    """A number as JSON writes it: its text, told apart from a string."""

    __slots__ = ()


def is_value(value: Mapping[str, Any]) -> bool:
    """Return whether an object is one value: a quantity, money, a claim, a range."""
    keys = set(value)
    # Of a range either bound may be left out.
    return keys in _VALUES or (bool(keys) and keys <= {"low", "high"})


_LONGEST_NUMBER = 100
"""How many digits of a number are written out: no quantity comes near."""
_HUGE = re.compile(r"[eE][+-]?[0-9]{3,}")

_VALUES = (
    {"value", "unit"},
    {"amount", "currency"},
    {"qualifier", "value"},
    {"length", "width", "height"},
    {"count", "type"},
)


def cell_of(value: Any) -> Cell:
    """Return a value as a cell; an object that is one value by its canonical text."""
    match value:
        case WrittenNumber():
            return _number(value), True
        case str():
            return value, False
        case bool():
            return ("yes" if value else "no"), False
        case None | {"value": None} | {"amount": None}:
            return None, False
        case dict():
            return _cell_of_value(value)
        case _:  # a list: JSON holds nothing else
            texts = [str(cell_of(part)[0]) for part in value if part is not None]
            levels = any(isinstance(part, dict) for part in value)
            return (" > " if levels else ", ").join(texts), False


def _number(text: str) -> str:
    """Return a number without its exponent, or as written where that would be no number."""
    if len(text) > _LONGEST_NUMBER or _HUGE.search(text):
        return text
    return number_text(Decimal(text))


def _cell_of_value(value: dict[str, Any]) -> Cell:
    """Return the canonical text of a value that the models dump as an object."""
    match value:
        case {"qualifier": qualifier, "value": inner}:
            text, native = cell_of(inner)
            exactly = qualifier == "exactly" or text is None
            return (text if exactly else f"{qualifier} {text}"), native or isinstance(inner, str)
        case {"value": number, "unit": unit} | {"amount": number, "currency": unit}:
            return f"{number} {unit}", True
        case {"count": count, "type": kind}:
            return f"{count} {kind}", False
        case {"low": _} | {"high": _}:
            return _temperatures(value.get("low"), value.get("high")), True
        case {"length": length, "width": width, "height": height}:
            return " x ".join(str(cell_of(side)[0]) for side in (length, width, height)), True
        case _:
            return json.dumps(value, ensure_ascii=False), False


def _temperatures(low: Any, high: Any) -> str:
    if low is None:
        return f"up to {high} °C"
    return f"{low} °C or above" if high is None else f"{low} to {high} °C"
