"""JSON: objects flattened to a grid whose columns are named by their keys."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import UnreadableManifest
from aidtrack.manifest.grid import Grid
from aidtrack.manifest.headers import header_meaning
from aidtrack.manifest.jsonvalues import Cell, WrittenNumber, cell_of, is_value
from aidtrack.manifest.limits import DEFAULT_LIMITS, Limits
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PATHS = {field.path: name for name, field in FIELDS.items()}
_INNER = {path[:length] for path in _PATHS for length in range(1, len(path))}
_DONOR = frozenset(name for path, name in _PATHS.items() if path[0] == "donor")
_KEPT = ("extra", "as_written")


def read_objects(content: str, file: str, limits: Limits = DEFAULT_LIMITS) -> Grid:
    """Return the grid of a JSON document.

    It may be a list of lines, a list of consignments each with ``lines``, one
    of either, or an object that holds such consignments under a name; a consignment's
    own values go with each of its lines.

    Raises:
        UnreadableManifest: The text is no JSON, is nested too deeply, or holds
            neither an object nor a list of objects.
    """
    data = _load(content.removeprefix("\ufeff"), file)
    rows = _only_list(data)
    if rows is not None and all(isinstance(row, list) for row in rows):
        return _of_rows(rows, file, limits)
    items = _consignments(data) if isinstance(data, dict) else data
    return _grid(items if isinstance(items, list) else [items], file, limits)


def _consignments(data: Mapping[str, Any]) -> Any:
    """Return the consignments that an object wraps, with what it says of all; else the object."""
    if len(data) == 1:
        ((name, inner),) = data.items()
        if isinstance(inner, dict) and (name,) not in _INNER and _key_of_lines(inner):
            data = inner
    key = _key_of_lines(data)
    if key is None or not any(_has_lines(item, key) for item in data[key]):
        return data
    whole = {name: value for name, value in data.items() if name != key}
    return [whole | item for item in data[key]]


def _has_lines(item: Mapping[str, Any], key: str) -> bool:
    """Return whether what stands under a key is a consignment, and no line with parts."""
    inner = _key_of_lines(item)
    return key != "lines" and (inner == "lines" or (inner is not None and fold(key) in _WHOLES))


_WHOLES = frozenset(
    {"consignments", "shipments", "manifests", "packing lists", "dispatches", "deliveries"}
    | {"expeditions", "envois", "livraisons", "envios", "despachos"}
)
"""What consignments are called together, folded."""


def _only_list(data: Any) -> list[Any] | None:
    """Return the list that a document is, or that it holds under its only list of anything."""
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value]
        return lists[0] if len(lists) == 1 else None
    return data if isinstance(data, list) and data else None


def _of_rows(rows: list[list[Any]], file: str, limits: Limits) -> Grid:
    """Return the grid of a list of rows, whose header is one of them."""
    width = max(map(len, rows))
    _check_size(len(rows), width, file, limits)
    try:
        written = [[cell_of(value) for value in row] for row in rows]
    except RecursionError:
        raise UnreadableManifest(f"{file}: JSON nested too deeply") from None
    cells = [row + [(None, False)] * (width - len(row)) for row in written]
    names = [f"c{place}" for place in range(width)]
    return Grid(
        file=file,
        cells=_frame(names, [[row[n][0] for row in cells] for n in range(width)], pl.String()),
        native=_frame(names, [[row[n][1] for row in cells] for n in range(width)], pl.Boolean()),
        encoding="utf-8",
    )


def read_json_lines(content: str, file: str, limits: Limits = DEFAULT_LIMITS) -> Grid:
    """Return the grid of a text that holds one JSON object on each line.

    Raises:
        UnreadableManifest: A line is no JSON, is nested too deeply, or holds no object.
    """
    texts = content.removeprefix("\ufeff").split("\n")
    items = [_load(text, file, number) for number, text in enumerate(texts, 1) if text.strip()]
    return _grid(items, file, limits)


def _load(content: str, file: str, line: int | None = None) -> Any:
    if _HALF.search(content):
        content = _ESCAPE.sub(_whole_character, content)
    try:
        return json.loads(
            content, parse_float=WrittenNumber, parse_int=WrittenNumber, parse_constant=str
        )
    except json.JSONDecodeError as error:
        raise UnreadableManifest(
            f"{file}: not JSON: {error.msg} in line {line or error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise UnreadableManifest(f"{file}: JSON nested too deeply") from None


def _grid(items: list[Any], file: str, limits: Limits) -> Grid:
    if not all(isinstance(item, dict) for item in items):
        raise UnreadableManifest(f"{file}: expected an object or a list of objects")
    try:
        rows = list(_within(items, file, limits))
    except RecursionError:
        raise UnreadableManifest(f"{file}: JSON nested too deeply") from None
    names = list(dict.fromkeys(name for row in rows for name in row))
    _check_size(len(rows), len(names), file, limits)
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
        empty=tuple(_empty(items)),
    )


def _empty(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the names of the consignments that have no lines."""
    for number, item in enumerate(items, start=1):
        if item.get("lines") == []:
            named = (
                str(value)
                for key, value in item.items()
                if isinstance(value, str) and (meaning := header_meaning(key)) is not None
                if meaning.field == "reference"
            )
            yield next(named, f"(consignment {number})")


_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def _whole_character(escape: re.Match[str]) -> str:
    """Return an escape as it is, or a question mark: half a pair is no character."""
    return "?" if escape["half"] else escape[0]


def _within(items: list[Any], file: str, limits: Limits) -> Iterator[dict[str, Cell]]:
    """Yield the rows of objects, as long as they are no more than is read."""
    cells = 0
    for number, row in enumerate((row for item in items for row in _rows(item)), start=1):
        cells += len(row)
        if cells > limits.cells or len(row) > limits.columns:
            _check_size(number, len(row), file, replace(limits, cells=0))
        yield row


def _check_size(height: int, width: int, file: str, limits: Limits) -> None:
    """Refuse a table that is larger than the limits: keys may be others in each object."""
    if width > limits.columns or width * height > limits.cells:
        raise UnreadableManifest(
            f"{file}: {height:,} rows and {width:,} columns, more than is read (option --limit)"
        )


def _frame(names: list[str], columns: list[list[Any]], dtype: pl.DataType) -> pl.DataFrame:
    return (
        pl.DataFrame([pl.Series(f"c{n}", column, dtype=dtype) for n, column in enumerate(columns)])
        if names
        else pl.DataFrame()
    )


def _rows(item: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    key = _key_of_lines(item)
    if key is None:
        yield dict(_flat(item))
        return
    head = {
        _of_the_whole(name): cell
        for name, cell in _flat({name: value for name, value in item.items() if name != key})
    }
    for line in item[key]:
        own = dict(_flat(line))
        # A line's own donor stands in for the consignment's, whatever is known of it.
        given = any(own[name][0] is not None for name in _DONOR & own.keys())
        yield {name: cell for name, cell in head.items() if not given or name not in _DONOR} | own


def _key_of_lines(item: Mapping[str, Any]) -> str | None:
    """Return the key under which an object holds its lines: *lines*, or its only list of objects.

    A field that is itself a list (packaging, serials) is none.
    """
    known = {path[0] for path in _PATHS}
    lists = [
        key
        for key, value in item.items()
        if isinstance(value, list)
        and all(isinstance(line, dict) for line in value)
        and (key == "lines" or (value and key not in known))
    ]
    if "lines" in lists:
        return "lines"
    return lists[0] if len(lists) == 1 else None


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
        elif isinstance(value, dict) and (here in _INNER or not is_value(value)):
            yield from _flat(value, here)
        elif value is not None or name in FIELDS or name in COMPANIONS:
            yield name, cell_of(value)


def _kept(key: str, texts: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """Yield what an earlier reading kept: texts of fields, and columns that stand for none."""
    for name, text in texts.items():
        extra = key == "extra" and (name in FIELDS or name in COMPANIONS)
        yield (f"{name} (2)" if extra else name), cell_of(text)
