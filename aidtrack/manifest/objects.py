"""JSON: objects flattened to a grid whose columns are named by their keys."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.lines.table import number_text
from aidtrack.manifest.grid import Grid
from aidtrack.manifest.headers import header_meaning
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
from decimal import Decimal

Cell = tuple[str | None, bool]
"""A text, and whether it is a number by itself."""
_PATHS = {field.path: name for name, field in FIELDS.items()}
_INNER = {path[:length] for path in _PATHS for length in range(1, len(path))}
_DONOR = frozenset(name for path, name in _PATHS.items() if path[0] == "donor")
_KEPT = ("extra", "as_written")


class _Number(str):
    """A number as JSON writes it: its text, told apart from a string."""

    __slots__ = ()


def read_objects(content: str, file: str) -> Grid:
    """Return the grid of a JSON document.

    It may be a list of lines, a list of consignments each with ``lines``, or one
    of either; a consignment's own values go with each of its lines.

    Raises:
        UnreadableManifest: The text is no JSON, is nested too deeply, or holds
            neither an object nor a list of objects.
    """
    try:
        data = json.loads(content, parse_float=_Number, parse_int=_Number, parse_constant=str)
    except json.JSONDecodeError as error:
        raise UnreadableManifest(
            f"{file}: not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise UnreadableManifest(f"{file}: JSON nested too deeply") from None
    items = data if isinstance(data, list) else [data]
    if not all(isinstance(item, dict) for item in items):
        raise UnreadableManifest(f"{file}: expected an object or a list of objects")
    try:
        rows = [row for item in items for row in _rows(item)]
    except RecursionError:
        raise UnreadableManifest(f"{file}: JSON nested too deeply") from None
    names = list(dict.fromkeys(name for row in rows for name in row))
    return Grid(
        file=file,
        cells=_frame(
            names, [[row.get(n, (None, False))[0] for row in rows] for n in names], pl.String()
        ),
        native=_frame(
            names, [[row.get(n, (None, False))[1] for row in rows] for n in names], pl.Boolean()
        ),
        headers=tuple(names),
        encoding="utf-8",
    )


def _frame(names: list[str], columns: list[list[Any]], dtype: pl.DataType) -> pl.DataFrame:
    return (
        pl.DataFrame([pl.Series(f"c{n}", column, dtype=dtype) for n, column in enumerate(columns)])
        if names
        else pl.DataFrame()
    )


def _rows(item: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    lines = item.get("lines")
    nested = isinstance(lines, list) and all(isinstance(line, dict) for line in lines)
    if not nested:
        yield dict(_flat(item))
        return
    head = {
        _of_the_whole(name): cell
        for name, cell in _flat({key: value for key, value in item.items() if key != "lines"})
    }
    for line in lines or ():
        own = dict(_flat(line))
        # A line's own donor stands in for the consignment's, whatever is known of it.
        given = any(own[name][0] is not None for name in _DONOR & own.keys())
        yield {name: cell for name, cell in head.items() if not given or name not in _DONOR} | own


def _of_the_whole(name: str) -> str:
    """Return what a key means above the lines: a weight there is no weight of each line."""
    meaning = header_meaning(name)
    of_lines = meaning is not None and (
        meaning.field in COMPANIONS or FIELDS[meaning.field].level == "line"
    )
    return f"consignment {name}" if of_lines else name


def _flat(item: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of an object; nested objects by the names their fields have as columns."""
    for key, value in item.items():
        here = (*path, key)
        name = _PATHS.get(here) or " ".join(here)
        if key in _KEPT and not path and isinstance(value, dict):
            yield from _kept(key, value)
        elif isinstance(value, dict) and (here in _INNER or not _is_value(value)):
            yield from _flat(value, here)
        elif value is not None or name in FIELDS or name in COMPANIONS:
            yield name, _cell(value)


def _kept(key: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """Yield what an earlier reading kept: texts of fields, and columns that stand for none."""
    for name, text in texts.items():
        extra = key == "extra" and (name in FIELDS or name in COMPANIONS)
        yield (f"{name} (2)" if extra else name), _cell(text)


def _is_value(value: Mapping[str, Any]) -> bool:
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


def _cell(value: Any) -> Cell:
    match value:
        case _Number():
            return _number(value), True
        case str():
            # Half a surrogate pair is no character: no file could ever hold it.
            return value.encode("utf-8", "replace").decode("utf-8"), False
        case bool():
            return ("yes" if value else "no"), False
        case None | {"value": None} | {"amount": None}:
            return None, False
        case dict():
            return _cell_of_value(value)
        case _:  # a list: JSON holds nothing else
            texts = [str(_cell(part)[0]) for part in value if part is not None]
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
            text, native = _cell(inner)
            exactly = qualifier == "exactly" or text is None
            return (text if exactly else f"{qualifier} {text}"), native or isinstance(inner, str)
        case {"value": number, "unit": unit} | {"amount": number, "currency": unit}:
            return f"{number} {unit}", True
        case {"count": count, "type": kind}:
            return f"{count} {kind}", False
        case {"low": _} | {"high": _}:
            return _temperatures(value.get("low"), value.get("high")), True
        case {"length": length, "width": width, "height": height}:
            return " x ".join(str(_cell(side)[0]) for side in (length, width, height)), True
        case _:
            return json.dumps(value, ensure_ascii=False), False


def _temperatures(low: Any, high: Any) -> str:
    if low is None:
        return f"up to {high} °C"
    return f"{low} °C or above" if high is None else f"{low} to {high} °C"
