"""Entries made shortly, for tests of balances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidtrack.model import Consignment, Item, Monitor
from aidtrack.model.entries import (
    Arrival,
    Dispatch,
    Distribution,
    Loss,
    Part,
    Pledge,
    Receipt,
    ReceivedLine,
    Return,
)
from aidtrack.text.number import plain_number

if TYPE_CHECKING:
    from aidtrack.model import LineItem
    from aidtrack.model.entries import Entry
    from aidtrack.reconciliation import Reconciliation

WHO: dict[str, Any] = {"who": "the store", "when": "2021-04-30T09:00Z"}
REPORT: dict[str, Any] = {"told": "report", "who": "a newspaper", "when": "2021-05-01"}


def listed(*lines: LineItem | str, reference: str = "A-1", **stated: Any) -> Consignment:
    """A consignment; a text is a quantity of monitors."""
    goods = [Monitor(quantity=line) if isinstance(line, str) else line for line in lines]
    return Consignment(reference=reference, lines=goods, **stated)


def dispatched(*lines: LineItem | str, **stated: Any) -> Dispatch:
    own = {name: stated.pop(name) for name in ("reference", "donor", "recipient") if name in stated}
    head = {"who": "the donor", "when": "2021-04-28"}
    return Dispatch(**(head | stated), consignment=listed(*lines, **own))


def pledged(*lines: LineItem | str, **stated: Any) -> Pledge:
    own = {name: stated.pop(name) for name in ("reference", "donor") if name in stated}
    head = {"who": "the donor", "when": "2021-04-27"}
    return Pledge(**(head | stated), consignment=listed(*lines, **own))


def received(line: str = "1", *, stated: dict[str, Any] | None = None, **parts: Any) -> Receipt:
    came = (ReceivedLine(line=line, reason="as found", **parts),)
    return Receipt(**(WHO | {"consignment": "A-1"} | (stated or {})), lines=came)


def handed_on(quantity: str | None, line: str = "1", **stated: Any) -> Distribution:
    part = Part(line=line, quantity=quantity)
    head = WHO | {"consignment": "A-1", "place": "a district hospital"}
    return Distribution(**(head | stated), lines=(part,))


def lost(quantity: str, stage: str = "store", **stated: Any) -> Loss:
    part = Part(line="1", quantity=quantity)
    head = WHO | {"consignment": "A-1", "cause": "stolen", "stage": stage}
    return Loss(**(head | stated), lines=(part,))


def returned(quantity: str, back_to: str, **stated: Any) -> Return:
    part = Part(line="1", quantity=quantity)
    return Return(**(WHO | {"consignment": "A-1", "back_to": back_to} | stated), lines=(part,))


def arrived(quantity: str, **stated: Any) -> Arrival:
    part = Part(line="1", quantity=quantity)
    return Arrival(**(WHO | {"consignment": "A-1"} | stated), lines=(part,))


def things(description: str, quantity: str, **stated: Any) -> Item:
    return Item(description=description, quantity=quantity, **stated)


def figures(result: Reconciliation, line: str = "1", consignment: str = "A-1") -> dict[str, Any]:
    """The balance of one line, its numbers as plain texts and what is unknown as None."""
    [row] = [
        each
        for each in result.lines.iter_rows(named=True)
        if (each["consignment"], each["line"]) == (consignment, line)
    ]
    return {
        name: plain_number(value.normalize()) if hasattr(value, "normalize") else value
        for name, value in row.items()
    }


def codes(result: Reconciliation) -> list[str]:
    """The codes of what was found, each as often as it was."""
    return [finding.code for finding in result.findings]


def names(*entries: Entry) -> list[str]:
    return [entry.entry for entry in entries]
