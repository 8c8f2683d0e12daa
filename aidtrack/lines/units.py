"""A column of units or currencies, looked up once for each distinct text."""

from __future__ import annotations

import polars as pl

from aidtrack.codes.currencies import find_currencies
from aidtrack.text.blank import is_blank_word
from aidtrack.units.aliases import read_unit


def read_units(texts: pl.Series, *, currency: bool) -> pl.Series:
    """Return canonical units, or currencies where the column states those, for texts.

    A text that is no plain unit stays as it is: whoever reads the number beside it
    reads both together, so that ``blorps`` makes the quantity unreadable, and
    ``tons`` an ambiguous one, as they would in one cell.
    """
    units = {
        text: _currency(text) if currency else _unit(text)
        for text in texts.drop_nulls().unique(maintain_order=True).to_list()
        if not is_blank_word(text)
    }
    return texts.replace_strict(units, default=None, return_dtype=pl.String)


def _unit(text: str) -> str:
    reading = read_unit(text)
    return text if reading.value is None or reading.notes else reading.value


def _currency(text: str) -> str:
    found = find_currencies(text)
    return found[0].code if len(found) == 1 else text
