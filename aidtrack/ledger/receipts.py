"""Receipts from files like manifests: what became of each line, in columns of their own.

A receipt names the consignment and the line, and says in the columns ``accepted``,
``rejected``, ``damaged``, ``missing``, ``excess`` and ``substituted`` how much of it came
and did not. A bare number is in the unit of its row. Batch and expiry are those that the
packages bear.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from aidtrack.errors import NotRecorded, UnknownName, UnreadableText
from aidtrack.findings import ColumnUse, Place
from aidtrack.ledger.telling import first_fault
from aidtrack.lines.schema import EXTRA
from aidtrack.model.entries import OUTCOMES, Receipt, ReceivedLine
from aidtrack.model.values import GOODS
from aidtrack.reconciliation.units import PACKAGES
from aidtrack.text.blank import is_blank_word
from aidtrack.text.fold import fold
from aidtrack.text.nearest import nearest
from aidtrack.text.quote import quote
from aidtrack.text.reading import Problem
from aidtrack.text.style import AS_WRITTEN, Style
from aidtrack.units.catalogue import UNITS
from aidtrack.units.context import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Document
    from aidtrack.model.entries.witness import Witness
    from aidtrack.units.quantity import Quantity

WORDS: Final = ("instead of", "reason")
"""The columns of words that a receipt has besides those of a manifest and the outcomes."""
COLUMNS: Final = (*OUTCOMES, *WORDS)
"""All columns that a receipt has besides those of a manifest."""

_UNIT: Final = "quantity.unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What is said of a receipt besides its lines."""

    when: datetime | date | str
    who: str | Witness | None = None
    """Who received it; the recipient of the consignment unless given."""
    place: str | None = None
    number: str | None = None
    document: Document | None = None
    assumed: bool = False
    """Whether nobody stated when: a receipt that is recorded, or corrected, keeps its day."""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The headers of columns that go by other names, each with the one of `COLUMNS` it is."""
    style: Style = AS_WRITTEN
    """What settles ambiguous amounts."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the rows of a file say of the consignment that they name."""

    row: int
    """Which row of the lines it is, from 0."""
    consignment: str
    line: ReceivedLine


def received_of(lines: Lines, came: Came) -> list[Received]:
    """Return what the rows of a file say was received; rows that say nothing are left out.

    Args:
        lines: The lines, their outcomes in columns that stand for no field.
        came: What is said of them all.

    Raises:
        NotRecorded: A line cannot be read, or it does not say of what it is.
        UnknownName: A column is said to be one that receipts do not have.
    """
    columns = outcome_columns(lines, came.columns)
    units = {
        (number, row): unit
        for number, source in enumerate(lines.sources)
        for row, unit in source.units
    }
    faults: list[str] = []
    received: list[Received] = []
    for number, row in enumerate(lines.frame.iter_rows(named=True)):
        said = {
            name: text
            for name, column in columns.items()
            if (text := row[column]) is not None and not is_blank_word(text.strip())
        }
        if not said:
            continue
        try:
            unit = row.get(_UNIT) or units.get((row["source"], row["row"]))
            line = _line(row, said, unit, came.style)
            received.append(Received(number, _named(row, "reference"), line))
        except _Unread as error:
            at = columns.get(error.column, error.column)
            faults.append(f"{place_of(lines, row, at)}: {error.column}: {error}")
    if faults:
        raise NotRecorded("nothing was recorded: the receipt cannot be read", faults)
    if not received:
        raise NotRecorded("nothing was recorded: no line says what became of it")
    return received


def receipts_of(
    received: Iterable[Received], came: Came, recipients: Mapping[str, str | None]
) -> list[Receipt]:
    """Return receipts, one for each consignment.

    Args:
        received: What was received.
        came: What is said of it all.
        recipients: Who is to receive each consignment, where that is known.

    Raises:
        NotRecorded: Nobody says who received it, or when cannot be read.
    """
    parts: dict[str, list[ReceivedLine]] = {}
    for each in received:
        parts.setdefault(each.consignment, []).append(each.line)
    return [_receipt(reference, lines, came, recipients) for reference, lines in parts.items()]


class _Unread(UnreadableText):
    """A text of a receipt that cannot be read, with the column that it stands in."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def outcome_columns(lines: Lines, named: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of a frame that say what became of lines, by what they say.

    Args:
        lines: The lines.
        named: The headers that go by other names, each with what it says.

    Raises:
        NotRecorded: The lines are no receipt.
        UnknownName: A column is said to be one that receipts do not have.
    """
    for name in named.values():
        if name not in COLUMNS:
            what = "column of a receipt"
            raise UnknownName(what, name, COLUMNS)
    names = {fold(name): name for name in COLUMNS}
    names |= {fold(header): name for header, name in named.items()}
    columns: dict[str, str] = {}
    for header in lines.extras:
        said = names.get(fold(header))
        if said is None:
            continue
        if said in columns:
            other = columns[said].removeprefix(EXTRA)
            raise NotRecorded(
                f"nothing was recorded: the columns {quote(other)} and {quote(header)} both say "
                f"what was {said}; expected one"
            )
        columns[said] = EXTRA + header
    if not columns.keys() & set(OUTCOMES):
        raise NotRecorded(
            "nothing was recorded: the file is no receipt; expected a column "
            f"{', '.join(OUTCOMES[:-1])} or {OUTCOMES[-1]}"
        )
    return columns


def unused_columns(lines: Lines, named: Mapping[str, str]) -> dict[str, str | None]:
    """Return the headers of the columns that no receipt is read from, though they say something.

    Args:
        lines: The lines.
        named: The headers that go by other names, each with what it says.

    Returns:
        Each header with the column of a receipt that it is most like, or None.
    """
    used = {fold(name) for name in (*COLUMNS, *named)}
    return {
        header: nearest(header, COLUMNS)
        for header in lines.extras
        if fold(header) not in used and lines.frame[EXTRA + header].count()
    }


def place_of(lines: Lines, row: Mapping[str, Any], column: str) -> Place:
    """Return the cell in which a row has a column, or the row where it has none."""
    source = lines.sources[row["source"]]
    use = source.column_of(column) or ColumnUse(None, "", column)
    return Place(
        file=source.file,
        sheet=source.sheet,
        row=use.row or row["row"],
        text_line=source.text_line(row["row"]),
        column=use.column,
    )


def _line(
    row: dict[str, Any], said: dict[str, str], unit: str | None, style: Style
) -> ReceivedLine:
    amounts = {name: _amount(name, said[name], unit, style) for name in OUTCOMES if name in said}
    return ReceivedLine(
        line=_named(row, "line"),
        **amounts,
        batch=row.get("batch"),
        expiry=row.get("expiry"),
        instead_of=said.get("instead of"),
        reason=said.get("reason"),
        remarks=row.get("remarks"),
    )


def _named(row: dict[str, Any], name: str) -> str:
    """Return what a row is about.

    Raises:
        _Unread: It does not say.
    """
    text = row.get(name)
    if text is None:
        raise _Unread(name, "expected the one that the row speaks of, got none")
    return str(text)


def _amount(name: str, text: str, unit: str | None, style: Style) -> Quantity:
    """Return how much of a line became what a column says.

    Raises:
        _Unread: The text is no quantity of zero or more, or its unit is not known.
    """
    if unit is not None and unit not in UNITS:
        # Both are judged as if they stood in one cell, as those of a manifest are.
        text, unit = f"{text} {unit}", None
    reading = GOODS.read(text, style, unit=unit)
    if reading.problem is Problem.WRONG_DIMENSION:
        # Cartons beside pieces: the line's own packaging relates them, or a finding says not.
        reading = GOODS.read(text, style)
    if reading.value is None:
        raise _Unread(name, reading.message)
    amount = GOODS.join(reading.value)
    if amount is None:
        raise _Unread(
            name,
            f"expected a unit, as in 70 each or in a column Unit, got {text!r}",
        )
    if not _is_whole(amount):
        raise _Unread(name, f"expected whole pieces, got {amount}")
    if amount.number < 0:
        raise _Unread(name, f"expected a quantity of zero or more, got {amount}")
    return amount


def _is_whole(amount: Quantity) -> bool:
    """Return whether an amount is one of whole pieces; half a carton may hold some."""
    unit = UNITS[amount.unit]
    if not unit.indivisible or unit.dimension in PACKAGES:
        return True
    with exact():
        return amount.number * unit.factor % 1 == 0


def _receipt(
    reference: str, parts: list[ReceivedLine], came: Came, recipients: Mapping[str, str | None]
) -> Receipt:
    who = came.who or recipients.get(reference)
    if who is None:
        raise NotRecorded(
            f"nothing was recorded: nobody says who received {reference}, and no recipient of it "
            "is recorded"
        )
    try:
        return Receipt(
            who=who,
            when=came.when,
            place=came.place,
            reference=came.number,
            document=came.document,
            consignment=reference,
            lines=tuple(parts),
        )
    except ValidationError as error:
        raise NotRecorded(f"nothing was recorded: {first_fault(error)}") from None
