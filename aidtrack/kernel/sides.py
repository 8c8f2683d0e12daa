"""What documents say, side by side: one row for each, or for each and what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from aidtrack.kernel.grouping import aggregate, in_order
from aidtrack.kernel.heads import first_rows
from aidtrack.kernel.identity import FROM, KEY
from aidtrack.kernel.matching import item_keys
from aidtrack.kernel.stated import MEASURES, STATED_TYPES, facts_of, stated_facts, sums_of
from aidtrack.lines.schema import KEYS, columns_of, value_columns
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import FACT_TYPES
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TYPES = {
    **{name: FACT_TYPES[name] for name in ("lines", "batches")},
    f"batches{FROM}": pl.String(),
    **STATED_TYPES,
}


def sides_of(
    lines: pl.DataFrame, keys: Sequence[str], fields: Iterable[str], facts: Iterable[str]
) -> pl.DataFrame:
    """Return what each document says of its whole, or of each text that its lines share.

    Args:
        lines: What was kept of every line, its document's number among it.
        keys: The fields whose texts are compared by their folds; none for wholes.
        fields: The fields to show, each by what is stated first of it.
        facts: The facts to work out.
    """
    frame = in_order(_with_keys(lines, keys))
    by = ["document", *(KEY + name for name in keys)]
    heads = first_rows(frame[_columns(frame, fields, by)], by)
    wanted = frozenset(facts)
    whole = pl.lit(value=not keys) & (pl.col("consignment").n_unique() == 1)
    counted = [pl.len().cast(pl.Int64).alias("lines"), whole.alias("whole"), _batches(wanted)]
    sums = aggregate(frame, by, counted)
    measures = [each for each in MEASURES if not wanted.isdisjoint(facts_of(each))]
    stated = {each.name: sums_of(frame, by, each) for each in measures}
    rows = []
    for head, sum_ in zip(heads.iter_rows(named=True), sums.iter_rows(named=True), strict=True):
        row: dict[str, Any] = {"lines": sum_["lines"], "batches": sum_["batches"]}
        row[f"batches{FROM}"] = "batch"
        for each in measures:
            said = stated[each.name].get(tuple(head[name] for name in by), ())
            # What is declared of one of several consignments is not the document's whole.
            row |= stated_facts(each, head if sum_["whole"] else {}, sum_["lines"], said)
        rows.append(row)
    return heads.hstack(pl.DataFrame(rows, schema=_TYPES))


def without_several(
    sides: pl.DataFrame, lines: pl.DataFrame, keys: Sequence[str], fields: Iterable[str]
) -> pl.DataFrame:
    """Return sides without the values of which a document states several: it has no one value."""
    frame = in_order(_with_keys(lines, keys))
    by = ["document", *(KEY + name for name in keys)]
    columns = [
        column
        for name in fields
        if name in FIELDS
        for column in value_columns(FIELDS[name])
        if column in sides.columns
    ]
    if not columns:
        return sides
    several = [(pl.col(name).min() != pl.col(name).max()).alias(name) for name in columns]
    flags = aggregate(frame, by, several)
    return sides.with_columns(
        pl.select(pl.when(~flags[name].fill_null(value=False)).then(sides[name]))
        .to_series()
        .alias(name)
        for name in columns
    )


def _with_keys(lines: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return the lines that state the keys, with the folds of them beside.

    Goods are found again by more than the fold of their words.
    """
    for name in keys:
        if name == "description":
            named = item_keys(lines).rename({"item": KEY + name})
            lines = lines.join(named, on=["document", name], how="inner", maintain_order="left")
            continue
        texts = lines[name].unique().drop_nulls().to_list()
        folds = dict(zip(texts, map(fold, texts), strict=True))
        folded = pl.col(name).replace_strict(folds, default=None, return_dtype=pl.String)
        lines = lines.with_columns(folded.alias(KEY + name))
        lines = lines.filter(pl.col(KEY + name).is_not_null())
    return lines


def _columns(frame: pl.DataFrame, fields: Iterable[str], by: Iterable[str]) -> list[str]:
    """Return the columns of which a side shows the first statement."""
    names = dict.fromkeys((*by, *KEYS, "reference", "line"))
    for name in (*fields, *(each.declared for each in MEASURES if each.declared)):
        names |= dict.fromkeys(columns_of(FIELDS[name]) if name in FIELDS else (name,))
    present = frozenset(frame.columns)
    return [name for name in names if name in present]


def _batches(wanted: frozenset[str]) -> pl.Expr:
    if "batches" not in wanted:
        return pl.lit(None, dtype=pl.String).alias("batches")
    batch = pl.col("batch").str.strip_chars().str.to_uppercase()
    named = batch.unique().sort().str.join(", ")
    return pl.when(pl.col("batch").null_count() == 0).then(named).alias("batches")
