"""Consignments to canonical columns, and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.cells import read_cells
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS, null_column, value_columns
from aidtrack.model.consignment import Consignment
from aidtrack.model.field import FIELDS
from aidtrack.model.goods import KINDS
from aidtrack.model.texts import Texts
from aidtrack.text.number import clear_number, normal_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aidtrack.lines.issue import Issue
    from aidtrack.model.field import Field
    from aidtrack.model.line import LineItem

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DONOR = "donor"


def frame_of(consignments: Sequence[Consignment]) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the canonical frame of consignments, and the issues of texts kept as written."""
    pairs = [(each, line) for each in consignments for line in each.lines]
    names = distinct_names(consignments)
    columns = [
        pl.Series("source", [0] * len(pairs), dtype=KEYS["source"]),
        pl.Series("row", range(1, len(pairs) + 1), dtype=KEYS["row"]),
        pl.Series(
            "consignment",
            [name for name, each in zip(names, consignments, strict=True) for _ in each.lines],
            dtype=KEYS["consignment"],
        ),
        pl.Series(
            "position",
            [place for each in consignments for place in range(1, len(each.lines) + 1)],
            dtype=KEYS["position"],
        ),
    ]
    issues: list[Issue] = []
    written = {name for pair in pairs for noun in pair for name in noun.as_written}
    for field in FIELDS.values():
        values = [_value(field, each, line) for each, line in pairs]
        if field.name not in written and not any(value is not None for value in values):
            continue
        series, found = _columns(field, pairs, values)
        columns += series
        issues += found
    stated = pl.DataFrame([*columns, *_extras([line for _, line in pairs])])
    present = frozenset(stated.columns)
    # Objects have every field: what none of them states is a column of nulls.
    return stated.with_columns(
        null_column(name) for name in COLUMNS if name not in present and not name.endswith(".state")
    ), issues


def distinct_names(consignments: Sequence[Consignment]) -> list[str]:
    """Return a name for each consignment that no other has, its reference where possible."""
    references = {each.reference for each in consignments}
    names: dict[str, None] = {}
    for place, each in enumerate(consignments, start=1):
        wanted = name = each.reference or f"(consignment {place})"
        number = 1
        while name in names or (name != wanted and name in references):
            number += 1
            name = f"{wanted} ({number})"
        names[name] = None
    return list(names)


def _columns(
    field: Field, pairs: Sequence[tuple[Consignment, LineItem]], found: Iterable[Any]
) -> tuple[list[pl.Series], list[Issue]]:
    schema = value_columns(field)
    empty = (None,) * len(schema)
    parts: list[tuple[Any, ...]] = []
    texts: list[str | None] = []
    kept: list[str | None] = []
    for (consignment, line), value in zip(pairs, found, strict=True):
        text = _kept(field, consignment, line, value)
        kept.append(text)
        known = value is not None and text is None
        parts.append(field.shape.split(value) if known else empty)
        texts.append(field.shape.write(value) if known else None)
    series = [
        pl.Series(name, values, dtype=dtype)
        for (name, dtype), values in zip(schema.items(), zip(*parts, strict=True), strict=True)
    ]
    series.append(pl.Series(f"{field.name}.text", texts, dtype=pl.String))
    if not any(kept):
        return series, []
    cells = read_cells(field, pl.Series(kept, dtype=pl.String))
    written = {column.name: column for column in cells.columns}
    there = series[0].is_not_null()
    state = written.pop(f"{field.name}.state", None)
    merged = [
        pl.select(
            pl.when(there).then(mine).otherwise(written[mine.name]).alias(mine.name)
        ).to_series()
        for mine in series
    ]
    if state is not None:
        present = pl.lit("present").cast(state.dtype)
        merged.append(
            pl.select(pl.when(there).then(present).otherwise(state).alias(state.name)).to_series()
        )
    return merged, list(cells.issues)


def _kept(field: Field, consignment: Consignment, line: LineItem, value: Any) -> str | None:
    """Return the text that stands for a field: the line's own, also against its consignment."""
    own = line.as_written.get(field.name)
    if field.level == "line":
        return own if value is None else None
    if own is not None or value is not None or (field.path[0] == _DONOR and line.donor):
        return own
    return consignment.as_written.get(field.name)


def _value(field: Field, consignment: Consignment, line: LineItem) -> Any:
    """Return a field's value; a line's own donor stands in for the consignment's."""
    owner: Any = line if field.level == "line" else consignment
    if field.path[0] == _DONOR:
        owner = line if line.donor is not None else consignment
    for attribute in field.path:
        owner = getattr(owner, attribute, None)
        if owner is None:
            return None
    return owner


def _extras(lines: Sequence[LineItem]) -> list[pl.Series]:
    headers = dict.fromkeys(header for line in lines for header in line.extra)
    return [
        pl.Series(EXTRA + header, [line.extra.get(header) for line in lines], dtype=pl.String)
        for header in headers
    ]


def consignments_of(frame: pl.DataFrame) -> Iterator[Consignment]:
    """Yield the consignments of a canonical frame; what cannot be read stays as written."""
    fields = [field for field in FIELDS.values() if field.name in frame.columns]
    for _, group in frame.group_by("source", "consignment", maintain_order=True):
        rows = list(group.iter_rows(named=True))
        yield _consignment(rows, fields)


def _consignment(rows: list[dict[str, Any]], fields: Iterable[Field]) -> Consignment:
    """Return one consignment: what its lines share, and on each line what differs."""
    donors = [field for field in fields if field.path[0] == _DONOR]
    upper = [field for field in fields if field.level == "consignment" and field not in donors]
    lower = [field for field in fields if field.level == "line"]
    first = {field.name: _first(field, rows) for field in upper}
    values, written = _gather(upper, _merged(upper, first))
    own = [_gather(donors, row) for row in rows]
    # A line without a donor would take the consignment's: then each line has its own.
    shared = own[0] if all(_DONOR in donor for donor, _ in own) else ({}, {})
    lines = []
    for row, donor in zip(rows, own, strict=True):
        other = _other_texts(upper, row, first)
        if donor != shared:
            lines.append(_line(row, lower, donor[0], other | donor[1]))
        else:
            lines.append(_line(row, lower, {}, other))
    return Consignment(
        **values, **shared[0], lines=tuple(lines), as_written=Texts(written | shared[1])
    )


def _first(field: Field, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the first row that states a field readably, else at all, else an empty one."""
    stated = [row for row in rows if row.get(f"{field.name}.text") or _parts(field, row)]
    return next((row for row in stated if _parts(field, row)), stated[0] if stated else {})


def _merged(fields: Iterable[Field], rows: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return one row that has each field, all its columns together, from a row of its own."""
    return {
        column: rows[field.name].get(column)
        for field in fields
        for column in (*value_columns(field), f"{field.name}.text")
    }


def _other_texts(
    fields: Iterable[Field], row: dict[str, Any], first: Mapping[str, dict[str, Any]]
) -> dict[str, str]:
    """Return what a row states otherwise than the consignment that it belongs to."""
    other: dict[str, str] = {}
    for field in fields:
        parts, text = _parts(field, row), row.get(f"{field.name}.text")
        if row is first[field.name] or (parts is None and text is None):
            continue
        if parts != (common := _parts(field, first[field.name])) or common is None:
            value = None if parts is None else _join(field, parts, text)
            other[field.name] = str(text) if value is None else field.shape.write(value)
    return other


def _parts(field: Field, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Return a field's value in parts, or None where the row has none."""
    parts = tuple(row.get(name) for name in value_columns(field))
    return None if parts[0] is None else parts


def _line(
    row: dict[str, Any], fields: Iterable[Field], donor: dict[str, Any], other: dict[str, str]
) -> LineItem:
    """Return one line; ``other`` are the texts in which it differs from its consignment."""
    kind = row.get("kind") or "item"
    model = KINDS[kind]
    values, written = _gather(fields, row)
    values.pop("kind", None)
    for name in [name for name in values if name not in model.model_fields]:
        # A ventilator with an INN: what its kind has no place for is kept as text.
        del values[name]
        written[name] = row.get(f"{name}.text") or str(row[name])
    written |= other
    extra = {
        name.removeprefix(EXTRA): text
        for name, text in row.items()
        if name.startswith(EXTRA) and text is not None
    }
    return model(**values, **donor, extra=Texts(extra), as_written=Texts(written))


def _gather(
    fields: Iterable[Field], row: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values by attribute (nested as the models are), and the texts without a value."""
    values: dict[str, Any] = {}
    written: dict[str, str] = {}
    for field in fields:
        text = row.get(f"{field.name}.text")
        parts = _parts(field, row)
        value = None if parts is None else _join(field, parts, text)
        if value is None:
            if parts is not None and isinstance(parts[0], Decimal):
                # A number without its unit: what was read of it, so that it is read so again.
                text = clear_number(_as_typed(parts[0], text))
            unit = row.get(f"{field.name}.unit") if parts is None else None
            if text is not None:
                # A unit known from elsewhere belongs to a number that could not be read.
                bare = unit is not None and not any(map(str.isalpha, text))
                written[field.name] = f"{text} {unit}" if bare else text
            continue
        place = values
        for attribute in field.path[:-1]:
            place = place.setdefault(attribute, {})
        place[field.path[-1]] = value
    return values, written


def _join(field: Field, parts: tuple[Any, ...], text: str | None) -> Any:
    restored = tuple(_as_typed(part, text) if isinstance(part, Decimal) else part for part in parts)
    return field.shape.join(restored)


def _as_typed(number: Decimal, text: str | None) -> Decimal:
    """Return the number with the digits it was written with: a column keeps the value only."""
    found = _NUMBER.search(text or "")
    if found and Decimal(found[0]) == number:
        return Decimal(found[0])
    return normal_number(number)
