"""Lines as a table of texts: what every canonical file holds, whatever its format.

>>> from aidtrack.lines import Lines
>>> from aidtrack.model import Consignment, Monitor
>>> table = canonical_texts(Lines.of(Consignment(lines=(Monitor(quantity="150 each"),))))
>>> table.select("kind", "quantity").rows()
[('monitor', '150 each')]
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.lines.distinct import with_doubt
from aidtrack.lines.schema import EXTRA, value_columns
from aidtrack.model.field import FIELDS, Field
from aidtrack.rules import RULES
from aidtrack.text.number import clear_number, normal_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.lines.lines import Lines


def canonical_texts(lines: Lines) -> pl.DataFrame:
    """Return one row for each line, and a column of texts for each field that is written.

    Each value is the text that its own grammar reads back to it, in any column and any
    country; one that could not be read is as written, one that says nothing is null.
    A column that stands for no field goes by its header.
    """
    names = [name for name in lines.fields if _is_written(lines, name)]
    columns = {name: _texts(FIELDS[name], lines.frame) for name in names}
    if not lines.frame.get_column("quantity.unit", default=pl.Series()).is_not_null().all():
        # Said to be none, so that no reader takes a bare quantity to count packs.
        columns["quantity.unit"] = pl.repeat(None, len(lines), dtype=pl.String, eager=True)
    for header in lines.extras:
        columns[_own_name(header, columns)] = lines.frame[EXTRA + header]
    return pl.DataFrame([series.alias(name) for name, series in columns.items()])


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
    # What was inferred, such as the kind, has a value and no text.
    columns = (lines.frame.get_column(each, default=None) for each in (name, f"{name}.text"))
    return any(each is not None and each.null_count() < each.len() for each in columns)


def _own_name(header: str, taken: Iterable[str]) -> str:
    """Return the header of a column that stands for no field, told apart from those that do."""
    while header in FIELDS or header in taken:
        header += " (2)"
    return header


_COUNTRIES = frozenset(name for name in FIELDS if name.endswith("_country"))
_WANTED = frozenset(name for rule in RULES if not rule.on_request for name in rule.blanks)


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
