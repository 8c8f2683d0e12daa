"""From texts to typed columns: each distinct text is read once, whatever the number of lines.

Every cell is read by itself, so that one bad cell costs one cell. Where a text
has several readings, the other texts of the column may show the writer's
habit; what they settle is said, and what they do not settle stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, cast

import polars as pl

from aidtrack.codes.currencies import CURRENCIES
from aidtrack.lines.clean import clean_values
from aidtrack.lines.schema import STATE, State, value_columns
from aidtrack.model.choice import CountryShape
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, TextShape
from aidtrack.text.blank import BLANK_WORDS, is_blank_word
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.text.reference import is_reference
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aidtrack.model.field import Field
    from aidtrack.model.shape import Parts


class CellIssue(StrEnum):
    """What reading has to say of a cell besides problems and notes."""

    SETTLED = "settled by the column"
    """An ambiguous text was read by the habit that the rest of the column shows."""
    BLANK_WORD = "blank word"
    """A text such as ``N/A`` was read as nothing stated."""
    ELSEWHERE = "elsewhere"
    """The text points to another line or document."""
    COUNTRY_BY_ALIAS = "country by another name"
    """A party's name is a country's, though not the usual one."""
    AMBIGUOUS_COUNTRY = "ambiguous country"
    """A party's name is that of several countries."""
    NEAR_COUNTRY = "nearly a country"
    """A party's name is close to a country's."""


READ_ISSUES = frozenset(
    {
        *map(str, Note),
        str(CellIssue.SETTLED),
        str(CellIssue.COUNTRY_BY_ALIAS),
        str(CellIssue.AMBIGUOUS_COUNTRY),
        str(CellIssue.NEAR_COUNTRY),
    }
)
"""The issues of texts that have a value all the same."""

COLUMN_ISSUES = frozenset({str(CellIssue.SETTLED), str(Note.TWO_DIGIT_YEAR)})
"""The issues that are a column's habit: said once for a column, with the number of lines."""

_HABITS: dict[str, Literal["decimal", "date_order"]] = {
    "comma": "decimal",
    "point": "decimal",
    "dmy": "date_order",
    "mdy": "date_order",
    "ymd": "date_order",
}
_WORDS_WITHOUT_NAMIBIA = BLANK_WORDS - {"na"}


@dataclass(frozen=True, slots=True)
class Cells:
    """One field's columns, and what there is to say of its texts."""

    columns: tuple[pl.Series, ...]
    """The value columns, the text as written, and the state where it is not plain."""
    issues: tuple[dict[str, Any], ...] = ()
    """One for each distinct text that is worth a word."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one distinct text."""

    state: State
    parts: Parts | None
    issues: tuple[dict[str, Any], ...] = ()


def read_cells(
    field: Field,
    texts: pl.Series,
    *,
    style: Style = AS_WRITTEN,
    unit: pl.Series | str | None = None,
    native: pl.Series | None = None,
) -> Cells:
    """Read a column of texts as a field.

    Args:
        field: The field that the column stands for.
        texts: The texts as written, of type String; null or white space is blank.
        style: What settles ambiguous texts from the start.
        unit: The unit or currency known from the header, or a series of one for each line.
        native: True where the text is a number that the file itself holds as a
            number, whose mark is a point by definition.
    """
    base = _base(texts, unit, native)
    if isinstance(field.shape, TextShape):
        return _texts(field, base)
    clean = clean_values(field.shape, base)
    rest = (
        base.filter(pl.col("text").is_not_null() & ~clean.mask)
        if clean
        else base.filter(pl.col("text").is_not_null())
    )
    distinct = rest.select("text", "unit", "native").unique(maintain_order=True)
    outcomes = _read_distinct(field, distinct, style, clean.evidence if clean else {})
    return _assemble(field, base, clean.columns if clean else None, distinct, outcomes)


def _base(texts: pl.Series, unit: pl.Series | str | None, native: pl.Series | None) -> pl.DataFrame:
    units = unit if isinstance(unit, pl.Series) else pl.lit(unit, dtype=pl.String)
    return pl.DataFrame({"written": texts.cast(pl.String)}).with_columns(
        pl.col("written").str.strip_chars().replace("", None).alias("text"),
        units.alias("unit"),
        (pl.lit(value=False) if native is None else native.fill_null(value=False)).alias("native"),
    )


def _texts(field: Field, base: pl.DataFrame) -> Cells:
    """Free text needs no reading, only its blanks told apart."""
    text = base["text"]
    blank_word = text.str.to_lowercase().is_in(sorted(BLANK_WORDS)).fill_null(value=False)
    value = text.to_frame().select(pl.when(~blank_word).then(pl.col("text")))["text"]
    columns = [value.alias(field.name), text.alias(f"{field.name}.text")]
    if blank_word.any():
        state = pl.select(
            pl.when(value.is_not_null())
            .then(pl.lit(str(State.PRESENT)))
            .otherwise(pl.lit(str(State.BLANK)))
            .cast(STATE)
        ).to_series()
        columns.append(state.alias(f"{field.name}.state"))
    return Cells(tuple(columns))


def _read_distinct(
    field: Field, distinct: pl.DataFrame, style: Style, shown: dict[str, str]
) -> list[_Outcome]:
    """Read every distinct text, then the ambiguous ones again by the column's habits.

    Args:
        field: The field to read them as.
        distinct: The columns text, unit and native.
        style: What the caller settled.
        shown: The habits that clean texts showed already, each with an example.
    """
    rows = list(distinct.iter_rows())
    readings = [_read_one(field, text, unit, style, native=native) for text, unit, native in rows]
    evidence: dict[bool, dict[str, str]] = {False: dict(shown), True: {}}
    for (text, _, native), reading in zip(rows, readings, strict=True):
        if isinstance(reading, Reading) and reading.evidence and not native:
            evidence[_names_month(field, text)].setdefault(reading.evidence, text)
    habits = {named: _settled_style(style, shown) for named, shown in evidence.items()}
    outcomes = []
    for (text, unit, native), reading in zip(rows, readings, strict=True):
        if isinstance(reading, _Outcome):
            outcomes.append(reading)
            continue
        named = _names_month(field, text)
        habit = habits[named]
        again = (
            _read_one(field, text, unit, habit, native=native)
            if habit != style and reading.problem is Problem.AMBIGUOUS
            else reading
        )
        settled = again is not reading and isinstance(again, Reading) and again.value is not None
        reading = cast("Reading[Parts]", again) if settled else reading  # noqa: PLW2901
        example = _example(evidence[named], style, habit) if settled else None
        outcomes.append(_outcome(field, text, reading, example))
    return outcomes


def _names_month(field: Field, text: str) -> bool:
    """Return whether a date names its month: such dates show nothing of those in figures."""
    return isinstance(field.shape, DateShape) and any(map(str.isalpha, text))


def _read_one(
    field: Field, text: str, unit: str | None, style: Style, *, native: bool
) -> Reading[Parts] | _Outcome:
    words = _WORDS_WITHOUT_NAMIBIA if isinstance(field.shape, CountryShape) else BLANK_WORDS
    if is_blank_word(text, words=words):
        issue = _issue(field, text, CellIssue.BLANK_WORD, "is read as nothing stated")
        return _Outcome(State.BLANK, None, (issue,))
    if isinstance(field.shape, MeasureShape | MoneyShape) and (target := is_reference(text)):
        issue = _issue(field, text, CellIssue.ELSEWHERE, f"points to {target}", suggestion=None)
        return _Outcome(State.ELSEWHERE, None, (issue,))
    own = replace(style, decimal="point") if native else style
    if unit is not None and unit not in UNITS and unit not in CURRENCIES:
        # A unit column may hold anything: read as if it stood in the cell, it is judged alike.
        text, unit = f"{text} {unit}", None
    return field.shape.read(text, own, unit=unit)


def _settled_style(style: Style, evidence: dict[str, str]) -> Style:
    """Return the style with what the column shows one-sidedly; the caller's word goes first."""
    settled: dict[str, Any] = {}
    for setting in ("decimal", "date_order"):
        habits = [habit for habit in evidence if _HABITS[habit] == setting]
        if len(habits) == 1 and getattr(style, setting) is None:
            settled[setting] = habits[0]
    return replace(style, **settled)


def _example(evidence: dict[str, str], style: Style, habit: Style) -> str | None:
    """Return a text of the column that shows the habit which settled another."""
    for name, text in evidence.items():
        setting = _HABITS[name]
        if getattr(style, setting) is None and getattr(habit, setting) == name:
            return text
    return None


def _outcome(field: Field, text: str, reading: Reading[Parts], example: str | None) -> _Outcome:
    if reading.value is None:
        candidates = [_show(field, parts) for parts in reading.candidates]
        issue = _issue(
            field, text, reading.problem or Problem.UNREADABLE, reading.message, candidates
        )
        return _Outcome(State.UNREADABLE, None, (issue,))
    read_as = _show(field, reading.value)
    issues = [_issue(field, text, note, f"{note}: {read_as}") for note in reading.notes]
    if example is not None:
        issues.append(
            _issue(field, text, CellIssue.SETTLED, f"read as {read_as}, as {example!r} shows")
        )
    return _Outcome(State.PRESENT, reading.value, tuple(issues))


def _show(field: Field, parts: Parts) -> str:
    """Return parts as the canonical text, as far as it can be formed."""
    value = field.shape.join(parts)
    if value is None:
        return " ".join(str(part) for part in parts if part is not None)
    return field.shape.write(value)


def _issue(
    field: Field,
    text: str,
    issue: StrEnum,
    message: str,
    candidates: Iterable[str] = (),
    suggestion: str | None = None,
) -> dict[str, Any]:
    return {
        "field": field.name,
        "text": text,
        "issue": str(issue),
        "message": message,
        "candidates": list(candidates),
        "suggestion": suggestion,
    }


def _assemble(
    field: Field,
    base: pl.DataFrame,
    clean: pl.DataFrame | None,
    distinct: pl.DataFrame,
    outcomes: list[_Outcome],
) -> Cells:
    """Put the outcomes of distinct texts back on every line."""
    schema = value_columns(field)
    data: dict[str, list[Any]] = {
        name: [outcome.parts[place] if outcome.parts else None for outcome in outcomes]
        for place, name in enumerate(schema)
    }
    lookup = distinct.with_columns(
        *(pl.Series(name, values, dtype=schema[name]) for name, values in data.items()),
        pl.Series("state", [str(outcome.state) for outcome in outcomes], dtype=STATE),
    )
    joined = base.join(
        lookup,
        on=["text", "unit", "native"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    columns = [joined[name] for name in schema]
    if clean is not None:
        columns = [
            pl.select(pl.coalesce(ready, column)).to_series().alias(column.name)
            for ready, column in zip(clean.get_columns(), columns, strict=True)
        ]
    columns.append(base["text"].alias(f"{field.name}.text"))
    plain = {State.PRESENT, State.UNREADABLE}
    if any(outcome.state not in plain for outcome in outcomes):
        states = pl.select(
            pl.coalesce(
                joined["state"],
                pl.when(columns[0].is_not_null())
                .then(pl.lit(str(State.PRESENT)))
                .otherwise(pl.lit(str(State.BLANK)))
                .cast(STATE),
            )
        ).to_series()
        columns.append(states.alias(f"{field.name}.state"))
    issues = tuple(issue for outcome in outcomes for issue in outcome.issues)
    return Cells(tuple(columns), issues)
