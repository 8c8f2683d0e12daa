"""Several lists of one consignment: which is the foremost, and on what those of its rank differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import polars as pl
from sqlalchemy import select

from aidtrack.ledger.choice import no_later
from aidtrack.ledger.load import of_entries, rows_of
from aidtrack.ledger.standing import taken_back
from aidtrack.ledger.tables import ENTRIES, LINES
from aidtrack.lines.schema import value_columns
from aidtrack.model.entries import read_instant
from aidtrack.model.field import FIELDS
from aidtrack.reconciliation.posting import line_name

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from aidtrack.ledger.choice import Moment

AMOUNTS: Final = ("quantity", "gross_weight", "net_weight", "volume", "value", "packages")
"""What is added up of lines."""
_ROW: Final = ("entry", "position")
_SCHEMA: Final[dict[str, pl.DataType]] = {
    "seq": pl.Int64(),
    "reference": pl.String(),
    "told": pl.String(),
    "when": pl.Datetime("us", "UTC"),
    "id": pl.String(),
    "substance": pl.String(),
}


def lists_of(connection: Connection, kind: str, until: Moment | None) -> pl.DataFrame:
    """Return the entries that stand of a kind that lists goods.

    Args:
        connection: A connection.
        kind: ``dispatch`` or ``pledge``.
        until: Leave out those after this day or instant.

    Returns:
        Columns: seq, reference, told, when, id, substance, ``foremost`` (whether it is the
        list that stands for its consignment), ``disputed`` (whether it is one of several of the
        same rank that list different goods).
    """
    columns = (ENTRIES.c[name] for name in ("seq", "reference", "id", "substance", "content"))
    undone = taken_back(connection)
    rows = []
    for row in connection.execute(select(*columns).where(ENTRIES.c.kind == kind)):
        if row.id not in undone:
            head = json.loads(row.content)
            when = read_instant(head["when"])
            rows.append((row.seq, row.reference, head["told"], when, row.id, row.substance))
    every = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    if until is not None:
        every = every.filter(no_later(until))
    # Records come before reports: their name does too.
    order = every.sort("reference", "told", "when", "id", nulls_last=True)
    first = pl.col("told").first().over("reference")
    same = pl.col("told") == first
    several = pl.col("substance").filter(same).n_unique().over("reference") > 1
    return order.with_columns(
        foremost=pl.int_range(pl.len()).over("reference") == 0, disputed=same & several
    )


def names_of(connection: Connection, lists: pl.DataFrame) -> pl.DataFrame:
    """Return the names of the lines of some entries: entry, position, consignment, line."""
    rows = rows_of(connection, select(LINES.c.entry, LINES.c.position, LINES.c.line))
    named = rows.join(
        lists.select(pl.col("seq").alias("entry"), pl.col("reference").alias("consignment")),
        on="entry",
        how="inner",
    ).sort(_ROW)
    return named.with_columns(line_name(pl.col("entry")).alias("line"))


def disputed_amounts(
    connection: Connection, lists: pl.DataFrame, rows: pl.DataFrame
) -> dict[str, pl.Series]:
    """Return what several lists of one rank say of an amount on which they differ.

    Args:
        connection: A connection.
        lists: What :func:`lists_of` returned.
        rows: The lines that are asked after: entry, position.

    Returns:
        For each amount that is disputed a text for each of the rows, null where it is not.
    """
    disputed = lists.filter("disputed")
    if not disputed.height:
        return {}
    columns = {name: list(value_columns(FIELDS[name])) for name in AMOUNTS}
    wanted = [LINES.c[each] for own in columns.values() for each in own]
    cells = rows_of(connection, select(LINES.c.entry, LINES.c.position, *wanted).where(
        of_entries(disputed["seq"].to_list())
    ))  # fmt: skip
    named = names_of(connection, disputed).join(cells, on=_ROW)
    at = ["consignment", "line"]
    tellers = disputed.group_by(pl.col("reference").alias("consignment")).agg(
        pl.len().alias("tellers")
    )
    found = {}
    for name, own in columns.items():
        text = pl.concat_str(*own, separator=" ", ignore_nulls=True).replace("", "not stated")
        said = (
            named.with_columns(text.alias("text"))
            .join(tellers, on="consignment")
            .group_by(*at, "tellers")
            .agg(pl.col("text").sort(), pl.len().alias("told"))
            .with_columns(
                pl.when(pl.col("told") < pl.col("tellers"))
                .then(pl.concat_list("text", pl.lit("not listed")))
                .otherwise("text")
                .alias("text")
            )
            .with_columns(pl.col("text").list.unique(maintain_order=True))
            .filter(pl.col("text").list.len() > 1)
            .with_columns(pl.col("text").list.join(" or "))
        )
        if said.height:
            whole = rows.join(named.select(*_ROW, *at), on=_ROW, how="left", maintain_order="left")
            texts = whole.join(said.select(*at, "text"), on=at, how="left", maintain_order="left")
            found[name] = texts["text"]
    return found
