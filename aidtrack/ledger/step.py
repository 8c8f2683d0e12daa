"""One entry of a story, told in words: who did what, to how much of which line, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from aidtrack.ledger.verify import SHOWN
from aidtrack.model.entries import write_instant
from aidtrack.text.number import normal_number, show_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from decimal import Decimal

_DONE: Final = {
    "pledge": "pledged",
    "dispatch": "dispatched",
    "arrival": "arrived",
    "receipt": "received",
    "distribution": "handed on",
    "loss": "lost",
    "return": "sent back",
    "reversal": "taken back",
}
_DECIDED: Final = {
    "held": "held at customs",
    "released": "released by customs",
    "refused": "refused by customs",
}
_WHERE: Final = {"distribution": "to", "return": "from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the story."""

    when: datetime
    entry: str
    """The id of the entry."""
    act: str
    who: str
    told: str
    """``record``, or ``report``."""
    consignment: str | None
    place: str | None
    document: str | None
    goods: tuple[str, ...]
    """What it says of each line, or of each batch of it, in words."""
    standing: bool
    """Whether it stands: a reversal has not taken it back."""
    number: str | None = None
    """The number of the act itself, such as that of a goods received note."""
    reverses: str | None = None
    """The id of the entry that it takes back."""
    decision: str | None = None
    """What customs decided, or what became of goods that were lost."""
    reason: str | None = None
    """Why."""

    @property
    def label(self) -> str:
        """When it was, and the first digits of the entry's hash, by which it can be named."""
        return f"{self.when:%Y-%m-%d}  {self.entry[:SHOWN]}"

    @property
    def text(self) -> str:
        """What is told, in words."""
        goods = f": {'; '.join(self.goods)}" if self.goods else ""
        return f"{self._act()}{goods}{self._end()}"

    @property
    def heading(self) -> str:
        """What is told, without the goods."""
        return f"{self._act()}{self._end()}"

    def _act(self) -> str:
        how = "reports" if self.told == "report" else "records"
        return f"{self.who} {how}: {self._done()}"

    def _end(self) -> str:
        source = f" ({self.document})" if self.document else ""
        return source if self.standing else f"{source} [taken back]"

    def _done(self) -> str:
        done = _DECIDED[str(self.decision)] if self.act == "clearance" else _DONE[self.act]
        if self.act == "loss" and self.decision != "unknown":
            done = f"{done}, {self.decision}"
        number = f" under {self.number}" if self.number else ""
        taken = f"{self.reverses[:SHOWN]} " if self.reverses else ""
        where = f" {_WHERE.get(self.act, 'at')} {self.place}" if self.place else ""
        why = f", because: {self.reason}" if self.reason else ""
        return f"{taken}{done}{number}{where}{why}"

    def __str__(self) -> str:
        """Return the step in one line."""
        return f"{self.label}  {self.text}"

    def to_dict(self) -> dict[str, Any]:
        """Return the step as plain values."""
        return {
            **{each.name: getattr(self, each.name) for each in fields(self)},
            "when": write_instant(self.when),
            "goods": list(self.goods),
        }


def goods_in_words(
    rows: Iterable[Mapping[str, Any]], *, because: str | None = None
) -> tuple[str, ...]:
    """Return what one entry says of its goods: a text for each line, batch and expiry.

    Args:
        rows: The movements of an entry, with line, status, quantity, unit, batch, expiry, reason
            and instead_of; what is said together stands together.
        because: The reason that the entry as a whole gives, which its lines need not repeat.
    """
    every = sorted(rows, key=lambda row: _in_order(row["line"]))
    return tuple(_together(list(group), because) for _, group in groupby(every, key=_of))


_DIGITS: Final = 18
"""How many digits are read as one number."""
_APART: Final = ("line", "batch", "expiry", "instead_of", "reason")
"""What is said once of all that became of some goods."""


def _of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _APART)


def _in_order(line: str) -> list[tuple[int, str]]:
    """Return what lines are sorted by: line 10 comes after line 9."""
    parts = re.split(f"([0-9]{{1,{_DIGITS}}})", line)
    return [(int(part), "") if place % 2 else (-1, part) for place, part in enumerate(parts)]


def _together(rows: list[Mapping[str, Any]], because: str | None) -> str:
    first = rows[0]
    lot = f" of batch {first['batch']}" if first["batch"] else ""
    expiry = f" (expires {first['expiry']})" if first["expiry"] else ""
    named = f"{lot}{expiry}"
    told = []
    for row in rows:
        amount = amount_in_words(row["quantity"], row["unit"])
        told.append(f"{amount}{named} {row['status'].replace('_', ' ')}")
        named = ""
    instead = f", instead of line {first['instead_of']}" if first["instead_of"] else ""
    own = first["reason"] if first["reason"] != because else None
    why = f", because: {own}" if own else ""
    return f"line {first['line']}: {', '.join(told)}{instead}{why}"


def amount_in_words(number: Decimal | None, unit: str | None) -> str:
    """Return so much of something, or that it is not known how much."""
    if number is None:
        return "an unknown quantity"
    return f"{show_number(normal_number(number))} {unit or '(unit not stated)'}"
