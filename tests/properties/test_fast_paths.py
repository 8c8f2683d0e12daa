"""What is read by column expressions is read as the strict readers read it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack.lines.cells import read_cells
from aidtrack.lines.clean import NATIVE_POINT, clean_values
from aidtrack.lines.schema import value_columns
from aidtrack.manifest.delimited import (
    _cells,
    _is_regular_by_pattern,
    _is_regular_by_pieces,
    _record_by_record,
)
from aidtrack.manifest.limits import DEFAULT_LIMITS
from aidtrack.model import FIELDS
from aidtrack.text.style import Style
from aidtrack.units import UNITS
from tests.properties.strategies import CELLS

DIGITS = st.text("0123456789", min_size=1, max_size=19)
NEAR_NUMBERS = st.builds(
    lambda sign, whole, mark, parts, space, unit: f"{sign}{whole}{mark}{parts}{space}{unit}",
    sign=st.sampled_from(("", "-", "+", " ", "--")),
    whole=DIGITS | st.sampled_from(("", "0", "00", "1", "12", "999", "1234")),
    mark=st.sampled_from(("", ".", ",", " ")),
    parts=st.sampled_from(("", "5", "50", "500", "5000")) | DIGITS,
    space=st.sampled_from(("", " ", "  ", "\u00a0")),
    unit=st.sampled_from(("", "kg", "t", "KG", "L", "m3", "each", "pack", "USD", "EUR", "€", "W"))
    | st.sampled_from(sorted(UNITS)),
)  # fmt: skip
NEAR_DATES = st.builds(
    "{}-{}-{}".format,
    st.sampled_from(("2026", "0999", "1000", "26", "9999")),
    st.sampled_from(("01", "1", "02", "12", "13", "00")),
    st.sampled_from(("01", "1", "29", "30", "31", "32", "00", "01T00:00")),
)
TEXTS = NEAR_NUMBERS | NEAR_DATES | CELLS
FIELDS_WITH_A_FAST_PATH = [
    "quantity", "gross_weight", "volume", "flow_rate", "power", "value", "pack_size", "expiry",
    "dispatched", "manufactured",
]  # fmt: skip
UNIT = {"quantity": "box", "gross_weight": "kg", "volume": "L", "flow_rate": "L/min",
        "power": "W", "value": "USD"}  # fmt: skip


@pytest.mark.parametrize("name", FIELDS_WITH_A_FAST_PATH)
@pytest.mark.parametrize("native", [False, True])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), of_header=st.booleans())
def test_a_clean_text_is_read_as_the_strict_reader_reads_it(
    name: str, native: bool, texts: list[str], of_header: bool
) -> None:
    field = FIELDS[name]
    unit = UNIT.get(name) if of_header else None
    base = pl.DataFrame(
        {"text": [text.strip() or None for text in texts], "unit": unit, "native": native},
        schema={"text": pl.String, "unit": pl.String, "native": pl.Boolean},
    )
    clean = clean_values(field.shape, base)
    assert clean is not None
    style = Style(decimal="point") if native else Style()
    evidence = set()
    for text, was_read, parts in zip(
        base["text"], clean.mask, clean.columns.iter_rows(), strict=True
    ):
        if not was_read:
            continue
        reading = field.shape.read(text, style, unit=unit)
        assert reading.value == parts
        assert reading.notes == ()
        if reading.evidence and not native:
            evidence.add(reading.evidence)
    assert set(clean.evidence) - {NATIVE_POINT} == evidence


@pytest.mark.parametrize("name", sorted(FIELDS_WITH_A_FAST_PATH))
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_a_whole_column_is_read_as_if_each_text_were_alone_or_by_its_habit(
    name: str, texts: list[str]
) -> None:
    field = FIELDS[name]
    cells = read_cells(field, pl.Series(texts, dtype=pl.String))
    columns = pl.DataFrame(list(cells.columns)).select(*value_columns(field))
    spoken_of = {issue.text for issue in cells.issues}
    for text, parts in zip(texts, columns.iter_rows(), strict=True):
        alone = field.shape.read(text)
        if alone.value is not None and text.strip() not in spoken_of:
            assert normal(alone.value) == normal(parts)
        elif alone.value is None and any(part is not None for part in parts):
            assert normal(parts) in [normal(candidate) for candidate in alone.candidates]


def normal(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(Decimal(part) if isinstance(part, Decimal) else part for part in parts)


PIECES = st.sampled_from(
    ("a", "1", ",", ";", '"', '""', "\n", "\r\n", " ", "é", "\t", "x,y", '"q"')
)


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from((",", ";", "\t")))
def test_delimited_text_is_cut_into_the_same_cells_by_either_reader(
    text: str, delimiter: str
) -> None:
    pieces = _is_regular_by_pieces(text.split('"'), delimiter)
    assert pieces == _is_regular_by_pattern(text, delimiter)
    fast = _cells(text, delimiter, "file.csv", DEFAULT_LIMITS)
    slow = _record_by_record(text, delimiter, "file.csv", DEFAULT_LIMITS)
    assert table(fast) == (table(slow) if text.strip() else [])


CELL_TEXTS = st.lists(PIECES.filter(lambda piece: '"' not in piece), max_size=3).map("".join)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(
    st.lists(CELL_TEXTS, min_size=width, max_size=width), min_size=1, max_size=5)))  # fmt: skip
def test_quoted_cells_come_out_as_they_went_in(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    expected = [tuple(cell or None for cell in row) for row in rows]
    assert table(_cells(text, ",", "file.csv", DEFAULT_LIMITS)) == table(
        pl.DataFrame(expected, orient="row")
    )


def table(frame: pl.DataFrame) -> list[tuple[str | None, ...]]:
    """Return the rows; columns behind the last one with any text in it hold no cells."""
    filled = [n for n, column in enumerate(frame.get_columns(), start=1) if column.count()]
    return [row[: max(filled, default=0)] for row in frame.rows()]


@pytest.mark.parametrize(
    "name", [*FIELDS_WITH_A_FAST_PATH, "description", "batch", "kind", "storage"]
)
@given(texts=st.lists(TEXTS | st.none(), min_size=1, max_size=8), of_header=st.booleans())
def test_a_column_that_repeats_itself_is_read_as_any_other(
    name: str, texts: list[str | None], of_header: bool
) -> None:
    column = pl.Series(texts * 2, dtype=pl.String)
    unit = UNIT.get(name) if of_header else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aidtrack.lines.cells.repeats_itself", lambda _: False)
        line_by_line = read_cells(FIELDS[name], column, unit=unit)
        patch.setattr("aidtrack.lines.cells.repeats_itself", lambda _: True)
        once = read_cells(FIELDS[name], column, unit=unit)
    assert pl.DataFrame(once.columns).equals(pl.DataFrame(line_by_line.columns), null_equal=True)
    assert pl.DataFrame(once.columns).schema == pl.DataFrame(line_by_line.columns).schema
    assert (once.issues, once.habits) == (line_by_line.issues, line_by_line.habits)
