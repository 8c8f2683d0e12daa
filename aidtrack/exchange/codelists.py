"""The sheets of a blank manifest that list what can be written: units, countries, currencies.

Nobody fills them in. None of their rows can be taken for the header of a table, so that a
reader of the workbook finds its one table.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from aidtrack.codes.countries import COUNTRIES
from aidtrack.codes.currencies import CURRENCIES
from aidtrack.exchange.sheet import add_sheet, put_rows
from aidtrack.text.fold import fold
from aidtrack.text.number import plain_number
from aidtrack.units.catalogue import UNITS
from aidtrack.units.dimension import is_measured_by
from aidtrack.units.spellings import UNREAD_CODES, WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from aidtrack.units.unit import Unit

UNITS_SHEET: Final = "Units"
LISTS_SHEET: Final = "Lists"
_FIRST: Final = 4
"""The 1-based row on which a list begins: a title, a blank and a heading stand above it."""


def units_of_goods() -> str:
    """Return the cells that list the units in which goods are counted or measured."""
    return _cells(UNITS_SHEET, "A", sum(is_measured_by(unit, "goods") for unit in UNITS.values()))


def country_names() -> str:
    """Return the cells that list the countries by name."""
    return _cells(LISTS_SHEET, "A", len(COUNTRIES))


def currency_codes() -> str:
    """Return the cells that list the currencies by code."""
    return _cells(LISTS_SHEET, "C", len(_currencies()))


def _cells(sheet: str, column: str, length: int) -> str:
    return f"={sheet}!${column}${_FIRST}:${column}${_FIRST + length - 1}"


def add_units(book: Workbook) -> None:
    """Add the sheet of units with their spellings: counts first, what no goods are in last."""
    sheet = add_sheet(book, UNITS_SHEET)
    every = sorted(UNITS.values(), key=_place)
    rows = [(unit.symbol, unit.plural, _what(unit), _spelt(unit)) for unit in every]
    put_rows(
        book,
        sheet,
        title="Units, and how each of them may be written (letters in brackets can be left out)",
        header=("Write", "In words", "What it is", "Also understood"),
        rows=rows,
        widths=(12, 24, 20, 100),
    )


def _place(unit: Unit) -> tuple[bool, bool]:
    return (not is_measured_by(unit, "goods"), not unit.indivisible)


def _what(unit: Unit) -> str:
    if not unit.indivisible:
        return f"measures {unit.dimension}"
    if unit.dimension == unit.symbol:
        return "counts"
    return f"counts {plain_number(unit.factor)} {unit.dimension}"


def _spelt(unit: Unit) -> str:
    """Return the spellings of a unit, and its codes of UN/ECE behind them."""
    words = [WORDS[unit.symbol]] if unit.symbol in WORDS else []
    codes = dict.fromkeys(filter(None, (unit.rec20, unit.rec21)))
    return ", ".join([*words, *(code for code in codes if code not in UNREAD_CODES)])


def add_lists(book: Workbook) -> None:
    """Add the sheet of countries and currencies."""
    sheet = add_sheet(book, LISTS_SHEET)
    names = sorted((country.name for country in COUNTRIES.values()), key=fold)
    rows = zip_longest(names, _currencies())
    put_rows(
        book,
        sheet,
        title="Names and codes to choose from",
        header=("Countries and territories", "", "Code", "Name of the money"),
        rows=((name or "", "", *(currency or ())) for name, currency in rows),
        widths=(40, 4, 9, 40),
    )


def _currencies() -> Sequence[tuple[str, str]]:
    return sorted((each.code, each.name) for each in CURRENCIES.values() if each.active)
