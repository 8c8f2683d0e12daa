"""The distinct texts of a column, each read once; what the rest of the column settles, and not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from aidtrack.lines.clean import NATIVE_POINT, PARTED_COUNT
from aidtrack.lines.habits import comma_among_points
from aidtrack.lines.inexact import or_inexact, rounded
from aidtrack.lines.issue import CellIssue, Issue, said_of
from aidtrack.lines.schema import State
from aidtrack.model.choice import CountryShape
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.measured import MeasureShape, MoneyShape
from aidtrack.model.shape import DateShape, NumberShape, TextShape
from aidtrack.text.blank import BLANK_WORDS, is_blank_word
from aidtrack.text.dateorder import is_of_century
from aidtrack.text.formula import without_value
from aidtrack.text.number import normal_number
from aidtrack.text.quote import quote
from aidtrack.text.reading import Note, Problem, Reading
from aidtrack.text.reference import is_reference
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from aidtrack.model.field import Field
    from aidtrack.model.shape import Parts
    from aidtrack.text.style import Style

_HABITS: dict[str, Literal["decimal", "date_order"]] = {
    "comma": "decimal",
    "point": "decimal",
    "dmy": "date_order",
    "mdy": "date_order",
    "ymd": "date_order",
}
HABITS: frozenset[str | None] = frozenset(_HABITS)
"""What a text can show of its writer's habits."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
_MEASURE = 2
"""The parts of a quantity: its number and its unit."""
_WORDS_WITHOUT_NAMIBIA = BLANK_WORDS - {"na"}

MOST_SUGGESTED = 500
"""How many distinct texts of a column are compared with all known names: the rest of a column
that holds something else altogether would take its time for nothing."""
DOUBT = "?"
"""Behind a text with two readings: its writer asks, so that no column answers."""
Evidence = dict[str, str]
"""The habits that texts show, each with an example."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """One distinct cell of a column."""

    text: str
    unit: str | None
    """The unit known from the header or a column beside."""
    native: bool
    """Whether the file holds it as a number, whose mark is a point by definition."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one distinct cell."""

    state: State
    parts: Parts | None = None
    issues: tuple[Issue, ...] = ()
    shows: str | None = None
    """The habit of its writer that the text shows: a decimal mark, a date order."""


def read_distinct(
    field: Field, cells: Sequence[Distinct], style: Style, shown: Mapping[str, str] | None
) -> list[Outcome]:
    """Read every distinct cell, and the ambiguous ones again by the column's habits.

    Args:
        field: The field to read them as.
        cells: The cells.
        style: What the caller settled.
        shown: The habits that the column's clean texts show already; None where each
            text stands by itself and settles no other.
    """
    readings = [_read(field, cell, style) for cell in cells]
    habit = dict(shown or {})
    native = habit.pop(NATIVE_POINT, None)
    parted = habit.pop(PARTED_COUNT, None) is not None or any(map(_is_parted_count, readings))
    evidence: dict[bool, Evidence] = {False: habit, True: {}}
    for cell, reading in zip(cells, readings, strict=True):
        counts = shown is not None and not cell.native
        if counts and isinstance(reading, Reading) and reading.evidence:
            evidence[_names_month(field, cell)].setdefault(reading.evidence, cell.text)
        elif counts and not parted and (mark := _mark_of_count(cell, reading)):
            evidence[False].setdefault(mark, cell.text)
    habits = {named: _settled_style(style, shown) for named, shown in evidence.items()}
    outcomes: list[Outcome] = []
    unread = 0
    for cell, reading in zip(cells, readings, strict=True):
        if isinstance(reading, Outcome):
            outcomes.append(reading)
            continue
        named = _names_month(field, cell)
        settled = _settle(field, cell, reading, habits[named], style)
        if settled is None:
            unread += reading.problem is Problem.UNREADABLE
            suggests = reading.problem is Problem.UNREADABLE and unread <= MOST_SUGGESTED
            suggestion = field.shape.suggest(cell.text) if suggests else None
            marks = evidence[named] if native is None else {"point": native, **evidence[named]}
            outcomes.append(_outcome(field, cell, reading, suggestion=suggestion, shown=marks))
        else:
            example = _example(evidence[named], style, habits[named])
            outcomes.append(_outcome(field, cell, settled, example))
    return outcomes


def _read(field: Field, cell: Distinct, style: Style) -> Reading[Parts] | Outcome:
    words = _WORDS_WITHOUT_NAMIBIA if isinstance(field.shape, CountryShape) else BLANK_WORDS
    if is_blank_word(cell.text, words=words):
        issue = _issue(field, cell, CellIssue.BLANK_WORD, "is read as nothing stated")
        return Outcome(State.BLANK, issues=(issue,))
    if isinstance(field.shape, MeasureShape | MoneyShape) and (target := is_reference(cell.text)):
        issue = _issue(field, cell, CellIssue.ELSEWHERE, f"the value stands elsewhere ({target})")
        return Outcome(State.ELSEWHERE, issues=(issue,))
    # The sign before a declared total can be its qualifier: "= 22 t".
    free = isinstance(field.shape, TextShape | DeclaredShape)
    if (nothing := without_value(cell.text, free=free)) is not None:
        return nothing
    own = replace(style, decimal="point") if cell.native else style
    text = cell.text.rstrip(" ?") if _is_doubted(field, cell) else cell.text
    text = (rounded(field.shape, text) if cell.native else None) or text
    reading = field.shape.read(text, own, unit=cell.unit)
    return or_inexact(reading, field.shape, text, own, cell.unit)


def _is_doubted(field: Field, cell: Distinct) -> bool:
    """Return whether a question mark stands behind a text that has several readings."""
    if not cell.text.endswith(DOUBT):
        return False
    reading = field.shape.read(cell.text.rstrip(" ?"), unit=cell.unit)
    return reading.problem is Problem.AMBIGUOUS


def with_doubt(field: Field, text: str) -> str:
    """Return a text that stays as ambiguous as it was, whatever column it is put in.

    A number that the rest of its column did not settle must not be settled by another
    column: written canonically, all other numbers have their point in common.
    """
    shape = getattr(field.shape, "inner", field.shape)
    if not isinstance(shape, NumberShape | MeasureShape | MoneyShape) or text.endswith(DOUBT):
        return text
    ambiguous = field.shape.read(text).problem is Problem.AMBIGUOUS
    return f"{text}{DOUBT}" if ambiguous else text


def _names_month(field: Field, cell: Distinct) -> bool:
    """Return whether a date names its month: such dates show nothing of those in figures."""
    return isinstance(field.shape, DateShape) and any(map(str.isalpha, cell.text))


def _is_parted_count(reading: Reading[Parts] | Outcome) -> bool:
    """Return whether a part of a thing is counted, as in ``2,5 boxes``."""
    if isinstance(reading, Outcome) or reading.value is None or len(reading.value) != _MEASURE:
        return False
    number, unit = reading.value
    return unit in UNITS and UNITS[unit].indivisible and number != number.to_integral_value()


def _mark_of_count(cell: Distinct, reading: Reading[Parts] | Outcome) -> str | None:
    """Return the decimal mark that a count shows: ``1,300 each`` is no part of a thing.

    ``5,000 each`` shows none, as five and five thousand are both whole.
    """
    if isinstance(reading, Outcome) or cell.text.endswith(DOUBT):
        return None
    counted = [
        (number, UNITS[unit].indivisible)
        for number, unit in (parts for parts in reading.candidates if len(parts) == _MEASURE)
        if unit in UNITS and isinstance(number, Decimal)
    ]
    whole = [number == number.to_integral_value() for number, _ in counted]
    if whole != [True, False] or not all(indivisible for _, indivisible in counted):
        return None
    return "point" if "," in cell.text else "comma"


def _settled_style(style: Style, evidence: Evidence) -> Style:
    """Return the style with what the column shows one-sidedly; the caller's word goes first."""
    settled: dict[str, Any] = {}
    for setting in ("decimal", "date_order"):
        habits = [habit for habit in evidence if _HABITS[habit] == setting]
        if len(habits) == 1 and getattr(style, setting) is None:
            settled[setting] = habits[0]
    return replace(style, **settled)


def _settle(
    field: Field, cell: Distinct, reading: Reading[Parts], habit: Style, style: Style
) -> Reading[Parts] | None:
    """Return an ambiguous reading settled by the column's habit, or None."""
    if reading.problem is not Problem.AMBIGUOUS or habit == style:
        return None
    if cell.text.endswith(DOUBT):
        return None
    again = _read(field, cell, habit)
    return again if isinstance(again, Reading) and again.value is not None else None


def _example(evidence: Evidence, style: Style, habit: Style) -> str | None:
    """Return a text of the column that shows the habit which settled another."""
    for name, text in evidence.items():
        setting = _HABITS[name]
        if getattr(style, setting) is None and getattr(habit, setting) == name:
            return text
    return None


def _outcome(
    field: Field,
    cell: Distinct,
    reading: Reading[Parts],
    example: str | None = None,
    *,
    suggestion: str | None = None,
    shown: Mapping[str, str] = _NOTHING,
) -> Outcome:
    if reading.value is None:
        candidates = tuple(_show(field, parts) for parts in reading.candidates)
        problem = reading.problem or Problem.UNREADABLE
        message = _asked(field, reading)
        message = f"{message}; {suggestion} is close" if suggestion else message
        issue = _issue(field, cell, problem, message, candidates=candidates, suggestion=suggestion)
        return Outcome(State.UNREADABLE, _unit_alone(field, cell), (issue,))
    read_as = _show(field, reading.value)
    issues = [
        _issue(
            field,
            cell,
            note,
            said_of(note, read_as),
            suggestion=_better(field, cell, reading, note),
        )
        for note in reading.notes
    ]
    if cell.native and rounded(field.shape, cell.text):
        message = f"has more decimals than are kept; it is read as {read_as}"
        issues.append(_issue(field, cell, CellIssue.ROUNDED, message))
    if not cell.native:
        issues += comma_among_points(field, cell.text, reading.evidence, shown, read_as)
    if example is not None:
        alone = example == cell.text
        why = ": what is counted is whole" if alone else f", as {quote(example)} shows"
        message = f"read as {_settled(field, reading.value)}{why}"
        issues.append(_issue(field, cell, CellIssue.SETTLED, message))
    shows = None if cell.native else reading.evidence
    return Outcome(State.PRESENT, reading.value, tuple(issues), shows)


def _better(field: Field, cell: Distinct, reading: Reading[Parts], note: StrEnum) -> str | None:
    """Return a text that says the same without the note; the digits stay as they are."""
    if note is not Note.MEGATONNE_AS_TONNE:
        return None
    text, number = _MEGATONNE.subn("t", cell.text)
    again = field.shape.read(text, unit=cell.unit)
    same = again.value == reading.value and not again.notes
    return text if number == 1 and same else None


_MEGATONNE = re.compile(r"(?<![^\W\d_])MT(?![^\W\d_])")


def _asked(field: Field, reading: Reading[Parts]) -> str:
    """Return what is said of a text without a value, each question with what answers it."""
    shape = getattr(field.shape, "inner", field.shape)
    if isinstance(shape, DateShape) and reading.problem is Problem.AMBIGUOUS:
        century = is_of_century([day for (day,) in reading.candidates])
        return reading.message if century else f"{reading.message} (option --date-order)"
    number, mark, rest = reading.message.partition(_MARK_ASKED)
    if not mark:
        return reading.message
    if rest and isinstance(shape, MoneyShape):
        rest = f"{rest}, as in 1200.00 USD, or in a column of currencies"
    return f"{number}{mark} (option --decimal){rest}"


_MARK_ASKED = "its decimal mark must be stated"


def _unit_alone(field: Field, cell: Distinct) -> Parts | None:
    """Return the unit known for a number that could not be read: it is part of what is written."""
    if cell.unit is None or not isinstance(field.shape, MeasureShape | MoneyShape):
        return None
    return (None, cell.unit)


def _settled(field: Field, parts: Parts) -> str:
    """Return parts as they are told where a decimal mark was settled: without zeros behind it."""
    plain = (normal_number(each) if isinstance(each, Decimal) else each for each in parts)
    return _show(field, tuple(plain))


def _show(field: Field, parts: Parts) -> str:
    """Return parts as the canonical text, as far as it can be formed."""
    value = field.shape.join(parts)
    if value is None:
        return " ".join(str(part) for part in parts if part is not None)
    return field.shape.write(value)


def _issue(
    field: Field,
    cell: Distinct,
    issue: StrEnum,
    message: str,
    *,
    candidates: tuple[str, ...] = (),
    suggestion: str | None = None,
) -> Issue:
    return Issue(
        field=field.name,
        text=cell.text,
        issue=str(issue),
        message=message,
        candidates=candidates,
        suggestion=suggestion,
    )
