"""Lines as plain texts, and the hash that tells any change to them.

What is kept of a line is what an object of the model keeps: its values, and as written the
texts that could not be read. So a file and the objects made of it are told by one hash.
The texts are the same on every machine and in every version of the libraries that this
one stands on: a hash taken today can be checked in ten years.

>>> from aidtrack.lines.lines import Lines
>>> from aidtrack.model import Consignment, Monitor
>>> lines = Lines.of(Consignment(reference="A-1", lines=(Monitor(quantity="1.50 each"),)))
>>> plain_cells(lines.frame).row(0, named=True)
{'reference': 'A-1', 'kind': 'monitor', 'quantity': '1.5', 'quantity.unit': 'each'}
>>> digest_of(lines.frame)[:8]
'f55b4144'
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.lines.schema import (
    COLUMNS,
    EXTRA,
    STATE,
    columns_of,
    null_column,
    state_of,
    value_columns,
)
from aidtrack.model.field import FIELDS, Field
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, TextShape
from aidtrack.text.number import normal_number

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

_EMPTY: Final = hashlib.sha256().hexdigest()
_OF_CONSIGNMENT: Final = frozenset(
    column
    for field in FIELDS.values()
    if field.level == "consignment"
    for column in columns_of(field)
)
_THREE_DECIMALS: Final = r"^-?\d+\.\d{3}$"


def plain_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Return all that lines say as texts, one column for each that says anything.

    Numbers have no needless zeros, dates are ISO 8601, flags true or false. A text stands
    only where it could not be read, a state only where value and text do not tell it.
    """
    schema = dict(frame.schema)
    own = sorted(name for name in schema if name.startswith(EXTRA))
    plain = frame.select(
        *(cell for field in FIELDS.values() for cell in _plain(field, schema)), *own
    )
    if not plain.width:
        return plain
    counts = zip(plain.columns, plain.null_count().row(0), strict=True)
    return plain.select(name for name, nulls in counts if nulls < plain.height)


def typed_cells(plain: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that :func:`plain_cells` made texts of, in their own types.

    Beside each value stands its canonical text.

    Raises:
        polars.exceptions.PolarsError: A text is none that :func:`plain_cells` makes.
    """
    said = frozenset(plain.columns)
    fields = [field for field in FIELDS.values() if said & columns_of(field).keys()]
    values = [name for field in fields for name in value_columns(field)]
    typed = plain.select(
        *(_typed(name) for name in plain.columns),
        *(null_column(name) for name in values if name not in said),
    )
    whole = typed.with_columns(_texts(field, typed, plain) for field in fields)
    known = frozenset(name for name in whole.columns if not name.endswith(".state"))
    return whole.with_columns(
        pl.coalesce(name, state_of(name.removesuffix(".state"), known))
        for name in whole.columns
        if name in COLUMNS and name.endswith(".state")
    )


def digest_of(frame: pl.DataFrame) -> str:
    """Return the hash of the lines of one consignment; of none, that of nothing."""
    if not frame.height:
        return _EMPTY
    cells = plain_cells(frame)
    return str(hashed(cells.with_columns(pl.lit(0).alias("_")), by=("_",))["digest"][0])


def digests(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the hash of each consignment's lines, in the order of their first lines.

    Args:
        frame: The canonical frame, the lines of each consignment in order.

    Returns:
        One row for each consignment: source, consignment, lines, goods, digest.
    """
    cells = pl.concat([frame.select("source", "consignment"), plain_cells(frame)], how="horizontal")
    return hashed(cells, by=("source", "consignment"))


def hashed(cells: pl.DataFrame, *, by: Iterable[str]) -> pl.DataFrame:
    """Return the hash of each group of plain cells, beside its keys and its number of lines.

    ``goods`` is the SHA-256 of the columns of lines that say anything in that group, in
    the order of their names. Each is written as its name; the length of every cell in bytes,
    from the first line to the last, ``-`` where it says nothing; and the cells. ``digest``
    is that of the consignment's columns, written likewise, and of ``goods``.
    """
    keys = list(by)
    names = sorted(name for name in cells.columns if name not in keys)
    upper = [name for name in names if name in _OF_CONSIGNMENT]
    lower = [name for name in names if name not in _OF_CONSIGNMENT]
    grouped = (
        cells.lazy()
        .group_by(keys, maintain_order=True)
        .agg(pl.len().alias("lines"), *(_column(name) for name in names))
        .select(*keys, "lines", _joined(upper).alias("_upper"), _joined(lower).alias("_lower"))
        .collect()
    )
    goods = [_sum(text) for text in grouped["_lower"]]
    whole = [_sum(text + good) for text, good in zip(grouped["_upper"], goods, strict=True)]
    return grouped.select(
        *keys,
        "lines",
        pl.Series("goods", goods, dtype=pl.String),
        pl.Series("digest", whole, dtype=pl.String),
    )


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _joined(names: list[str]) -> pl.Expr:
    return pl.concat_str(names) if names else pl.lit("")


def _column(name: str) -> pl.Expr:
    cells = pl.col(name)
    told = pl.concat_str(
        pl.lit(f"{len(name.encode())}:{name}"),
        cells.str.len_bytes().cast(pl.String).fill_null("-").str.join(","),
        pl.lit(":"),
        cells.str.join(""),
    )
    return pl.when(cells.is_not_null().any()).then(told).otherwise(pl.lit("")).alias(name)


def _plain(field: Field, schema: Mapping[str, pl.DataType]) -> Iterator[pl.Expr]:
    """Yield the columns of a field that a frame of this schema has, as texts."""
    name, text, state = field.name, f"{field.name}.text", f"{field.name}.state"
    main, *parts = value_columns(field)
    there = pl.col(name).is_not_null() if name in schema else pl.lit(value=False)
    if main in schema:
        yield _as_text(name, schema[name])
        for part in (part for part in parts if part in schema):
            # A unit without its number says nothing by itself.
            yield pl.when(there).then(_as_text(part, schema[part])).alias(part)
    if text in schema:
        yield pl.when(~there).then(_unread(field, schema)).alias(text)
    if state in schema:
        told = pl.col(state).cast(pl.String)
        known = state_of(name, schema.keys() - {state}).cast(pl.String)
        yield pl.when(told != known).then(told).alias(state)


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Decimal):
        return column.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
    return column.cast(pl.String)


def _unread(field: Field, present: Container[str]) -> pl.Expr:
    """Return the text of a value that could not be read, with a unit known from elsewhere."""
    text, unit = pl.col(f"{field.name}.text"), f"{field.name}.unit"
    if unit not in present:
        return text
    bare = pl.col(unit).is_not_null() & ~text.str.contains(r"\p{Alphabetic}")
    return pl.when(bare).then(pl.concat_str(text, pl.lit(" "), unit)).otherwise(text)


def _typed(name: str) -> pl.Expr:
    dtype = COLUMNS.get(name, pl.String())
    column = pl.col(name)
    if dtype == pl.Boolean():
        return pl.when(column.is_in(["true", "false"])).then(column == "true").alias(name)
    if dtype == pl.Date():
        return column.str.to_date("%Y-%m-%d")
    return column.cast(STATE if name in COLUMNS and name.endswith(".state") else dtype)


def _texts(field: Field, typed: pl.DataFrame, plain: pl.DataFrame) -> pl.Expr:
    """Return the text of each value, and that of what could not be read."""
    name, text = field.name, f"{field.name}.text"
    written = plain.get_column(text, default=pl.Series([None], dtype=pl.String))
    number = plain.get_column(name, default=pl.Series([None], dtype=pl.String))
    match field.shape:
        case TextShape() | DateShape():
            shown: tuple[pl.Expr | pl.Series, ...] = (number,)
        case MeasureShape() | MoneyShape():
            # As the shape writes it, for a million different numbers.
            threes = pl.lit(number).str.contains(_THREE_DECIMALS)
            clear = pl.when(threes).then(pl.lit(number) + "0").otherwise(pl.lit(number))
            shown = (pl.concat_str(clear, pl.lit(" "), f"{name}.unit"), clear)
        case _:
            shown = (_shown(field, typed),)
    return pl.coalesce(*shown, written).alias(text)


def _shown(field: Field, typed: pl.DataFrame) -> pl.Series:
    """Return each value as its shape writes it, by distinct values."""
    columns = list(value_columns(field))
    distinct = typed.select(columns).unique(maintain_order=True)
    shown = [_written(field, row) for row in distinct.iter_rows()]
    told = distinct.with_columns(pl.Series("_", shown, dtype=pl.String))
    joined = typed.select(columns).join(
        told, on=columns, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["_"]


def _written(field: Field, parts: tuple[Any, ...]) -> str | None:
    exact = tuple(normal_number(part) if isinstance(part, Decimal) else part for part in parts)
    value = None if parts[0] is None else field.shape.join(exact)
    return None if value is None else field.shape.write(value)
