"""Which corrections can be made together: as many as leave every other cell read as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aidtrack.fixing.fixes import Fix
    from aidtrack.lines import Lines

MOST_ATTEMPTS = 64
"""After so many copies no part is halved again: what is in doubt then stays as it is."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A copy with some corrections, and what would be read otherwise in it."""

    fixes: tuple[Fix, ...]
    """Those that could be written."""
    content: bytes
    difference: str | None
    """Where the copy would not be read as the file is; None if it would be."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A correction that was not made, and why."""

    fix: Fix
    reason: str

    def __str__(self) -> str:
        """Return what stays as it is in one line."""
        return f"{self.fix.place}: {self.fix.before!r} stays ({self.fix.code}): {self.reason}"


def choose(
    fixes: Sequence[Fix], attempt: Callable[[Sequence[Fix]], Attempt]
) -> tuple[Attempt, tuple[LeftOut, ...]]:
    """Return a copy that is read as the file is, and the corrections that are not in it.

    All are tried together first. Where that changes how a cell is read they are halved,
    column by column, until those that do are alone.

    Args:
        fixes: What could be written, each in a cell of its own.
        attempt: Writes a copy with some of them, and reads it again.
    """
    order = {fix: number for number, fix in enumerate(fixes)}
    kept: list[Fix] = []
    reasons: dict[Fix, str] = {}
    best = attempt(())
    parts = [sorted(fixes, key=lambda fix: (fix.sheet or "", fix.column, fix.code, fix.row))]
    attempts = 0
    while parts:
        part = parts.pop()
        tried = attempt(sorted((*kept, *part), key=order.__getitem__))
        attempts += 1
        if tried.difference is None:
            kept, best = [*kept, *part], tried
        elif len(part) == 1 or attempts >= MOST_ATTEMPTS:
            reasons |= dict.fromkeys(part, tried.difference)
        else:
            half = len(part) // 2
            parts += [part[half:], part[:half]]
    written = set(best.fixes)
    reasons |= {
        fix: "its cell holds a formula, or cannot be told from its neighbours"
        for fix in kept
        if fix not in written
    }
    return best, tuple(LeftOut(fix, reasons[fix]) for fix in fixes if fix in reasons)


def difference_of(before: Lines, after: Lines) -> str | None:
    """Return what is read otherwise in a copy, by the first such cell; None if nothing is."""
    names = sorted(name for name in before.frame.columns if not name.endswith(".text"))
    if before.frame.height != after.frame.height or not set(names) <= set(after.frame.columns):
        return "with it other lines or columns would be read"
    for name in names:
        old, new = before.frame[name], after.frame[name]
        if not old.equals(new, null_equal=True):
            place = next(
                number
                for number, (one, other) in enumerate(zip(old, new, strict=True))
                if one != other
            )
            return f"with it {_cell(before, name, place)} would be read otherwise"
    return None


def _cell(lines: Lines, name: str, place: int) -> str:
    """Return the cell behind a value of the frame, with its field."""
    number, row = lines.frame[place].select("source", "row").row(0)
    field = name.partition(".")[0]
    use = lines.sources[number].column_of(field) if field in FIELDS else None
    if use is None or use.column is None:
        return f"row {row}"
    return f"{use.column}{use.row or row} ({field})"
