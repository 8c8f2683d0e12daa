"""What documents say, side by side: one row for each, or for each and what it speaks of.

A document states a measure in one of several ways: all of its lines state theirs; it
declares a total, exactly or as a bound; or some of its lines do, and the whole cannot be
less. So a side has the least and the most that its document allows, and two of them
disagree only where the least of one is above the most of the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from aidtrack.kernel.grouping import aggregate, in_order
from aidtrack.kernel.heads import first_rows
from aidtrack.kernel.identity import FROM, KEY
from aidtrack.kernel.wording import written
from aidtrack.lines.schema import KEYS, columns_of, value_columns
from aidtrack.model.field import FIELDS
from aidtrack.rules.facts import FACT_TYPES
from aidtrack.text.fold import fold
from aidtrack.text.number import normal_number, show_number
from aidtrack.units.catalogue import BASE, UNITS
from aidtrack.units.context import exact
from aidtrack.units.totals import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_NINE_PLACES = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure that documents state."""

    name: str
    """What its facts begin with."""
    field: str
    """What lines state."""
    number: str
    unit: str | None
    """The columns of its number and unit."""
    declared: str | None = None
    """What documents declare of the whole."""
    known: str | None = None
    """The fact that counts the lines."""


_MEASURES: Final = (
    _Measure("gross_kg", "gross_weight", "total.gross_weight", "total.gross_weight.unit",
             "declared_gross_weight", "gross_known"),
    _Measure("net_kg", "net_weight", "total.net_weight", "total.net_weight.unit"),
    _Measure("volume_m3", "volume", "total.volume", "total.volume.unit"),
    _Measure("packages", "packages", "packages", None, "declared_packages", "packages_known"),
    _Measure("value", "value", "total.value", "total.value.unit", "declared_value", "value_known"),
    _Measure("quantity", "quantity", "quantity", "quantity.unit"),
)  # fmt: skip

NEEDED: Final = (
    "batch",
    *(each.field for each in _MEASURES),
    *(each.declared for each in _MEASURES if each.declared),
)
"""The fields behind the facts."""
TOTALS: Final = tuple(
    column
    for measure in _MEASURES
    for column in (measure.number, measure.unit)
    if column is not None and column.startswith("total.")
)
"""The columns behind them that are worked out for every line."""

_FACTS = {name: dtype for name, dtype in FACT_TYPES.items() if name not in
          {"count", "twin", "other_document", "documents", "document", "is_receipt"}}  # fmt: skip


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
    measures = [each for each in _MEASURES if not wanted.isdisjoint(_facts_of(each))]
    stated = {each.name: _sums_of(frame, by, each) for each in measures}
    rows = []
    for head, sum_ in zip(heads.iter_rows(named=True), sums.iter_rows(named=True), strict=True):
        row: dict[str, Any] = {"lines": sum_["lines"], "batches": sum_["batches"]}
        for each in measures:
            said = stated[each.name].get(tuple(head[name] for name in by), ())
            # What is declared of one of several consignments is not the document's whole.
            row |= _stated(each, head if sum_["whole"] else {}, sum_["lines"], said)
        rows.append(row)
    froms = {f"{each.name}_said{FROM}": pl.String() for each in measures}
    return heads.hstack(pl.DataFrame(rows, schema=_FACTS | froms))


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
    """Return the lines that state the keys, with the folds of them beside."""
    for name in keys:
        texts = lines[name].unique().drop_nulls().to_list()
        folds = dict(zip(texts, map(fold, texts), strict=True))
        folded = pl.col(name).replace_strict(folds, default=None, return_dtype=pl.String)
        lines = lines.with_columns(folded.alias(KEY + name))
        lines = lines.filter(pl.col(KEY + name).is_not_null())
    return lines


def _columns(frame: pl.DataFrame, fields: Iterable[str], by: Iterable[str]) -> list[str]:
    """Return the columns of which a side shows the first statement."""
    names = dict.fromkeys((*by, *KEYS, "reference", "line"))
    for name in (*fields, *(each.declared for each in _MEASURES if each.declared)):
        names |= dict.fromkeys(columns_of(FIELDS[name]) if name in FIELDS else (name,))
    present = frozenset(frame.columns)
    return [name for name in names if name in present]


def _batches(wanted: frozenset[str]) -> pl.Expr:
    if "batches" not in wanted:
        return pl.lit(None, dtype=pl.String).alias("batches")
    batch = pl.col("batch").str.strip_chars().str.to_uppercase()
    named = batch.unique().sort().str.join(", ")
    return pl.when(pl.col("batch").null_count() == 0).then(named).alias("batches")


def _facts_of(measure: _Measure) -> Iterator[str]:
    yield from (f"{measure.name}_{fact}" for fact in ("least", "most", "said", "total"))
    yield from (f"{measure.name}_{part}" for part in ("unit", "currency"))
    if measure.known:
        yield measure.known


def _sums_of(
    frame: pl.DataFrame, by: Sequence[str], measure: _Measure
) -> Mapping[tuple[Any, ...], list[tuple[Decimal, str | None, int]]]:
    """Return the sums of a measure by its side, one for each unit as written."""
    unit = pl.lit(None, dtype=pl.String) if measure.unit is None else pl.col(measure.unit)
    known = frame.select(
        *by, pl.col(measure.number).alias("number"), unit.alias("unit")
    ).filter(pl.col("number").is_not_null())  # fmt: skip
    counted = [pl.col("number").sum(), pl.len().alias("known")]
    sums: defaultdict[tuple[Any, ...], list[tuple[Decimal, str | None, int]]] = defaultdict(list)
    if known.height:
        for *side, written_unit, number, count in aggregate(
            known, [*by, "unit"], counted
        ).iter_rows():
            sums[tuple(side)].append((number, written_unit, count))
    return sums


def _stated(
    measure: _Measure,
    head: Mapping[str, Any],
    lines: int,
    sums: Iterable[tuple[Decimal, str | None, int]],
) -> dict[str, Any]:
    """Return the facts of one measure: the bounds, the words, and where they come from."""
    total, unit, known = _total(measure, sums)
    facts: dict[str, Any] = {f"{measure.name}_total": total}
    if measure.known:
        facts[measure.known] = known
    declared, declared_unit = _declared(measure, head)
    qualifier = head.get(f"{measure.declared}.qualifier")
    complete = total is not None and known == lines
    if declared is not None and qualifier != "about" and not complete:
        least = declared if qualifier in {"exactly", "over"} else None
        most = declared if qualifier in {"exactly", "up to"} else None
        words, field, unit = written(str(measure.declared), head), measure.declared, declared_unit
    else:
        least, most, field = total, total if complete else None, measure.field
        words = None if total is None else _words(total, unit, None if complete else (known, lines))
    name = measure.name
    facts |= {
        f"{name}_least": least, f"{name}_most": most, f"{name}_said": words,
        f"{name}_said{FROM}": field, f"{name}_unit": unit, f"{name}_currency": unit,
    }  # fmt: skip
    wanted = {**_FACTS, f"{name}_said{FROM}": None}
    return {key: value for key, value in facts.items() if key in wanted}


def _total(
    measure: _Measure, sums: Iterable[tuple[Decimal, str | None, int]]
) -> tuple[Decimal | None, str | None, int]:
    """Return the sum in the base unit, that unit, and how many lines it covers.

    Amounts of several currencies and quantities of several kinds have no sum.
    """
    total, unit, known = Decimal(), None, 0
    with exact(rounding=True):
        for number, own, count in sums:
            base = _base(measure, own)
            if measure.unit is not None and (base is None or (known and base != unit)):
                return None, None, 0
            is_unit = own in UNITS and own != base
            total += convert(number, str(own), str(base)) if is_unit else number
            unit, known = base, known + count
        return (total.quantize(_NINE_PLACES) if known else None), unit, known


def _base(measure: _Measure, unit: str | None) -> str | None:
    if unit is None or measure.field == "value":
        return unit
    return BASE[UNITS[unit].dimension] if unit in UNITS else None


def _declared(measure: _Measure, head: Mapping[str, Any]) -> tuple[Decimal | None, str | None]:
    """Return what is declared of the whole in the base unit, and that unit."""
    number = head.get(measure.declared or "")
    if number is None or measure.unit is None:
        return number, None
    unit = head.get(f"{measure.declared}.unit")
    base = _base(measure, unit)
    if unit is None or base is None:
        return None, None
    if measure.field == "value":
        return number, unit
    return convert(number, unit, base).quantize(_NINE_PLACES), base


def _words(number: Decimal, unit: str | None, covers: tuple[int, int] | None) -> str:
    """Return an amount as a message shows it, with what it covers where that is not all."""
    known = unit in UNITS
    shown = UNITS[str(unit)].shown(number) if known else unit
    text = f"{show_number(normal_number(number))} {shown}" if unit else show_number(
        normal_number(number)
    )  # fmt: skip
    return text if covers is None else f"at least {text} ({covers[0]:,} of {covers[1]:,} lines)"
