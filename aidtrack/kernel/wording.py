"""From a hit to a finding: the message is worded, and the cells are named, when it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidtrack.findings import ALIKE, Finding, Place, Rule, Scope, Suggestion
from aidtrack.kernel.columnwise import MORE
from aidtrack.kernel.heads import AT
from aidtrack.kernel.identity import FROM, told
from aidtrack.kernel.once import CONCERNED
from aidtrack.kernel.remarks import listed
from aidtrack.lines.columns import OTHER
from aidtrack.lines.issue import SAFE_ISSUES, CellIssue
from aidtrack.lines.schema import value_columns
from aidtrack.model.declared import DeclaredShape
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MeasureShape
from aidtrack.rules.facts import OF_OTHER
from aidtrack.rules.identity import goods_not_named
from aidtrack.text.number import normal_number, show_number
from aidtrack.units.catalogue import UNITS
from aidtrack.units.display import show_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidtrack.findings import ColumnUse, Source

_COUNTED = frozenset({str(CellIssue.KIND_INFERRED), str(CellIssue.UNITS_MIXED)})
"""The issues whose messages speak of all lines of a table already."""
_OF_WHOLES = (Scope.CONSIGNMENT, Scope.DOCUMENTS)
_DURATIONS = {"mo": "month", "y": "year", "d": "day", "w": "week"}


@dataclass(frozen=True)
class Wording:
    """Makes findings of hits; it knows the sources' addresses and what the rules were told."""

    sources: tuple[Source, ...]
    given: Mapping[str, Any]

    def of_lines(self, rule: Rule, row: Mapping[str, Any]) -> Finding:
        """Return the finding of a rule about lines, groups or consignments."""
        if rule.compares:
            return self._of_pair(rule, row)
        parts = {name: self._shown(name, row) for name in rule.shown}
        places = tuple(self._place(name, row) for name in rule.pointed or (None,))
        return Finding(
            rule=rule,
            message=rule.message.format(**parts) + _concerned(row.get(CONCERNED) or 1),
            places=places,
            read_as=_read_as(rule.pointed[0], row) if rule.pointed else None,
            consignment=row.get("reference"),
            # A finding about a whole consignment is not one line's.
            line=None if rule.scope in _OF_WHOLES else _line(row),
            told_by=told(rule, row),
            alike=row.get(ALIKE, 0),
        )

    def _of_pair(self, rule: Rule, row: Mapping[str, Any]) -> Finding:
        """Return the finding of a rule about two documents, which names the places in both."""
        other = {
            name.removeprefix(OTHER): value for name, value in row.items() if name.startswith(OTHER)
        }
        parts = {
            name: self._shown(name.removeprefix(OF_OTHER), other)
            if name.startswith(OF_OTHER)
            else self._shown(name, row)
            for name in rule.shown
        }
        here = [name for name in rule.shown if not name.startswith(OF_OTHER)]
        pointed = [name for name in here if name not in {"document", *rule.keys}]
        places = [self._side(name, side) for side in (row, other) for name in pointed]
        return Finding(
            rule=rule,
            message=rule.message.format(**parts),
            places=tuple(places),
            consignment=row.get("reference"),
            line=_line(row) if rule.keys else None,
            told_by=told(rule, row),
            alike=row.get(ALIKE, 0),
        )

    def _side(self, name: str, row: Mapping[str, Any]) -> Place:
        """Return where a document says something: a cell, or the column of what was added up."""
        field = row.get(f"{name}{FROM}")
        if field is None:
            return self._place(name, row)
        if FIELDS[field].level == "line" and row["lines"] > 1:
            row = {**row, f"{field}{AT}": None, "line": None, "position": None}
        return replace(self._place(field, row), value=row[name])

    def of_cells(self, rule: Rule, row: Mapping[str, Any]) -> Finding:
        """Return the finding of a rule that reading raised."""
        cells = [row, *({**row, **other} for other in row.get(MORE) or ())]
        written = f"{row['field']}.text"
        places = tuple(self._place(row["field"], {**at, written: at["text"]}) for at in cells)
        suggestion = row["suggestion"]
        counted = row["issue"] in _COUNTED
        more = 0 if counted else (row.get("lines") or 1) - 1
        alike = f"; {more:,} more line{'' if more == 1 else 's'} alike" if more else ""
        return Finding(
            rule=rule,
            message=rule.message.format(value=row["text"], detail=row["message"]) + alike,
            places=places,
            candidates=tuple(row["candidates"] or ()),
            suggestion=Suggestion(suggestion, "safe" if row["issue"] in SAFE_ISSUES else "review")
            if suggestion
            else None,
            consignment=row.get("reference"),
            line=_line(row),
            told_by=told(rule, row),
            alike=row.get(ALIKE, 0),
        )

    def of_tables(self, rule: Rule, row: Mapping[str, Any]) -> Finding:
        """Return the finding of a table that lacks a column which a rule wants stated."""
        source = self.sources[row["source"]]
        field = rule.pointed[0]
        parts = {name: self._shown(name, {}) for name in rule.shown}
        # Which columns were not read tells, of most rules, nothing; of this one nearly all.
        unread = listed(source.unmapped) if rule is goods_not_named else ""
        besides = f"; not read as any field: {unread}" if unread else ""
        message = rule.message.format(**parts)
        return Finding(
            rule=rule,
            message=f"{message}; no column states it ({row['lacking']}){besides}",
            places=(
                Place(file=source.file, sheet=source.sheet, row=source.header_row, field=field),
            ),
            told_by=(),
            alike=row.get(ALIKE, 0),
        )

    def _place(self, name: str | None, row: Mapping[str, Any]) -> Place:
        source = self.sources[row["source"]]
        use = source.column_of(name) if name else None
        in_file = source.file is not None or source.sheet is not None
        at = self._row(name, use, row) if in_file or row.get("position") is None else None
        return Place(
            file=source.file,
            sheet=source.sheet,
            row=at,
            text_line=source.text_line(at),
            column=use.column if use else None,
            header=use.header if use else None,
            field=name,
            value=row.get(f"{name}.text" if name in FIELDS else name or ""),
            consignment=row.get("reference"),
            line=_line(row),
        )

    def _row(self, name: str | None, use: ColumnUse | None, row: Mapping[str, Any]) -> int | None:
        """Return the row of a value: its own, that of its line, or the one where it stands once."""
        if use is not None and use.row is not None:
            return use.row
        found: int | None = row.get(f"{name}{AT}", row["row"])
        return found

    def _shown(self, name: str, row: Mapping[str, Any]) -> str:
        if name in FIELDS:
            return written(name, row)
        return _plain(self.given[name] if name in self.given else row.get(name))


def _lines(number: int) -> str:
    return f"{number:,} line{'' if number == 1 else 's'}"


def _concerned(lines: int) -> str:
    """Return how many lines a value that stands once is said of, where there are several."""
    return f" ({_lines(lines)} concerned)" if lines > 1 else ""


def written(name: str, row: Mapping[str, Any]) -> str:
    """Return a value as written, with its conversion where its unit is not the base unit."""
    text, number = row.get(f"{name}.text"), row.get(name)
    unit = row.get(f"{name}.unit")
    if text is None:
        return "(not stated)" if number is None else _plain(number)
    shape = FIELDS[name].shape
    shape = shape.inner if isinstance(shape, DeclaredShape) else shape
    if number is None or unit is None:
        return str(text)
    if not isinstance(shape, MeasureShape):
        return str(text) if unit in text else f"{text} {unit}"
    bare = not any(character.isalpha() for character in text)
    whole = f"{text} {UNITS[unit].shown(number)}" if bare else text
    return show_written(whole, normal_number(number), unit)


def _plain(value: Any) -> str:
    match value:
        case None:
            return "(not stated)"
        case Decimal():
            return show_number(normal_number(value))
        case int():
            return f"{value:,}"
        case date():
            return value.isoformat()
        case str() if (unit := value.lstrip("0123456789")) in _DURATIONS and unit != value:
            count = value.removesuffix(unit)
            return f"{count} {_DURATIONS[unit]}{'' if count == '1' else 's'}"
        case _:
            return str(value)


def _read_as(name: str, row: Mapping[str, Any]) -> str | None:
    field = FIELDS.get(name)
    if field is None or row.get(name) is None:
        return None
    parts = tuple(
        normal_number(part) if isinstance(part, Decimal) else part
        for part in (row.get(column) for column in value_columns(field))
    )
    value = field.shape.join(parts)
    return None if value is None else field.shape.write(value)


def _line(row: Mapping[str, Any]) -> str | None:
    """Return the line's own number, or its place in its consignment."""
    if row.get("line") is not None:
        return str(row["line"])
    return None if row.get("position") is None else str(row["position"])
