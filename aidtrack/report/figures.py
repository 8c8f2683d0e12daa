"""The figures of a balance in words: how much, and what adds to it and takes from it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aidtrack.report.balances import MORE, at_least, figure_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Made(NamedTuple):
    """How a figure is made of others."""

    adds: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    note: str = ""
    """What is to be said besides; all there is to say of what entries state themselves."""

    def __str__(self) -> str:
        """Return it in words."""
        added, taken = _listed(self.adds), _listed(self.takes)
        less = f", less {taken}" if taken else ""
        return "; ".join(part for part in (f"{added}{less}", self.note) if part)


_NOT_BELOW: Final = "never below zero"
MADE: Final[Mapping[str, Made]] = MappingProxyType(
    {
        "pledged": Made(note="what pledges state"),
        "dispatched": Made(note="what lists of dispatch state"),
        "in_transit": Made(
            ("dispatched", "excess"), ("accepted", "rejected", "damaged", "missing")
        ),
        "arrived": Made(note="what arrivals state"),
        "awaiting": Made(
            ("arrived",),
            ("accepted", "rejected", "damaged"),
            f"{_NOT_BELOW}, and no more than is in transit",
        ),
        "cleared": Made(note="what customs released"),
        "accepted": Made(note="what receipts state as accepted"),
        "rejected": Made(note="what receipts state as rejected"),
        "damaged": Made(note="what receipts state as damaged"),
        "missing": Made(
            note="what receipts state as missing or substituted, and what was lost in transit"
        ),
        "excess": Made(
            ("accepted", "rejected", "damaged", "missing"),
            ("dispatched",),
            f"{_NOT_BELOW}; what receipts state as excess, where that is more",
        ),
        "distributed": Made(note="what was handed on, less what was brought back into store"),
        "returned": Made(note="what was sent back out of store"),
        "lost": Made(note="what was lost out of store"),
        "on_hand": Made(("accepted",), ("distributed", "returned", "lost")),
        "held_rejected": Made(("rejected",), note="less what of it was sent back"),
        "held_damaged": Made(("damaged",), note="less what of it was sent back"),
        "sent_back": Made(note="what was rejected or damaged and went back to the sender"),
        "announced": Made(
            note="what was pledged; what was dispatched, where no pledge is recorded"
        ),
        "outstanding": Made(("pledged",), ("dispatched",), f"{_NOT_BELOW}, pledge by pledge"),
        "unaccounted": Made(
            ("outstanding", "dispatched"),
            ("distributed", "returned", "lost", "rejected", "damaged", "missing"),
            f"{_NOT_BELOW}, line by line",
        ),
    }
)
"""How each figure is made, by its name."""


def figure_in_words(row: Mapping[str, Any], name: str) -> str:
    """Return a figure of a row of :meth:`Reconciliation.by`, and what is not known of it."""
    text = figure_text(row, name)
    unit = row["unit"] or "(unit not stated)"
    if text == "?":
        return "not known"
    if text == "-":
        return f"0 {unit}" if row[name] is not None else "no entry speaks of it"
    if text.endswith(MORE):
        return f"{at_least(text)} {unit}; how much more is not known"
    differ = "; the claims differ" if " to " in text else ""
    return f"{text} {unit}{differ}"


def _listed(figures: Sequence[str]) -> str:
    *most, last = [name.replace("_", " ") for name in figures] or [""]
    return f"{', '.join(most)} and {last}" if most else last
