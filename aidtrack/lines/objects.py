"""Consignments to canonical columns, and back."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.cells import read_cells
from aidtrack.lines.schema import COLUMNS, EXTRA, KEYS, null_column, value_columns
from aidtrack.model.consignment import Consignment
from aidtrack.model.field import FIELDS
from aidtrack.model.goods import KINDS
from aidtrack.model.texts import Texts
from aidtrack.text.number import normal_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aidtrack.lines.issue import Issue
    from aidtrack.model.field import Field
    from aidtrack.model.line import LineItem

_LEADING_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DONOR = "donor"


def frame_of(consignments: Sequence[Consignment]) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the canonical frame of consignments, and the issues of texts kept as written."""
    pairs = [(each, line) for each in consignments for line in each.lines]
    names = _distinct_names(consignments)
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
    for field in FIELDS.values():
        series, found = _columns(field, pairs)
        columns += series
        issues += found
    stated = pl.DataFrame([*columns, *_extras([line for _, line in pairs])])
    # Objects have every field: what none of them states is a column of nulls.
    return stated.with_columns(
        null_column(name)
        for name in COLUMNS
        if name not in stated.columns and not name.endswith(".state")
    ), issues


def _distinct_names(consignments: Sequence[Consignment]) -> list[str]:
    """Return a name for each consignment that no other has, its reference where possible."""
    seen = Counter[str]()
    names = []
    for place, each in enumerate(consignments, start=1):
        name = each.reference or f"(consignment {place})"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _columns(
    field: Field, pairs: Sequence[tuple[Consignment, LineItem]]
) -> tuple[list[pl.Series], list[Issue]]:
    schema = value_columns(field)
    empty = (None,) * len(schema)
    parts: list[tuple[Any, ...]] = []
    texts: list[str | None] = []
    kept: list[str | None] = []
    for consignment, line in pairs:
        value = _value(field, consignment, line)
        owner = line if field.level == "line" else consignment
        kept.append(owner.as_written.get(field.name) if value is None else None)
        parts.append(empty if value is None else field.shape.split(value))
        texts.append(None if value is None else field.shape.write(value))
    if not any(texts) and not any(kept):
        return [], []
    by_part = zip(*parts, strict=True) if parts else ((),) * len(schema)
    series = [
        pl.Series(name, list(values), dtype=dtype)
        for (name, dtype), values in zip(schema.items(), by_part, strict=True)
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
    for _, group in frame.group_by("consignment", maintain_order=True):
        rows = list(group.iter_rows(named=True))
        yield _consignment(rows, fields)


def _consignment(rows: list[dict[str, Any]], fields: Iterable[Field]) -> Consignment:
    upper = [field for field in fields if field.level == "consignment"]
    lower = [field for field in fields if field.level == "line"]
    head = {
        column: next((row[column] for row in rows if row[column] is not None), None)
        for field in upper
        for column in _columns_in(field, rows[0])
    }
    values, written = _gather(upper, head)
    donors = [field for field in upper if field.path[0] == _DONOR]
    shared = values.get(_DONOR)
    lines = []
    for row in rows:
        donor = _gather(donors, row)[0].get(_DONOR)
        own = donor if donor is not None and donor != shared else None
        lines.append(_line(row, lower, own))
    return Consignment(**values, lines=tuple(lines), as_written=Texts(written))


def _columns_in(field: Field, row: Mapping[str, Any]) -> list[str]:
    return [name for name in (*value_columns(field), f"{field.name}.text") if name in row]


def _line(row: dict[str, Any], fields: Iterable[Field], donor: dict[str, Any] | None) -> Any:
    kind = row.get("kind") or "item"
    model = KINDS[kind]
    values, written = _gather(fields, row)
    values.pop("kind", None)
    for name in [name for name in values if name not in model.model_fields]:
        # A ventilator with an INN: what its kind has no place for is kept as text.
        del values[name]
        written[name] = row.get(f"{name}.text") or str(row[name])
    extra = {
        name.removeprefix(EXTRA): text
        for name, text in row.items()
        if name.startswith(EXTRA) and text is not None
    }
    if donor is not None:
        values[_DONOR] = donor
    return model(**values, extra=Texts(extra), as_written=Texts(written))


def _gather(
    fields: Iterable[Field], row: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values by attribute (nested as the models are), and the texts without a value."""
    values: dict[str, Any] = {}
    written: dict[str, str] = {}
    for field in fields:
        text = row.get(f"{field.name}.text")
        parts = tuple(row.get(name) for name in value_columns(field))
        value = None if all(part is None for part in parts) else _join(field, parts, text)
        if value is None:
            if text is not None:
                written[field.name] = text
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
    found = _LEADING_NUMBER.match(text or "")
    if found and Decimal(found[0]) == number:
        return Decimal(found[0])
    return normal_number(number)
