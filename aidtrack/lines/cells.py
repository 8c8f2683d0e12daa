"""From texts to typed columns: each distinct text is read once, whatever the number of lines.

Every cell is read by itself, so that one bad cell costs one cell. Where a text
has several readings, the other texts of the column may show the writer's
habit; what they settle is said, and what they do not settle stays unknown.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from aidtrack.codes.currencies import CURRENCIES
from aidtrack.lines.clean import clean_values
from aidtrack.lines.distinct import HABITS, Distinct, read_distinct
from aidtrack.lines.habits import numbers_as_text, spaces_around
from aidtrack.lines.repeated import distinct_texts, repeats_itself
from aidtrack.lines.schema import STATE, State, value_columns
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.measured import MoneyShape
from aidtrack.model.shape import TextShape
from aidtrack.text.blank import BLANK_WORDS, EXPLAINED, is_blank_word
from aidtrack.text.formula import STARTS
from aidtrack.text.reference import is_reference
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from aidtrack.lines.distinct import Outcome
    from aidtrack.lines.issue import Issue
    from aidtrack.model.field import Field

_CELL = ["text", "unit", "native"]
"""What makes a cell distinct."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One field's columns, and what there is to say of its texts."""

    columns: tuple[pl.Series, ...]
    """The value columns, the text as written, and the state where it is not plain."""
    issues: tuple[Issue, ...] = ()
    """One for each distinct text that is worth a word."""
    habits: frozenset[str] = frozenset()
    """The decimal marks and date orders that the column shows."""

    def at(self, places: pl.Series) -> Cells:
        """Return the cells of a column whose lines say what stands at these places of it.

        A line without a place is blank.
        """
        spread = (column.gather(places) for column in self.columns)
        blank = str(State.BLANK)
        columns = (each.fill_null(blank) if each.dtype == STATE else each for each in spread)
        return replace(self, columns=tuple(columns))


def read_cells(
    field: Field,
    texts: pl.Series,
    *,
    style: Style = AS_WRITTEN,
    unit: pl.Series | str | None = None,
    native: pl.Series | None = None,
    typed: bool = False,
) -> Cells:
    """Read a column of texts as a field.

    Args:
        field: The field that the column stands for.
        texts: The texts as written, of type String; null or white space is blank.
        style: What settles ambiguous texts from the start.
        unit: The unit or currency known from the header, or a series of one for each line.
        native: True where the text is a number that the file itself holds as a
            number, whose mark is a point by definition.
        typed: Whether people type the cells of such a file one by one, as in a spreadsheet:
            there a number among numbers that is a text is a slip.
    """
    texts = texts.cast(pl.String)
    if native is None and not isinstance(unit, pl.Series) and repeats_itself(texts):
        distinct, places = distinct_texts(texts)
        return _read(field, distinct, style, unit, native, typed=typed).at(places)
    return _read(field, texts, style, unit, native, typed=typed)


def _read(
    field: Field,
    texts: pl.Series,
    style: Style,
    unit: pl.Series | str | None,
    native: pl.Series | None,
    *,
    typed: bool,
) -> Cells:
    """Read the cells of a column as they stand."""
    base = _with_odd_units(field, _base(texts, unit, native))
    if isinstance(field.shape, TextShape):
        return _texts(field, base, texts)
    clean = clean_values(field.shape, base)
    left = base["text"].is_not_null()
    places = (left if clean is None else left & ~clean.mask).arg_true()
    # Only what is not clean is looked at further, and put where it belongs.
    rest = base[places].select(_CELL)
    distinct = rest.unique(maintain_order=True)
    cells = [Distinct(*row) for row in distinct.iter_rows()]
    outcomes = read_distinct(field, cells, style, clean.evidence if clean else {})
    read = _on_every_line(field, rest, distinct, outcomes)
    schema = value_columns(field)
    if clean is None:
        ready = [pl.repeat(None, base.height, dtype=each, eager=True) for each in schema.values()]
    else:
        ready = clean.columns.get_columns()
    columns = [
        column.clone().scatter(places, read[name]).alias(name)
        for name, column in zip(schema, ready, strict=True)
    ]
    columns.append(base["text"].alias(f"{field.name}.text"))
    if any(outcome.state in (State.BLANK, State.ELSEWHERE) for outcome in outcomes):
        told = pl.repeat(None, base.height, dtype=STATE, eager=True).scatter(places, read["state"])
        columns.append(_states(columns[0], told).alias(f"{field.name}.state"))
    issues = (issue for outcome in outcomes for issue in outcome.issues)
    return Cells(
        tuple(columns),
        (*issues, *(numbers_as_text(field, base) if typed else ())),
        frozenset(
            {*(clean.evidence if clean else ()), *(each.shows for each in outcomes)} & HABITS
        ),
    )


def _base(texts: pl.Series, unit: pl.Series | str | None, native: pl.Series | None) -> pl.DataFrame:
    units = unit if isinstance(unit, pl.Series) else pl.lit(unit, dtype=pl.String)
    flags = pl.lit(value=False) if native is None else native.fill_null(value=False)
    written = texts.to_frame("written")
    text = pl.col("written").str.strip_chars().replace("", None)
    return written.select(text.alias("text"), units.alias("unit"), flags.alias("native"))


def _with_odd_units(field: Field, base: pl.DataFrame) -> pl.DataFrame:
    """Put a unit that is none into the text beside it: a unit column may hold anything.

    Then both are judged as if they stood in one cell, and the text as written is both.
    """
    if base["unit"].null_count() == base.height:
        return base
    shape = field.shape.inner if isinstance(field.shape, DeclaredShape) else field.shape
    known = pl.col("unit").is_in(list(CURRENCIES if isinstance(shape, MoneyShape) else UNITS))
    distinct = base.filter(pl.col("text").is_not_null() & ~known).select("text", "unit").unique()
    joint = [
        text if is_blank_word(text) or is_reference(text) else f"{text} {unit}"
        for text, unit in distinct.iter_rows()
    ]
    if not joint:
        return base
    together = distinct.with_columns(pl.Series("joint", joint, dtype=pl.String))
    joined = base.join(together, on=["text", "unit"], how="left", maintain_order="left")
    return joined.select(
        pl.coalesce("joint", "text").alias("text"),
        pl.when(pl.col("joint").is_null()).then(pl.col("unit")).alias("unit"),
        "native",
    )


def _texts(field: Field, base: pl.DataFrame, written: pl.Series) -> Cells:
    """Free text needs no reading, only its blanks told apart; each distinct text once."""
    text = base["text"]
    distinct = text.drop_nulls().unique(maintain_order=True)
    plain = distinct.str.to_lowercase().str.replace_all(r"\s+", " ")
    is_blank = plain.is_in(sorted(BLANK_WORDS)) | plain.str.contains(EXPLAINED)
    issues = _without_value(field, distinct)
    blank, broken = distinct.filter(is_blank), [issue.text for issue in issues]
    as_written = pl.select(pl.when(text.is_not_null()).then(written)).to_series()
    value = text
    columns = [as_written.alias(f"{field.name}.text")]
    if len(blank) or broken:
        nothing = text.is_in([*blank, *broken]).fill_null(value=False)
        value = base.select(pl.when(~nothing).then(pl.col("text")))["text"]
    if len(blank):
        # The state is null where value and text tell it.
        unreadable = pl.lit(str(State.UNREADABLE), dtype=STATE)
        read = pl.select(pl.when(text.is_in(broken)).then(unreadable)).to_series()
        columns.append(_states(value, read).alias(f"{field.name}.state"))
    issues = (*issues, *spaces_around(field, value, as_written))
    return Cells((value.alias(field.name), *columns), issues)


def _without_value(field: Field, distinct: pl.Series) -> tuple[Issue, ...]:
    """Return an issue for each distinct text that a spreadsheet left for want of a value."""
    starts = [distinct.str.starts_with(start) for start in STARTS]
    suspect = distinct.filter(reduce(operator.or_, starts))
    cells = [Distinct(text, None, native=False) for text in suspect]
    outcomes = read_distinct(field, cells, AS_WRITTEN, {})
    return tuple(issue for outcome in outcomes for issue in outcome.issues)


def _on_every_line(
    field: Field, cells: pl.DataFrame, distinct: pl.DataFrame, outcomes: list[Outcome]
) -> pl.DataFrame:
    """Return the outcomes of distinct cells as columns of all cells."""
    values = [
        pl.Series(name, [o.parts[place] if o.parts else None for o in outcomes], dtype=dtype)
        for place, (name, dtype) in enumerate(value_columns(field).items())
    ]
    states = pl.Series("state", [str(outcome.state) for outcome in outcomes], dtype=STATE)
    lookup = distinct.with_columns(*values, states)
    return cells.join(lookup, on=_CELL, how="left", nulls_equal=True, maintain_order="left")


def _states(value: pl.Series, read: pl.Series) -> pl.Series:
    """Return each line's state: as reading told, else by whether there is a value."""
    present = pl.lit(str(State.PRESENT), dtype=STATE)
    blank = pl.lit(str(State.BLANK), dtype=STATE)
    told = pl.when(value.is_not_null()).then(present).otherwise(blank)
    return pl.select(pl.coalesce(read, told)).to_series()
