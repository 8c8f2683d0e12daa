"""Lines in canonical form, to be read again by this library or by others.

>>> from aidtrack.lines import Lines
>>> from aidtrack.model import Consignment, Monitor
>>> text = write(Lines.of(Consignment(lines=(Monitor(quantity="150 each"),))), to="csv")
>>> "quantity" in text, "150 each" in text
(True, True)
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.errors import UnknownName
from aidtrack.lines.distinct import with_doubt
from aidtrack.lines.schema import EXTRA, value_columns
from aidtrack.model.choice import CountryShape
from aidtrack.model.field import FIELDS, Field
from aidtrack.model.shape import NumberShape
from aidtrack.rules import RULES
from aidtrack.text.number import clear_number, normal_number
from aidtrack.text.spreadsheet import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aidtrack.lines.lines import Lines

__all__ = ["FORMATS", "write"]


def write(lines: Lines, *, to: str) -> str:
    """Return lines in a canonical form that reads back as the same lines.

    Args:
        lines: The lines.
        to: ``csv``: one row for each line, each value as canonical text, an unreadable
            one as written; ``json``: consignments with their lines, as the models dump.

    Raises:
        UnknownName: There is no such format.
    """
    if to not in FORMATS:
        what = "format to convert to"
        raise UnknownName(what, to, FORMATS)
    return FORMATS[to](lines)


def _to_csv(lines: Lines) -> str:
    names = [name for name in lines.fields if _is_written(lines, name)]
    columns = {name: _texts(FIELDS[name], lines.frame) for name in names}
    if not lines.frame.get_column("quantity.unit", default=pl.Series()).is_not_null().all():
        # Said to be none, so that no reader takes a bare quantity to count packs.
        columns["quantity.unit"] = pl.repeat(None, len(lines), dtype=pl.String, eager=True)
    for header in lines.extras:
        columns[_own_name(header, columns)] = lines.frame[EXTRA + header]
    table = pl.DataFrame([series.alias(name) for name, series in columns.items()])
    # A donor's text goes into somebody's spreadsheet: none of it may be run there.
    rows = [[cell and guard(cell) for cell in row] for row in (table.columns, *table.iter_rows())]
    output = io.StringIO()
    # The writer quotes the characters of its own line end: a carriage return must be quoted.
    returns = any("\r" in cell for row in rows for cell in row if cell)
    csv.writer(output, lineterminator="\r\n" if returns else "\n").writerows(rows)
    return output.getvalue()


def _is_written(lines: Lines, name: str) -> bool:
    """Return whether a column is written: any that says something, and any that should.

    A column that a rule wants stated is written even where it is empty, so that the
    file is judged as its lines were: line by line, not for want of a column.
    """
    from_table = any(source.header_row is not None for source in lines.sources)
    # Beside a party's name, so that no reader looks for a country in it.
    of_a_party = name in _COUNTRIES and _is_stated(lines, name.removesuffix("_country"))
    return _is_stated(lines, name) or from_table or name in _WANTED or of_a_party


def _is_stated(lines: Lines, name: str) -> bool:
    text = lines.frame.get_column(f"{name}.text", default=None)
    return text is not None and text.null_count() < text.len()


def _own_name(header: str, taken: Iterable[str]) -> str:
    """Return the header of a column that stands for no field, told apart from those that do."""
    while header in FIELDS or header in taken:
        header += " (2)"
    return header


_COUNTRIES = frozenset(name for name in FIELDS if name.endswith("_country"))
_WANTED = frozenset(name for rule in RULES for name in rule.blanks)


def _texts(field: Field, frame: pl.DataFrame) -> pl.Series:
    """Return the canonical text of each value, and the text as written where there is none."""
    columns = list(value_columns(field))
    distinct = frame.select(columns).unique(maintain_order=True)
    shown = [_text(field, row) for row in distinct.iter_rows()]
    # A value that was inferred, such as the kind, was written nowhere.
    text = f"{field.name}.text"
    written = pl.col(text) if text in frame.columns else pl.lit(None, dtype=pl.String)
    if f"{field.name}.unit" in columns:
        # A unit known from elsewhere belongs to a number that could not be read.
        lacking = pl.col(field.name).is_null() & ~written.str.contains(r"\p{Alphabetic}")
        unit = pl.when(lacking).then(f"{field.name}.unit")
        written = pl.concat_str(written, unit, separator=" ", ignore_nulls=True)
        written = pl.when(pl.col(text).is_not_null()).then(written)
    joined = frame.select(*columns, written.alias("written")).join(
        distinct.with_columns(pl.Series("shown", shown, dtype=pl.String)),
        on=columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    unread = joined.filter(pl.col("shown").is_null())["written"].drop_nulls().unique()
    asked = {written: with_doubt(field, written) for written in unread}
    return joined.select(pl.coalesce("shown", pl.col("written").replace(asked))).to_series()


def _text(field: Field, parts: tuple[Any, ...]) -> str | None:
    if parts[0] is None:
        return None
    exact = tuple(normal_number(part) if isinstance(part, Decimal) else part for part in parts)
    value = field.shape.join(exact)
    if value is None:
        # A number whose unit nobody states: what was read of it, so that it is read so again.
        return clear_number(exact[0])
    return field.shape.write(value)


def _to_json(lines: Lines) -> str:
    dumped = [
        _complete(consignment.model_dump(mode="json", exclude_none=True))
        for consignment in lines.consignments()
    ]
    return json.dumps(dumped, ensure_ascii=False, indent=2) + "\n"


def _complete(consignment: dict[str, Any]) -> dict[str, Any]:
    """Say in the dump what a reader who knows no models would take otherwise.

    A country or unit that is not stated is said to be none; a bare number is clear, and
    one with two readings is asked about.
    """
    for line in consignment["lines"]:
        if "quantity" in line.get("as_written", {}):
            line["quantity.unit"] = None
    for item in (consignment, *consignment["lines"]):
        kept = item.get("as_written", {})
        kept |= {name: with_doubt(FIELDS[name], kept[name]) for name in kept.keys() & FIELDS.keys()}
        for field in FIELDS.values():
            place: Any = item
            for attribute in field.path[:-1]:
                place = place.get(attribute, {})
            name = field.path[-1]
            if isinstance(field.shape, CountryShape) and len(field.path) > 1 and place:
                place.setdefault(name, None)
            elif isinstance(field.shape, NumberShape) and name in place:
                place[name] = clear_number(Decimal(place[name]))
    return consignment


FORMATS: Mapping[str, Callable[[Lines], str]] = MappingProxyType({"csv": _to_csv, "json": _to_json})
"""The canonical forms by name."""
