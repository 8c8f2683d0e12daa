"""What tells one hit of a rule from another, however rows move: never the row itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.findings import Rule, Scope
from aidtrack.lines.columns import OTHER
from aidtrack.lines.schema import KEYS
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import OF_OTHER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORDS = ("description.text", "quantity.text")
"""What a line without a number goes by."""
IDENTITY = (*KEYS, "reference", "line", *_WORDS)
"""The columns that every hit keeps."""
IDENTIFYING = ("line", "reference", "description", "quantity")
"""The fields behind them."""
KEY = "key."
"""The prefix of the texts by which lines of two documents are found to speak of the same."""
FROM = ".from"
"""The part of a fact that names the field it was taken from."""
_BETWEEN = "\x1f"
_CONSIGNMENT = "consignment"
_OF_WHOLES = (Scope.CONSIGNMENT, Scope.DOCUMENTS)


def value_of(rule: Rule) -> str | None:
    """Return the column that holds the value to which a rule's findings point."""
    if rule.scope is Scope.CELL:
        return "text"
    first = next(iter(rule.pointed), None)
    return f"{first}.text" if first in FIELDS else first


def told_by(rule: Rule, columns: Collection[str]) -> tuple[pl.Expr, ...]:
    """Return what tells hits in these columns apart, as `told` does of one."""
    if _is_columnwise(rule, columns):
        return (pl.col("field"),)
    if rule.compares:
        return tuple(pl.col(name) for name in _compared(rule) if name in columns)
    wanted = ("reference", "field", value_of(rule))
    names = [pl.col(name) for name in wanted if name is not None and name in columns]
    if _is_of_a_line(rule):
        words = pl.concat_str(_WORDS, separator=_BETWEEN, ignore_nulls=True)
        unnumbered = pl.when(pl.col("line").is_null()).then(words).alias(_BETWEEN)
        return (*names, pl.col("line"), unnumbered)
    return tuple(names)


def told(rule: Rule, row: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return what tells a hit apart: its consignment, its line's number or words, its value."""
    if _is_columnwise(rule, row):
        return ()
    if rule.compares:
        values = [row.get(name) for name in _compared(rule)]
        return tuple(None if value is None else str(value) for value in values)
    words = [row.get("line")] if _is_of_a_line(rule) else []
    if words == [None]:
        words += [row.get(name) for name in _WORDS]
    value = row.get(value_of(rule) or "")
    return (row.get("reference"), *words, None if value is None else str(value))


@cache
def _is_of_a_line(rule: Rule) -> bool:
    """Return whether a rule's findings are of lines, and not of what several lines say alike.

    A day of dispatch is its consignment's, on whichever line it stands. What a rule about
    groups says of their keys alone is the group's, whichever line of it comes first.
    """
    if rule.scope in _OF_WHOLES:
        return False
    pointed = frozenset(rule.pointed)
    if rule.scope is Scope.GROUP and "line" not in rule.keys and pointed.issubset(rule.keys):
        return False
    return not pointed or not all(
        name in FIELDS and FIELDS[name].level == _CONSIGNMENT for name in pointed
    )


def _compared(rule: Rule) -> tuple[str, ...]:
    """Return the columns that tell one difference between documents from another.

    Neither document's name is among them: files are renamed.
    """
    shown = [name for name in rule.shown if name not in {"document", "other_document"}]
    return ("reference", *(KEY + name for name in rule.keys), *map(column_of, shown))


def column_of(name: str) -> str:
    """Return the column of a name in the message of a rule that compares two documents.

    >>> column_of("donor"), column_of("other_value_said")
    ('donor.text', 'other.value_said')
    """
    its = name.removeprefix(OF_OTHER)
    text = f"{its}.text" if its in FIELDS else its
    return text if its == name else OTHER + text


def _is_columnwise(rule: Rule, columns: Collection[str]) -> bool:
    """Return whether hits speak of whole columns, whose first line may become another."""
    return rule.scope is Scope.CELL and "lines" in columns
