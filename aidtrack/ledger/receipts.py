"""Receipts from files like manifests: what became of each line, in columns of their own.

A receipt names the consignment and the line, and says in the columns ``accepted``,
``rejected``, ``damaged``, ``missing``, ``excess`` and ``substituted`` how much of it came
and did not. A bare number is in the unit beside it. Batch and expiry are those that the
packages bear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from aidtrack.errors import NotRecorded, UnreadableText
from aidtrack.lines.schema import EXTRA
from aidtrack.model.entries import OUTCOMES, Receipt, ReceivedLine
from aidtrack.model.values import GOODS
from aidtrack.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from aidtrack.lines.lines import Lines
    from aidtrack.model.entries import Document
    from aidtrack.model.entries.witness import Witness
    from aidtrack.units.quantity import Quantity

WORDS: Final = ("instead of", "reason")
"""The columns of words that a receipt has besides those of a manifest and the outcomes."""

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


def receipts_of(lines: Lines, came: Came, recipients: Mapping[str, str | None]) -> list[Receipt]:
    """Return the receipts that a file holds, one for each consignment.

    Args:
        lines: The lines, their outcomes in columns that stand for no field.
        came: What is said of them all.
        recipients: Who is to receive each consignment, where that is known.

    Raises:
        NotRecorded: A line cannot be read, or it does not say of what it is.
    """
    columns = _columns(lines)
    faults: list[str] = []
    received: dict[str, list[ReceivedLine]] = {}
    for row in lines.frame.iter_rows(named=True):
        said = {name: row[column] for name, column in columns.items() if row[column] is not None}
        if not said:
            continue
        try:
            received.setdefault(_named(row, "reference"), []).append(_line(row, said))
        except UnreadableText as error:
            faults.append(f"row {row['row']}: {error}")
    if faults:
        raise NotRecorded("nothing was recorded: the receipt cannot be read", faults)
    if not received:
        raise NotRecorded("nothing was recorded: no line says what became of it")
    return [_receipt(reference, parts, came, recipients) for reference, parts in received.items()]


def _columns(lines: Lines) -> dict[str, str]:
    """Return the columns that say what became of lines, by what they say."""
    names = {fold(name): name for name in (*OUTCOMES, *WORDS)}
    columns = {
        names[fold(header)]: EXTRA + header for header in lines.extras if fold(header) in names
    }
    if not columns.keys() & set(OUTCOMES):
        raise NotRecorded(
            "nothing was recorded: the file is no receipt; expected a column "
            f"{', '.join(OUTCOMES[:-1])} or {OUTCOMES[-1]}"
        )
    if not lines.has(_UNIT) and any(source.column_of(_UNIT) for source in lines.sources):
        # Units are read with the quantity that they stand beside, and would be lost.
        raise NotRecorded(
            "nothing was recorded: the units stand beside no quantity; expected a column quantity "
            "with what was sent, as aidtrack template --receipt writes it"
        )
    return columns


def _line(row: dict[str, Any], said: dict[str, str]) -> ReceivedLine:
    amounts = {name: _amount(name, said[name], row.get(_UNIT)) for name in OUTCOMES if name in said}
    return ReceivedLine(
        line=_named(row, "line"),
        **amounts,
        batch=row.get("batch"),
        expiry=row.get("expiry"),
        instead_of=said.get("instead of"),
        reason=said.get("reason"),
    )


def _named(row: dict[str, Any], field: str) -> str:
    """Return what a row is about.

    Raises:
        UnreadableText: It does not say.
    """
    name = row.get(field)
    if name is None:
        raise UnreadableText(f"expected the {field} that it speaks of, got none")
    return str(name)


def _amount(name: str, text: str, unit: str | None) -> Quantity:
    """Return how much of a line became what a column says.

    Raises:
        UnreadableText: The text is no quantity of zero or more, or its unit is not known.
    """
    reading = GOODS.read(text, unit=unit)
    if reading.value is None:
        raise UnreadableText(f"{name}: {reading.message}")
    amount = GOODS.join(reading.value)
    if amount is None:
        raise UnreadableText(f"{name}: expected a unit, as in 70 each, got {text!r}")
    if amount.number < 0:
        raise UnreadableText(f"{name}: expected a quantity of zero or more, got {amount}")
    return amount


def _receipt(
    reference: str, parts: list[ReceivedLine], came: Came, recipients: Mapping[str, str | None]
) -> Receipt:
    who = came.who or recipients.get(reference)
    if who is None:
        raise NotRecorded(
            f"nothing was recorded: nobody says who received {reference}, and no recipient of it "
            "is recorded"
        )
    return Receipt(
        who=who,
        when=came.when,
        place=came.place,
        reference=came.number,
        document=came.document,
        consignment=reference,
        lines=tuple(parts),
    )
