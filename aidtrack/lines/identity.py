"""The name of every entry: the hash of what it says.

What a line says is what an object of the model keeps of it: its values, and the texts
that could not be read. Each is written with its column's name and its length, so that
no two contents have the same bytes; lines follow in order. Thus a file and the objects
made of it have one name, and a million lines are named by column expressions.

>>> from aidtrack.model import Consignment, Monitor
>>> from aidtrack.model.entries import Dispatch
>>> sent = Consignment(reference="A-1", lines=(Monitor(quantity="150 each"),))
>>> identify(Dispatch(who="a ministry", when="2021-04-29", consignment=sent))[:16]
'54b46adbd3004677'
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.lines.lines import Lines
from aidtrack.lines.schema import EXTRA, value_columns
from aidtrack.model.entries import Listing, hash_of
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from aidtrack.model.entries import Entry

_GROUP = ("source", "consignment")
_ROW = "row content"
NO_LINES = hashlib.sha256(b"").hexdigest()
"""The hash of no lines."""


def identify(entry: Entry) -> str:
    """Return the name of an entry: the SHA-256 of its canonical bytes, in hexadecimal."""
    if isinstance(entry, Listing):
        digests = digest_contents(Lines.of(entry.consignment).frame)
        digest = digests["digest"][0] if digests.height else NO_LINES
        return hash_of(entry.canonical(digest))
    return hash_of(entry.canonical())


def digest_contents(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the hash of what each consignment's lines say.

    Args:
        frame: Canonical lines, each consignment's in their order.

    Returns:
        One row per consignment in the order in which they begin: ``source``, ``consignment``,
        ``lines`` (how many) and ``digest`` (64 hexadecimal digits).
    """
    rows = frame.select(*_GROUP, row_content(frame).alias(_ROW))
    contents = rows.group_by(*_GROUP, maintain_order=True).agg(
        pl.len().alias("lines"), pl.col(_ROW).str.join("\n")
    )
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in contents[_ROW]]
    return contents.drop(_ROW).with_columns(pl.Series("digest", digests, dtype=pl.String))


def row_content(frame: pl.DataFrame) -> pl.Expr:
    """Return what each line says, as one text that no other content has."""
    pieces = list(_pieces(frame))
    if not pieces:
        return pl.repeat("", pl.len(), dtype=pl.String)
    return pl.concat_str(pieces, ignore_nulls=True)


def _pieces(frame: pl.DataFrame) -> Iterator[pl.Expr]:
    stated = {name for name in frame.columns if frame[name].null_count() < frame.height}
    for field in FIELDS.values():
        # A line's own donor shares the columns of the consignment's.
        if field.level != "line" and field.path[0] != "donor":
            continue
        main, *parts = value_columns(field)
        if main in stated:
            yield _piece(main, pl.col(main), frame.schema[main])
            for part in parts:
                if part in stated:
                    # A unit without its number states nothing by itself.
                    with_main = pl.when(pl.col(main).is_not_null()).then(pl.col(part))
                    yield _piece(part, with_main, frame.schema[part])
        if f"{main}.text" in stated:
            yield _piece(f"{main}.text", _unread(main, stated), pl.String())
    for name in sorted(name for name in stated if name.startswith(EXTRA)):
        yield _piece(name, pl.col(name), frame.schema[name])


def _unread(name: str, stated: Container[str]) -> pl.Expr:
    """Return the text that stands where no value was read, as an object keeps it."""
    text, unit = pl.col(f"{name}.text"), f"{name}.unit"
    if unit in stated:
        # A unit known from elsewhere belongs to a number that could not be read.
        bare = pl.col(unit).is_not_null() & ~text.str.contains(r"\p{L}")
        text = pl.when(bare).then(pl.concat_str(text, pl.lit(" "), pl.col(unit))).otherwise(text)
    return pl.when(pl.col(name).is_null()).then(text) if name in stated else text


def _piece(name: str, value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return a stated value after its column's name, both with their lengths; else null."""
    head = f"{len(name.encode())}:{name}="
    if dtype != pl.String:
        return pl.concat_str(pl.lit(head), value.cast(pl.String), pl.lit(";"))
    length = value.str.len_bytes().cast(pl.String)
    return pl.concat_str(pl.lit(head), length, pl.lit(":"), value, pl.lit(";"))
