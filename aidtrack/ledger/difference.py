"""How two entries about one thing differ, in words.

>>> before = {"place": "Delhi", "lines": [{"line": "1", "accepted": "60 each"}]}
>>> after = {"place": "Delhi", "lines": [{"line": "1", "accepted": "70 each"}, {"line": "2"}]}
>>> list(differences(before, after))
['line 1: accepted was 60 each, is 70 each', 'line 2 is new']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.digest import typed_cells
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_APART: Final = frozenset({"lines", "document"})
"""What is told in another way, or tells nothing of what happened."""
_OF_LIST: Final = frozenset(
    field.name for field in FIELDS.values() if field.level == "consignment"
) - {field.name for field in FIELDS.values() if field.path[0] == "donor"}
"""What stands for a whole consignment, however often its lines repeat it; a donor can be a
line's own."""
_KEY: Final = "line"
_UNIT: Final = "unit"
"""What a quantity has besides its number: the two are told together."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of an entry became of another, each in one line.

    Args:
        before: The entry that is recorded, as plain values; its lines a list of such.
        after: The entry that is not.
    """
    for name in dict.fromkeys((*before, *after)):
        if name not in _APART and before.get(name) != after.get(name):
            yield from _changed(name, before.get(name), after.get(name))
    # What lists state once for all lines is told above, and not of each line again.
    told = _OF_LIST if before.get("consignment") != after.get("consignment") else frozenset()
    old, new = _by_name(before.get("lines")), _by_name(after.get("lines"))
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield f"line {name} is gone"
        elif name not in old:
            yield f"line {name} is new"
        else:
            for field in dict.fromkeys((*old[name], *new[name])):
                was, now = old[name].get(field), new[name].get(field)
                for change in _changed(field, was, now) if was != now and field not in told else ():
                    yield f"line {name}: {change}"


def lines_in_words(cells: pl.DataFrame) -> list[dict[str, Any]]:
    """Return lines, from their plain cells, as texts by the names of their fields."""
    if not cells.width:
        return []
    typed = typed_cells(cells)
    names = [name for name in typed.columns if name.endswith(".text") or "." not in name]
    texts = [name for name in names if name.endswith(".text")]
    own = [name for name in cells.columns if name.startswith("extra.")]
    plain = [name for name in names if name not in texts and f"{name}.text" not in texts]
    said = typed.select(
        *(pl.col(name).alias(name.removesuffix(".text")) for name in texts),
        *(pl.col(name).cast(pl.String) for name in plain),
        *(pl.col(name).alias(name.removeprefix("extra.")) for name in own if name not in plain),
    )
    return [
        {name: text for name, text in row.items() if text is not None}
        for row in said.iter_rows(named=True)
    ]


def _changed(name: str, was: Any, now: Any) -> Iterator[str]:
    if isinstance(was, dict) and isinstance(now, dict) and _UNIT not in was | now:
        for part in dict.fromkeys((*was, *now)):
            if was.get(part) != now.get(part):
                yield from _changed(f"{name} {part}", was.get(part), now.get(part))
        return
    shown = name.replace("_", " ")
    if was is None:
        yield f"{shown} is stated: {_shown(now)}"
    elif now is None:
        yield f"{shown} is not stated any more; it was {_shown(was)}"
    else:
        yield f"{shown} was {_shown(was)}, is {_shown(now)}"


def _shown(value: Any) -> str:
    match value:
        case {"value": str(number), "unit": str(unit)}:
            return f"{number} {unit}"
        case {"name": str(name)}:
            return name
        case dict():
            return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
        case _:
            return str(value)


def _by_name(lines: Any) -> dict[str, dict[str, Any]]:
    """Return lines by what tells them apart: their number, else their place."""
    named: dict[str, dict[str, Any]] = {}
    for place, line in enumerate(lines if isinstance(lines, list) else (), start=1):
        name = str(line.get(_KEY) or f"#{place}")
        named[name if name not in named else f"#{place}"] = line
    return named
