"""Spreadsheet errors and formulas are told from texts."""

from __future__ import annotations

import pytest

from aidtrack.text.formula import without_value
from aidtrack.text.reading import Problem


@pytest.mark.parametrize(
    "text",
    ["#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
     " #ref! ", "#VALEUR!", "#¡REF!", "#N/D", "Err:502"],
)  # fmt: skip
@pytest.mark.parametrize("free", [False, True])
def test_an_error_is_no_value_anywhere(text: str, free: bool) -> None:
    reading = without_value(text, free=free)
    assert reading is not None
    assert reading.problem is Problem.CELL_ERROR
    assert reading.message == f"the cell holds the spreadsheet error {text.strip()}"


@pytest.mark.parametrize(
    "text",
    ["=TODAY()", "=sum(F7:F13)", "= B7&C7", "=$B$7", "=-(SUM(A1))", "='Sheet 1'!B7", "=HOY()"],
)
@pytest.mark.parametrize("free", [False, True])
def test_a_formula_is_no_value_anywhere(text: str, free: bool) -> None:
    reading = without_value(text, free=free)
    assert reading is not None
    assert reading.problem is Problem.FORMULA


@pytest.mark.parametrize("text", ["= as agreed", "=1+1", "=", "==x==", "=yes", "#12", "# REF", "-"])
def test_free_text_may_begin_with_any_sign(text: str) -> None:
    assert without_value(text, free=True) is None


@pytest.mark.parametrize("text", ["=1+1 kg", "=5", "=B7*2"])
def test_elsewhere_an_equals_sign_is_enough(text: str) -> None:
    reading = without_value(text)
    assert reading is not None
    assert reading.problem is Problem.FORMULA


@pytest.mark.parametrize("text", ["=TODAY()-1", "=OFFSET(A1,1,1)", "=IF(NOW()>1,2,3)", "=rand()"])
def test_a_volatile_formula_changes(text: str) -> None:
    reading = without_value(text)
    assert reading is not None
    assert reading.message.endswith("whose value changes whenever the file is opened")


def test_any_other_formula_wants_its_value() -> None:
    reading = without_value("=SUM(F7:F13)")
    assert reading is not None
    assert "save it to have the value" in reading.message
