"""The sheet's own totals, checked against the lines they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from aidtrack.findings import column_letter
from aidtrack.manifest.charges import charged, is_charge
from aidtrack.manifest.grid import Cell
from aidtrack.manifest.sums import SUBTOTAL
from aidtrack.model.field import FIELDS
from aidtrack.text.number import normal_number, show_number
from aidtrack.units.catalogue import UNITS
from aidtrack.units.context import exact
from aidtrack.units.measure import Measure
from aidtrack.units.totals import add, convert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aidtrack.manifest.columns import Chosen
    from aidtrack.manifest.grid import Grid
    from aidtrack.manifest.layout import Layout
    from aidtrack.text.style import Style

_ADDED = ("quantity", "packages", "gross_weight", "net_weight", "volume", "value")
"""The fields that a row of totals adds up."""
_SUM = re.compile(
    r"(?i)^=\s*(?:sum|somme|suma)\(\$?([A-Z]{1,3})\$?(\d{1,7})[:;]\$?\1\$?(\d{1,7})\)$"
)
_PLACES = 9
_FINE = Decimal("0.000000001")


class Verdict(Enum):
    """What is wrong with a total of the sheet's own."""

    DIFFERS = auto()
    """It is not what its lines add up to."""
    COUNTS_TWICE = auto()
    """It adds a subtotal to the lines that are in it already."""
    NOT_COMPARED = auto()
    """Nobody can say."""


class SheetTotal(NamedTuple):
    """A total of the sheet's own that is not what its lines add up to, or cannot be compared."""

    cell: Cell
    field: str
    text: str
    message: str
    verdict: Verdict


class _Wrong(NamedTuple):
    """Why a total is wrong."""

    message: str
    verdict: Verdict = Verdict.DIFFERS


def check_totals(
    grid: Grid, layout: Layout, chosen: Mapping[str, Chosen], lines: pl.DataFrame, style: Style
) -> Iterator[SheetTotal]:
    """Yield the sheet's own totals that are not what their lines add up to, or cannot be compared.

    Args:
        grid: The cells.
        layout: The table, with its rows of totals.
        chosen: The columns that are read.
        lines: The lines as they were read, with the 1-based ``row`` of each.
        style: What settles ambiguous texts.
    """
    columns = [_Added(grid, chosen[name], style) for name in _ADDED if name in chosen]
    start = 0
    others: list[int] = []
    for row, kind in ((int(skip.name), skip.reason) for skip in layout.sums):
        above = lines.filter(pl.col("row") < row)
        part = above.filter(pl.col("row") > start)
        charges = [each for each in layout.charges if each < row]
        scopes = ((above, charges), (part, [each for each in charges if each > start]))
        for column in columns:
            text = column.text(row)
            # A total may be that of a part all the same: one that fits either is right.
            with exact(rounding=True):
                wrong = [
                    column.wrong(text, scope, others, extra) if text else None
                    for scope, extra in (scopes[1:] if kind == SUBTOTAL else scopes)
                ]
            cell = Cell(row - 1, column.use.place)
            if text and wrong[0] and all(wrong):
                yield SheetTotal(cell, column.use.field, text, *wrong[0])
            elif text and (reason := column.unfit(text, part if kind == SUBTOTAL else above)):
                message = f"the {kind} {text} is not compared with its lines: {reason}"
                yield SheetTotal(cell, column.use.field, text, message, Verdict.NOT_COMPARED)
        start = row
        others.append(row)


@dataclass(frozen=True, slots=True)
class _Added:
    """A column whose totals are looked at."""

    grid: Grid
    use: Chosen
    style: Style

    def text(self, row: int) -> str | None:
        """Return the text of a 1-based row, or None where it is blank."""
        return (self.grid.cells[row - 1, self.use.place] or "").strip() or None

    def value(self, text: str) -> tuple[Decimal, str | None] | None:
        """Return what a text claims: a number, and its unit if it has one."""
        read = FIELDS[self.use.field].shape.read(text, self.style, unit=self.use.unit).value
        if read is None:
            return None
        number, *rest = read
        return number, rest[0] if rest else None

    def wrong(
        self, text: str, lines: pl.DataFrame, others: Sequence[int], charges: Sequence[int]
    ) -> _Wrong | None:
        """Return what is wrong with one total, or None where nothing is, or can be said.

        Args:
            text: The total as written.
            lines: The lines that it may stand for.
            others: The 1-based rows of the totals above it.
            charges: The 1-based rows of the charges that may be in it.
        """
        if formula := _SUM.match(text):
            return self._wrong_formula(text, int(formula[2]), int(formula[3]), others)
        claimed, name = self.value(text), self.use.field
        if claimed is None or self.unfit(text, lines):
            return None
        said = self._said(lines)
        number, unit = claimed
        goods = _sums_of(name, said, unit)
        extra = self._charged(charges)
        if extra is None:  # what a charge says and cannot be read may well be in the total
            return None
        found = [*goods, *(each + extra for each in goods)] if extra else goods
        if any(abs(number - each) < _FINE for each in found):
            return None
        again = self._sum_of(others)
        shown = _shown(found[0])
        if again and any(abs(number - each - again) < _FINE for each in found):
            message = f"the total {text} counts the subtotals in it twice: its lines are {shown}"
            return _Wrong(message, Verdict.COUNTS_TWICE)
        if extra:
            shown = f"{shown}, and with the charges to {_shown(found[-1])}"
        return _Wrong(f"the total is {text}, but its lines add up to {shown}")

    def unfit(self, text: str, lines: pl.DataFrame) -> str | None:
        """Return why a total cannot be compared with its lines, or None where it can."""
        if _SUM.match(text):
            return None
        if self.value(text) is None:
            return "it is no number that can be read"
        said = self._said(lines)
        if not said.height:
            return f"no line states its {self.use.field.replace('_', ' ')}"
        unread = said[self.use.field].null_count()
        if unread:  # what a line says and cannot be read may well be in the total
            return f"{unread:,} of them cannot be read"
        return None

    def _said(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Return the lines that say something in the column."""
        return lines.filter(pl.col(f"{self.use.field}.text").is_not_null())

    def _wrong_formula(
        self, text: str, first: int, last: int, others: Sequence[int]
    ) -> _Wrong | None:
        letter = column_letter(self.use.place)
        twice = [f"{letter}{row}" for row in others if first <= row <= last and self.text(row)]
        if not twice:
            return None
        subtotals = ", ".join(twice)
        message = f"{text} counts the subtotal in {subtotals} again, with the lines it stands for"
        return _Wrong(message, Verdict.COUNTS_TWICE)

    def _charged(self, rows: Sequence[int]) -> Decimal | None:
        """Return what the charges of some rows add up to, or None where one cannot be read."""
        added = Decimal()
        for row in rows:
            text = self.text(row)
            value = self.value(text) if text else None
            if text and value is None:
                return None
            label = next(cell for cell in self.grid.row(row - 1) if cell and is_charge(cell))
            added += charged(label, value[0]) if value else 0
        return added

    def _sum_of(self, rows: Sequence[int]) -> Decimal:
        """Return what the totals of some rows add up to."""
        texts = [text for row in rows if (text := self.text(row))]
        return sum((value[0] for text in texts if (value := self.value(text))), Decimal())


def _shown(number: Decimal) -> str:
    """Return a sum as it is shown: a conversion may have no last digit."""
    return show_number(normal_number(round(number, _PLACES)))


def _sums_of(name: str, lines: pl.DataFrame, unit: str | None) -> list[Decimal]:
    """Return what the lines may be meant to add up to: in the total's unit, and as written."""
    as_written = normal_number(Decimal(lines[name].sum()))
    if f"{name}.unit" not in lines.columns or lines[f"{name}.unit"].null_count():
        return [as_written]
    by_unit = lines.group_by(f"{name}.unit").agg(pl.col(name).sum()).sort(f"{name}.unit")
    sums = add(Measure(number, own) for own, number in by_unit.iter_rows() if own in UNITS)
    known = UNITS.get(unit or "")
    base = UNITS.get(sums[0].unit or "") if len(sums) == 1 else None
    if known is None or base is None or base.dimension != known.dimension:
        return [as_written]
    return [convert(sums[0].number, base.symbol, known.symbol), as_written]
