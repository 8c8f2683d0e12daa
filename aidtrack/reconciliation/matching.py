"""Which lines of several lists are one line: lists of one consignment are claims about it.

A donor's packing list, a ministry's statement and a newspaper's report seldom number
their lines alike. Goods of one kind and type that no list has twice are one line;
else lines are one that have the same name, kind and type. The name is that of the
foremost list: a dispatch before a pledge, a record before a report, the earlier first.
"""

from __future__ import annotations

import polars as pl

_LISTED = ("dispatched", "pledged")
_GOODS = ("kind", "type", "words")


def match_lines(movements: pl.DataFrame) -> pl.DataFrame:
    """Return movements with the lines of all lists of a consignment named alike.

    Args:
        movements: Movements joined with their entries' ``act``, ``told`` and ``when``.
    """
    listed = movements.filter(pl.col("status").is_in(_LISTED))
    several = (
        listed.group_by("consignment")
        .agg(pl.col("entry").n_unique().alias("lists"))
        .filter(pl.col("lists") > 1)
        .select("consignment")
    )
    if not several.height:
        return movements
    claims = listed.join(several, on="consignment", how="semi").with_columns(
        words=pl.when((pl.col("kind") == "item") & (pl.col("type").fill_null("other") == "other"))
        .then(pl.col("description").str.to_lowercase())
        .otherwise(pl.lit("")),
        rank=pl.struct(
            pl.col("status") != "dispatched", pl.col("told") != "record", "when", "entry"
        ).rank("dense"),
    )
    names = _named(claims)
    renamed = movements.join(
        names, on=["consignment", "entry", "line"], how="left", maintain_order="left"
    )
    return renamed.with_columns(line=pl.coalesce("name", "line")).drop("name")


def _named(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the common name of each list's lines: consignment, entry, line, name."""
    alike = ["consignment", *_GOODS]
    alone = (pl.len().over("entry", *alike) == 1).all().over(alike)
    same = pl.when(alone).then(pl.lit("")).otherwise(pl.col("line")).alias("same")
    groups = claims.with_columns(same).with_columns(
        first=pl.col("rank").min().over(*alike, "same"),
        wanted=pl.col("line").sort_by("rank").first().over(*alike, "same"),
        lister=pl.col("entry").sort_by("rank").first().over(*alike, "same"),
    )
    # Two lines that are not one may have been given the same name by their lists.
    taken = pl.struct("first", *_GOODS, "same").rank("dense").over("consignment", "wanted") > 1
    own = pl.concat_str("wanted", pl.lit(" of "), pl.col("lister").str.head(8))
    name = pl.when(taken).then(own).otherwise(pl.col("wanted"))
    return groups.select("consignment", "entry", "line", name.alias("name")).unique()
