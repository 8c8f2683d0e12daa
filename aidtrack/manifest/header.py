"""Where in a grid a header stands: one row, two, with units below or groups above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aidtrack.codes.currencies import CURRENCIES
from aidtrack.manifest.headers import header_meaning
from aidtrack.manifest.hxl import fields_of_tags, is_tag_row
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.text.fold import fold
from aidtrack.units.aliases import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aidtrack.manifest.grid import Grid

SEARCHED_ROWS = 60
"""How far down the first header is looked for."""
ENOUGH = 2
"""How many columns a header must name, unless the table has but one."""
_VALUE = re.compile(r"\d")
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header, 0-based, and what they call each column."""

    texts: tuple[str, ...]
    row: int
    """The row of the names."""
    first: int
    """The first row that belongs to it: that of the groups, where there is one."""
    last: int
    """The last row that belongs to it: that of the units, where there is one."""
    known: int
    """How many fields it names."""


def find_header(
    grid: Grid, mapping: Mapping[str, str], rows: Iterable[int] | None = None
) -> Header | None:
    """Return the first of the headers that name the most fields, or None.

    Args:
        grid: The table.
        mapping: Headers, folded, whose fields the caller named.
        rows: The 0-based rows to look at; by default the first sixty.
    """
    best: Header | None = None
    searched = range(min(SEARCHED_ROWS, grid.cells.height)) if rows is None else rows
    for row in searched:
        if is_tag_row(_texts(grid, row)) and (best is None or best.last >= row - 1):
            return _above_tags(grid, row)
        for header in _headers_at(grid, row, mapping):
            if best is None or header.known > best.known:
                best = header
    if best is None or best.known < min(ENOUGH, grid.cells.width):
        return None
    return _with_units(grid, best)


def _above_tags(grid: Grid, row: int) -> Header:
    """Return the header above a row of hashtags, which make any table one; else the tags."""
    above = row - 1 if row and any(_texts(grid, row - 1)) else row
    texts = _texts(grid, above)
    known = len(fields_of_tags(_texts(grid, row)))
    return Header(texts, above, _first_row(grid, above), above, known)


def _headers_at(grid: Grid, row: int, mapping: Mapping[str, str]) -> Iterable[Header]:
    """Yield the header that a row is by itself, and the one it makes up with the row below."""
    own = _texts(grid, row)
    known = known_fields(own, mapping)
    if not known:
        return
    yield Header(own, row, _first_row(grid, row), row, len(known))
    if row + 1 >= grid.cells.height:
        return
    below = _texts(grid, row + 1)
    if not any(below) or not _are_labels(below, own) or _is_units(below, own):
        return
    both = _combined(own, below, mapping)
    together = known_fields(both, mapping)
    alone = known_fields(below, mapping)
    if len(together) > max(len(known), len(alone)):
        yield Header(both, row, _first_row(grid, row), row + 1, len(together))


def _texts(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(" ".join((text or "").split()) for text in grid.row(row))


def known_fields(texts: Iterable[str], mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that some headers name."""
    named = {field_of(text, mapping) for text in texts if text}
    # A heading such as Notes stands above any text: it makes no table.
    return {name for name in named if name is not None} - {"remarks"}


def field_of(text: str, mapping: Mapping[str, str]) -> str | None:
    """Return the field that a header names, or None."""
    if fold(text) in mapping:
        return mapping[fold(text)]
    meaning = header_meaning(text.strip())
    return meaning.field if meaning else None


def _is_value(text: str) -> bool:
    """Return whether a text is no label: it has digits, or is a sentence."""
    return _VALUE.search(text) is not None or len(text) > _LONGEST_LABEL


def _are_labels(below: Sequence[str], own: Sequence[str]) -> bool:
    """Return whether the row below a header holds no value; m3 below a volume is none."""
    return not any(
        _is_value(text) and not _is_unit_of(text, name)
        for text, name in zip(below, own, strict=True)
    )


def _combined(
    above: Sequence[str], below: Sequence[str], mapping: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what two rows of a header call each column: *Weight* over *gross*, say."""
    texts, group = [], ""
    for upper, lower in zip(above, below, strict=True):
        group = upper or group
        if not lower:
            texts.append(upper)
            continue
        ways = _ways(group, lower, mapping) if group else (lower,)
        named = (way for way in (*ways, group if upper else "") if field_of(way, mapping))
        texts.append(next(named, f"{group} {lower}".strip()))
    return tuple(texts)


def _ways(group: str, lower: str, mapping: Mapping[str, str]) -> Iterable[str]:
    """Yield what a part of a group may be called, the likeliest first."""
    whole, own = field_of(group, mapping), field_of(lower, mapping)
    if own is not None and own in COMPANIONS and whole in COMPANIONS[own].completes:
        yield lower
    if _is_unit_of(lower, group):
        yield f"{group} ({lower.strip('()[] ')})"
    if whole in _COUNTED and fold(lower) in _NUMBER:
        yield group
    yield f"{lower} {group}"
    yield f"{group} {lower}"
    yield _before_bracket(group, lower)
    yield _before_bracket(lower, group)
    yield lower


def _before_bracket(text: str, words: str) -> str:
    name, *rest = _BRACKET.split(text, maxsplit=1)
    return " ".join([name, words, *rest])


_BRACKET = re.compile(r"\s*(?=[(\[])")
"""What begins the unit of a group, before which its parts are named: *Poids (kg)* over *brut*."""
_NUMBER = frozenset({"number", "nombre", "no", "nb", "nbre", "num", "numero", "count"})
"""What is said of a group that counts something, beside the unit of it."""
_COUNTED = ("quantity", "packages")


def _first_row(grid: Grid, row: int) -> int:
    """Return the row above where it groups the columns: labels over merged cells, or spaced so."""
    above = row - 1
    if above < 0:
        return row
    texts = _texts(grid, above)
    labels = [text for text in texts if text]
    if len(labels) < ENOUGH or any(_is_value(text) or ":" in text for text in labels):
        return row
    merged = any(area.first.row == area.last.row == above for area in grid.marks.merged)
    # A label with its value stands in the next cell; a label of a group spans several.
    spaced = not any(left and right for left, right in pairwise(texts))
    return above if merged or spaced else row


def _with_units(grid: Grid, header: Header) -> Header:
    """Return a header with the units of the row below it, where that row holds only units."""
    below = header.last + 1
    if below >= grid.cells.height:
        return header
    units = _texts(grid, below)
    if not _is_units(units, header.texts):
        return header
    texts = tuple(
        f"{text} ({unit.strip('()[] ')})" if unit else text
        for text, unit in zip(header.texts, units, strict=True)
    )
    return Header(texts, header.row, header.first, below, header.known)


def _is_units(units: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether all that a row holds are units or currencies of the columns above."""
    filled = [(unit, name) for unit, name in zip(units, names, strict=True) if unit]
    return bool(filled) and all(_is_unit_of(unit, name) for unit, name in filled)


def _is_unit_of(text: str, name: str) -> bool:
    meaning = header_meaning(name) if name else None
    field = FIELDS.get(meaning.field) if meaning is not None else None
    if field is None:
        return False
    shape = getattr(field.shape, "inner", field.shape)
    bare = text.strip("()[] ")
    if isinstance(shape, MeasureShape):
        return find_unit(bare) is not None
    return isinstance(shape, MoneyShape) and bare in CURRENCIES
